"""Score an instrument from its answers, with the band, what is missing and what stands out.

ANSWERS is one of
  {"phq9_1": 2, "phq9_2": 1, ...}   JSON by item id; null is an answer withheld
  phq9_1=2,phq9_2=1,...             the same in short
  2,1,0,...                         the answers in the order of the form; - is an answer withheld
  FILE                              a file that holds any of these
  -                                 the same from standard input
Where an instrument asks yes or no, yes, no, true and false are understood.
An instrument whose wording is licensed is only scored with --text FILE (see kapstone instrument).
An answer that is missing is never a zero. Exit code 0: scored. Exit code 2: bad input, and the field is named.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kapstone.commands import BadInput
from kapstone.commands._texts import worded
from kapstone.facts import Implausible
from kapstone.instruments import Instrument, Score, all_instruments, instrument_called, require_text, score

_YES_NO = {"yes": 1, "no": 0, "true": 1, "false": 0}
_WITHHELD = {"", "-", "null", "none"}
_MAX_BYTES = 100_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("instrument", metavar="INSTRUMENT", help=f"one of {', '.join(all_instruments())}")
    parser.add_argument("answers", metavar="ANSWERS", help="the answers, a file that holds them, or - for standard input")
    parser.add_argument("--text", metavar="FILE", help="the licensed wording of the instrument, where it does not ship")
    parser.add_argument("--json", action="store_true", help="print the score as JSON")


def run(args: argparse.Namespace) -> int:
    try:
        instrument = require_text(worded(instrument_called(args.instrument), args.text))
        result = score(instrument, _parsed(instrument, _text(args.answers)))
    except Implausible as refusal:
        raise BadInput(str(refusal)) from None
    print(json.dumps(as_json(instrument, result), indent=2, ensure_ascii=False) if args.json else as_text(instrument, result))
    return 0


def as_json(instrument: Instrument, result: Score) -> dict[str, Any]:  # Any: JSON values
    """The score as plain JSON values."""
    band, (low, high) = result.band, instrument.range
    return {
        "instrument": instrument.id,
        "version": instrument.version,
        "total": result.total,
        "range": [low, high if result.maximum is None else result.maximum] if instrument.triage is None else None,
        "band": band and {"low": band.low, "high": band.high, "word": band.word},
        "triage": result.triage,
        "subscales": dict(result.subscales),
        "missing": list(result.missing),
        "prorated": result.prorated,
        "flags": dict(result.flags),
        "critical": [
            {"item": found.item, "value": found.value, "level": found.level.name, "sentence": found.sentence}
            for found in result.critical
        ],
        "critical_missing": list(result.critical_missing),
        "because": result.because,
        "plain": result.plain,
        "standing": instrument.standing,
        "to_confirm": list(instrument.to_confirm),
        "remarks": instrument.remarks,
        "sources": [str(cite) for cite in instrument.cites],
    }


def as_text(instrument: Instrument, result: Score) -> str:
    """The score as a person reads it."""
    lines = [f"{instrument.title} ({instrument.short}, version {instrument.version})", result.because]
    titles = {scale.id: scale.title for scale in instrument.subscales}
    lines += [
        f"  {titles[scale]} ({scale}): {'no total' if value is None else f'{value:g}'}"
        for scale, value in result.subscales.items()
    ]
    lines += [f"  {flag.replace('_', ' ')}: {_SAID[value]}" for flag, value in result.flags.items()]
    lines += [f"  {found.level.word}: {found.item} = {found.value}" for found in result.critical]
    if result.critical_missing:
        lines.append(f"  Not known: {', '.join(result.critical_missing)}")
    lines += [f"For the patient: {result.plain}", f"Standing: {instrument.standing.words}."]
    if instrument.to_confirm:
        lines.append(f"For your clinic to confirm: {'; '.join(instrument.to_confirm)}.")
    if instrument.remarks:
        lines.append(f"Remarks: {instrument.remarks}")
    return "\n".join([*lines, *(f"Source: {cite}." for cite in instrument.cites)])


_SAID = {True: "met", False: "not met", None: "cannot be told, answers are missing"}


def _text(given: str) -> str:
    """What was given on the command line, in the file of that name, or on standard input."""
    if given == "-":
        return sys.stdin.read(_MAX_BYTES)
    if not given.strip():
        raise Implausible("answers", "no answer was given")
    looks_inline = given.lstrip()[:1] in {"{", "["} or "=" in given or "," in given or given.lstrip("+-").isdigit()
    if looks_inline and not Path(given).is_file():
        return given
    try:
        if Path(given).stat().st_size > _MAX_BYTES:
            raise Implausible("answers", f"the file {given} is too large to hold answers")
        return Path(given).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Implausible("answers", f"the file {given} is not text") from None
    except (OSError, ValueError) as problem:
        if given.strip().casefold() in _YES_NO:
            return given
        reason = getattr(problem, "strerror", None) or "it is neither a list of answers nor the name of a file"
        raise Implausible("answers", f"{given} cannot be read: {reason}") from None


def _parsed(instrument: Instrument, text: str) -> dict[str, int | None]:
    stripped = text.strip()
    if not stripped:
        raise Implausible("answers", "no answer was given")
    if stripped[0] in "{[":
        return _from_json(instrument, stripped)
    parts = [part.strip() for part in stripped.replace("\n", ",").removesuffix(",").split(",")]
    if not any("=" in part for part in parts):
        return _in_order(instrument, parts)
    pairs = [part.partition("=") for part in parts if part]
    return _by_id(instrument, [(name.strip(), value.strip() if sign else None) for name, sign, value in pairs])


def _from_json(instrument: Instrument, text: str) -> dict[str, int | None]:
    try:
        pairs = json.loads(text, object_pairs_hook=_Pairs)
    except (json.JSONDecodeError, RecursionError) as problem:
        where = f" at line {problem.lineno}, column {problem.colno}" if isinstance(problem, json.JSONDecodeError) else ""
        raise Implausible("answers", f"this is not JSON{where}") from None
    if isinstance(pairs, _Pairs):
        inner = dict(pairs).get("answers")
        return _by_id(instrument, inner if isinstance(inner, _Pairs) else pairs)
    return _in_order(instrument, pairs)


class _Pairs(list[tuple[str, Any]]):  # Any: JSON values
    """A JSON object as it was written, so that an item given twice is seen."""


def _by_id(instrument: Instrument, pairs: list[tuple[str, Any]]) -> dict[str, int | None]:  # Any: JSON values
    answers: dict[str, int | None] = {}
    for name, value in pairs:
        if name in answers:
            raise Implausible(name, "this item is answered twice")
        answers[name] = _value(instrument, name, value)
    if not answers:
        raise Implausible("answers", "no answer was given")
    return answers


def _in_order(instrument: Instrument, values: list[Any]) -> dict[str, int | None]:  # Any: JSON values
    """By position. The whole form, or the whole form without the unscored items at its end."""
    if instrument.template is not None:
        names = [f"goal_{number}" for number in range(1, len(values) + 1)]
    else:
        names = [item.id for item in instrument.items]
    required = max((place for place, item in enumerate(instrument.items, start=1) if item.is_scored), default=len(names))
    if not values or not required <= len(values) <= len(names):
        expected = f"{required}" if required == len(names) else f"{required} to {len(names)}"
        raise Implausible(
            "answers",
            f"{instrument.short} takes {expected} answers in order, {len(values)} were given; write - for one withheld",
        )
    return _by_id(instrument, list(zip(names, values, strict=False)))


def _value(instrument: Instrument, name: str, value: Any) -> int | None:  # Any: JSON values
    item = instrument.item(name)
    yes_no: Mapping[str, int] = _YES_NO if item and {option.value for option in item.options} == {0, 1} else {}
    said = str(value).strip().casefold()
    if value is None or said in _WITHHELD:
        return None
    if isinstance(value, bool | str) and said in yes_no:
        return yes_no[said]
    if type(value) is int:
        return value
    try:
        return int(said) if isinstance(value, str) else _refuse(name, value)
    except ValueError:
        return _refuse(name, value)


def _refuse(name: str, value: object) -> int:
    raise Implausible(name, f"{value!r} is not an answer; answers are whole numbers")
