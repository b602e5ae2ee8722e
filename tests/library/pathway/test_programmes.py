"""What single programmes ask beyond the others: a risk programme, doses at home, a schedule by weeks, therapy, months of treatment."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import uuid4

import pytest

from kapstone.facts import (
    CheckedIn,
    DoseGiven,
    DosesDispensed,
    Fact,
    Facts,
    OrderSigned,
    Record,
    RemsEnrolled,
    RemsFormSent,
    SettingChecked,
)
from kapstone.findings import Finding, Level, Override
from kapstone.pathway import Assessment, DueState, GateId, Phase, Stage, assess
from kapstone.pathway.advising import advice_for, given_so_far
from kapstone.pathway.doses import judge_order
from kapstone.protocols import Protocol, Setting, all_protocols
from kapstone.synthetic import NOOR, Story, course_until

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
ESK, ACUTE, HOME, AUD = (
    all_protocols()[name] for name in ("esketamine-trd", "esketamine-mdd-suicidality", "sublingual-kap-home", "iv-aud-with-therapy")
)  # fmt: skip
SC = all_protocols()["sc-flexible-dose"]


def told(protocol: Protocol, stage: Stage = Stage.DOSING, *, phase: Phase = Phase.ORDERED, doses: int = 1) -> Story:
    return course_until(stage, protocol=protocol, start=START, rng=Random(7), phase=phase, doses=doses)


def without(story: Story, *kinds: type[Fact]) -> Facts:
    return Facts(record for record in story.records if not isinstance(record.fact, kinds))


def seen(story: Story, *, after: timedelta = timedelta(0), facts: Facts | None = None) -> Assessment:
    return assess(story.protocol, facts or Facts(story.records), story.now + after)


def of(assessment: Assessment, rule: str) -> list[Finding]:
    return [finding for finding in assessment.findings if finding.rule == rule]


# -- the risk programme ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", [ESK, ACUTE], ids=lambda each: each.id)
def test_without_enrolment_no_dose_is_given_and_nobody_sets_that_aside(protocol: Protocol) -> None:
    story = told(protocol)
    assessment = seen(story, facts=without(story, RemsEnrolled))

    gate = assessment.gate(GateId.ADMINISTER, story.sessions[-1])
    assert [finding.rule for finding in gate.closed_by] == ["PW-REMS-ENROLMENT"]
    assert gate.waits_for == ("risk programme enrolment",)
    assert gate.closed_by[0].override is Override.NEVER
    assert "rems_enrolment" in {due.action for due in assessment.due}


def test_once_enrolled_the_gate_opens_and_the_work_is_done() -> None:
    story = told(ESK)

    assert seen(story).gate(GateId.ADMINISTER, story.sessions[-1]).is_open
    assert "rems_enrolment" not in {due.action for due in seen(story).due}


def test_a_setting_that_is_not_certified_keeps_the_gate_closed() -> None:
    story = told(ESK)
    record = next(record for record in story.records if isinstance(record.fact, SettingChecked))
    fact = SettingChecked(
        session=record.fact.session, ready=tuple(item for item in ESK.staffing.setting if item != "rems_setting"), missing=("rems_setting",),
        prescriber_available=True, monitor_present=True, therapist_present=True,
    )  # fmt: skip
    story.tell(fact, NOOR)

    closed = seen(story).gate(GateId.ADMINISTER, story.sessions[-1]).closed_by
    assert [(finding.rule, finding.override) for finding in closed] == [("PW-SETTING", Override.NEVER)]


@pytest.mark.parametrize(
    "days, level, state",
    [(1, Level.NOTE, DueState.DUE), (5.5, Level.CAUTION, DueState.DUE), (7.5, Level.HOLD, DueState.OVERDUE)],
)
def test_the_form_of_each_session_is_due_within_seven_days(days: float, level: Level, state: DueState) -> None:
    story = told(ESK, Stage.NEXT_DAY)
    started = next(record.at for record in story.records if isinstance(record.fact, DoseGiven))
    facts = without(story, RemsFormSent)
    assessment = assess(ESK, facts, started + timedelta(days=days))

    (finding,) = of(assessment, "PW-REMS-FORM")
    (due,) = [due for due in assessment.due if due.action == "rems_form"]
    assert (finding.level, due.state) == (level, state)
    assert due.due_at == started + 7 * DAY
    assert finding.due == due.due_at
    assert (finding in assessment.gate(GateId.REPEAT).closed_by) is (level is Level.HOLD)


def test_the_moment_at_which_the_form_presses_is_announced() -> None:
    story = told(ESK, Stage.NEXT_DAY)
    started = next(record.at for record in story.records if isinstance(record.fact, DoseGiven))
    (finding,) = of(assess(ESK, without(story, RemsFormSent), started + DAY), "PW-REMS-FORM")

    assert finding.changes_at == started + 5 * DAY


def test_two_hours_count_from_the_last_spray() -> None:
    story = told(ESK, phase=Phase.DOSED)
    view = seen(story).sessions[-1]

    assert view.total_mg == 56
    assert view.started_at is not None
    assert view.ended_at == view.started_at + 5 * MINUTE
    assert view.may_leave_at == view.ended_at + 2 * HOUR


def levels(protocol: Protocol, milligrams: float, *, is_first: bool) -> dict[str, Level]:
    fact = OrderSigned(
        session=uuid4(), drug=protocol.drug, route=protocol.route, dose_mg=milligrams, amount_as=protocol.amount_as
    )
    record = Record(id=uuid4(), fact=fact, at=START, recorded_at=START)
    found: dict[str, Level] = {}
    for finding in judge_order(protocol, record, None, START, is_first=is_first):
        found[finding.rule] = max(finding.level, found.get(finding.rule, Level.CLEAR))
    return found


@pytest.mark.parametrize(
    "protocol, dose, first, rule, level",
    [
        (ESK, 56, True, "PW-DOSE-BAND", Level.CLEAR),
        (ESK, 84, True, "PW-DOSE-BAND", Level.CAUTION),
        (ESK, 84, False, "PW-DOSE-BAND", Level.CLEAR),
        (ESK, 28, False, "PW-DOSE-BAND", Level.CAUTION),
        (ESK, 70, False, "PW-DOSE-PLAN", Level.STOP),
        (ESK, 112, False, "PW-DOSE-STOP", Level.STOP),
        (ACUTE, 84, True, "PW-DOSE-BAND", Level.CLEAR),
        (HOME, 200, True, "PW-DOSE-BAND", Level.CAUTION),
        (HOME, 200, False, "PW-DOSE-BAND", Level.CLEAR),
        (HOME, 300, False, "PW-DOSE-BAND", Level.CAUTION),
        (HOME, 460, False, "PW-DOSE-STOP", Level.STOP),
    ],
)
def test_the_first_dose_and_the_devices_are_judged(
    protocol: Protocol, dose: float, first: bool, rule: str, level: Level
) -> None:
    assert levels(protocol, dose, is_first=first)[rule] is level


def test_from_the_fifth_week_twice_a_week_is_too_often() -> None:
    story = told(ESK, Stage.MAINTENANCE)
    last = max(record.at for record in story.records if isinstance(record.fact, DoseGiven))
    first = min(record.at for record in story.records if isinstance(record.fact, DoseGiven))
    now = max(story.now, first + 28 * DAY + HOUR)
    repeat = assess(ESK, Facts(story.records), min(now, last + 5 * DAY - HOUR)).gate(GateId.REPEAT)

    if min(now, last + 5 * DAY - HOUR) >= first + 28 * DAY:
        (finding,) = [finding for finding in repeat.closed_by if finding.rule == "PW-INTERVAL"]
        assert finding.limit == "5 days"
        assert finding.override is Override.PRESCRIBER


def test_the_phase_of_each_week_is_the_labels() -> None:
    assert [ESK.phase_in(week).usual_interval for week in (1, 4, 5, 8, 9, 30)] == [
        84 * HOUR,
        84 * HOUR,
        7 * DAY,
        7 * DAY,
        14 * DAY,
        14 * DAY,
    ]  # type: ignore[union-attr]  # each week has one
    assert all_protocols()["iv-trd-induction"].phase_in(1) is None


# -- at home --------------------------------------------------------------------------------------------------------


def test_the_first_dose_is_in_the_clinic_and_the_next_at_home() -> None:
    assert [HOME.place_of(number) for number in (0, 1, 2, 9)] == [Setting.HOME, Setting.CLINIC, Setting.HOME, Setting.HOME]
    assert "oxygen" in HOME.checklist_of(1)
    assert "oxygen" not in HOME.checklist_of(2)
    assert {"adult_monitor", "address", "cuff_and_oximeter"} <= set(HOME.checklist_of(2))


def test_the_checklist_of_the_home_does_not_open_the_gate_of_the_first_dose() -> None:
    story = told(HOME)
    session = story.sessions[-1]
    assert HOME.home is not None
    fact = SettingChecked(
        session=session, ready=HOME.home.setting, prescriber_available=True, monitor_present=True, therapist_present=True
    )
    story.tell(fact, NOOR)

    (finding,) = seen(story).gate(GateId.ADMINISTER, session).closed_by
    assert "oxygen" in finding.because


def test_at_home_an_absent_monitor_keeps_the_gate_closed_whoever_signs() -> None:
    story = told(HOME, doses=2)
    session = story.sessions[-1]
    assert seen(story).gate(GateId.ADMINISTER, session).is_open
    ready = tuple(item for item in HOME.checklist_of(2) if item != "adult_monitor")
    story.tell(
        SettingChecked(session=session, ready=ready, missing=("adult_monitor",), prescriber_available=True, therapist_present=True), NOOR
    )  # fmt: skip

    (finding,) = seen(story).gate(GateId.ADMINISTER, session).closed_by
    assert "adult monitor with the patient" in finding.because
    assert finding.override is Override.NEVER


def test_at_home_the_monitor_is_named_with_a_telephone() -> None:
    story = told(HOME, doses=2)
    session = story.sessions[-1]
    facts = without(story, CheckedIn).plus(
        Record(
            id=uuid4(), fact=CheckedIn(session=session), at=story.now - HOUR, recorded_at=story.now - HOUR, by_role="monitor"
        )
    )
    found = of(seen(story, facts=facts), "PW-ESCORT")

    assert not found or "adult monitor" in found[0].because


@pytest.mark.parametrize(
    "told_now, subject",
    [
        ([(0, DosesDispensed(doses=3, dose_mg=100))], "count"),
        ([(0, DosesDispensed(doses=1, dose_mg=100)), (3, DosesDispensed(doses=1, dose_mg=100))], "early"),
        ([(0, DosesDispensed(doses=1, dose_mg=100, missing_since=1))], "missing"),
        ([(0, DosesDispensed(doses=2, dose_mg=100)), (8, DosesDispensed(doses=2, dose_mg=100))], "in-hand"),
    ],
)
def test_too_many_too_early_or_missing_doses_hold_the_next(told_now: list[tuple[int, DosesDispensed]], subject: str) -> None:
    story = told(HOME, Stage.PREPARATION)
    for days, fact in told_now:
        story.tell(fact, NOOR, after=timedelta(days=days))
    found = of(seen(story), "PW-DISPENSING")

    assert any(finding.subject.endswith(subject) and finding.level is Level.HOLD for finding in found)


def test_one_dose_a_week_in_the_house_is_in_order() -> None:
    story = told(HOME, doses=3)

    assert of(seen(story), "PW-DISPENSING") == []


# -- therapy, long courses, advice ----------------------------------------------------------------------------------


def test_therapy_of_the_programme_that_was_not_held_is_said_at_the_review() -> None:
    story = told(AUD, Stage.REVIEW)
    (finding,) = of(seen(story), "PW-THERAPY")

    assert (finding.level, finding.value, finding.limit) == (Level.CAUTION, "5", "7")
    assert finding in seen(story).gate(GateId.REPEAT).cautions


def test_advice_is_read_from_the_course() -> None:
    story = told(SC, Stage.INTEGRATION, doses=1)
    advice = advice_for(SC, Facts(story.records), story.now)

    assert advice.because
    assert given_so_far(SC, Facts(story.records), story.now) == "36 mg in 1 sessions, 1 in the last 12 months"
    assert given_so_far(SC, Facts(told(SC, Stage.PREPARATION).records), START) == ""
