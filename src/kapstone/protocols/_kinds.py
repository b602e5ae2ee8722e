"""How each value of a protocol file is written: whole numbers, quantities, choices, ids; each refuses with one sentence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from kapstone.strict import did_you_mean_or_known
from kapstone.units import NotAQuantity, Quantity, WrongUnit

__all__ = [
    "InBasis",
    "Kind",
    "Spec",
    "Wrong",
    "choice",
    "day",
    "fixed",
    "flag",
    "holder",
    "ids",
    "ids_of",
    "many",
    "quantity",
    "setting",
    "span",
    "text",
    "whole",
]


class Wrong(ValueError):
    """One value that cannot be taken; the sentence says why and what is wanted."""


Kind = Callable[[object], Any]  # Any: each kind makes its own type, which the field's annotation states


def text(raw: object) -> str:
    if not isinstance(raw, str):
        raise Wrong(f"must be text in quotes, not {_what(raw)}")
    if not raw.strip():
        raise Wrong("must not be empty")
    return raw.strip()


def flag(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise Wrong(f"must be true or false, not {_what(raw)}")
    return raw


def day(raw: object) -> date:
    """A date written plainly, such as 2026-11-01."""
    if not isinstance(raw, date) or isinstance(raw, datetime):
        raise Wrong(f"must be a date such as 2026-11-01, without quotes, not {_what(raw)}")
    return raw


def whole(low: int, high: int) -> Kind:
    def read(raw: object) -> int:
        if not isinstance(raw, int) or isinstance(raw, bool):
            raise Wrong(f"must be a whole number from {low} to {high}, not {_what(raw)}")
        if not low <= raw <= high:
            raise Wrong(f"is {raw}; it must lie from {low} to {high}")
        return raw

    return read


def quantity(unit: str, low: float, high: float) -> Kind:
    """A quantity, kept as a number in `unit`."""

    def read(raw: object) -> float:
        value = _quantity(raw, unit)
        if not low <= value <= high:
            raise Wrong(f"is {value:g} {unit}; it must lie from {low:g} to {high:g} {unit}")
        return value

    return read


@dataclass(frozen=True, slots=True)
class InBasis:
    """A dose, whose unit is decided by the section's own `basis`."""

    low: float
    high: float

    def __call__(self, raw: object) -> float:
        raise AssertionError("a dose is read with its section's basis: call `using` first")

    def using(self, unit: str) -> Kind:
        return quantity(unit, self.low, self.high)


def span(low: str, high: str) -> Kind:
    """A length of time between two."""
    least, most = Quantity.parse(low).duration, Quantity.parse(high).duration

    def read(raw: object) -> timedelta:
        value = timedelta(seconds=_quantity(raw, "s", example=low))
        if not least <= value <= most:
            raise Wrong(f"is {raw}; it must lie from {low} to {high}")
        return value

    return read


def choice(options: type[Enum]) -> Kind:
    def read(raw: object) -> Enum:
        word = text(raw)
        try:
            return options(word)
        except ValueError:
            raise Wrong(
                f"{word!r} is not known here{did_you_mean_or_known(word, (str(option.value) for option in options))}"
            ) from None

    return read


def ids(what: str, known: Callable[[], Iterable[str]]) -> Kind:
    """One id out of a catalogue."""

    def read(raw: object) -> str:
        word, options = text(raw), set(known())
        if word not in options:
            raise Wrong(f"no {what} is called {word!r}{did_you_mean_or_known(word, options)}")
        return word

    return read


def holder(rules: Callable[[], Iterable[str]]) -> Kind:
    """What holds a criterion: the id of a rule, or of a conclusion of the pathway, which begin with PW-."""

    def read(raw: object) -> str:
        word = text(raw)
        return word if word.startswith("PW-") else str(ids("rule", rules)(word))

    return read


def many(kind: Kind, *, least: int = 1) -> Kind:
    """A list of one kind, without repeats."""

    def read(raw: object) -> tuple[Any, ...]:  # Any: see Kind
        if not isinstance(raw, list):
            raise Wrong(f"must be a list in square brackets, not {_what(raw)}")
        if len(raw) < least:
            raise Wrong(f"must name at least {least}")
        values = tuple(kind(item) for item in raw)
        if len(set(values)) != len(values):
            raise Wrong("names something twice")
        return values

    return read


def ids_of(what: str, known: Callable[[], Iterable[str]]) -> Kind:
    return many(ids(what, known))


@dataclass(frozen=True, slots=True)
class Spec:
    """How a field is read; `is_setting` values are written with their source and standing."""

    kind: Kind
    is_setting: bool
    optional: bool


def setting(kind: Kind, *, optional: bool = False) -> Any:  # Any: stands in for the field's own type
    """A number a clinic may set: `{ is = ..., source = ..., standing = ... }`."""
    return _field(Spec(kind, True, optional))


def fixed(kind: Kind, *, optional: bool = False) -> Any:  # Any: stands in for the field's own type
    """A value written plainly."""
    return _field(Spec(kind, False, optional))


def _field(spec: Spec) -> Any:  # Any: stands in for the field's own type
    if spec.optional:
        return field(default=None, metadata={"spec": spec})
    return field(metadata={"spec": spec})


def _quantity(raw: object, unit: str, example: str = "") -> float:
    if not isinstance(raw, str):
        raise Wrong(f'must be text with a number and a unit, such as "{example or f"1 {unit}"}", not {_what(raw)}')
    try:
        return Quantity.parse(raw).to(unit)
    except (NotAQuantity, WrongUnit) as error:
        raise Wrong(str(error)) from None


def _what(raw: object) -> str:
    names: dict[type, str] = {
        bool: "true or false",
        int: "a whole number",
        float: "a number",
        str: "text",
        list: "a list",
        dict: "a table",
    }
    return f"{names.get(type(raw), type(raw).__name__)} ({raw!r})" if not isinstance(raw, dict | list) else names[type(raw)]
