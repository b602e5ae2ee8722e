"""In long treatment memory and thinking are tested before it, after six and twelve months, and a fall of three points is looked at."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import CourseDecision
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules._sources import EXPERT
from kapstone.rules.long_term._course import day_of, days, last_review, long_term_rule, on_time, sessions
from kapstone.rules.long_term._story import after, dosed, total
from kapstone.rules.long_term._totals import scored
from kapstone.rules.session._limits import number

MOCA = "moca"


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    first, tested = sessions(chart)[0].at, scored(chart, MOCA)
    review = last_review(chart)
    is_long = chart.now >= first + days(limits, "again_days") or (
        review is not None and review.fact.decision is CourseDecision.MAINTAIN
    )
    if not tested:
        due = first + days(limits, "again_days")
        missing = on_time(
            chart,
            due,
            subject=MOCA,
            name="test of cognition",
            act="Test cognition; there is no score from before treatment to compare with.",
        )
        return (missing,) if is_long else ()
    base, (latest, now) = tested[0], tested[-1]
    fall = base[1] - now
    if latest.id != base[0].id and fall >= limits["fall"]:
        follow = chart.followed_up(latest.id)
        because = f"MoCA is {now:g} on {day_of(latest.at)}; it was {base[1]:g} on {day_of(base[0].at)}."
        facts = (latest.id, base[0].id)
        if follow is not None and follow.fact.safe_to_continue:
            return (
                Verdict(
                    level=Level.NOTE, because=f"{because} A clinician looked at it.", subject=MOCA, facts=(*facts, follow.id)
                ),
            )
        return (
            Verdict(
                level=Level.REVIEW, because=because, act="Look for causes, and weigh whether treatment goes on.", subject=str(latest.id), value=f"{now:g}",
                limit=f"a fall of less than {limits['fall']:g}", facts=facts,
            ),
        )  # fmt: skip
    due = max(latest.at, first) + days(limits, "again_days")
    return (on_time(chart, due, subject=MOCA, name="test of cognition", act="Test cognition again.", done=latest),)


RULE = long_term_rule(
    id="COGNITION",
    title="Memory and thinking",
    says="In treatment over months cognition is tested every six months; a fall of three points from the first test is reviewed.",
    reads=("MeasureAnswered", "ReviewDecided", "ConcernResolved"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
    limits={
        "again_days": number(182, "days", "It is tested this often.", standing=Standing.TO_CONFIRM, low=91, high=366),
        "fall": number(3, "points", "A fall of so much is reviewed.", standing=Standing.TO_CONFIRM, low=2, high=6),
    },
    examples=(
        after("six months, never tested", 190, Level.UNKNOWN, *dosed(0, 180)),
        after("27 before, 26 after six months", 190, Level.CLEAR, total(-5, MOCA, 27), *dosed(0, 180), total(181, MOCA, 26)),
        after("27 before, 24 after six months", 190, Level.REVIEW, total(-5, MOCA, 27), *dosed(0, 180), total(181, MOCA, 24)),
        after("27 before, not tested since", 190, Level.UNKNOWN, total(-5, MOCA, 27), *dosed(0, 180)),
    ),
)  # fmt: skip
