"""Strict reading of JSON: what cannot be used is refused with its place and a sentence."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar

from kapstone.strict import did_you_mean

JSON = Any
"""What json.loads gives: text, numbers, lists, mappings, True, False, None."""

E = TypeVar("E", bound=StrEnum)

_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2200


class Refused(ValueError):
    """The description cannot be used. `path` is the place in it."""

    def __init__(self, path: str, sentence: str) -> None:
        super().__init__(f"{path}: {sentence}" if path else sentence)
        self.path = path
        self.sentence = sentence


def parsed(text: str) -> Mapping[str, JSON]:
    try:
        body = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise Refused(f"line {error.lineno}, column {error.colno}", f"this is not JSON ({error.msg})") from None
    except Refused:
        raise
    except ValueError as error:
        raise Refused("", f"this is not JSON ({error})") from None
    except RecursionError:
        raise Refused("", "this is nested too deeply") from None
    if not isinstance(body, dict):
        raise Refused("", "the file holds one JSON object that describes a patient")
    try:
        json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Refused("", "this holds half a character (a lone surrogate), which is no text") from None
    return body


def _once(pairs: Sequence[tuple[str, JSON]]) -> dict[str, JSON]:
    """Refuse a key that is said twice: one of the two would be lost unseen."""
    found: dict[str, JSON] = {}
    for key, value in pairs:
        if key in found:
            raise Refused(key, "is said twice")
        found[key] = value
    return found


def _no_constant(word: str) -> JSON:
    raise Refused("", f"{word} is not a number in JSON")


def known_keys(path: str, given: Mapping[str, JSON], known: set[str]) -> None:
    for key in given:
        if key not in known:
            raise Refused(f"{path}.{key}" if path else key, f"is not known here{did_you_mean(key, known)}")


def mapping(path: str, said: JSON) -> Mapping[str, JSON]:
    if not isinstance(said, dict):
        raise Refused(path, "is an object")
    return said


def sequence(path: str, said: JSON) -> Sequence[JSON]:
    if not isinstance(said, list):
        raise Refused(path, "is a list")
    return said


def choice(key: str, body: Mapping[str, JSON], words: type[E]) -> E | None:
    if body.get(key) is None:
        return None
    if not isinstance(body[key], str) or body[key] not in set(words):
        raise Refused(key, f"say one of {listed(words)}")
    return words(body[key])


def listed(words: type[StrEnum]) -> str:
    return ", ".join(word.value for word in words)


def day(path: str, said: JSON) -> date:
    try:
        return date.fromisoformat(said)
    except (TypeError, ValueError):
        raise Refused(path, "is a date such as 1984-05-02") from None


def moment(path: str, said: JSON, latest: datetime | None) -> datetime:
    """A time with its zone, or a day, which counts from its start."""
    try:
        when = datetime.fromisoformat(said)
    except (TypeError, ValueError):
        raise Refused(path, "is a time with its zone such as 2026-11-21T15:00:00Z, or a date") from None
    if when.tzinfo is None:
        if len(said) > len("2026-11-21"):
            raise Refused(path, "needs its zone, such as Z or -08:00")
        when = datetime.combine(when.date(), time(), UTC)
    if not _EARLIEST_YEAR <= when.year <= _LATEST_YEAR:
        raise Refused(path, f"{said} cannot be right; the year lies between {_EARLIEST_YEAR} and {_LATEST_YEAR}")
    if latest is not None and when > latest:
        raise Refused(path, f"{said} lies after the moment of the screening, {latest.isoformat()}")
    return when
