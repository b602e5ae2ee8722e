"""After a dozen sessions or six months without a review, benefit is weighed anew and a taper is tried."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import CourseDecision, ReviewDecided
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules._sources import EXPERT, SPRAVATO_US, at
from kapstone.rules.long_term._course import day_of, days, last_review, long_term_rule, sessions
from kapstone.rules.long_term._story import after, dosed, first_dose_only, on
from kapstone.rules.session._limits import number

_YEAR = timedelta(days=365)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    given, review = sessions(chart), last_review(chart)
    since = review.at if review else given[0].at - timedelta(seconds=1)
    counted = [each for each in given if each.at > since]
    year = [each for each in given if each.at > chart.now - _YEAR]
    total = f"{len(year)} sessions in a year, {sum(each.mg for each in given):g} mg in all"
    facts = tuple(each.record for each in counted)
    too_many = len(counted) > limits["sessions"]
    long_ago = bool(counted) and counted[-1].at >= since + days(limits, "months_days")
    if too_many or long_ago:
        why = f"{len(counted)} sessions" if too_many else "treatment for more than six months"
        return (
            Verdict(
                level=Level.REVIEW, because=f"There were {why} since {'the review of ' if review else ''}{day_of(since)}; {total}.",
                act="Review benefit, bladder, liver, cognition and misuse, and try a taper.", subject=str(counted[-1].session),
                value=str(len(counted)), limit=f"{limits['sessions']:g} sessions or {limits['months_days']:g} days", facts=facts,
            ),
        )  # fmt: skip
    return (
        Verdict(
            level=Level.CLEAR,
            because=f"{len(counted)} sessions since the last review; {total}.",
            facts=facts,
            subject="exposure",
        ),
    )


_MAINTAIN = on(100, ReviewDecided(decision=CourseDecision.MAINTAIN, reason="Holds.", benefit_documented=True))

RULE = long_term_rule(
    id="EXPOSURE",
    title="Total exposure",
    says="More than twelve sessions, or more than six months of treatment, since the last review call for a review of benefit and a trial of taper.",
    reads=("ReviewDecided",),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 2: evidence of benefit before treatment goes on; least frequent dosing"), EXPERT),
    standing=Standing.DESIGN,
    limits={
        "sessions": number(12, "sessions", "So many sessions since the last review are enough.", low=1, high=60),
        "months_days": number(182, "days", "And treatment for so long since then.", low=28, high=366),
    },
    examples=(
        first_dose_only(1, Level.CLEAR),
        after("twelve sessions", 60, Level.CLEAR, *dosed(*range(0, 60, 5))),
        after("thirteen sessions", 66, Level.REVIEW, *dosed(*range(0, 65, 5))),
        after("monthly for seven months", 211, Level.REVIEW, *dosed(*range(0, 211, 30))),
        after("monthly for seven months, reviewed", 211, Level.CLEAR, *dosed(*range(0, 211, 30)), _MAINTAIN),
    ),
)  # fmt: skip
