"""Short ways to tell a course of months in worked examples: days from the first dose."""

from typing import Any
from uuid import NAMESPACE_OID, uuid5

from kapstone.facts import AmountAs, Answer, ConcernResolved, DoseGiven, Drug, Fact, MeasureAnswered, MisuseAsked, Route
from kapstone.findings import Level
from kapstone.rules._rule import Example
from kapstone.rules.session._story import DAY, Told, record_id
from kapstone.rules.session._story import example as _example

__all__ = ["after", "asked_misuse", "dosed", "first_dose_only", "on", "resolved", "total"]


def on(day: float, fact: Fact) -> Told:
    """What became true so many days after the first dose."""
    return day * DAY, fact


def dosed(*given_on: float, mg: float = 35) -> tuple[Told, ...]:
    """A dose on each of these days, each in a session of its own."""
    return tuple(
        on(
            day,
            DoseGiven(
                session=uuid5(NAMESPACE_OID, f"example session of day {day:g}"), order=uuid5(NAMESPACE_OID, "example order"), drug=Drug.KETAMINE,
                route=Route.IV, dose_mg=mg, amount_as=AmountAs.BASE, infusion_min=40,
            ),
        )
        for day in given_on
    )  # fmt: skip


def after(says: str, day: float, level: Level, *told: Told, **chart: Any) -> Example:  # Any: Chart's fields
    """An example judged so many days after the first dose, for no session in particular."""
    return _example(says, level, *told, now=day * DAY, **({"session": None} | chart))


def first_dose_only(day: float, level: Level) -> Example:
    return after("one dose, and nothing else is known", day, level, *dosed(0))


def total(day: float, instrument: str, points: float) -> Told:
    return on(day, MeasureAnswered(instrument=instrument, instrument_version="1", answers={}, total_only=points))


def resolved(day: float, index: int, *, safe: bool = True) -> Told:
    """A clinician's follow-up of the fact told as number `index`."""
    return on(
        day, ConcernResolved(concern=record_id(index), found="Looked at.", plan="Go on with care.", safe_to_continue=safe)
    )


def asked_misuse(day: float, **answers: Any) -> Told:  # Any: MisuseAsked's fields
    fine: dict[str, Any] = {  # Any: as above
        "craving_0_10": 0, "early_request": Answer.NO, "extra_doses": Answer.NO, "given_away": Answer.NO,
    }  # fmt: skip
    return on(day, MisuseAsked(**(fine | answers)))
