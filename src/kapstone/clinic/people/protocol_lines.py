"""A protocol laid out for reading in the clinic: each line of its page, and whether the director has confirmed it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kapstone.clinic.people.programmes import Confirmed
from kapstone.evidence import Standing
from kapstone.protocols.page import Line as Laid
from kapstone.protocols.page import Page

__all__ = ["Line", "Part", "parts_of"]

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
