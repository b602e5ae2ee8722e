"""The long run: what is due when, what is found, and that silence and missing tests are never clear."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.facts import CourseDecision, ReviewDecided, VitalsTaken
from kapstone.findings import Finding, Level, worst
from kapstone.rules import Rule, all_rules
from kapstone.rules.long_term import PREFIX
from kapstone.rules.long_term._course import working_days_after
from kapstone.rules.long_term._story import dosed, on, total
from kapstone.rules.long_term.liver import _alt
from kapstone.rules.session._story import DAY, T0, Told, bp, story

LONG = [rule for rule in all_rules().values() if rule.id.startswith(PREFIX)]
every_rule = pytest.mark.parametrize("rule", LONG, ids=[rule.id for rule in LONG])


def judged(rule: str, *told: Told, day: float) -> tuple[Finding, ...]:
    return all_rules()[f"{PREFIX}{rule}"].judge(story(*told, now=day * DAY, session=None))


def test_every_row_of_the_long_run_has_its_rule() -> None:
    assert {rule.id.removeprefix(PREFIX) for rule in LONG} == {
        "URINARY", "LIVER", "PRESSURE", "COGNITION", "MISUSE", "MOOD-SWITCH", "PREGNANCY", "EXPOSURE", "RELAPSE", "NON-RESPONSE",
    }  # fmt: skip


@every_rule
def test_before_the_first_dose_it_says_nothing(rule: Rule) -> None:
    assert rule.judge(story(now=0, session=None)) == ()


@every_rule
def test_missing_tests_are_never_clear(rule: Rule) -> None:
    # these rest on the doses alone, on a gain there has to be first, or ask only after the first three doses
    if rule.id not in {"LONG-EXPOSURE", "LONG-RELAPSE", "LONG-MOOD-SWITCH"}:
        for day in (200, 400):
            found = rule.judge(story(*dosed(*range(0, day, 20)), now=day * DAY, session=None))
            assert worst(found) is not Level.CLEAR, [finding.because for finding in found]


@every_rule
def test_what_is_due_later_turns_unknown_at_the_moment_it_named(rule: Rule) -> None:
    for example in rule.examples:
        chart = example.chart()
        for finding in rule.judge(chart):
            if finding.level in {Level.CLEAR, Level.NOTE} and finding.due is not None and finding.changes_at == finding.due:
                told = list(chart.facts)
                later = story(now=(finding.due - T0) / timedelta(minutes=1), session=None, route=chart.route, place=chart.place)
                later = type(later)(**{**later.__dict__, "facts": type(chart.facts)(told)})
                again = next((each for each in rule.judge(later) if each.subject == finding.subject), None)
                assert again is None or again.level >= Level.UNKNOWN, (example.says, finding.because)


# -- liver ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value,level", [(119, Level.CLEAR), (120, Level.HOLD), (199, Level.HOLD), (200, Level.STOP)])
def test_alt_is_judged_by_its_own_upper_limit(value: float, level: Level) -> None:
    assert worst(judged("LIVER", *dosed(0), _alt(5, value), day=6)) is level


def test_the_test_after_eight_doses_is_due_two_weeks_after_the_eighth() -> None:
    (finding,) = judged("LIVER", _alt(-5, 20), *dosed(*range(8)), day=10)

    assert finding.level is Level.CLEAR
    assert finding.due == T0 + timedelta(days=7 + 14)


@given(value=st.floats(1, 400), more=st.floats(0, 400))
def test_a_higher_alt_never_lowers_the_level(value: float, more: float) -> None:
    lower, higher = (worst(judged("LIVER", *dosed(0), _alt(5, each), day=6)) for each in (value, value + more))

    assert higher >= lower


# -- blood pressure ---------------------------------------------------------------------------------------------------


def test_a_high_pressure_in_a_session_is_no_trend() -> None:
    session = story(now=0).session
    (given,) = dosed(0)
    in_session = (given[0] + 25, VitalsTaken(session=given[1].session, systolic_mmhg=180, diastolic_mmhg=100))  # type: ignore[attr-defined]  # a DoseGiven

    (finding,) = judged(
        "PRESSURE", on(-3, VitalsTaken(systolic_mmhg=128, diastolic_mmhg=80)), given, in_session, (8 * DAY, bp(130, 82)), day=9
    )

    assert session is not None
    assert finding.level is Level.CLEAR


# -- mood, exposure, relapse ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("doses,asks", [(3, True), (4, False)])
def test_the_mood_is_asked_after_the_first_three_doses(doses: int, asks: bool) -> None:
    given = dosed(*(4 * number for number in range(doses)))

    found = judged("MOOD-SWITCH", *given, day=4 * (doses - 1) + 2)

    assert bool(found) is asks


def test_only_the_window_of_one_to_three_days_counts() -> None:
    for day, level in ((0.9, Level.UNKNOWN), (1, Level.CLEAR), (3, Level.CLEAR), (3.1, Level.UNKNOWN)):
        assert worst(judged("MOOD-SWITCH", *dosed(0), total(day, "asrm", 1), day=4)) is level, day


def test_a_creeping_dose_in_maintenance_is_reviewed() -> None:
    review = on(30, ReviewDecided(decision=CourseDecision.MAINTAIN, reason="Holds.", benefit_documented=True))
    course = (*dosed(0, 10, 20, mg=40), review)

    steady = judged("MISUSE", *course, *dosed(40, mg=50), day=41)
    creeping = judged("MISUSE", *course, *dosed(40, mg=51), day=41)

    assert "dose_creep" not in {finding.subject for finding in steady}
    assert "dose_creep" in {finding.subject for finding in creeping}


def test_the_year_and_the_milligrams_are_added_up() -> None:
    (finding,) = judged("EXPOSURE", *dosed(0, 5, 10, mg=40), day=11)

    assert "3 sessions in a year, 120 mg in all" in finding.because


@pytest.mark.parametrize(
    "scores,level",
    [
        ((6, 10), Level.CLEAR),
        ((6, 11), Level.CAUTION),
        ((8, 10), Level.CLEAR),
        ((8, 10, 12), Level.CAUTION),
        ((8, 10, 9), Level.CLEAR),
        ((9, 11, 10), Level.CAUTION),
        ((17, 19), Level.CLEAR),
    ],
)
def test_relapse_is_two_of_ten_in_a_row_or_five_above_the_best(scores: tuple[float, ...], level: Level) -> None:
    told = [total(10 + 7 * index, "phq9", score) for index, score in enumerate(scores)]

    assert worst(judged("RELAPSE", total(-2, "phq9", 19), *dosed(0, 4), *told, day=60)) is level


def test_contact_is_due_within_two_working_days() -> None:
    friday = datetime(2026, 11, 27, 12, tzinfo=UTC)

    assert working_days_after(friday, 2) == datetime(2026, 12, 1, 12, tzinfo=UTC)
    assert working_days_after(friday - timedelta(days=4), 2) == datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "percent,level",
    [(50, Level.CLEAR), (49, Level.NOTE), (25, Level.NOTE), (24, Level.REVIEW), (0, Level.REVIEW), (-20, Level.REVIEW)],
)
def test_after_six_infusions_a_quarter_better_is_the_least(percent: float, level: Level) -> None:
    found = judged(
        "NON-RESPONSE", total(-2, "phq9", 20), *dosed(*range(0, 24, 4)), total(21, "phq9", 20 - 20 * percent / 100), day=22
    )

    assert worst(found) is level
