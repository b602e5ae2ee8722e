"""From the results of one ORU^R01 to sets of vital signs, each with the moment it was measured; and what was left out, and why."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from kapstone.clinic.devices.codes import CODES, UNITS, Meaning, Sign
from kapstone.clinic.devices.hl7 import Message, Segment

__all__ = ["Observed", "Sample", "observed", "time_of"]

_ABSENT = {-1.0, -100.0, -99.9, -999.0, 8388607.0}
"""Numbers with which monitors say that they have no number."""
_FINAL = {"R", "P", "F", "C", ""}
_INVALID = ("INV", "NAV", "OFF")
_NOT_REAL = ("DEMO", "TEST", "CAL")
_TIME = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(?:(\d\d)(?:\.\d{1,4})?)?)?([+-]\d{4})?$")


@dataclass(frozen=True, slots=True)
class Sample:
    """What was measured at one moment, in our units."""

    at: datetime
    values: dict[Sign, float]


@dataclass(frozen=True, slots=True)
class Observed:
    """Everything of a message: samples oldest first, and a sentence for each result that was left out."""

    samples: tuple[Sample, ...]
    left_out: tuple[str, ...] = ()


@dataclass
class _Set:
    values: dict[Sign, float] = field(default_factory=dict)
    ranks: dict[Sign, int] = field(default_factory=dict)


def observed(message: Message, *, zone: tzinfo, received_at: datetime) -> Observed:
    """Read every result. `zone` is that of the device, whose times mostly say none. A time that cannot be read counts as `received_at`."""
    sets: dict[datetime, _Set] = {}
    left_out: list[str] = []
    around = time_of(message.header.field(7), zone) or received_at
    for segment in message.segments:
        if segment.name == "OBR":
            around = time_of(segment.field(7), zone) or time_of(message.header.field(7), zone) or received_at
        if segment.name != "OBX":
            continue
        meaning = _meaning(segment)
        if meaning is None:
            left_out.append(f"{segment.component(3, 1)[:20] or 'A result without a code'}: not a vital sign we keep.")
            continue
        value = _value(segment, meaning)
        if isinstance(value, str):
            left_out.append(f"{meaning.sign.value}: {value}")
            continue
        if value is None:
            continue
        at = time_of(segment.field(14), zone) or around
        taken = sets.setdefault(at, _Set())
        if meaning.rank <= taken.ranks.get(meaning.sign, 99):
            taken.values[meaning.sign], taken.ranks[meaning.sign] = value, meaning.rank
    samples = []
    for at, found in sorted(sets.items()):
        if (Sign.SYSTOLIC in found.values) != (Sign.DIASTOLIC in found.values):
            left_out.append("Blood pressure: one of its two numbers is missing.")
            for sign in (Sign.SYSTOLIC, Sign.DIASTOLIC, Sign.MEAN):
                found.values.pop(sign, None)
        if found.values.keys() - {Sign.MEAN}:
            samples.append(Sample(at, found.values))
    return Observed(tuple(samples), tuple(left_out))


def time_of(text: str, zone: tzinfo) -> datetime | None:
    """An HL7 time (YYYYMMDDHHMM[SS[.S]][+ZZZZ]) in UTC, or None when it is not one or only a day."""
    found = _TIME.match(text.strip())
    if found is None or found[4] is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    offset = found[7]
    if offset is not None:
        span = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:]))
        if span >= timedelta(hours=24):
            return None
        zone = timezone(-span if offset[0] == "-" else span)
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _meaning(segment: Segment) -> Meaning | None:
    """By the code, or by its alternate when the first is of another system."""
    for code, system in ((1, 3), (4, 6)):
        if known := CODES.get((segment.component(3, system), segment.component(3, code))):
            return known
    return None


def _value(segment: Segment, meaning: Meaning) -> float | str | None:
    """The value in our unit; None when the device has none; a sentence when it has one that we do not take."""
    text = segment.component(3, 2).upper()
    if text and (any(word in text for word in meaning.never) or not any(word in text for word in meaning.words)):
        return "its code and its text say different things."
    flags = segment.field(8).upper()
    if any(word in flags for word in _NOT_REAL):
        return "the device is demonstrating or testing."
    if segment.field(11).strip().upper() not in _FINAL or any(word in flags for word in _INVALID):
        return None
    number = _number(segment)
    if number is None or isinstance(number, str):
        return number
    unit = next((u for u in (segment.component(6, 1), segment.component(6, 2)) if u in UNITS[meaning.sign]), None)
    if unit is None:
        return f"its unit {segment.component(6, 1)[:20] or '(none)'} is not one we know for it."
    return UNITS[meaning.sign][unit](number)


def _number(segment: Segment) -> float | str | None:
    kind, text = segment.field(2).strip(), segment.field(5).strip()
    if kind == "SN":
        comparator, text = segment.component(5, 1), segment.component(5, 2)
        if comparator not in {"", "="}:
            return "it is a bound, not a value."
    elif kind != "NM":
        return "it is not a number."
    if not text:
        return None
    if not re.fullmatch(r"[+-]?\d{1,9}(?:\.\d{1,6})?", text):
        return "it is not a number."
    number = float(text)
    return None if number in _ABSENT else number
