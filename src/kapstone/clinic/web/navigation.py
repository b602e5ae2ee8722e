"""Where one can go from the top bar. Rooms enter their places at start-up, so that this room need not know them."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Can

__all__ = ["Link", "Place", "add", "address", "links_for", "search_at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One entry of the desk's top bar. `key` is the letter after `g`."""

    label: str
    url_name: str
    can: Can
    key: str = ""
    order: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place as one person sees it on one page."""

    label: str
    href: str
    key: str
    is_current: bool


_PLACES: dict[str, Place] = {}
_SEARCH: dict[str, str] = {}


def add(place: Place) -> None:
    """Enter a place; call it from the room's `AppConfig.ready`."""
    _PLACES[place.url_name] = place


def search_at(url_name: str) -> None:
    """Name the page that finds patients; it gets `?q=`."""
    _SEARCH["url_name"] = url_name


def search_href() -> str:
    return address(_SEARCH["url_name"]) if _SEARCH else ""


def links_for(actor: Actor | None, path: str) -> list[Link]:
    """The places this person may go to, in order, with the one they are at marked."""
    if actor is None:
        return []
    places = sorted((place for place in _PLACES.values() if actor.can(place.can)), key=lambda place: (place.order, place.label))
    found = [(place, href) for place in places if (href := address(place.url_name))]
    here = max((href for _, href in found if path == href or (href != "/" and path.startswith(href))), key=len, default=None)
    return [Link(label=place.label, href=href, key=place.key, is_current=href == here) for place, href in found]


def address(url_name: str, **arguments: Any) -> str:  # Any: what a route captures
    """The address of `url_name`, empty when this installation has no such page."""
    try:
        return reverse(url_name, kwargs=arguments or None)
    except NoReverseMatch:
        return ""
