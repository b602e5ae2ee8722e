"""A rehearsal as text or as JSON: what happened to a made-up cohort, and every assumption it rests on."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from kapstone.synthetic.rehearsal import Rehearsal, Spread

__all__ = ["as_json", "as_text"]

_SAID = "Everything here rests on synthetic assumptions, listed at the end. It says what a programme asks of a clinic, and nothing about how well it works."


def as_json(rehearsal: Rehearsal) -> str:
    """The same seed gives the same bytes."""
    return json.dumps({"synthetic": True, "says": _SAID, **_plain(rehearsal)}, indent=2, ensure_ascii=False) + "\n"


def as_text(rehearsal: Rehearsal) -> str:
    """For a terminal."""
    return "\n".join(_lines(rehearsal)) + "\n"


def _lines(one: Rehearsal) -> Iterator[str]:
    yield f"Rehearsal of {one.protocol} {one.version} with {one.patients} synthetic patients, seed {one.seed}"
    yield _SAID
    yield from _counted("How each patient's way ended", one.ended, one.patients)
    yield from _counted("Screened out, by rule (one patient may be kept out by several)", one.screened_out, one.patients)
    yield from _counted("Dose days on which the gate stayed closed, by rule", one.dose_days_held)
    yield from ("", f"{'Of patients with at least one dose':44}{'median':>9}{'p10':>9}{'p90':>9}{'n':>8}")
    whole = (("doses", one.doses), ("visits", one.visits), ("hours in the room", one.chair_hours))
    rows = [*whole, *((f"staff hours, {role}", spread) for role, spread in one.staff_hours.items())]
    yield from (_spread(name, spread) for name, spread in rows)
    yield from ("", f"{'Days from the enquiry to':44}{'median':>9}{'p10':>9}{'p90':>9}{'n':>8}")
    yield from (_spread(stage, spread) for stage, spread in one.days_to.items())
    yield from ("", "Synthetic assumptions (none is taken from a study)")
    for entry in fields(one.assumptions):
        value = getattr(one.assumptions, entry.name)
        name = entry.name.replace("_", " ")
        if isinstance(value, Mapping):
            yield f"  {name}:"
            yield from (f"    {key.replace('_', ' ')}: {_said(each)}" for key, each in value.items())
        else:
            yield f"  {name}: {_said(value)}"


def _counted(title: str, counts: Mapping[str, int], of: int | None = None) -> Iterator[str]:
    yield from ("", title)
    if not counts:
        yield "  none"
    for name, count in counts.items():
        yield f"  {count:6}{f'  {count / of:5.1%}' if of else ''}  {name}"


def _spread(name: str, spread: Spread | None) -> str:
    if spread is None:
        return f"  {name:42}{'none':>9}"
    return f"  {name:42}{spread.median:9g}{spread.p10:9g}{spread.p90:9g}{spread.count:8}"


def _said(value: object) -> str:
    return " to ".join(f"{each:g}" for each in value) if isinstance(value, tuple) else f"{value:g}"


def _plain(value: Any) -> Any:  # Any: a dataclass and what is in it, as JSON values
    if is_dataclass(value):
        return {entry.name: _plain(getattr(value, entry.name)) for entry in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
