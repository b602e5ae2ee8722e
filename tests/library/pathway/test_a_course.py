"""One patient's way from enquiry to maintenance, seen at each step."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from kapstone.facts import CourseDecision, Facts
from kapstone.findings import Level
from kapstone.pathway import Assessment, DueState, GateId, Phase, Stage, assess
from kapstone.protocols import all_protocols
from kapstone.synthetic import Story, course_until

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
PROTOCOLS = sorted(all_protocols())


def told(stage: Stage, *, protocol: str = "iv-trd-induction", phase: Phase = Phase.RECOVERING, doses: int = 1) -> Story:
    return course_until(stage, protocol=all_protocols()[protocol], start=MONDAY, rng=Random(7), phase=phase, doses=doses)


def seen(story: Story, *, after: timedelta = timedelta(0)) -> Assessment:
    return assess(story.protocol, Facts(story.records), story.now + after)


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_is_reached(protocol: str, stage: Stage) -> None:
    assert seen(told(stage, protocol=protocol)).stage is stage


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("phase", [Phase.PLANNED, Phase.CHECKED_IN, Phase.ORDERED, Phase.RECOVERING])
def test_every_phase_of_a_session_is_reached(protocol: str, phase: Phase) -> None:
    assessment = seen(told(Stage.DOSING, protocol=protocol, phase=phase))

    assert assessment.sessions[-1].phase is phase


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_the_dose_gate_opens_when_all_is_there(protocol: str) -> None:
    story = told(Stage.DOSING, protocol=protocol, phase=Phase.ORDERED)

    gate = seen(story).gate(GateId.ADMINISTER, story.sessions[-1])

    assert gate.is_open, [finding.because for finding in gate.closed_by]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_the_patient_may_go_home_when_all_is_checked(protocol: str) -> None:
    story = told(Stage.NEXT_DAY, protocol=protocol)
    before_signing = Facts(record for record in story.records if record.fact.kind != "Discharged")

    gate = assess(story.protocol, before_signing, story.now).gate(GateId.DISCHARGE, story.sessions[-1])

    assert gate.is_open, [finding.because for finding in gate.closed_by]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_another_dose_may_follow_once_integrated(protocol: str) -> None:
    story = told(Stage.DOSING, protocol=protocol, phase=Phase.ORDERED, doses=2)

    assessment = seen(story)

    assert assessment.gate(GateId.REPEAT).is_open, [finding.because for finding in assessment.gate(GateId.REPEAT).closed_by]
    assert assessment.gate(GateId.ADMINISTER, story.sessions[-1]).is_open


def test_after_the_last_dose_of_the_induction_no_more_follows_without_review() -> None:
    assessment = seen(told(Stage.REVIEW))

    assert not assessment.gate(GateId.SCHEDULE_DOSE).is_open
    assert "PW-COURSE-FULL" in {finding.rule for finding in assessment.gate(GateId.REPEAT).closed_by}
    assert assessment.gate(GateId.REVIEW).is_open


def test_maintenance_follows_a_review_that_documented_benefit() -> None:
    story = told(Stage.MAINTENANCE)

    story.dose(until=Phase.ORDERED, wait=timedelta(days=28))
    assessment = seen(story)

    assert assessment.stage is Stage.DOSING
    assert assessment.gate(GateId.ADMINISTER, story.sessions[-1]).is_open, assessment.gate(GateId.ADMINISTER).closed_by


def test_a_review_that_ends_the_course_closes_the_dose_gate() -> None:
    story = told(Stage.REVIEW)

    story.review(CourseDecision.STOP)
    assessment = seen(story)

    assert assessment.stage is Stage.REVIEW
    assert "PW-COURSE-ENDED" in {finding.rule for finding in assessment.gate(GateId.SCHEDULE_DOSE).closed_by}
    assert assessment.gate(GateId.CLOSE).is_open


def test_integration_opens_a_day_after_the_dose_and_is_overdue_after_two() -> None:
    story = told(Stage.INTEGRATION)

    def state(hours: float) -> DueState:
        at = next(session for session in seen(story).sessions).discharged_at
        assert at is not None
        due = assess(story.protocol, Facts(story.records), at + timedelta(hours=hours)).due
        return next(item.state for item in due if item.action == "integration")

    assert [state(hours) for hours in (23, 25, 47, 49)] == [DueState.AHEAD, DueState.DUE, DueState.DUE, DueState.OVERDUE]


def test_vitals_fall_overdue_after_their_grace() -> None:
    story = told(Stage.DOSING, phase=Phase.RECOVERING)
    due = seen(story).sessions[-1].next_vitals_at
    assert due is not None
    grace = story.protocol.monitoring.grace

    on_time = assess(story.protocol, Facts(story.records), due + grace - timedelta(seconds=1))
    late = assess(story.protocol, Facts(story.records), due + grace)

    assert "PW-VITALS-OVERDUE" not in {finding.rule for finding in on_time.findings}
    assert "PW-VITALS-OVERDUE" in {finding.rule for finding in late.findings}


def test_a_finished_course_has_nothing_that_stops_it() -> None:
    assessment = seen(told(Stage.MAINTENANCE))

    assert [finding for finding in assessment.findings if finding.level >= Level.REVIEW] == []


def test_the_same_question_gets_the_same_answer() -> None:
    story = told(Stage.REVIEW)

    assert seen(story) == seen(story)
