"""What every page knows without asking the database: who is here, where they may go, the colours, the time."""

from typing import Any

from django.http import HttpRequest

from kapstone.clinic.journal import clock
from kapstone.clinic.web import navigation

__all__ = ["THEMES", "page", "theme_of"]

THEMES = (("", "As device"), ("light", "Light"), ("dark", "Dark"))


def theme_of(request: HttpRequest) -> str:
    """The colours this browser asked for; empty follows the device."""
    theme = request.COOKIES.get("theme", "")
    return theme if theme in {"light", "dark"} else ""


def page(request: HttpRequest) -> dict[str, Any]:  # Any: a template context
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "nav": navigation.links_for(actor, request.path),
        "search_href": navigation.search_href() if actor and getattr(actor, "is_staff", False) else "",
        "theme": theme_of(request),
        "theme_choices": THEMES,
        "theme_href": navigation.address("web:theme"),
        "sign_out_href": (navigation.address("access:sign_out") or navigation.address("account_logout")) if actor else "",
        "help_href": navigation.address("portal:help"),
        "home_href": navigation.address("portal:home"),
        "now": clock.now(),
    }
