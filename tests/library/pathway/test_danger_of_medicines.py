"""Medicines that turn up between the decision and the dose."""

from dataclasses import replace

import pytest

from kapstone import facts as f
from kapstone.findings import Level
from kapstone.synthetic import MIRA, NOOR, Story
from library.pathway.danger import HOUR, IM, MINUTE, closed_by, dose_gate, found, in_session, of, ready


@pytest.fixture
def story() -> Story:
    told = ready()
    assert dose_gate(told).is_open, closed_by(dose_gate(told))
    return told


def test_an_opioid_listed_after_the_decision_closes_the_dose_gate(story: Story) -> None:
    story.tell(f.MedicationListed(name="Percocet 5/325 prn"), MIRA, after=MINUTE)

    gate = dose_gate(story)

    assert not gate.is_open
    assert found(story, "DI-03")[0].level is Level.REVIEW
    assert "Opioid" in found(story, "PW-ELIGIBILITY-WORSE")[0].because


def test_a_new_sedating_medicine_is_said_before_the_dose_and_does_not_close_the_gate(story: Story) -> None:
    story.tell(f.MedicationListed(name="gabapentin", ingredient="gabapentin", daily_dose_mg=900.0), MIRA, after=MINUTE)

    (said,) = found(story, "DELTA-MEDICINES")

    assert said.level is Level.CAUTION
    assert "gabapentin" in said.because
    assert dose_gate(story).is_open, closed_by(dose_gate(story))


def test_a_medicine_of_the_decision_is_not_new(story: Story) -> None:
    assert found(story, "DELTA-MEDICINES")[0].level is Level.CLEAR


def test_a_sedative_as_needed_this_morning_holds_the_dose_until_its_hours_have_passed(story: Story) -> None:
    taken = f.MedicationListed(name="lorazepam 1 mg prn", last_taken_at=story.now - 3 * HOUR)
    story.tell(taken, MIRA, after=MINUTE)

    apart = next(finding for finding in found(story, "DELTA-APART") if finding.level is Level.HOLD)

    assert not dose_gate(story).is_open
    assert taken.last_taken_at is not None
    assert apart.due == taken.last_taken_at + 12 * HOUR


def test_a_medicine_nobody_understands_is_asked_about(story: Story) -> None:
    story.tell(f.MedicationListed(name="zanax"), MIRA, after=MINUTE)

    asked = [finding for finding in found(story, "RX-02") if finding.level is Level.UNKNOWN]

    assert [finding.subject for finding in asked] == ["zanax"]
    assert "Xanax" in asked[0].because


def test_without_a_list_that_was_gone_through_no_dose_is_given(story: Story) -> None:
    gone_through = {record.id for record in of(story, f.MedicationsReconciled)}
    bare = replace(story, records=[record for record in story.records if record.id not in gone_through])

    gate = dose_gate(bare)

    assert not gate.is_open
    assert "DELTA-APART" in closed_by(gate)


def test_rescue_with_midazolam_is_a_note_about_that_session() -> None:

    told = in_session(IM)
    told.tell(
        f.AdverseEventSeen(term="agitation", grade=2, session=told.sessions[-1], action="midazolam 2 mg IM"),
        NOOR,
        after=5 * MINUTE,
    )

    assert [finding.level for finding in found(told, "DI-37")] == [Level.NOTE]
