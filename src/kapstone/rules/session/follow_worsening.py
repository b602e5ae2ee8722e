"""A PHQ-9 five points or more above baseline, or suicidal thoughts that are new, goes to the prescriber within a day."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import ConcernResolved, DoseGiven, MeasureAnswered, Record
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._follow_up import follow_up_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scores import total_of
from kapstone.rules.session._sources import EXPERT, KROENKE_2001, MCINNES_2022
from kapstone.rules.session._story import DAY, Told, dose, example, record_id

_ITEM_NINE = "phq9_9"


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    first_dose = next(iter(chart.facts.of(DoseGiven)), None)
    measures = chart.measures("phq9")
    if first_dose is None:
        return ()
    before = [record for record in measures if record.at <= first_dose.at]
    after = [record for record in measures if record.at > first_dose.at]
    if not after:
        return ()
    latest, subject = after[-1], "phq9"
    if not before:
        because = "There is no PHQ-9 from before the first dose to compare with."
        return (
            Verdict(
                level=Level.UNKNOWN,
                because=because,
                subject=subject,
                waits_for=("baseline PHQ-9",),
                act="Compare by hand.",
                facts=(latest.id,),
            ),
        )
    base = before[-1]
    was, now = total_of(base.fact), total_of(latest.fact)
    new_thoughts = _has_thoughts(latest) and not _has_thoughts(base)
    facts, limit = (latest.id, base.id), f"less than {limits['points']:g} above baseline, no new suicidal thoughts"
    if (was is None or now is None) and not new_thoughts:
        because = "A PHQ-9 was not answered in full, so a change cannot be judged."
        return (
            Verdict(
                level=Level.UNKNOWN,
                because=because,
                subject=subject,
                waits_for=("PHQ-9",),
                act="Ask for the answers that are missing.",
                facts=facts,
            ),
        )
    rise = (now or 0) - (was or 0) if was is not None and now is not None else 0
    shown = f"{now:g} from {was:g}" if was is not None and now is not None else ""
    if rise < limits["points"] and not new_thoughts:
        return (Verdict(level=Level.CLEAR, because=f"PHQ-9 {shown}.", subject=subject, value=shown, limit=limit, facts=facts),)
    why = [f"PHQ-9 rose by {rise:g}, {shown}"] if rise >= limits["points"] else []
    why += ["thoughts of death or self-harm that were not there at baseline"] if new_thoughts else []
    because = f"{' and '.join(why)}."
    because = because[:1].upper() + because[1:]
    resolved = chart.followed_up(latest.id)
    if resolved and resolved.fact.safe_to_continue:
        said = f"{because} A clinician followed it up."
        return (
            Verdict(level=Level.NOTE, because=said, subject=subject, value=shown, limit=limit, facts=(*facts, resolved.id)),
        )
    return (
        Verdict(
            level=Level.REVIEW, because=because, act="Pause, talk with the patient and record what you found.", subject=str(latest.id),
            value=shown, limit=limit, facts=facts, due=latest.at + timedelta(hours=limits["act_h"]),
        ),
    )  # fmt: skip


def _has_thoughts(record: Record[MeasureAnswered]) -> bool:
    return (record.fact.answers.get(_ITEM_NINE) or 0) >= 1


def _phq9(at: float, each: int, ninth: int = 0) -> Told:
    """Items 1 to 8 answered with `each`, the ninth by itself."""
    answers: dict[str, int | None] = {**{f"phq9_{item}": each for item in range(1, 9)}, _ITEM_NINE: ninth}
    return at, MeasureAnswered(instrument="phq9", instrument_version="1", answers=answers)


_RESOLVED = ConcernResolved(concern=record_id(2), found="Bad news this week.", plan="Call on Friday.", safe_to_continue=True)

RULE = follow_up_rule(
    id="FOLLOW-WORSENING",
    title="Worse since the course began",
    says="A PHQ-9 five points or more above baseline, or new suicidal thoughts, goes to the prescriber within a day.",
    reads=("MeasureAnswered", "DoseGiven", "ConcernResolved"),
    decide=_decide,
    cites=(MCINNES_2022, KROENKE_2001, EXPERT),
    standing=Standing.TO_CONFIRM,
    critical=False,  # a baseline that was never taken cannot be taken later
    limits={
        "points": number(5, "points", "Rise of the PHQ-9 from baseline.", standing=Standing.TO_CONFIRM, low=3, high=10),
        "act_h": number(24, "h", "The prescriber acts within this time.", low=1, high=72),
    },
    examples=(
        example("16 to 8", Level.CLEAR, _phq9(-DAY, 2), dose(), _phq9(7 * DAY, 1), now=7 * DAY + 5),
        example("8 to 16", Level.REVIEW, _phq9(-DAY, 1), dose(), _phq9(7 * DAY, 2), now=7 * DAY + 5),
        example("16 to 9, with new thoughts", Level.REVIEW, _phq9(-DAY, 2), dose(), _phq9(7 * DAY, 1, 1), now=7 * DAY + 5),
        example("no baseline", Level.UNKNOWN, dose(), _phq9(7 * DAY, 1), now=7 * DAY + 5),
        example(
            "8 to 16, followed up",
            Level.NOTE,
            _phq9(-DAY, 1),
            dose(),
            _phq9(7 * DAY, 2),
            (7 * DAY + 3, _RESOLVED),
            now=7 * DAY + 5,
        ),
    ),
)
