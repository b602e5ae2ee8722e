"""After the dose: when a booster waits, and when the patient does not leave."""

from dataclasses import replace

import pytest

from kapstone import facts as f
from kapstone.findings import Level, Override
from kapstone.pathway import Gate, GateId
from kapstone.synthetic import MIRA, Story
from library.pathway.danger import (
    IM,
    IV,
    MINUTE,
    closed_by,
    found,
    in_session,
    of,
    ready,
    seen,
)

# -- in the session -------------------------------------------------------------------------------------------------


def boosted() -> Story:
    """An intramuscular dose 15 minutes ago whose order allows a booster, with everything as it should be."""
    story = ready(IM)
    order = of(story, f.OrderSigned)[-1]
    assert isinstance(order.fact, f.OrderSigned)
    allowing = replace(order, fact=replace(order.fact, booster_max_mg=18))
    story.records = [allowing if record is order else record for record in story.records]
    story._give(story.sessions[-1], order.id)
    story.wait(4 * MINUTE)
    observe(story)
    return story


def observe(story: Story, *, moaas: int = 5, distress: int = 1, nausea: int = 0, systolic: float = 128) -> None:
    session = story.sessions[-1]
    story.tell(f.StateObserved(session=session, moaas=moaas, distress_0_10=distress, nausea_0_10=nausea), MIRA, after=MINUTE)
    story.tell(
        f.VitalsTaken(session=session, systolic_mmhg=systolic, diastolic_mmhg=82, heart_rate_per_min=78, spo2_percent=98,
                      respiratory_rate_per_min=14), MIRA,
    )  # fmt: skip


def boost_gate(story: Story) -> Gate:
    return seen(story).gate(GateId.BOOST, story.sessions[-1])


def test_a_booster_may_be_given_to_a_calm_and_steady_patient() -> None:
    gate = boost_gate(boosted())

    assert gate.is_open, [finding.because for finding in gate.closed_by]


@pytest.mark.parametrize("what", ["vomiting", "panic", "agitation", "chest pain"])
def test_no_booster_while_something_in_the_room_has_not_settled(what: str) -> None:
    story = boosted()

    story.tell(f.SessionEvent(session=story.sessions[-1], event=what), MIRA)

    assert not boost_gate(story).is_open


def test_a_booster_may_follow_once_nausea_has_settled() -> None:
    story = boosted()
    story.tell(f.SessionEvent(session=story.sessions[-1], event="vomiting"), MIRA)

    observe(story, nausea=1)

    assert boost_gate(story).is_open


def test_no_booster_at_moaas_3_in_distress_or_after_a_rise_of_40() -> None:
    for change in ({"moaas": 3}, {"distress": 8}, {"systolic": 166}):
        story = boosted()
        observe(story, **change)
        assert not boost_gate(story).is_open, change


def test_no_booster_after_a_red_alarm_however_well_the_patient_is_now() -> None:
    story = boosted()
    observe(story, moaas=2)

    observe(story)

    closing = [finding for finding in boost_gate(story).closed_by if finding.rule == "PW-BOOSTER"]
    assert "red alarm" in closing[0].because
    assert closing[0].override is Override.NEVER


def test_a_booster_within_the_cap_does_not_count_twice() -> None:
    story = boosted()
    order = of(story, f.OrderSigned)[-1]
    assert isinstance(order.fact, f.OrderSigned)
    heavy = replace(order, fact=replace(order.fact, dose_mg=90, dose_mg_per_kg=None, booster_max_mg=45))
    dose = of(story, f.DoseGiven)[-1]
    assert isinstance(dose.fact, f.DoseGiven)
    story.records = [
        heavy if record is order else replace(dose, fact=replace(dose.fact, dose_mg=90)) if record is dose else record
        for record in story.records
    ]
    assert not [finding for finding in found(story, "PW-DOSE-CAP") if finding.level is Level.STOP]

    story.tell(replace(dose.fact, dose_mg=45, is_booster=True), MIRA)

    assert not [finding for finding in found(story, "PW-DOSE-CAP") if finding.level is Level.STOP], "135 of 150 mg were given"


def recovered(*, before: tuple[float, float] | None, after: list[tuple[float, float]]) -> Story:
    """Two hours after the dose, everything else as it should be: pressures before the dose, and the last ones."""
    story = in_session(IV)
    session = story.sessions[-1]
    stop = of(story, f.DoseStopped)[-1].at
    story._recover(session, stop)
    story._leave(session)
    start = of(story, f.DoseGiven)[-1].at
    story.records = [
        record
        for record in story.records
        if not isinstance(record.fact, f.Discharged)
        and not (isinstance(record.fact, f.VitalsTaken) and record.fact.session == session and (record.at > start or before is None))
    ]  # fmt: skip
    for systolic, diastolic in after:
        story.tell(
            f.VitalsTaken(session=session, systolic_mmhg=systolic, diastolic_mmhg=diastolic, heart_rate_per_min=72, spo2_percent=98,
                          respiratory_rate_per_min=14), MIRA, after=10 * MINUTE,
        )  # fmt: skip
    return story


def test_a_patient_whose_pressure_is_rising_again_does_not_leave() -> None:
    story = recovered(before=(120, 76), after=[(124, 78), (138, 88)])

    assert "DIS-D2" in closed_by(seen(story).gate(GateId.DISCHARGE, story.sessions[-1]))


def test_without_a_baseline_the_prescriber_judges_before_the_patient_leaves() -> None:
    story = recovered(before=None, after=[(124, 78), (122, 78)])

    gate = seen(story).gate(GateId.DISCHARGE, story.sessions[-1])

    assert "DIS-D2" in closed_by(gate)
    assert next(finding for finding in gate.closed_by if finding.rule == "DIS-D2").override is Override.PRESCRIBER


def test_a_pressure_still_at_140_90_is_shown_on_the_way_out() -> None:
    story = recovered(before=(120, 76), after=[(141, 84), (140, 84)])

    gate = seen(story).gate(GateId.DISCHARGE, story.sessions[-1])

    assert "MON-A15" in {finding.rule for finding in (*gate.cautions, *gate.closed_by)}


# -- alarms, and who watches ----------------------------------------------------------------------------------------


def with_a_high_pressure(systolic: int = 168) -> Story:
    story = boosted()
    observe(story, systolic=systolic)
    return story


def test_an_amber_alarm_that_nobody_answers_in_two_minutes_is_said() -> None:
    story = with_a_high_pressure()

    (fresh,) = [finding for finding in found(story, "PW-ALARM-ANSWER") if finding.subject.endswith("MON-A1")]
    story.wait(3 * MINUTE)
    (late,) = [finding for finding in found(story, "PW-ALARM-ANSWER") if finding.subject.endswith("MON-A1")]

    assert fresh.level is Level.NOTE
    assert fresh.changes_at is not None
    assert late.level is Level.CAUTION


def test_an_alarm_that_was_answered_is_quiet_until_the_next_reading() -> None:
    story = with_a_high_pressure()
    story.tell(f.SessionEvent(session=story.sessions[-1], event="alarm answered", remarks="MON-A1"), MIRA, after=MINUTE)
    story.wait(3 * MINUTE)
    unanswered = found(story, "PW-ALARM-ANSWER")

    observe(story, systolic=170)
    again = {finding.subject.rpartition(":")[2] for finding in found(story, "PW-ALARM-ANSWER")}

    assert not unanswered, "the rise from baseline is the same pressure"
    assert "MON-A1" in again


def test_who_answered_a_mild_pressure_has_not_answered_a_grave_one() -> None:
    story = with_a_high_pressure(systolic=190)
    story.tell(f.SessionEvent(session=story.sessions[-1], event="alarm answered", remarks="MON-A1"), MIRA, after=MINUTE)

    waiting = {finding.subject.rpartition(":")[2] for finding in found(story, "PW-ALARM-ANSWER")}

    assert waiting
    assert not waiting & {"MON-A1", "MON-A2"}


def test_a_red_alarm_that_nobody_answers_keeps_the_patient_in_view() -> None:
    story = boosted()
    observe(story, moaas=2)
    story.wait(MINUTE)

    (late,) = [finding for finding in found(story, "PW-ALARM-ANSWER") if finding.subject.endswith("MON-A8")]

    assert late.level is Level.HOLD


@pytest.mark.parametrize("watched,is_ready", [(None, True), (1, True), (2, False)])
def test_a_clinician_who_watches_too_many_is_not_there(watched: int | None, is_ready: bool) -> None:
    story = ready(IM)
    setting = of(story, f.SettingChecked)[-1]
    assert isinstance(setting.fact, f.SettingChecked)
    told = replace(setting, fact=replace(setting.fact, patients_of_monitor=watched))
    story.records = [told if record is setting else record for record in story.records]

    assert bool(found(story, "PW-SETTING")) is not is_ready


def test_a_dose_given_by_a_therapist_goes_to_the_director() -> None:
    story = boosted()
    dose = of(story, f.DoseGiven)[-1]
    story.records = [replace(record, by_role="therapist") if record is dose else record for record in story.records]

    (finding,) = found(story, "STAFF-GIVES")

    assert finding.level is Level.REVIEW
    assert finding.owner == "director"
