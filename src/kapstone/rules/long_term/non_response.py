"""When it does not help enough: after four to six infusions, or three to four sessions of other routes, the plan is changed."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Route
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules._sources import ANAND_2023, EXPERT
from kapstone.rules.long_term._course import last_review, long_term_rule, sessions
from kapstone.rules.long_term._story import after, dosed, total
from kapstone.rules.long_term._totals import scored
from kapstone.rules.session._limits import number

PHQ9 = "phq9"


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    given = sessions(chart)
    kind = "iv" if chart.route in {None, Route.IV} else "kap"
    first, last = int(limits[f"{kind}_first"]), int(limits[f"{kind}_last"])
    review = last_review(chart)
    if len(given) < first or (review is not None and review.at > given[first - 1].at):
        return ()
    scores = scored(chart, PHQ9)
    before = [score for score in scores if score[0].at <= given[0].at]
    since = [score for score in scores if score[0].at > given[first - 1].at]
    if not before or before[-1][1] <= 0:
        because = "There is no PHQ-9 from before the first dose, so the response cannot be judged."
        return (
            Verdict(level=Level.UNKNOWN, because=because, act="Judge by hand.", subject=PHQ9, waits_for=("baseline PHQ-9",)),
        )
    if not since:
        because = f"No PHQ-9 was answered since dose {first}."
        return (Verdict(level=Level.UNKNOWN, because=because, act="Ask the PHQ-9.", subject=PHQ9, waits_for=("PHQ-9",)),)
    (base, was), (latest, now) = before[-1], since[-1]
    gain = 100 * (was - now) / was
    doses = sum(each.at < latest.at for each in given)
    shown, facts = f"{gain:.0f} % better after {doses} doses", (latest.id, base.id)
    because = f"PHQ-9 is {now:g} after {doses} doses; it was {was:g}."
    if gain >= limits["response_percent"]:
        return (Verdict(level=Level.CLEAR, because=because, subject=PHQ9, value=shown, facts=facts),)
    if gain >= limits["partial_percent"]:
        return (
            Verdict(
                level=Level.NOTE, because=f"{because} A part of a response.", act="Consider up to two more sessions, another route, or another focus in therapy.",
                subject=PHQ9, value=shown, facts=facts,
            ),
        )  # fmt: skip
    return (
        Verdict(
            level=Level.REVIEW if doses >= last else Level.CAUTION, because=because,
            act="Stop or change the plan; look at benzodiazepines, the diagnosis and the alliance.", subject=PHQ9, value=shown,
            limit=f"at least {limits['partial_percent']:g} %", facts=facts,
        ),
    )  # fmt: skip


_SIX, _FOUR = dosed(0, 4, 8, 12, 16, 20), dosed(0, 4, 8, 12)
_BASE = total(-2, PHQ9, 20)

RULE = long_term_rule(
    id="NON-RESPONSE",
    title="Too little response",
    says="Less than a quarter better after 4 infusions (3 sessions of another route) is a caution, after 6 (4) a review; up to a half is partial.",
    reads=("MeasureAnswered", "ReviewDecided"),
    decide=_decide,
    cites=(ANAND_2023, EXPERT),
    standing=Standing.TO_CONFIRM,
    limits={
        "partial_percent": number(25, "%", "Less than this is too little.", standing=Standing.TO_CONFIRM, low=20, high=25),
        "response_percent": number(50, "%", "From here it is a response.", standing=Standing.TO_CONFIRM, low=50, high=50),
        "iv_first": number(4, "infusions", "So many infusions before it is judged.", standing=Standing.TO_CONFIRM, low=2, high=6),
        "iv_last": number(6, "infusions", "And so many before it is enough.", standing=Standing.TO_CONFIRM, low=4, high=8),
        "kap_first": number(3, "sessions", "So many sessions of another route before it is judged.", standing=Standing.TO_CONFIRM, low=2, high=6),
        "kap_last": number(4, "sessions", "And so many before it is enough.", standing=Standing.TO_CONFIRM, low=3, high=8),
    },
    examples=(
        after("20 to 9 after four infusions", 14, Level.CLEAR, _BASE, *_FOUR, total(13, PHQ9, 9)),
        after("20 to 10 is a response", 14, Level.CLEAR, _BASE, *_FOUR, total(13, PHQ9, 10)),
        after("20 to 11 is a part of one", 14, Level.NOTE, _BASE, *_FOUR, total(13, PHQ9, 11)),
        after("20 to 15 is a part of one", 14, Level.NOTE, _BASE, *_FOUR, total(13, PHQ9, 15)),
        after("20 to 16 after four infusions", 14, Level.CAUTION, _BASE, *_FOUR, total(13, PHQ9, 16)),
        after("20 to 16 after six infusions", 22, Level.REVIEW, _BASE, *_SIX, total(21, PHQ9, 16)),
        after("20 to 16 after four lozenges", 14, Level.REVIEW, _BASE, *_FOUR, total(13, PHQ9, 16), route=Route.SUBLINGUAL),
        after("no PHQ-9 since", 14, Level.UNKNOWN, _BASE, *_FOUR),
        after("no baseline", 14, Level.UNKNOWN, *_FOUR, total(13, PHQ9, 9)),
    ),
)  # fmt: skip
