"""When what was gained is being lost: two PHQ-9 of ten or more in a row, or five points above the best, or a high suicide risk."""

from datetime import datetime, timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.instruments import Triage
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules._sources import EXPERT, KROENKE_2001, MCINNES_2022, at
from kapstone.rules.long_term._course import day_of, last_review, long_term_rule, sessions, working_days_after
from kapstone.rules.long_term._story import after, dosed, resolved, total
from kapstone.rules.long_term._totals import Scored, scored
from kapstone.rules.session._limits import number
from kapstone.rules.session._suicidality import cssrs, screen_that_counts

PHQ9 = "phq9"


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    given, scores = sessions(chart), scored(chart, PHQ9)
    before = [score for score in scores if score[0].at <= given[0].at]
    later = [score for score in scores if score[0].at > given[0].at]
    best = min(later, key=lambda score: score[1], default=None)
    if best is None:
        return ()
    if not _had_responded(best, before[-1] if before else None, limits):
        return ()
    since = later[later.index(best) :]
    latest, now = since[-1]
    why = _signs(chart, limits, since, best[1])
    facts = (latest.id, best[0].id)
    shown, limit = f"{now:g}, best {best[1]:g}", f"below {limits['high']:g} and less than {limits['rise']:g} above the best"
    if not why:
        because = f"PHQ-9 is {now:g}; the best was {best[1]:g} on {day_of(best[0].at)}."
        return (Verdict(level=Level.CLEAR, because=because, subject=PHQ9, value=shown, limit=limit, facts=facts),)
    review, follow = last_review(chart), chart.followed_up(latest.id)
    because = f"The gain is being lost: {' and '.join(why)}."
    if (review is not None and review.at > latest.at) or follow is not None:
        return (
            Verdict(
                level=Level.NOTE,
                because=f"{because} It has been decided what follows.",
                subject=PHQ9,
                value=shown,
                limit=limit,
                facts=facts,
            ),
        )
    soon = latest.at - _last_dose(chart, latest.at) <= timedelta(days=limits["early_days"])
    early = " So soon after a dose, weekly maintenance, then every two weeks, is one way." if soon else ""
    return (
        Verdict(
            level=Level.CAUTION, because=because,
            act=f"Contact the patient; decide on two to four boosters at most, a new induction, or another treatment.{early}", subject=str(latest.id),
            value=shown, limit=limit, facts=facts, due=working_days_after(latest.at, int(limits["contact_working_days"])),
        ),
    )  # fmt: skip


def _had_responded(best: Scored, base: Scored | None, limits: Limits) -> bool:
    """Whether there is a gain to lose: half better than before treatment, or below the line where no baseline is known."""
    if base is None:
        return best[1] < limits["high"]
    return base[1] > 0 and base[1] - best[1] >= base[1] / 2


def _signs(chart: Chart, limits: Limits, since: tuple[Scored, ...] | list[Scored], best: float) -> list[str]:
    totals = [total for _, total in since]
    last = totals[-2:]
    why = []
    if len(totals) > 2 and all(total >= limits["high"] for total in last):
        why.append(f"two PHQ-9 in a row of {limits['high']:g} or more ({last[0]:g}, {last[1]:g})")
    if totals[-1] - best >= limits["rise"]:
        why.append(f"PHQ-9 {totals[-1]:g} is {totals[-1] - best:g} above the best")
    screen = screen_that_counts(chart)
    if screen is not None and screen.tier is Triage.HIGH and screen.resolved is None and screen.record.at >= since[0][0].at:
        why.append("a high suicide risk")
    return why


def _last_dose(chart: Chart, until: datetime) -> datetime:
    return max(each.at for each in sessions(chart) if each.at <= until)


_GAIN = (total(-2, PHQ9, 18), *dosed(0, 4, 8), total(10, PHQ9, 6))

RULE = long_term_rule(
    id="RELAPSE",
    title="The gain is being lost",
    says="After a response, two PHQ-9 in a row of 10 or more, one 5 above the best, or a high suicide risk call for contact within two working days.",
    reads=("MeasureAnswered", "ReviewDecided", "ConcernResolved"),
    decide=_decide,
    cites=(at(MCINNES_2022, "response held in about 80 % at 4 weeks and 60 % at 8 weeks without maintenance"), KROENKE_2001, EXPERT),
    standing=Standing.DESIGN,
    limits={
        "high": number(10, "points", "A PHQ-9 from here, twice in a row.", low=8, high=15),
        "rise": number(5, "points", "Or so much above the best since treatment began.", low=3, high=10),
        "contact_working_days": number(2, "working days", "The patient is contacted within this time.", low=1, high=5),
        "early_days": number(14, "days", "A gain lost so soon after a dose asks for maintenance.", low=7, high=28),
    },
    examples=(
        after("18, then 6 and 8", 20, Level.CLEAR, *_GAIN, total(18, PHQ9, 8)),
        after("18, then 6 and 11: five above the best", 20, Level.CAUTION, *_GAIN, total(18, PHQ9, 11)),
        after("18, then 9, 10 and 11", 30, Level.CAUTION, total(-2, PHQ9, 18), *dosed(0, 4, 8), total(10, PHQ9, 9), total(18, PHQ9, 10), total(25, PHQ9, 11)),
        after("18, then 9, 10 and 9", 30, Level.CLEAR, total(-2, PHQ9, 18), *dosed(0, 4, 8), total(10, PHQ9, 9), total(18, PHQ9, 10), total(25, PHQ9, 9)),
        after("never better: nothing to lose", 30, Level.CLEAR, total(-2, PHQ9, 18), *dosed(0, 4, 8), total(18, PHQ9, 16), total(25, PHQ9, 18)),
        after("lost, and a clinician spoke with the patient", 20, Level.NOTE, *_GAIN, total(18, PHQ9, 13), resolved(19, 5)),
        after("a high suicide risk after a good score", 20, Level.CAUTION, *_GAIN, cssrs(18 * 24 * 60, 1, 1, 1, 1, 0, 0)),
    ),
)  # fmt: skip
