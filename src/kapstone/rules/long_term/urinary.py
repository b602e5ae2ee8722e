"""Any new bladder symptom stops treatment until somebody has looked; the list every three months, the urine every six."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import MeasureAnswered, Record, TestResult, UrinalysisDone
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules._sources import EXPERT, KETALAR, SPRAVATO_US, at
from kapstone.rules.long_term._course import day_of, days, long_term_rule, on_time, sessions
from kapstone.rules.long_term._story import after, dosed, first_dose_only, on, resolved
from kapstone.rules.session._limits import number
from kapstone.rules.session._story import Told

LUTSQ, _BLOOD = "lutsq", "lutsq_blood"


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    return _symptoms(chart, limits), _urine(chart, limits)


def _symptoms(chart: Chart, limits: Limits) -> Verdict:
    first = sessions(chart)[0].at
    asked = chart.measures(LUTSQ)
    before = [record for record in asked if record.at <= first]
    later = [record for record in asked if record.at > first]
    latest = later[-1] if later else None
    if latest is not None:
        new = _new(latest, before[-1] if before else None)
        missing = any(answer is None for answer in latest.fact.answers.values()) or not latest.fact.answers
        if new:
            return _found(chart, latest, new)
        if missing:
            return Verdict(
                level=Level.UNKNOWN, because="The bladder list was not answered in full.", act="Ask for the answers that are missing.",
                subject=LUTSQ, facts=(latest.id,), waits_for=("bladder list",), owner=Role.PATIENT,
            )  # fmt: skip
    due = (latest.at if latest else first) + days(limits, "list_days")
    return on_time(
        chart, due, subject=LUTSQ, name="bladder list", act="Answer the bladder list.", done=latest, owner=Role.PATIENT
    )


def _new(latest: Record[MeasureAnswered], before: Record[MeasureAnswered] | None) -> list[str]:
    """The symptoms that are worse than before the first dose; without a list from then, all there are."""
    known = before.fact.answers if before else {}
    return [item for item, answer in latest.fact.answers.items() if answer is not None and answer > (known.get(item) or 0)]


def _found(chart: Chart, latest: Record[MeasureAnswered], new: list[str]) -> Verdict:
    named = ", ".join(item.removeprefix(f"{LUTSQ}_") for item in new)
    because = f"New on the bladder list of {day_of(latest.at)}: {named}."
    follow = chart.followed_up(latest.id)
    if follow is not None and follow.fact.safe_to_continue:
        return Verdict(
            level=Level.NOTE, because=f"{because} A clinician looked at it.", subject=LUTSQ, facts=(latest.id, follow.id)
        )
    blood = " Blood in the urine: a urologist, soon." if _BLOOD in new else ""
    return Verdict(
        level=Level.HOLD, because=because, act=f"Give no further dose until you have looked at it; test the urine.{blood}", subject=str(latest.id),
        value=named, limit="nothing new", facts=(latest.id,), due=latest.at + timedelta(days=2),
    )  # fmt: skip


def _urine(chart: Chart, limits: Limits) -> Verdict:
    first, tested = sessions(chart)[0].at, chart.facts.latest(UrinalysisDone)
    if tested is not None and tested.fact.result is TestResult.POSITIVE:
        follow = chart.followed_up(tested.id)
        because = f"The urinalysis of {day_of(tested.at)} found {tested.fact.remarks or 'something'}."
        if follow is None or not follow.fact.safe_to_continue:
            return Verdict(
                level=Level.HOLD, because=because, act="Give no further dose until you have looked at it.", subject=str(tested.id), value="positive",
                facts=(tested.id,), due=tested.at + timedelta(days=2),
            )  # fmt: skip
    counted = (
        tested if tested is not None and tested.at > first and tested.fact.result is not TestResult.INDETERMINATE else None
    )
    due = counted.at + days(limits, "urine_again_days") if counted else first + days(limits, "urine_first_days")
    return on_time(chart, due, subject="urinalysis", name="urinalysis", act="Test the urine.", done=counted, owner=Role.MONITOR)


def _listed(day: float, *answers: int | None) -> Told:
    keys = ("frequency", "nocturia", "urgency", "pain", "blood", "leakage")
    given = {f"{LUTSQ}_{key}": answer for key, answer in zip(keys, answers, strict=True)}
    return on(day, MeasureAnswered(instrument=LUTSQ, instrument_version="1", answers=given))


_CLEAN = on(85, UrinalysisDone(result=TestResult.NEGATIVE))
_BLOODY = on(85, UrinalysisDone(result=TestResult.POSITIVE, remarks="blood"))

RULE = long_term_rule(
    id="URINARY",
    title="Bladder",
    says="A new bladder symptom or a urinalysis that finds something holds treatment until a clinician has looked; list and urine are asked again in time.",
    reads=("MeasureAnswered", "UrinalysisDone", "ConcernResolved"),
    decide=_decide,
    cites=(at(SPRAVATO_US, "warnings: ulcerative or interstitial cystitis"), at(KETALAR, "warnings: bladder"), EXPERT),
    standing=Standing.TO_CONFIRM,
    limits={
        "list_days": number(91, "days", "The bladder list is answered at least this often.", standing=Standing.TO_CONFIRM, low=7, high=182),
        "urine_first_days": number(91, "days", "The first urinalysis is done by then.", standing=Standing.TO_CONFIRM, low=28, high=182),
        "urine_again_days": number(182, "days", "And again this often.", standing=Standing.TO_CONFIRM, low=28, high=366),
    },
    examples=(
        first_dose_only(10, Level.NOTE),
        first_dose_only(100, Level.UNKNOWN),
        after("nothing on the list, the urine clean", 90, Level.CLEAR, *dosed(0), _listed(85, 0, 0, 0, 0, 0, 0), _CLEAN),
        after("a mild urgency that is new", 90, Level.HOLD, _listed(-5, 0, 0, 0, 0, 0, 0), *dosed(0), _listed(85, 0, 0, 1, 0, 0, 0), _CLEAN),
        after("an urgency that was there before", 90, Level.CLEAR, _listed(-5, 0, 0, 1, 0, 0, 0), *dosed(0), _listed(85, 0, 0, 1, 0, 0, 0), _CLEAN),
        after("new, and a clinician looked at it", 90, Level.NOTE, *dosed(0), _listed(85, 0, 0, 1, 0, 0, 0), resolved(86, 1), _CLEAN),
        after("blood found in the urine", 90, Level.HOLD, *dosed(0), _listed(85, 0, 0, 0, 0, 0, 0), _BLOODY),
        after("the list half answered", 90, Level.UNKNOWN, *dosed(0), _listed(85, 0, 0, None, 0, 0, 0), _CLEAN),
    ),
)  # fmt: skip
