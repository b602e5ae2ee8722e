"""The page of facts: every kind with its fields, and the questions of the history."""

import dataclasses
import enum
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from kapstone.commands._reference.markdown import PRINTED, figure, plain, table
from kapstone.facts import KINDS, Fact
from kapstone.facts.history import HISTORY

__all__ = ["page"]

_NAMES: dict[object, str] = {
    UUID: "id", datetime: "time", date: "date", str: "text", float: "number", int: "whole number", bool: "yes or no", timedelta: "span",
}  # fmt: skip


def page() -> str:
    ours = sorted((kind for kind in KINDS.values() if kind.__module__.startswith("kapstone.facts.")), key=_module)
    lines = ["# Facts", "", PRINTED, ""]
    lines += [
        "A fact is something that became true of an episode of care. Around each one lies its record: when it was true, when it was written down,",
        "by whom, in which role, from where, and what it corrects. Facts are appended, corrected by later facts, and kept.",
        "",
    ]
    for module, kinds in groupby(ours, key=_module):
        about = (sys.modules[module].__doc__ or "").strip().splitlines()[0]
        lines += [f"## {about}", ""]
        for kind in sorted(kinds, key=lambda each: each.kind):
            lines += _entry(kind)
    lines += _history()
    return "\n".join(lines).rstrip() + "\n"


def _module(kind: type[Fact]) -> str:
    return kind.__module__


def _entry(kind: type[Fact]) -> Iterator[str]:
    yield from (f"### `{kind.kind}`", "")
    said = (kind.__doc__ or "").strip()
    if said and not said.startswith(f"{kind.kind}("):
        yield from (" ".join(said.split()), "")
    hints = typing.get_type_hints(kind)
    yield from table(
        ("field", "holds", "if left out"),
        [(f"`{each.name}`", _type(hints[each.name]), _default(each)) for each in dataclasses.fields(kind)],
    )


def _type(hint: Any) -> str:  # Any: whatever an annotation may be
    if hint in _NAMES:
        return _NAMES[hint]
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return " or ".join(_type(each) for each in inside if each is not type(None))
    if origin in {tuple, list, frozenset}:
        return f"list of {_type(inside[0])}"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        withheld = " or none" if type(None) in typing.get_args(inside[1]) else ""
        return f"{_type(inside[0])} to {_type(inside[1])}{withheld}"
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return " · ".join(f"`{member.value}`" for member in hint)
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return "; ".join(f"`{each.name}` {_type(hints[each.name])}" for each in dataclasses.fields(hint))
    return plain(getattr(hint, "__name__", str(hint)))


def _default(field: "dataclasses.Field[Any]") -> str:  # Any: a field of any type
    if field.default_factory is not dataclasses.MISSING:
        return "none"
    match field.default:
        case dataclasses.MISSING:
            return "refused"
        case None | "" | ():
            return "not known"
        case bool(value):
            return "yes" if value else "no"
        case enum.Enum() as member:
            return f"`{member.value}`"
        case int() | float() as value:
            return figure(value)
        case other:
            return str(other)


def _history() -> Iterator[str]:
    yield from ("## The questions of the history", "")
    yield from (
        "A rule reads the latest answer: yes, no or unknown. A question nobody answered is unknown. An imported diagnosis never answers one.",
        "",
    )
    for group, items in groupby(HISTORY.values(), key=lambda item: item.group):
        yield from (f"### {group}", "")
        yield from table(
            ("item", "for clinicians", "in plain words", "answered by"),
            [
                (f"`{item.id}`", item.clinical, item.plain, item.asked.value + (" (42 CFR Part 2)" if item.part2 else ""))
                for item in items
            ],
        )
