"""The stages as data: each has an owner, is reached, can end; the printed page matches; who suspends and who resumes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from kapstone import facts as f
from kapstone.facts import Facts
from kapstone.pathway import TRANSITIONS, Assessment, GateId, Phase, Stage, assess, diagram
from kapstone.protocols import all_protocols
from kapstone.synthetic import ALMA, MIRA, NOOR, SOL, Story, course_until

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
PAGE = Path(__file__).parents[3] / "docs/reference/pathway.md"


def told(stage: Stage, *, phase: Phase = Phase.RECOVERING) -> Story:
    return course_until(stage, protocol=all_protocols()["iv-trd-induction"], start=MONDAY, rng=Random(7), phase=phase)


def seen(story: Story) -> Assessment:
    return assess(story.protocol, Facts(story.records), story.now)


def test_every_stage_has_its_entry() -> None:
    assert set(TRANSITIONS) == set(Stage)
    assert all(entry.owner and entry.title for entry in TRANSITIONS.values())


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.CLOSED])
def test_every_stage_can_be_left_closed_and_suspended(stage: Stage) -> None:
    ways = set(TRANSITIONS[stage].to)

    assert Stage.CLOSED in ways
    assert stage is Stage.SUSPENDED or Stage.SUSPENDED in ways
    assert stage not in ways


def test_every_stage_is_reached_from_the_enquiry() -> None:
    reached, open_ones = set(), [Stage.ENQUIRY]
    while open_ones:
        stage = open_ones.pop()
        if stage not in reached:
            reached.add(stage)
            open_ones += TRANSITIONS[stage].to

    assert reached == set(Stage)


def test_a_course_only_moves_as_the_transitions_allow() -> None:
    story = told(Stage.MAINTENANCE)
    was = Stage.ENQUIRY
    for count in range(1, len(story.records) + 1):
        records = story.records[:count]
        now = assess(story.protocol, Facts(records), records[-1].at).stage
        assert now is was or now in TRANSITIONS[was].to, f"{was} to {now} after {records[-1].fact.kind}"
        was = now

    assert was is Stage.MAINTENANCE


def test_the_printed_page_matches() -> None:
    assert PAGE.read_text(encoding="utf-8") == diagram(), (
        "print it anew: python -c 'from kapstone.pathway import diagram; print(diagram())'"
    )


# -- suspension -----------------------------------------------------------------------------------------------------


def test_a_high_suicide_screen_suspends_treatment_until_a_prescriber_resumes_it() -> None:
    story = told(Stage.INTEGRATION)
    answers: dict[str, int | None] = {f"cssrs_{number}": 1 for number in range(1, 6)} | {"cssrs_6": 0}
    screen = story.tell(
        f.MeasureAnswered(instrument="cssrs_since_last_contact", instrument_version="1", answers=answers),
        MIRA,
        after=timedelta(hours=1),
    )
    assert seen(story).stage is Stage.SUSPENDED
    assert not seen(story).gate(GateId.REPEAT).is_open

    story.tell(
        f.ConcernResolved(concern=screen, found="No intent now.", plan="Daily calls.", safe_to_continue=True),
        NOOR,
        after=timedelta(hours=1),
    )
    assert seen(story).stage is Stage.SUSPENDED, "following up is not resuming"

    story.tell(f.EpisodeResumed(reason="I feel we can."), SOL, after=timedelta(hours=1))
    assert seen(story).stage is Stage.SUSPENDED, "a therapist cannot resume"

    story.tell(f.EpisodeResumed(reason="Safe, plan in place."), NOOR, after=timedelta(hours=1))
    assert seen(story).stage is Stage.INTEGRATION


def test_a_serious_adverse_event_suspends_treatment() -> None:
    story = told(Stage.INTEGRATION)

    story.tell(f.AdverseEventSeen(term="Seizure", grade=3, serious=True), MIRA, after=timedelta(hours=1))

    assert seen(story).stage is Stage.SUSPENDED


def test_an_event_reported_late_suspends_even_after_an_earlier_resumption() -> None:
    story = told(Stage.SUSPENDED)
    onset = story.now
    story.tell(f.EpisodeResumed(reason="Recovered from surgery."), NOOR, after=timedelta(days=3))
    assert seen(story).stage is not Stage.SUSPENDED

    story.tell(f.AdverseEventSeen(term="Syncope", grade=3, serious=True), MIRA, after=timedelta(days=1))
    late = story.records.pop()
    story.records.append(replace(late, at=onset))

    assert seen(story).stage is Stage.SUSPENDED


def test_a_stop_after_the_decision_suspends_and_asks_for_a_new_decision() -> None:
    story = told(Stage.INTEGRATION)

    story.tell(f.HistoryAnswered(item="aneurysmal_vascular_disease", answer=f.Answer.YES), ALMA, after=timedelta(hours=1))
    assessment = seen(story)

    assert assessment.stage is Stage.SUSPENDED
    assert "PW-ELIGIBILITY-WORSE" in {finding.rule for finding in assessment.gate(GateId.SCHEDULE_DOSE).closed_by}


def test_a_stop_before_the_decision_shapes_the_decision_and_does_not_suspend() -> None:
    story = told(Stage.ELIGIBILITY)

    story.tell(f.HistoryAnswered(item="aneurysmal_vascular_disease", answer=f.Answer.YES), ALMA, after=timedelta(hours=1))

    assert seen(story).stage is Stage.ELIGIBILITY
    assert seen(story).gate(GateId.DECIDE_ELIGIBILITY).is_open


def test_a_patient_with_a_running_session_is_seen_through_it_when_consent_is_withdrawn() -> None:
    story = told(Stage.DOSING)
    assert story.consent is not None

    story.tell(f.ConsentWithdrawn(consent=story.consent), ALMA, after=timedelta(minutes=1))
    assessment = seen(story)

    assert assessment.stage is Stage.DOSING
    assert not assessment.gate(GateId.BOOST).is_open
    assert assessment.gate(GateId.DISCHARGE, story.sessions[-1])


def test_withdrawn_consent_takes_the_patient_back_to_consent() -> None:
    story = told(Stage.DOSING, phase=Phase.PLANNED)
    assert story.consent is not None

    story.tell(f.ConsentWithdrawn(consent=story.consent), ALMA, after=timedelta(minutes=1))
    assessment = seen(story)

    assert assessment.stage is Stage.CONSENT
    assert not assessment.gate(GateId.SCHEDULE_DOSE).is_open
