"""Reading FHIR JSON with the place of every mistake: nothing is guessed, and what is wrong says where."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

__all__ = ["Broken", "Coding", "Node", "json_of"]

_DEEPEST = 60
"""FHIR nests a dozen levels; more is a mistake or an attack."""
_LARGEST = 1e15
_YEARS = range(1880, 2121)


class Broken(Exception):
    """The file cannot be taken: `place` in it, and why."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Coding:
    system: str
    code: str
    display: str


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value and where it stands."""

    value: Any  # Any: JSON
    place: str

    def __getitem__(self, name: str) -> "Node":
        """The member `name`, which may hold None when absent. Broken when this is no object."""
        if not isinstance(self.value, dict):
            raise Broken(self.place, "expected an object")
        return Node(self.value.get(name), f"{self.place}.{name}")

    def __bool__(self) -> bool:
        return self.value is not None

    def __iter__(self) -> Iterator["Node"]:
        """The members of a list; nothing when absent."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            raise Broken(self.place, "expected a list")
        for index, item in enumerate(self.value):
            yield Node(item, f"{self.place}[{index}]")

    def need(self, name: str) -> "Node":
        """The member `name`; Broken when it is missing."""
        member = self[name]
        if not member:
            raise Broken(member.place, "this is required and missing")
        return member

    def text(self) -> str:
        """The text here, empty when absent."""
        if self.value is None:
            return ""
        if not isinstance(self.value, str):
            raise Broken(self.place, f"expected a text, found {_named(self.value)}")
        return self.value.strip()

    def choice(self, *allowed: str) -> str:
        text = self.text()
        if text not in allowed:
            raise Broken(self.place, f"{text!r} is not one of {', '.join(allowed)}")
        return text

    def number(self) -> float:
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise Broken(self.place, f"expected a number, found {_named(self.value)}")
        return float(self.value)

    def day(self) -> date:
        """A full date. Broken when it is none, or only a year or month."""
        text = self.text()
        try:
            return self._in_our_time(date.fromisoformat(text[:10]) if len(text) >= 10 else _refuse_partial(text))
        except ValueError:
            raise Broken(self.place, f"{text!r} is not a full date such as 1984-03-12") from None

    def moment(self) -> datetime | None:
        """When, in UTC; a date alone is its first moment; None when absent. A year or month alone is its first day."""
        text = self.text()
        if not text:
            return None
        try:
            if len(text) <= 10:
                parts = [*(int(part) for part in text.split("-")), 1, 1][:3]
                return datetime.combine(self._in_our_time(date(*parts)), time(), UTC)
            moment = datetime.fromisoformat(text)
        except (ValueError, TypeError):
            raise Broken(self.place, f"{text!r} is not a date or a time with its zone") from None
        if moment.tzinfo is None:
            raise Broken(self.place, f"{text!r} has a time but no zone")
        self._in_our_time(moment.date())
        return moment.astimezone(UTC)

    def _in_our_time(self, day: date) -> date:
        if day.year not in _YEARS:
            raise Broken(self.place, f"the year {day.year} cannot be right")
        return day

    def codings(self) -> tuple[Coding, ...]:
        """The codings of a CodeableConcept."""
        return tuple(Coding(item["system"].text(), item["code"].text(), item["display"].text()) for item in self["coding"])

    def concept(self) -> str:
        """A CodeableConcept in words: its text, else its first display, else its first code."""
        if not self:
            return ""
        codings = self.codings()
        return self["text"].text() or next((c.display for c in codings if c.display), "") or next((c.code for c in codings), "")

    def code_in(self, system: str) -> str:
        """The code a CodeableConcept has in `system`, or empty."""
        return next((coding.code for coding in self.codings() if coding.system == system), "") if self else ""


def json_of(text: str, place: str) -> Any:  # Any: JSON
    """The JSON in `text`, which stands at `place`, if all of it can be kept. JSONDecodeError is left to the caller."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        raise
    except RecursionError:
        raise Broken(place, "this is nested too deeply") from None
    except ValueError:
        raise Broken(place, "this holds a number with too many digits") from None
    _check(value, place, 0)
    return value


def _check(value: Any, place: str, depth: int) -> None:  # Any: JSON
    """Refuse what no record can hold: half characters, NUL, numbers that are none, and nesting without end."""
    if depth > _DEEPEST:
        raise Broken(place[:200], "this is nested too deeply")
    match value:
        case str():
            if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
                raise Broken(place, "this text holds a character that cannot be kept")
        case bool() | None:
            pass
        case int() | float():
            if not -_LARGEST <= value <= _LARGEST:  # also false for what is no number
                raise Broken(place, "this is not a number that can be kept")
        case list():
            for index, each in enumerate(value):
                _check(each, f"{place}[{index}]", depth + 1)
        case dict():
            for name, each in value.items():
                _check(name, place, depth + 1)
                _check(each, f"{place}.{name}", depth + 1)


def _named(value: Any) -> str:  # Any: JSON
    return {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "nothing"}.get(
        type(value), "a number"
    )


def _refuse_partial(text: str) -> date:
    raise ValueError(text)
