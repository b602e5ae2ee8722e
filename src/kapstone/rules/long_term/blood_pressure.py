"""A pressure that is high again and again between sessions belongs to the family doctor."""

from itertools import groupby

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Record, VitalsTaken
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules._sources import ACC_AHA_2017, EXPERT
from kapstone.rules.long_term._course import day_of, long_term_rule, sessions
from kapstone.rules.long_term._story import after, dosed, first_dose_only, on
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import pressure_of
from kapstone.rules.session._story import Told

_SUBJECT = "blood_pressure"


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    seen = _at_rest(chart)
    count = int(limits["in_a_row"])
    if len(seen) < count:
        return (
            Verdict(
                level=Level.UNKNOWN, because=f"Blood pressure at rest is known from {len(seen)} days; a trend needs {count}.",
                act="Take it at rest at the next visit.", subject=_SUBJECT, waits_for=("blood pressure at rest",),
                facts=tuple(record.id for record in seen),
            ),
        )  # fmt: skip
    last = seen[-count:]
    facts, shown = (
        tuple(record.id for record in last),
        ", ".join(f"{pressure_of(record)} on {day_of(record.at)}" for record in last),
    )
    if all(_is_high(record, limits) for record in last):
        return (
            Verdict(
                level=Level.CAUTION, because=f"Blood pressure at rest is high again and again: {shown}.",
                act="Send the patient to the family doctor; judge the pressure anew before the next dose.", subject=_SUBJECT,
                value=pressure_of(last[-1]), limit=f"below {limits['systolic_mmhg']:g}/{limits['diastolic_mmhg']:g}", facts=facts,
            ),
        )  # fmt: skip
    return (Verdict(level=Level.CLEAR, because=f"Blood pressure at rest: {shown}.", subject=_SUBJECT, facts=facts),)


def _at_rest(chart: Chart) -> list[Record[VitalsTaken]]:
    """The last pressure of each day outside a session or before its first dose."""
    starts = {given.session: given.at for given in sessions(chart)}
    calm = [
        record
        for record in chart.facts.of(VitalsTaken, lambda fact: fact.systolic_mmhg is not None and not fact.is_artefact)
        if record.fact.session is None or record.fact.session not in starts or record.at <= starts[record.fact.session]
    ]
    return [list(of_day)[-1] for _, of_day in groupby(calm, key=lambda record: record.at.date())]


def _is_high(record: Record[VitalsTaken], limits: Limits) -> bool:
    return bool(
        (record.fact.systolic_mmhg or 0) >= limits["systolic_mmhg"]
        or (record.fact.diastolic_mmhg or 0) >= limits["diastolic_mmhg"]
    )


def _bp(day: float, systolic: float, diastolic: float) -> Told:
    return on(day, VitalsTaken(systolic_mmhg=systolic, diastolic_mmhg=diastolic))


RULE = long_term_rule(
    id="PRESSURE",
    title="Blood pressure between sessions",
    says="A pressure at rest of 140/90 or more on two days in a row of readings goes to the family doctor.",
    reads=("VitalsTaken",),
    decide=_decide,
    cites=(ACC_AHA_2017, EXPERT),
    standing=Standing.TO_CONFIRM,
    limits={
        "systolic_mmhg": number(140, "mmHg", "Systolic pressure from which it is high.", standing=Standing.TO_CONFIRM, low=130, high=160),
        "diastolic_mmhg": number(90, "mmHg", "Diastolic pressure from which it is high.", standing=Standing.TO_CONFIRM, low=80, high=100),
        "in_a_row": number(2, "days", "So many days with readings in a row make it lasting.", low=2, high=5),
    },
    examples=(
        first_dose_only(1, Level.UNKNOWN),
        after("128/80 and 130/82", 8, Level.CLEAR, _bp(-5, 128, 80), *dosed(0), _bp(7, 130, 82)),
        after("142/84 and 138/90", 8, Level.CAUTION, _bp(-5, 142, 84), *dosed(0), _bp(7, 138, 90)),
        after("142/84, then 139/89", 8, Level.CLEAR, _bp(-5, 142, 84), *dosed(0), _bp(7, 139, 89)),
        after("twice on one day is one reading", 8, Level.UNKNOWN, *dosed(0), _bp(7, 142, 84), _bp(7.1, 144, 86)),
    ),
)  # fmt: skip
