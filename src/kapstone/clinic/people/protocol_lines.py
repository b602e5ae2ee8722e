"""A protocol laid out for reading in the clinic: each line of its page, and whether the director has confirmed it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kapstone.clinic.people.programmes import Confirmed
from kapstone.evidence import Standing
from kapstone.pathway import limits_for
from kapstone.protocols import Choice, Protocol
from kapstone.protocols.page import Line as Laid
from kapstone.protocols.page import Page
from kapstone.rules.conflicts import Conflict, Variant, all_conflicts, in_force

__all__ = ["Line", "Part", "Topic", "parts_of", "topics_of"]

_STANDING = {
    Standing.CHECKED: "Checked against its source",
    Standing.TO_CONFIRM: "Expert knowledge, not yet checked",
    Standing.DESIGN: "Our proposal; nothing is published",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One number or choice. `path` names it in the file; only what is a setting can be confirmed."""

    path: str
    name: str
    value: str
    source: str = ""
    where: str = ""
    link: str = ""
    standing: str = ""
    is_setting: bool = False
    confirmed: Confirmed | None = None
    is_ticked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a protocol."""

    title: str
    slug: str
    lines: tuple[Line, ...]


def parts_of(page: Page, confirmed: Mapping[str, Confirmed], ticked: Collection[str] = ()) -> list[Part]:
    """Every part, the limits of rules last."""
    return [
        Part(title=part.title, slug=part.id, lines=tuple(_line(line, confirmed, ticked) for line in part.lines)) for part in page.parts
    ]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic on which sources differ: every source, the one this protocol follows, and who chose it, when and why."""

    conflict: Conflict
    used: Variant | None
    """None: the protocol sets a number that no source has."""
    choice: Choice | None
    line: Line
    """The choice as a setting that the director confirms; without one nothing can be confirmed."""


def topics_of(protocol: Protocol, confirmed: Mapping[str, Confirmed], ticked: Collection[str] = ()) -> list[Topic]:
    """Every topic on which sources differ."""
    limits = limits_for(protocol)
    return [
        Topic(
            conflict=conflict,
            used=in_force(conflict, limits),
            choice=protocol.choices.get(conflict.id),
            line=_line(_choice(protocol, conflict), confirmed, ticked),
        )
        for conflict in all_conflicts().values()
    ]


def _choice(protocol: Protocol, conflict: Conflict) -> Laid:
    path = f"choices.{conflict.id}"
    return Laid(path=path, name=conflict.title, value="", origin=protocol.origins.get(path))


def _line(line: Laid, confirmed: Mapping[str, Confirmed], ticked: Collection[str]) -> Line:
    origin = line.origin
    if origin is None:
        return Line(path=line.path, name=line.name, value=line.value)
    source = origin.source
    return Line(
        path=line.path, name=line.name, value=line.value, source=source.title if source else "", where=origin.where,
        link=(f"https://doi.org/{source.doi}" if source.doi else source.url) if source else "", standing=_STANDING[origin.standing],
        is_setting=line.is_setting, confirmed=confirmed.get(line.path), is_ticked=line.path in ticked,
    )  # fmt: skip
