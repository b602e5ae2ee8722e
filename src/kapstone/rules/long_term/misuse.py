"""Misuse is asked about every month; any sign of it is reviewed, and at home the supply stops until then."""

from datetime import timedelta

from kapstone.chart import Chart, Place
from kapstone.evidence import Standing
from kapstone.facts import (
    Answer,
    DrugScreened,
    MisuseAsked,
    MonitoringResult,
    PrescriptionMonitoringChecked,
    Record,
    TestResult,
)
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules._sources import EXPERT, FDA_2023, SPRAVATO_US, at
from kapstone.rules.long_term._course import day_of, days, last_review, long_term_rule, on_time, sessions
from kapstone.rules.long_term._story import after, asked_misuse, dosed, first_dose_only, on
from kapstone.rules.session._limits import number

_ASKED = {
    "early_request": "a dose was asked for early",
    "extra_doses": "more was taken than agreed",
    "given_away": "drug was given away or sold",
}


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    signs = (_answers(chart, limits), _screen(chart), _register(chart), _creep(chart, limits))
    return (*(sign for sign in signs if sign is not None), *_asked_in_time(chart, limits))


def _sign(
    chart: Chart,
    because: str,
    record: Record[MisuseAsked] | Record[DrugScreened] | Record[PrescriptionMonitoringChecked],
) -> Verdict:
    """A sign of misuse: at home no further supply until it is reviewed."""
    follow, at_home = chart.followed_up(record.id), chart.place == Place.HOME
    if follow is not None and follow.fact.safe_to_continue:
        return Verdict(
            level=Level.NOTE,
            because=f"{because} A clinician reviewed it.",
            subject=str(record.id),
            facts=(record.id, follow.id),
        )
    stop = "Send no further doses home. " if at_home else ""
    return Verdict(
        level=Level.HOLD if at_home else Level.REVIEW, because=because, act=f"{stop}Review misuse with the patient and record what you found.",
        subject=str(record.id), facts=(record.id,), due=record.at + timedelta(days=2),
    )  # fmt: skip


def _answers(chart: Chart, limits: Limits) -> Verdict | None:
    record = chart.facts.latest(MisuseAsked)
    if record is None:
        return None
    fact = record.fact
    found = [words for field, words in _ASKED.items() if getattr(fact, field) is Answer.YES]
    if fact.craving_0_10 is not None and fact.craving_0_10 >= limits["craving"]:
        found.insert(0, f"craving {fact.craving_0_10} of 10")
    return _sign(chart, f"On {day_of(record.at)}: {', '.join(found)}.", record) if found else None


def _screen(chart: Chart) -> Verdict | None:
    record, first = chart.facts.latest(DrugScreened), sessions(chart)[0].at
    if record is None or record.at < first or record.fact.result is not TestResult.POSITIVE or not record.fact.unexplained:
        return None
    return _sign(chart, f"The urine drug screen of {day_of(record.at)} was positive without an explanation.", record)


def _register(chart: Chart) -> Verdict | None:
    record, first = chart.facts.latest(PrescriptionMonitoringChecked), sessions(chart)[0].at
    if record is None or record.at < first or record.fact.result is not MonitoringResult.UNDISCLOSED:
        return None
    return _sign(chart, f"The register of controlled medicines of {day_of(record.at)} shows one that was not named.", record)


def _creep(chart: Chart, limits: Limits) -> Verdict | None:
    """In maintenance a dose well above the one with which the induction ended: tolerance, or a wish for more."""
    review, given = last_review(chart), sessions(chart)
    before = [each for each in given if review is not None and each.at <= review.at]
    later = [each for each in given if review is not None and each.at > review.at]
    if not before or not later or later[-1].mg <= before[-1].mg * (1 + limits["creep_percent"] / 100):
        return None
    return Verdict(
        level=Level.REVIEW, because=f"The last dose was {later[-1].mg:g} mg; at the review it was {before[-1].mg:g} mg.",
        act="Ask about tolerance and misuse, and say why the dose rose.", subject="dose_creep", value=f"{later[-1].mg:g} mg",
        limit=f"at most {limits['creep_percent']:g} % more", facts=(later[-1].record, before[-1].record),
    )  # fmt: skip


def _asked_in_time(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    given, record = sessions(chart), chart.facts.latest(MisuseAsked)
    if chart.now > given[-1].at + days(limits, "ask_days") * 2:
        return ()  # no doses for two months: nothing is supplied
    if record is not None and (
        record.fact.craving_0_10 is None or any(getattr(record.fact, field) is Answer.UNKNOWN for field in _ASKED)
    ):
        because = f"Not every question about misuse was answered on {day_of(record.at)}."
        return (
            Verdict(
                level=Level.UNKNOWN,
                because=because,
                act="Ask what is missing.",
                subject="asked",
                facts=(record.id,),
                waits_for=("misuse questions",),
            ),
        )
    due = (record.at if record else given[0].at) + days(limits, "ask_days")
    return (
        on_time(
            chart,
            due,
            subject="asked",
            name="questions about misuse",
            act="Ask about craving, early doses, extra doses and sharing.",
            done=record,
        ),
    )


RULE = long_term_rule(
    id="MISUSE",
    title="Misuse",
    says="Craving, early or extra doses, sharing, an unexplained drug screen, an unnamed medicine or a creeping dose is reviewed; at home the supply stops.",
    reads=("MisuseAsked", "DrugScreened", "PrescriptionMonitoringChecked", "ReviewDecided", "ConcernResolved"),
    decide=_decide,
    opens_days=7,
    cites=(at(SPRAVATO_US, "boxed warning: abuse and misuse"), FDA_2023, EXPERT),
    standing=Standing.TO_CONFIRM,
    limits={
        "ask_days": number(30, "days", "It is asked about this often.", standing=Standing.TO_CONFIRM, low=7, high=60),
        "craving": number(1, "of 10", "Craving from which it is reviewed.", low=1, high=7),
        "creep_percent": number(25, "%", "How much more than at the last review a dose may be.", low=10, high=100),
    },
    examples=(
        first_dose_only(10, Level.NOTE),
        first_dose_only(31, Level.UNKNOWN),
        after("asked, nothing", 20, Level.CLEAR, *dosed(0), asked_misuse(14)),
        after("craving of 4", 20, Level.REVIEW, *dosed(0), asked_misuse(14, craving_0_10=4)),
        after("asked early for a dose, at home", 20, Level.HOLD, *dosed(0), asked_misuse(14, early_request=Answer.YES), place=Place.HOME),
        after("a question left out", 20, Level.UNKNOWN, *dosed(0), asked_misuse(14, given_away=Answer.UNKNOWN)),
        after("a positive screen nobody can explain", 20, Level.REVIEW, *dosed(0), asked_misuse(14), on(15, DrugScreened(result=TestResult.POSITIVE, unexplained=True))),
        after(
            "an undisclosed medicine", 20, Level.REVIEW, *dosed(0), asked_misuse(14),
            on(15, PrescriptionMonitoringChecked(state="OR", result=MonitoringResult.UNDISCLOSED)),
        ),
    ),
)  # fmt: skip
