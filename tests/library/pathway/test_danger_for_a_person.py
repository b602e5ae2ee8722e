"""Suicide risk, suspension and signatures: who may say that it is safe to go on, and for what."""

from dataclasses import replace
from time import perf_counter
from uuid import UUID

import pytest

from kapstone import facts as f
from kapstone.facts import Answer, Facts
from kapstone.findings import Level
from kapstone.pathway import GateId, Stage, assess
from kapstone.synthetic import ALMA, CATO, MIRA, NOOR, SOL, Story
from library.pathway.danger import (
    DAY,
    HOUR,
    IV,
    MINUTE,
    closed_by,
    correct,
    dose_gate,
    high,
    moved,
    of,
    ready,
    resolve,
    seen,
)


@pytest.fixture
def story() -> Story:
    told = ready()
    assert dose_gate(told).is_open, closed_by(dose_gate(told))
    return told


# -- suicide risk and concerns --------------------------------------------------------------------------------------


def test_a_screener_asked_before_the_last_session_does_not_count_for_this_one() -> None:
    story = ready(doses=2)
    last = of(story, f.DoseGiven)[-1].at
    story.records = [
        record
        for record in story.records
        if not (isinstance(record.fact, f.MeasureAnswered) and record.fact.instrument.startswith("cssrs") and record.at > last)
    ]

    assert "DELTA-SUICIDE-SCREEN" in closed_by(dose_gate(story))


@pytest.mark.parametrize("person", [ALMA, CATO])
def test_a_patient_or_coordinator_ends_no_concern(story: Story, person: object) -> None:
    concern = high(story)

    story.tell(resolve(concern), person, after=MINUTE)  # type: ignore[arg-type]  # parametrize loses the type
    story.tell(f.EpisodeResumed(reason="Safe again."), NOOR, after=MINUTE)

    assert {"SC-03", "MON-P9"} <= closed_by(dose_gate(story))


def test_a_patient_who_says_all_is_well_does_not_undo_the_clinicians_word(story: Story) -> None:
    concern = high(story)
    story.tell(resolve(concern, safe=False), NOOR, after=MINUTE)
    story.tell(f.EpisodeResumed(reason="Plan agreed."), NOOR, after=MINUTE)

    story.tell(resolve(concern), ALMA, after=MINUTE)

    assert "SC-03" in closed_by(dose_gate(story))


@pytest.mark.parametrize("person", [ALMA, CATO])
def test_not_feeling_safe_after_a_dose_is_ended_by_a_clinician_only(person: object) -> None:
    story = ready(doses=2)
    contact = of(story, f.NextDayContacted)[-1]
    assert isinstance(contact.fact, f.NextDayContacted)
    correct(story, contact, replace(contact.fact, feels_safe=Answer.NO))
    concern = story.records[-1].id

    story.tell(resolve(concern), person, after=MINUTE)  # type: ignore[arg-type]  # parametrize loses the type
    assert {"PW-NEXT-DAY-SAFETY", "FOLLOW-SAFETY"} <= closed_by(dose_gate(story))

    story.tell(resolve(concern), SOL, after=MINUTE)
    assert not {"PW-NEXT-DAY-SAFETY", "FOLLOW-SAFETY"} & closed_by(dose_gate(story))


def test_a_phq9_known_by_its_total_alone_does_not_answer_item_9(story: Story) -> None:
    story.tell(
        f.MeasureAnswered(instrument="phq9", instrument_version="1", answers={}, total_only=6, informant=f.Informant.IMPORT),
        NOOR,
        after=MINUTE,
    )

    assert "SC-02" in closed_by(dose_gate(story))


@pytest.mark.parametrize("total, opens", [(2, True), (9, False)])
def test_an_audit_c_known_by_its_total_alone_is_judged_by_it(story: Story, total: float, opens: bool) -> None:
    story.tell(f.MeasureAnswered(instrument="auditc", instrument_version="1", answers={}, total_only=total), NOOR, after=MINUTE)

    assert dose_gate(story).is_open is opens
    assert ("SU-04" in closed_by(dose_gate(story))) is not opens


def test_answers_that_cannot_be_scored_are_unknown_and_do_not_break_the_page(story: Story) -> None:
    nonsense: dict[str, int | None] = {"cssrs_1": 7, "cssrs_2": 0, "cssrs_6": 0}
    story.tell(
        f.MeasureAnswered(instrument="cssrs_since_last_contact", instrument_version="1", answers=nonsense), MIRA, after=MINUTE
    )

    assert {"SC-03", "MON-P9"} <= closed_by(dose_gate(story))


# -- suspension -----------------------------------------------------------------------------------------------------


def test_a_therapist_does_not_resume_treatment(story: Story) -> None:
    story.tell(f.EpisodeSuspended(reason="A crisis at home."), SOL, after=MINUTE)
    story.tell(f.EpisodeResumed(reason="Better now."), SOL, after=MINUTE)
    assert seen(story).stage is Stage.SUSPENDED

    story.tell(f.EpisodeResumed(reason="Seen today."), NOOR, after=MINUTE)
    assert seen(story).stage is Stage.DOSING


def test_a_new_high_risk_suspends_again_after_a_resumption(story: Story) -> None:
    story.tell(resolve(high(story)), NOOR, after=MINUTE)
    story.tell(f.EpisodeResumed(reason="Seen today."), NOOR, after=MINUTE)
    assert dose_gate(story).is_open

    high(story)

    assert seen(story).stage is Stage.SUSPENDED
    assert "PW-SUSPENDED" in closed_by(dose_gate(story))


def test_a_resumption_dated_ahead_does_not_cover_a_later_high_risk(story: Story) -> None:
    story.tell(f.EpisodeSuspended(reason="A crisis at home."), SOL, after=MINUTE)
    story.tell(f.EpisodeResumed(reason="Seen today."), NOOR, after=MINUTE)
    moved(story, f.EpisodeResumed, story.now + 3 * DAY)

    high(story)
    story.now += 4 * DAY

    assert seen(story).stage is Stage.SUSPENDED


def test_a_suspension_written_down_late_is_not_lifted_by_an_earlier_resumption(story: Story) -> None:
    story.tell(f.EpisodeSuspended(reason="A fall."), SOL, after=MINUTE)
    story.tell(f.EpisodeResumed(reason="No injury."), NOOR, after=MINUTE)
    story.tell(f.EpisodeSuspended(reason="Another fall, this morning."), SOL, after=MINUTE)
    moved(story, f.EpisodeSuspended, story.now - 6 * HOUR)

    assert seen(story).stage is Stage.SUSPENDED


def test_a_serious_event_stays_a_stop_until_a_clinician_has_reviewed_it(story: Story) -> None:
    event = story.tell(f.AdverseEventSeen(term="syncope", grade=3, serious=True), MIRA, after=MINUTE)
    story.tell(f.EpisodeResumed(reason="Seen today."), NOOR, after=MINUTE)
    assert "PW-ADVERSE-EVENT" in closed_by(dose_gate(story))

    story.tell(f.AdverseEventReviewed(event=event, conclusion="Fine."), CATO, after=MINUTE)
    assert "PW-ADVERSE-EVENT" in closed_by(dose_gate(story)), "a coordinator reviews no adverse event"

    story.tell(f.AdverseEventReviewed(event=event, conclusion="Vasovagal, ECG normal."), NOOR, after=MINUTE)
    assert "PW-ADVERSE-EVENT" not in closed_by(dose_gate(story))


def test_an_override_for_a_caution_does_not_hold_when_it_becomes_a_stop(story: Story) -> None:
    story.tell(f.FindingOverridden(finding="CV-01", level=Level.REVIEW.name, reason="Small, stable."), NOOR, after=MINUTE)
    story.tell(f.HistoryAnswered(item="aneurysmal_vascular_disease", answer=Answer.YES), ALMA, after=MINUTE)

    assert "CV-01" in closed_by(dose_gate(story))


def test_an_override_does_not_speak_for_what_became_known_later(story: Story) -> None:
    undisclosed = f.PrescriptionMonitoringChecked(state="OR", result=f.MonitoringResult.UNDISCLOSED)
    story.tell(undisclosed, NOOR, after=MINUTE)
    for key, session in (("SU-08", None), (f"DELTA-PRESCRIPTION-MONITORING:{story.sessions[-1]}", story.sessions[-1])):
        signed = f.FindingOverridden(
            finding=key, level=Level.REVIEW.name, reason="An old script, talked through.", session=session
        )
        story.tell(signed, NOOR, after=MINUTE)
    story.tell(f.EligibilityDecided(decision=f.Decision.ELIGIBLE, reason="Talked through.", report_digest=""), NOOR)
    assert dose_gate(story).is_open, closed_by(dose_gate(story))

    story.tell(undisclosed, NOOR, after=MINUTE)

    assert {"SU-08", "DELTA-PRESCRIPTION-MONITORING"} <= closed_by(dose_gate(story))


def test_an_interval_set_aside_after_one_dose_is_asked_again_after_the_next() -> None:
    story = ready(doses=2)
    first, second = story.sessions
    dose = of(story, f.DoseGiven)[0]
    story.records = [replace(record, at=story.now - 3 * HOUR) if record is dose else record for record in story.records]
    assert "PW-INTERVAL" in closed_by(dose_gate(story))
    signed = f.FindingOverridden(finding=f"PW-INTERVAL:{first}", level=Level.HOLD.name, reason="The first was broken off.")
    story.tell(signed, NOOR, after=MINUTE)
    assert "PW-INTERVAL" not in closed_by(dose_gate(story))
    story.records.pop()
    story.tell(replace(signed, session=second), NOOR, after=MINUTE)
    assert "PW-INTERVAL" not in closed_by(dose_gate(story)), "it may be signed at the visit itself"

    story._give(second, of(story, f.OrderSigned)[-1].id)

    assert "PW-INTERVAL" in closed_by(seen(story).gate(GateId.REPEAT))


# -- a long episode -------------------------------------------------------------------------------------------------


def test_an_episode_of_a_thousand_facts_is_assessed_within_a_blink() -> None:
    story = ready()
    for index in range(1000 - len(story.records)):
        story.tell(f.GoalRated(goal=UUID(int=index + 1), attainment=0), SOL) if index % 2 else story.measure("gad7", ALMA, 1)
    facts = Facts(story.records)
    assert len(facts) >= 1000

    began = perf_counter()
    assess(IV, facts, story.now)

    assert perf_counter() - began < 1.0, "generous: the machine may be busy"
