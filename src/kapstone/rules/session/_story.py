"""Short ways to tell a session in worked examples: what happened how many minutes before or after the first dose."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from kapstone.chart import Chart
from kapstone.facts import (
    AdverseEventSeen,
    AmountAs,
    Answer,
    CheckedIn,
    DoseGiven,
    Drug,
    Fact,
    Facts,
    Indication,
    Record,
    Route,
    SessionEvent,
    StateObserved,
    VitalsTaken,
)
from kapstone.findings import Level, Role
from kapstone.rules._rule import Example

__all__ = [
    "DAY", "SESSION", "T0", "adverse_event", "before_dosing", "bp", "check_in", "dose", "event", "example", "nothing_known",
    "recorded_by", "said", "state", "story", "vitals",
]  # fmt: skip

T0 = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
SESSION = uuid5(NAMESPACE_OID, "example session")
DAY = 24 * 60

Told = tuple[float, Fact]
"""Minutes from the first dose (negative: before it), and what became true then."""


def story(
    *told: Told, now: float = 30, limits: Mapping[str, Mapping[str, float]] | None = None, **chart: Any
) -> Chart:  # Any: Chart's fields
    """The chart of the example session, `now` minutes after the first dose."""
    records = [
        Record(
            id=record_id(index),
            fact=fact,
            at=T0 + timedelta(minutes=at),
            recorded_at=T0 + timedelta(minutes=at),
            by_role=Role.PRESCRIBER,
        )
        for index, (at, fact) in enumerate(told)
    ]
    given: dict[str, Any] = {"session": SESSION, "route": Route.IV, "indication": Indication.TRD} | chart
    return Chart(facts=Facts(records), now=T0 + timedelta(minutes=now), limits=limits or {}, **given)


def record_id(index: int) -> UUID:
    """The id of the fact told as number `index`, so that a later fact can name it."""
    return uuid5(NAMESPACE_OID, f"told {index}")


def example(says: str, level: Level, *told: Told, now: float = 30, **chart: Any) -> Example:  # Any: Chart's fields
    return Example(says, lambda: story(*told, now=now, **chart), level)


def recorded_by(role: Role | None, told: Example) -> Example:
    """The same example, everything written down by someone in that role (None: in no role that was recorded)."""

    def chart() -> Chart:
        given = told.chart()
        return replace(given, facts=Facts(replace(record, by_role=role or "") for record in given.facts))

    return Example(told.says, chart, told.level)


def before_dosing(says: str, level: Level, *told: Told, **chart: Any) -> Example:  # Any: Chart's fields
    """An example in which no dose has been given and it is now minute 0."""
    return example(says, level, *told, now=0, **chart)


def nothing_known(level: Level = Level.UNKNOWN) -> Example:
    """The example every rule has: nothing is known, and that is never clear."""
    return Example("nothing is known", lambda: story(now=0), level)


def vitals(**values: Any) -> VitalsTaken:  # Any: VitalsTaken's fields
    return VitalsTaken(session=SESSION, **values)


def said(**values: Any) -> VitalsTaken:  # Any: VitalsTaken's fields
    """What a device says and nobody has accepted."""
    return vitals(device=uuid5(NAMESPACE_OID, "example device"), is_validated=False, **values)


def bp(systolic: float, diastolic: float, *symptoms: str, **more: Any) -> VitalsTaken:  # Any: VitalsTaken's fields
    return vitals(systolic_mmhg=systolic, diastolic_mmhg=diastolic, symptoms=symptoms, **more)


def state(**values: int) -> StateObserved:
    return StateObserved(session=SESSION, **values)


def event(word: str) -> SessionEvent:
    return SessionEvent(session=SESSION, event=word)


def adverse_event(term: str, grade: int = 2, **more: Any) -> AdverseEventSeen:  # Any: AdverseEventSeen's fields
    return AdverseEventSeen(term=term, grade=grade, **({"session": SESSION} | more))


def check_in(**values: Any) -> CheckedIn:  # Any: CheckedIn's fields
    """A check-in in which everything was asked and nothing was amiss, but for `values`."""
    fine: dict[str, Any] = {  # Any: as above
        "last_food_at": T0 - timedelta(hours=9),
        "last_clear_fluid_at": T0 - timedelta(hours=3),
        "new_medicines_or_allergies": Answer.NO,
        "sedative_or_stimulant_24h": Answer.NO,
        "alcohol_or_drugs_24h": Answer.NO,
        "mania_or_psychosis_signs": Answer.NO,
        "urinary_symptoms": Answer.NO,
        "unreviewed_adverse_event": Answer.NO,
        "could_be_pregnant": Answer.NO,
        "oedema": Answer.NO,
        "infection_signs": Answer.NO,
        "escort_name": "Robin Vale",
        "escort_phone": "+1 555 0100",
        "intention": "To be kinder to myself.",
    }
    return CheckedIn(session=SESSION, **(fine | values))


def dose(infusion_min: float | None = 40, **more: Any) -> Told:  # Any: DoseGiven's fields
    """The first dose, at minute 0."""
    given: dict[str, Any] = {"dose_mg": 35.0, "route": Route.IV} | more
    return 0, DoseGiven(
        session=SESSION,
        order=uuid5(NAMESPACE_OID, "example order"),
        drug=Drug.KETAMINE,
        amount_as=AmountAs.BASE,
        infusion_min=infusion_min,
        **given,
    )
