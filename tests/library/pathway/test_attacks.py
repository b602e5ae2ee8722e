"""Situations in which a gate could open that a careful clinician would keep closed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from time import perf_counter
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from kapstone import facts as f
from kapstone.chart import Chart
from kapstone.facts import Answer, Fact, Facts, Implausible, Record
from kapstone.findings import Finding, Level, Override
from kapstone.pathway import Assessment, Gate, GateId, Phase, Stage, assess
from kapstone.protocols import Protocol, all_protocols
from kapstone.synthetic import ALMA, CATO, MIRA, NOOR, SOL, Story, course_until

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
IV, IM = all_protocols()["iv-trd-induction"], all_protocols()["im-kap-course"]
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def ready(protocol: Protocol = IV, *, doses: int = 1, start: datetime = MONDAY) -> Story:
    """A story in which the dose may be given now."""
    return course_until(Stage.DOSING, protocol=protocol, start=start, rng=Random(11), phase=Phase.ORDERED, doses=doses)


def in_session(protocol: Protocol = IM) -> Story:
    return course_until(Stage.DOSING, protocol=protocol, start=MONDAY, rng=Random(11), phase=Phase.DOSED)


def seen(story: Story) -> Assessment:
    return assess(story.protocol, Facts(story.records), story.now)


def dose_gate(story: Story) -> Gate:
    return seen(story).gate(GateId.ADMINISTER, story.sessions[-1])


def closed_by(gate: Gate) -> set[str]:
    return {finding.rule for finding in gate.closed_by}


def found(story: Story, rule: str) -> list[Finding]:
    return [finding for finding in seen(story).findings if finding.rule == rule]


def of(story: Story, kind: type[Fact]) -> list[Record[Fact]]:
    return [record for record in story.records if isinstance(record.fact, kind)]


def correct(story: Story, record: Record[Fact], fact: Fact) -> None:
    """A later fact that names the one it replaces."""
    story.now += MINUTE
    story.records.append(
        replace(
            record, id=story.new_id(), fact=fact, recorded_at=story.now, corrects=record.id, sequence=len(story.records) + 1
        )
    )


def moved(story: Story, kind: type[Fact], to: datetime) -> None:
    """The last fact of that kind was true at another time."""
    last = of(story, kind)[-1]
    story.records = [replace(record, at=to) if record is last else record for record in story.records]


def high(story: Story, by: object = ALMA) -> UUID:
    answers: dict[str, int | None] = {"cssrs_1": 1, "cssrs_2": 1, "cssrs_3": 1, "cssrs_4": 1, "cssrs_5": 0, "cssrs_6": 0}
    return story.tell(
        f.MeasureAnswered(instrument="cssrs_since_last_contact", instrument_version="1", answers=answers), ALMA, after=MINUTE
    )


def resolve(concern: UUID, *, safe: bool = True) -> f.ConcernResolved:
    return f.ConcernResolved(concern=concern, found="Spoke at length.", plan="Sister stays.", safe_to_continue=safe)


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
    story.tell(f.WeightMeasured(kilograms=story.weight_kg * 0.85), MIRA, after=MINUTE)

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


def test_an_audit_c_known_by_its_total_alone_changes_no_gate(story: Story) -> None:
    story.tell(f.MeasureAnswered(instrument="auditc", instrument_version="1", answers={}, total_only=9), NOOR, after=MINUTE)

    assert dose_gate(story).is_open


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


def test_an_ideal_weight_above_the_measured_one_holds_the_dose(story: Story) -> None:
    order = of(story, f.OrderSigned)[-1]
    assert isinstance(order.fact, f.OrderSigned)
    heavier = replace(order.fact, weight_basis="ideal", weight_kg=140, dose_mg=70)

    correct(story, order, heavier)

    assert "PW-DOSE-WEIGHT" in closed_by(dose_gate(story))


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
