"""Before a dose pregnancy is excluded: not capable of it, or a negative test this month, today when it may have happened."""

from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.facts import Answer, HistoryAnswered, PersonDescribed, PregnancyTested, Sex, TestResult
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._delta import delta_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import SPRAVATO_US, at
from kapstone.rules.session._story import DAY, T0, before_dosing, check_in, nothing_known


def _decide(scene: Scene, limits: Limits) -> Verdict:
    chart = scene.chart
    test = chart.facts.latest(PregnancyTested)
    if test and test.fact.result is TestResult.POSITIVE:
        return scene.say(
            Level.STOP, "The pregnancy test is positive; ketamine may harm an unborn child.", value="positive",
            act="Stop the course, tell the patient, and arrange care.", facts=(test.id,), owner=Role.PRESCRIBER,
            override=Override.NEVER,
        )  # fmt: skip
    capable, record = chart.history("capable_of_pregnancy"), chart.check_in
    male = chart.person is not None and chart.person.sex_at_birth is Sex.MALE
    may_be = record.fact.could_be_pregnant if record else Answer.UNKNOWN
    if capable is Answer.NO or (male and capable is Answer.UNKNOWN):
        if may_be is not Answer.YES:
            return scene.say(Level.CLEAR, "Pregnancy is not possible.", value="not capable")
    elif capable is Answer.UNKNOWN:
        return scene.missing("capable_of_pregnancy", because="It is not known whether pregnancy is possible.")
    if record is None or may_be is Answer.UNKNOWN:
        return scene.missing("possible pregnancy", because="Nobody has asked yet whether the patient could be pregnant.")
    days = limits["same_day_days"] if may_be is Answer.YES else limits["days"]
    return _by_test(scene, days, record.fact.could_be_pregnant is Answer.YES)


def _by_test(scene: Scene, days: float, suspected: bool) -> Verdict:
    test = scene.chart.facts.latest(PregnancyTested)
    within = "today" if days <= 1 else f"within {days:g} days"
    why = "The patient could be pregnant" if suspected else "Pregnancy is possible"
    good_until = test.at + timedelta(days=days) if test else scene.chart.now
    if test is None or scene.chart.now > good_until or test.fact.result is TestResult.INDETERMINATE:
        level = Level.HOLD if suspected or test else Level.UNKNOWN
        found = "the test is not clear" if test and scene.chart.now <= good_until else f"there is no test {within}"
        return scene.say(
            level,
            f"{why} and {found}.",
            act="Do a pregnancy test.",
            waits_for=("pregnancy test",),
            limit=within,
            override=Override.NEVER if suspected else None,
        )
    return scene.say(
        Level.CLEAR, f"{why}; the test {within} is negative.", value="negative", limit=within,
        facts=(test.id,), changes_at=good_until + timedelta(seconds=1),
    )  # fmt: skip


_CAPABLE = (-60 * DAY, HistoryAnswered(item="capable_of_pregnancy", answer=Answer.YES))
_NEGATIVE = PregnancyTested(result=TestResult.NEGATIVE)

RULE = delta_rule(
    id="DELTA-PREGNANCY",
    title="Pregnancy excluded",
    says="Where pregnancy is possible a negative test is at most a month old, and of the same day when it may have happened.",
    reads=("PregnancyTested", "CheckedIn", "PersonDescribed", "capable_of_pregnancy"),
    decide=_decide,
    cites=(at(SPRAVATO_US, "sections 5 and 8.1"),),
    standing=Standing.TO_CONFIRM,
    limits={
        "days": number(30, "days", "How old a negative test may be.", standing=Standing.TO_CONFIRM, low=1, high=45),
        "same_day_days": number(1, "days", "How old it may be when pregnancy is suspected.", low=0.5, high=7),
    },
    examples=(
        nothing_known(),
        before_dosing("negative last week", Level.CLEAR, _CAPABLE, (-7 * DAY, _NEGATIVE), (-30, check_in())),
        before_dosing("negative six weeks ago", Level.HOLD, _CAPABLE, (-42 * DAY, _NEGATIVE), (-30, check_in())),
        before_dosing("no test", Level.UNKNOWN, _CAPABLE, (-30, check_in())),
        before_dosing(
            "could be pregnant, last test a week ago", Level.HOLD,
            _CAPABLE, (-7 * DAY, _NEGATIVE), (-30, check_in(could_be_pregnant=Answer.YES)),
        ),
        before_dosing("a positive test", Level.STOP, _CAPABLE, (-10, PregnancyTested(result=TestResult.POSITIVE)), (-30, check_in())),
        before_dosing(
            "male at birth", Level.CLEAR,
            (-60 * DAY, PersonDescribed(birth_date=T0.date().replace(year=1980), sex_at_birth=Sex.MALE)), (-30, check_in()),
        ),
    ),
)  # fmt: skip
