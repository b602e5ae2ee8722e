"""Entries, orders and consents with which a careful clinician would not give the dose."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from kapstone import facts as f
from kapstone.chart import Chart
from kapstone.facts import Answer, Facts, Implausible, Record
from kapstone.findings import Level, Override
from kapstone.pathway import GateId, Stage, assess
from kapstone.synthetic import ALMA, CATO, MIRA, NOOR, Story
from library.pathway.danger import (
    DAY,
    HOUR,
    IM,
    IV,
    MINUTE,
    MONDAY,
    closed_by,
    correct,
    dose_gate,
    found,
    in_session,
    moved,
    of,
    ready,
    seen,
)


@pytest.fixture
def story() -> Story:
    told = ready()
    assert dose_gate(told).is_open, closed_by(dose_gate(told))
    return told


# -- when things happened -------------------------------------------------------------------------------------------


def test_an_entry_dated_in_the_future_keeps_every_gate_closed_until_its_time_is_corrected(story: Story) -> None:
    moved(story, f.ConsentGiven, story.now + 30 * DAY)

    gate = dose_gate(story)

    assert "PW-DATED-AHEAD" in closed_by(gate)
    finding = found(story, "PW-DATED-AHEAD")[0]
    assert finding.override is Override.NEVER
    assert finding.act == "Correct the time of the entry."


def test_a_tablet_whose_clock_runs_two_minutes_ahead_is_no_reason_to_stop(story: Story) -> None:
    moved(story, f.VitalsTaken, story.now + 2 * MINUTE)

    assert not found(story, "PW-DATED-AHEAD")


def test_a_time_without_a_zone_is_refused_when_it_is_entered() -> None:
    with pytest.raises(Implausible, match="zone"):
        f.CheckedIn(session=UUID(int=1), last_food_at=datetime(2026, 3, 2, 7))
    with pytest.raises(Implausible, match="zone"):
        f.VisitPlanned(session=UUID(int=1), starts_at=datetime(2026, 3, 2, 7))


@pytest.mark.parametrize(
    "now, age",
    [(datetime(2026, 2, 27, 23, tzinfo=UTC), 17), (datetime(2026, 2, 28, 23, tzinfo=UTC), 17), (datetime(2026, 3, 1, tzinfo=UTC), 18)],
)  # fmt: skip
def test_someone_born_on_29_february_is_18_on_the_first_of_march(now: datetime, age: int) -> None:
    born = Record(
        id=UUID(int=1),
        fact=f.PersonDescribed(birth_date=date(2008, 2, 29), sex_at_birth=f.Sex.MALE),
        at=MONDAY,
        recorded_at=MONDAY,
    )

    assert Chart(facts=Facts([born]), now=now).age_years == age


def test_two_days_between_doses_are_two_days_when_the_clocks_change() -> None:
    """The night of 8 March 2026 has 23 hours in Chicago."""
    chicago = ZoneInfo("America/Chicago")
    story = in_session()
    started = datetime(2026, 3, 7, 18, tzinfo=chicago)
    dose = of(story, f.DoseGiven)[-1]
    story.records = [replace(record, at=started) if record is dose else record for record in story.records]

    opens = started.astimezone(UTC) + 48 * HOUR
    for now, is_held in ((opens - MINUTE, True), (opens, False)):
        gate = assess(IM, Facts(story.records), now).gate(GateId.REPEAT)
        assert ("PW-INTERVAL" in closed_by(gate)) is is_held


# -- vitals and the gate --------------------------------------------------------------------------------------------


def test_vitals_corrected_after_the_gate_opened_close_it_again(story: Story) -> None:
    reading = of(story, f.VitalsTaken)[-1]
    assert isinstance(reading.fact, f.VitalsTaken)

    correct(story, reading, replace(reading.fact, systolic_mmhg=172))

    assert "MON-P1" in closed_by(dose_gate(story))


def test_a_normal_pressure_two_minutes_after_a_high_one_does_not_open_the_gate(story: Story) -> None:
    session = story.sessions[-1]
    high_one = f.VitalsTaken(
        session=session, systolic_mmhg=152, diastolic_mmhg=84, heart_rate_per_min=70, spo2_percent=98, respiratory_rate_per_min=14, temperature_celsius=36.6
    )  # fmt: skip
    story.tell(high_one, MIRA, after=MINUTE)
    assert "MON-P1" in closed_by(dose_gate(story))

    story.tell(replace(high_one, systolic_mmhg=132), MIRA, after=2 * MINUTE)
    assert "MON-P1" in closed_by(dose_gate(story))

    story.tell(replace(high_one, systolic_mmhg=130), MIRA, after=9 * MINUTE)
    assert "MON-P1" not in closed_by(dose_gate(story))


def test_two_sessions_on_one_day_do_not_share_vitals_checks_or_orders(story: Story) -> None:
    first = story.sessions[-1]
    second = story.new_id()
    story.sessions.append(second)
    story.tell(f.VisitPlanned(session=second, starts_at=story.now + HOUR), CATO, after=MINUTE)
    story._check_in(second)

    closing = closed_by(seen(story).gate(GateId.ADMINISTER, second))

    assert {"PW-SETTING", "PW-ORDER"} <= closing
    assert first != second


def test_no_second_session_is_dosed_while_the_first_is_running() -> None:
    story = in_session(IV)
    second = story.new_id()
    story.tell(f.VisitPlanned(session=second, starts_at=story.now + HOUR), CATO, after=MINUTE)
    story._check_in(second)
    story._order(second)

    closing = closed_by(seen(story).gate(GateId.ADMINISTER, second))

    assert {"PW-RUNNING", "PW-INTERVAL"} <= closing


# -- orders, checks and what went in --------------------------------------------------------------------------------


def test_an_order_signed_for_another_session_is_no_order(story: Story) -> None:
    order = of(story, f.OrderSigned)[-1]
    assert isinstance(order.fact, f.OrderSigned)

    correct(story, order, replace(order.fact, session=story.new_id()))

    assert "PW-ORDER" in closed_by(dose_gate(story))


def test_an_order_withdrawn_after_the_check_closes_the_gate_and_a_new_one_needs_new_checks(story: Story) -> None:
    session, order = story.sessions[-1], of(story, f.OrderSigned)[-1]
    assert isinstance(order.fact, f.OrderSigned)
    story.tell(f.OrderWithdrawn(session=session, order=order.id, reason="Half the dose."), NOOR, after=MINUTE)
    assert "PW-ORDER" in closed_by(dose_gate(story))

    story.tell(order.fact, NOOR, after=MINUTE)

    assert "PW-DOSE-CHECK" in closed_by(dose_gate(story)), "the checks were made against the order that was withdrawn"


def test_the_same_person_reading_the_dose_twice_is_one_person(story: Story) -> None:
    checks = of(story, f.DoseChecked)
    story.records = [
        replace(record, by=MIRA.id, by_role=MIRA.role.value) if record in checks else record for record in story.records
    ]

    assert "PW-DOSE-CHECK" in closed_by(dose_gate(story))


def test_a_weight_that_changed_by_15_percent_since_the_order_holds_the_dose(story: Story) -> None:
    story.tell(f.WeightMeasured(kilograms=story.patient.weight_kg * 0.85), MIRA, after=MINUTE)

    assert "PW-DOSE-WEIGHT" in closed_by(dose_gate(story))


def test_an_ideal_weight_above_the_measured_one_holds_the_dose(story: Story) -> None:
    order = of(story, f.OrderSigned)[-1]
    assert isinstance(order.fact, f.OrderSigned)
    heavier = replace(order.fact, weight_basis="ideal", weight_kg=140, dose_mg=70)

    correct(story, order, heavier)

    assert "PW-DOSE-WEIGHT" in closed_by(dose_gate(story))


def test_a_weight_of_31_days_ago_is_no_weight(story: Story) -> None:
    moved(story, f.WeightMeasured, story.now - 31 * DAY)

    assert {"PW-DOSE-WEIGHT", "DELTA-WEIGHT"} <= closed_by(dose_gate(story))


def test_more_than_was_ordered_is_looked_at_before_any_further_dose() -> None:
    story = in_session(IV)
    dose = of(story, f.DoseGiven)[-1]
    assert isinstance(dose.fact, f.DoseGiven)
    correct(story, dose, replace(dose.fact, dose_mg=dose.fact.dose_mg * 2))

    finding = found(story, "PW-DOSE-GIVEN")[0]

    assert finding.level is Level.REVIEW
    assert "72 mg were given; the order says 36 mg." in finding.because
    assert "PW-DOSE-GIVEN" in closed_by(seen(story).gate(GateId.REPEAT))


def test_a_dose_as_ordered_raises_nothing() -> None:
    assert not found(in_session(IV), "PW-DOSE-GIVEN")


# -- consent --------------------------------------------------------------------------------------------------------


def test_consent_withdrawn_between_order_and_dose_stops_the_dose(story: Story) -> None:
    assert story.consent is not None

    story.tell(f.ConsentWithdrawn(consent=story.consent), ALMA, after=MINUTE)

    gate = dose_gate(story)
    assert "PW-CONSENT" in closed_by(gate)
    assert gate.level is Level.STOP
    assert seen(story).stage is Stage.CONSENT


def test_consent_to_an_older_major_version_does_not_open_the_gate(story: Story) -> None:
    given = of(story, f.ConsentGiven)[-1]
    assert isinstance(given.fact, f.ConsentGiven)
    story.records = [
        replace(record, fact=replace(given.fact, document_version="0.9")) if record is given else record
        for record in story.records
    ]

    assert "PW-CONSENT" in closed_by(dose_gate(story))


def test_a_consent_entered_in_error_leads_back_to_consent(story: Story) -> None:
    correct(story, of(story, f.ConsentGiven)[-1], f.EnteredInError(reason="Signed by the wrong person."))

    assert "PW-CONSENT" in closed_by(dose_gate(story))
    assert seen(story).stage is Stage.CONSENT


def test_a_consent_that_only_the_patient_countersigned_is_not_countersigned(story: Story) -> None:
    signed = of(story, f.ConsentCountersigned)[-1]
    story.records = [
        replace(record, by=ALMA.id, by_role=ALMA.role.value) if record is signed else record for record in story.records
    ]

    assert "PW-CONSENT" in closed_by(dose_gate(story))


def test_another_programme_asks_for_consent_anew(story: Story) -> None:
    other = f.ProgrammeChosen(protocol="im-kap-course", protocol_version="1.0.0", digest=IM.digest)

    story.tell(other, CATO, after=MINUTE)

    assert "LO-02" in closed_by(dose_gate(story))


# -- the history ----------------------------------------------------------------------------------------------------


def test_a_patients_no_does_not_take_back_a_clinicians_yes(story: Story) -> None:
    aneurysm = f.HistoryAnswered(item="aneurysmal_vascular_disease", answer=Answer.YES, detail="4.1 cm on the CT")
    story.tell(aneurysm, NOOR, after=MINUTE)

    story.tell(replace(aneurysm, answer=Answer.NO, detail=""), ALMA, after=MINUTE)
    assert "CV-01" in closed_by(dose_gate(story))

    story.tell(replace(aneurysm, answer=Answer.NO, detail="The CT was another patient's."), NOOR, after=MINUTE)
    assert "CV-01" not in closed_by(dose_gate(story))


def test_a_patients_yes_counts_after_a_clinicians_no(story: Story) -> None:
    story.tell(f.HistoryAnswered(item="breastfeeding", answer=Answer.NO), NOOR, after=MINUTE)

    story.tell(f.HistoryAnswered(item="breastfeeding", answer=Answer.YES), ALMA, after=MINUTE)

    assert "PR-02" in closed_by(dose_gate(story))


def test_a_patient_who_has_no_escort_any_more_is_believed(story: Story) -> None:
    story.tell(f.HistoryAnswered(item="escort_arranged", answer=Answer.NO), ALMA, after=MINUTE)

    assert "LO-01" in closed_by(dose_gate(story))


# -- pregnancy ------------------------------------------------------------------------------------------------------


def capable(story: Story, answer: Answer) -> None:
    story.tell(f.HistoryAnswered(item="capable_of_pregnancy", answer=answer), ALMA, after=MINUTE)
    story.tell(f.HistoryAnswered(item="sexually_active", answer=Answer.YES), ALMA)
    story.tell(f.HistoryAnswered(item="contraception_plan", answer=Answer.YES), ALMA)


def test_whether_pregnancy_is_possible_is_asked_before_a_dose(story: Story) -> None:
    capable(story, Answer.UNKNOWN)

    assert {"PR-01", "DELTA-PREGNANCY"} <= closed_by(dose_gate(story))


def test_a_pregnancy_test_of_31_days_ago_counts_no_more() -> None:
    story = ready(doses=2)
    capable(story, Answer.YES)
    story.tell(f.PregnancyTested(result=f.TestResult.NEGATIVE), MIRA)
    assert not {"PR-01", "DELTA-PREGNANCY"} & closed_by(dose_gate(story))

    moved(story, f.PregnancyTested, story.now - 31 * DAY)

    assert {"PR-01", "DELTA-PREGNANCY"} <= closed_by(dose_gate(story))


def test_for_a_man_the_question_does_not_arise(story: Story) -> None:
    person = of(story, f.PersonDescribed)[-1]
    assert isinstance(person.fact, f.PersonDescribed)
    correct(story, person, replace(person.fact, sex_at_birth=f.Sex.MALE))
    capable(story, Answer.UNKNOWN)

    assert not {"PR-01", "DELTA-PREGNANCY"} & closed_by(dose_gate(story))


def test_a_negative_test_the_day_after_a_positive_one_is_for_the_prescriber(story: Story) -> None:
    capable(story, Answer.YES)
    story.tell(f.PregnancyTested(result=f.TestResult.POSITIVE), MIRA, after=MINUTE)
    story.tell(f.PregnancyTested(result=f.TestResult.NEGATIVE), MIRA, after=MINUTE)

    assert "PR-01" in closed_by(dose_gate(story))
