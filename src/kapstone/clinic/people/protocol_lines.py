"""A protocol laid out for reading: its parts, and in each every number in words with where it comes from."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from enum import Enum

from kapstone.clinic.people.programmes import Confirmed
from kapstone.evidence import Standing
from kapstone.instruments import all_instruments
from kapstone.pathway import limits_for
from kapstone.protocols import SETTING, TOPICS, Choice, Origin, Protocol, span_words, unit_of
from kapstone.rules.conflicts import Conflict, Variant, all_conflicts, in_force

__all__ = ["Line", "Part", "Topic", "measures_of", "parts_of", "topics_of"]

_PARTS = (
    "course", "maintenance", "dose", "infusion", "booster", "monitoring", "staffing", "preparation", "next_day", "integration", "windows",
)  # fmt: skip
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


def parts_of(protocol: Protocol, confirmed: Mapping[str, Confirmed], ticked: Collection[str] = ()) -> list[Part]:
    """Every part, the limits of rules last."""
    found = [
        Part(title=_title(name), slug=name, lines=tuple(_lines(protocol, name, section, confirmed, ticked)))
        for name in _PARTS
        if (section := getattr(protocol, name)) is not None
    ]
    limits = tuple(
        _line(protocol, f"rules.{rule}.{name}", f"{_title(rule)}: {name.replace('_', ' ')}", f"{value:g}", confirmed, ticked)
        for rule, own in protocol.rules.items()
        for name, value in own.items()
    )
    return [*found, Part(title="Limits of rules", slug="rules", lines=limits)] if limits else found


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
            line=_line(protocol, f"choices.{conflict.id}", conflict.title, "", confirmed, ticked),
        )
        for conflict in all_conflicts().values()
    ]


def measures_of(protocol: Protocol) -> list[tuple[str, str]]:
    """Each questionnaire and when it is asked."""
    known = all_instruments()
    return [
        (
            known[plan.instrument].title + (" (the course is judged by it)" if plan.primary else ""),
            ", ".join(moment.value.replace("_", " ") for moment in plan.moments),
        )
        for plan in protocol.measures
    ]


def _lines(
    protocol: Protocol, name: str, section: object, confirmed: Mapping[str, Confirmed], ticked: Collection[str]
) -> Iterator[Line]:
    assert is_dataclass(section)
    for entry in fields(section):
        value = getattr(section, entry.name)
        if value is not None:
            yield _line(
                protocol,
                f"{name}.{entry.name}",
                _name(entry.name),
                _words(value, unit_of(protocol, name, entry.name)),
                confirmed,
                ticked,
            )


def _line(
    protocol: Protocol, path: str, name: str, value: str, confirmed: Mapping[str, Confirmed], ticked: Collection[str]
) -> Line:
    origin: Origin | None = protocol.origins.get(path)
    if origin is None:
        return Line(path=path, name=name, value=value)
    source = origin.source
    return Line(
        path=path,
        name=name,
        value=value,
        source=source.title if source else "",
        where=origin.where,
        link=(f"https://doi.org/{source.doi}" if source.doi else source.url) if source else "",
        standing=_STANDING[origin.standing],
        is_setting=origin.standing.is_setting,
        confirmed=confirmed.get(path),
        is_ticked=path in ticked,
    )


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _name(name: str) -> str:
    for ending in ("_mmhg", "_percent", "_mg", "_per_hour"):
        name = name.removesuffix(ending)
    return _title(name)


def _words(value: object, unit: str) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case timedelta():
            return span_words(value)
        case Enum():
            return str(value.value).replace("_", " ")
        case tuple():
            return ", ".join(_words(each, unit) for each in value)
        case float() | int():
            return f"{value:g} {unit}".strip()
        case _:
            text = str(value)
            return SETTING.get(text) or TOPICS.get(text) or text.replace("_", " ")
