"""Who could be pregnant is tested every month while doses go on; a positive test stops the course and is told to the registry."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer, HistoryAnswered, PersonDescribed, PregnancyTested, Sex, TestResult
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Limits, Verdict, unknown
from kapstone.rules._sources import SPRAVATO_US, at
from kapstone.rules.long_term._course import day_of, days, long_term_rule, on_time, sessions
from kapstone.rules.long_term._story import after, dosed, on
from kapstone.rules.screening._pregnancy import does_not_arise
from kapstone.rules.session._limits import number
from kapstone.rules.session._story import T0

_CAPABLE, _SUBJECT = "capable_of_pregnancy", "pregnancy"


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    given, tests = sessions(chart), chart.facts.of(PregnancyTested, lambda fact: fact.result is not TestResult.INDETERMINATE)
    latest = tests[-1] if tests else None
    if latest is not None and latest.fact.result is TestResult.POSITIVE and latest.at > given[0].at:
        return (
            Verdict(
                level=Level.STOP, because=f"The pregnancy test of {day_of(latest.at)}, after the first dose, is positive.",
                act="Stop the course, arrange care in pregnancy, and tell the pregnancy registry.", subject=_SUBJECT, value="positive",
                facts=(latest.id,), override=Override.NEVER,
            ),
        )  # fmt: skip
    if does_not_arise(chart) is not None or chart.history(_CAPABLE) is Answer.NO:
        return ()
    if chart.now > given[-1].at + days(limits, "again_days") * 2:
        return ()  # no doses for two months
    if chart.history(_CAPABLE) is Answer.UNKNOWN:
        return (unknown(_CAPABLE, subject=_SUBJECT),)
    due = (latest.at if latest else given[0].at) + days(limits, "again_days")
    return (on_time(chart, due, subject=_SUBJECT, name="pregnancy test", act="Do a pregnancy test.", done=latest),)


_POSSIBLE = on(-60, HistoryAnswered(item=_CAPABLE, answer=Answer.YES))
_NEGATIVE, _POSITIVE = PregnancyTested(result=TestResult.NEGATIVE), PregnancyTested(result=TestResult.POSITIVE)

RULE = long_term_rule(
    id="PREGNANCY",
    title="Pregnancy test every month",
    says="Where pregnancy is possible a test is done every month while doses go on; a positive one stops the course.",
    reads=("PregnancyTested", "PersonDescribed", _CAPABLE),
    decide=_decide,
    opens_days=7,
    cites=(at(SPRAVATO_US, "sections 5 and 8.1"),),
    standing=Standing.TO_CONFIRM,
    owner=Role.MONITOR,
    limits={"again_days": number(30, "days", "It is done this often.", standing=Standing.TO_CONFIRM, low=7, high=45)},
    examples=(
        after("not known whether it is possible", 1, Level.UNKNOWN, *dosed(0)),
        after("negative two weeks ago", 20, Level.CLEAR, _POSSIBLE, *dosed(0), on(6, _NEGATIVE)),
        after("negative five weeks ago", 41, Level.UNKNOWN, _POSSIBLE, *dosed(0, 20, 40), on(6, _NEGATIVE)),
        after("positive after the first dose", 20, Level.STOP, _POSSIBLE, *dosed(0), on(6, _POSITIVE)),
        after(
            "male at birth: nothing is asked", 20, Level.CLEAR, *dosed(0),
            on(-60, PersonDescribed(birth_date=T0.date().replace(year=1980), sex_at_birth=Sex.MALE)),
        ),
    ),
)  # fmt: skip
