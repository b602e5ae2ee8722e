"""The dosing day, as stories: what opens the gate, what keeps it closed, what happens when the pressure rises, and who may leave."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from cast import Clinic, a_clinic, browser_of
from clinic.sessions.lives import MINUTE, Life, a_life
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes.queries import assessment_of, facts_of
from kapstone.clinic.journal import clock
from kapstone.clinic.sessions import actions
from kapstone.clinic.sessions import errors as no
from kapstone.facts import (
    AdverseEventSeen,
    CheckedIn,
    ConsentGiven,
    ConsentWithdrawn,
    Discharged,
    DoseChecked,
    DoseGiven,
    DoseStopped,
    OrderSigned,
    SessionEvent,
    VitalsTaken,
    WeightMeasured,
)
from kapstone.pathway import GateId, Phase, Stage
from kapstone.rules.session import cards

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


class Room:
    """Alma's visit, and the browsers of those who work in the room."""

    def __init__(self, clinic: Clinic, life: Life) -> None:
        self.clinic, self.life, self.now = clinic, life, life.now + MINUTE
        self.at = f"/episodes/{life.episode.id}/sessions/{life.session}/"

    def send(self, who: Actor, where: str, *, after: timedelta = timedelta(0), key: str = "", **form: object) -> str:
        self.now += after
        with clock.stopped_at(self.now):
            seen = assessment_sequence(self.life)
            response = browser_of(who).post(
                self.at + where, {"key": key or str(uuid4()), "seen": str(seen), **{name.replace("__", "-"): str(value) for name, value in form.items()}}, follow=True
            )  # fmt: skip
        self.status = response.status_code
        return response.content.decode()

    def page(self, who: Actor, part: str = "", *, after: timedelta = timedelta(0)) -> str:
        self.now += after
        with clock.stopped_at(self.now):
            return browser_of(who).get(self.at, {"part": part}).content.decode()

    def of(self, kind: type) -> list[object]:
        return [r.fact for r in facts_of(self.life.episode).of(kind) if getattr(r.fact, "session", None) == self.life.session]

    def gate(self, gate: GateId) -> object:
        return assessment_of(self.life.episode, self.now).gate(gate, self.life.session)


def assessment_sequence(life: Life) -> int:
    return max(record.sequence for record in facts_of(life.episode).history)


@pytest.fixture
def checked_in(clinic: Clinic) -> Room:
    return Room(clinic, a_life(clinic, phase=Phase.CHECKED_IN))


@pytest.fixture
def dosed(clinic: Clinic) -> Room:
    return Room(clinic, a_life(clinic, phase=Phase.DOSED))


def made_ready(room: Room) -> Room:
    """The room is ready and the order is signed."""
    wanted = room.life.story.protocol.staffing.setting
    with clock.stopped_at(room.now):
        browser_of(room.clinic.mira).post(
            f"{room.at}setting/",
            {"key": uuid4(), "ready": wanted, "prescriber_available": "on", "monitor_present": "on", "therapist_present": "on"},
        )
    room.send(
        room.clinic.noor,
        "order/",
        sign=1,
        dose_mg_per_kg="0.5",
        weight_basis="actual",
        infusion_min="40",
        concentration_mg_per_ml="1",
    )
    return room


def check(room: Room, who: Actor, mg: str = "36", ml: str = "36", lot: str = "K1205", order: object = None) -> str:
    signed = facts_of(room.life.episode).latest(OrderSigned)
    assert signed is not None
    return room.send(who, "check/", check__order=order or signed.id, check__dose_mg=mg, check__volume_ml=ml, check__lot=lot)


# -- before ---------------------------------------------------------------------------------------------------------


def test_the_dose_is_given_once_two_people_have_read_it(checked_in: Room, clinic: Clinic) -> None:
    made_ready(checked_in)
    assert "Give 36 mg IV over 40 min" in checked_in.page(clinic.mira, "before")

    check(checked_in, clinic.mira)
    refused = checked_in.send(clinic.mira, "give/")
    assert "1 of 2 people" in refused
    assert not checked_in.of(DoseGiven)

    check(checked_in, clinic.noor)
    checked_in.send(clinic.mira, "give/")
    (dose,) = checked_in.of(DoseGiven)
    assert (dose.dose_mg, dose.infusion_min, dose.lot) == (36, 40, "K1205")  # type: ignore[attr-defined]  # a DoseGiven


@pytest.mark.parametrize("pressure, is_given", [(("126", "80"), True), (("188", "112"), False)], ids=["good", "bad"])
def test_readings_that_came_since_the_page_was_opened_are_judged_and_do_not_make_it_stale(
    checked_in: Room, clinic: Clinic, pressure: tuple[str, str], is_given: bool
) -> None:
    made_ready(checked_in)
    check(checked_in, clinic.mira)
    check(checked_in, clinic.noor)
    opened = str(assessment_sequence(checked_in.life))
    checked_in.send(clinic.noor, "vitals/", systolic_mmhg=pressure[0], diastolic_mmhg=pressure[1])

    said = checked_in.send(clinic.mira, "give/", seen=opened)

    assert len(checked_in.of(DoseGiven)) == is_given
    assert "Something new was recorded" not in said
    assert ("no dose is given in this session" in said) is not is_given


def test_the_same_person_cannot_check_twice(checked_in: Room, clinic: Clinic) -> None:
    made_ready(checked_in)
    check(checked_in, clinic.mira)

    answer = check(checked_in, clinic.mira)

    assert "has checked this dose already" in answer
    assert len(checked_in.of(DoseChecked)) == 1


@pytest.mark.parametrize("mg,ml", [("30", "36"), ("36", "3.6"), ("360", "36")])
def test_a_reading_that_differs_is_refused_and_what_was_typed_is_kept(
    checked_in: Room, clinic: Clinic, mg: str, ml: str
) -> None:
    made_ready(checked_in)

    answer = check(checked_in, clinic.mira, mg, ml)

    assert checked_in.status == 409
    assert "not what was ordered" in answer
    assert f'value="{mg}"' in answer
    assert not checked_in.of(DoseChecked)


def test_a_check_against_an_order_that_was_written_anew_is_refused(checked_in: Room, clinic: Clinic) -> None:
    made_ready(checked_in)
    first = facts_of(checked_in.life.episode).latest(OrderSigned)
    assert first is not None
    checked_in.send(clinic.noor, "order/withdraw/", withdraw__reason="Wrong concentration.")
    checked_in.send(
        clinic.noor, "order/", sign=1, dose_mg="30", weight_basis="actual", infusion_min="40", concentration_mg_per_ml="1"
    )

    answer = check(checked_in, clinic.mira, order=first.id)

    assert "Another order is in force" in answer
    assert not checked_in.of(DoseChecked)


def test_a_missing_delta_answer_keeps_the_gate_closed(checked_in: Room, clinic: Clinic) -> None:
    made_ready(checked_in)
    check(checked_in, clinic.mira)
    check(checked_in, clinic.noor)
    with clock.stopped_at(checked_in.now):
        actions.note(
            episode=checked_in.life.episode, fact=CheckedIn(session=checked_in.life.session, escort_name="Robin", escort_phone="1"), by=clinic.mira,
            at=checked_in.now,
        )  # fmt: skip

    answer = checked_in.send(clinic.mira, "give/")

    assert not checked_in.of(DoseGiven)
    assert "Nobody has asked yet" in answer or "Not asked yet" in answer


def test_withdrawn_consent_stops_the_dose_at_the_last_moment(checked_in: Room, clinic: Clinic) -> None:
    made_ready(checked_in)
    check(checked_in, clinic.mira)
    check(checked_in, clinic.noor)
    consent = facts_of(checked_in.life.episode).latest(ConsentGiven)
    assert consent is not None
    with clock.stopped_at(checked_in.now):
        actions.note(
            episode=checked_in.life.episode,
            fact=ConsentWithdrawn(consent=consent.id, reason="Not today."),
            by=clinic.sol,
            at=checked_in.now,
        )

    answer = checked_in.send(clinic.mira, "give/")

    assert "withdrew consent" in answer
    assert not checked_in.of(DoseGiven)


def test_an_order_above_the_limit_needs_a_reason_and_keeps_what_was_typed(checked_in: Room, clinic: Clinic) -> None:
    high = {"sign": 1, "dose_mg_per_kg": "1.2", "weight_basis": "actual", "infusion_min": "60", "concentration_mg_per_ml": "1"}

    answer = checked_in.send(clinic.noor, "order/", **high)
    assert "say why it is right" in answer
    assert 'value="1.2"' in answer
    assert not checked_in.of(OrderSigned)

    checked_in.send(clinic.noor, "order/", **high, reason="Needed 1.2 before, tolerated well.")
    assert checked_in.of(OrderSigned)


def test_only_a_prescriber_signs_an_order(checked_in: Room, clinic: Clinic) -> None:
    checked_in.send(clinic.mira, "order/", sign=1, dose_mg="36")

    assert checked_in.status == 403


def test_an_order_signed_on_a_stale_page_is_refused(checked_in: Room, clinic: Clinic) -> None:
    with clock.stopped_at(checked_in.now):
        before = assessment_sequence(checked_in.life)
        actions.note(
            episode=checked_in.life.episode,
            fact=WeightMeasured(kilograms=66),
            by=clinic.mira,
            at=checked_in.now,
        )
        response = browser_of(clinic.noor).post(
            f"{checked_in.at}order/",
            {"key": uuid4(), "seen": before, "sign": 1, "dose_mg": "31", "infusion_min": "40", "weight_basis": "actual"},
        )

    assert response.status_code == 409
    assert "Something new was recorded" in response.content.decode()
    assert 'value="31"' in response.content.decode()


def test_the_order_is_worked_out_before_it_is_signed(checked_in: Room, clinic: Clinic) -> None:
    answer = checked_in.send(
        clinic.noor,
        "order/",
        dose_mg_per_kg="0.5",
        weight_basis="actual",
        infusion_min="40",
        concentration_mg_per_ml="10",
        vial_mg="50",
    )

    assert "Sign the order: 36 mg IV over 40 min" in answer
    assert "3.60 mL of 10 mg/mL" in answer
    assert "14 mg of a 50 mg vial" in answer
    assert not checked_in.of(OrderSigned)


# -- during ---------------------------------------------------------------------------------------------------------


def test_171_over_104_is_amber_and_the_next_reading_is_due_in_five_minutes(dosed: Room, clinic: Clinic) -> None:
    answer = dosed.send(
        clinic.mira, "vitals/", systolic_mmhg="171", diastolic_mmhg="104", heart_rate_per_min="96", spo2_percent="96", moaas="4"
    )

    assert "171/104" in answer
    assert "Caution" in answer
    assert "in 5 min" in answer
    assert "I answer it" in answer


def test_an_impossible_pressure_is_refused_and_kept(dosed: Room, clinic: Clinic) -> None:
    before = len(dosed.of(VitalsTaken))

    answer = dosed.send(clinic.mira, "vitals/", systolic_mmhg="80", diastolic_mmhg="120")

    assert dosed.status == 422
    assert "were they swapped" in answer
    assert 'value="120"' in answer
    assert len(dosed.of(VitalsTaken)) == before


def test_a_late_entry_keeps_when_it_was_measured(dosed: Room, clinic: Clinic) -> None:
    measured = dosed.now - 12 * MINUTE
    local = measured.astimezone(__import__("zoneinfo").ZoneInfo("America/New_York"))

    answer = dosed.send(clinic.mira, "vitals/", systolic_mmhg="130", diastolic_mmhg="80", at=local.strftime("%Y-%m-%dT%H:%M"))

    last = max(facts_of(dosed.life.episode).of(VitalsTaken), key=lambda record: record.sequence)
    assert last.at == measured
    assert "entered" in answer


def test_the_same_form_twice_is_one_entry(dosed: Room, clinic: Clinic) -> None:
    key, before = str(uuid4()), len(dosed.of(VitalsTaken))

    for _ in range(2):
        dosed.send(clinic.mira, "vitals/", key=key, systolic_mmhg="128", diastolic_mmhg="82")

    assert len(dosed.of(VitalsTaken)) == before + 1


def test_two_people_recording_at_once_are_both_kept(dosed: Room, clinic: Clinic) -> None:
    before = len(dosed.of(VitalsTaken))

    dosed.send(clinic.mira, "vitals/", systolic_mmhg="128", diastolic_mmhg="82")
    dosed.send(clinic.noor, "vitals/", systolic_mmhg="131", diastolic_mmhg="84")

    assert len(dosed.of(VitalsTaken)) == before + 2


def test_an_artefact_stays_visible_and_silences_its_alarm(dosed: Room, clinic: Clinic) -> None:
    dosed.send(clinic.mira, "vitals/", systolic_mmhg="190", diastolic_mmhg="60")
    wrong = max(facts_of(dosed.life.episode).of(VitalsTaken), key=lambda record: record.sequence)
    dosed.send(clinic.mira, "vitals/", after=MINUTE, systolic_mmhg="128", diastolic_mmhg="80")

    dosed.send(clinic.mira, f"vitals/{wrong.id}/artefact/")

    assert "190/60" in dosed.page(clinic.mira, "during")
    assert all("190/60" not in finding.because for finding in assessment_of(dosed.life.episode, dosed.now).findings)


def test_overdue_vitals_show_by_themselves(dosed: Room, clinic: Clinic) -> None:
    dosed.now += 40 * MINUTE
    with clock.stopped_at(dosed.now):
        fragment = browser_of(clinic.mira).get(f"{dosed.at}live/").content.decode()

    assert "overdue by" in fragment
    assert "hx-swap-oob" in fragment


def test_buttons_come_anew_after_a_tap_and_go_with_the_patient_but_not_with_every_look(dosed: Room, clinic: Clinic) -> None:
    buttons = 'id="live-taps"'
    looks = f"{dosed.at}live/?seen={assessment_sequence(dosed.life)}"
    with clock.stopped_at(dosed.now):
        mira = browser_of(clinic.mira)
        tapped = mira.post(f"{dosed.at}event/", {"key": uuid4(), "event": "calm"}, headers={"hx-request": "true"}, follow=True)

        assert buttons in tapped.content.decode()
        assert buttons not in mira.get(looks).content.decode()

    dosed.send(
        clinic.mira, "early/", early__assessment="Awake.", early__prescriber_informed="on", early__patient_signature="Alma Reyes",
        early__signature=clinic.mira.name,
    )  # fmt: skip
    with clock.stopped_at(dosed.now):
        assert f'{buttons} class="roomfoot" hx-swap-oob="true"></footer>' in mira.get(looks).content.decode()


def test_one_tap_is_one_event_and_an_emergency_brings_its_card(dosed: Room, clinic: Clinic) -> None:
    dosed.send(clinic.sol, "event/", event="tearful")
    answer = dosed.send(clinic.mira, "event/", event="seizure")

    assert [fact.event for fact in dosed.of(SessionEvent)][-2:] == ["tearful", "seizure"]  # type: ignore[attr-defined]  # SessionEvents
    assert "Midazolam" in answer
    assert 'role="alert"' in answer


def test_the_emergency_cards_are_one_tap_away_and_can_be_printed(dosed: Room, clinic: Clinic) -> None:
    screen = dosed.page(clinic.sol, "during")
    with clock.stopped_at(dosed.now):
        page = browser_of(clinic.sol).get(f"{dosed.at}cards/").content.decode()

    assert f'href="{dosed.at}cards/"' in screen
    assert page.count('class="card ecard"') == len(cards())
    assert "bag and mask" in page


def test_an_adverse_event_is_chosen_from_the_list_at_the_chair(dosed: Room, clinic: Clinic) -> None:
    dosed.send(clinic.mira, "adverse/", **{"adverse-code": "nausea", "adverse-grade": "1", "adverse-relatedness": "probable",
                                           "adverse-action_on_drug": "none", "adverse-outcome_now": "recovering"})  # fmt: skip

    (fact,) = dosed.of(AdverseEventSeen)
    assert (fact.code, fact.term, fact.session) == ("nausea", "Nausea", dosed.life.session)  # type: ignore[attr-defined]  # an AdverseEventSeen


def test_an_alarm_is_answered_by_name(dosed: Room, clinic: Clinic) -> None:
    dosed.send(
        clinic.mira, "vitals/", systolic_mmhg="171", diastolic_mmhg="104", heart_rate_per_min="96", spo2_percent="96", moaas="4"
    )

    dosed.send(clinic.mira, "event/", alarm="MON-A1")

    assert any(fact.remarks == "MON-A1" for fact in dosed.of(SessionEvent))  # type: ignore[attr-defined]  # SessionEvents


def test_an_infusion_that_ends_early_says_why(checked_in: Room, clinic: Clinic) -> None:
    made_ready(checked_in)
    for person in (clinic.mira, clinic.noor):
        check(checked_in, person)
    checked_in.send(clinic.mira, "give/")
    dose = facts_of(checked_in.life.episode).latest(DoseGiven)
    assert dose is not None

    answer = checked_in.send(clinic.mira, "stop/", after=5 * MINUTE, stop__dose=dose.id, stop__given_mg="20")
    assert "Say why" in answer
    assert not checked_in.of(DoseStopped)

    checked_in.send(clinic.mira, "stop/", stop__dose=dose.id, stop__given_mg="20", stop__reason="Pressure rising.")
    assert [fact.given_mg for fact in checked_in.of(DoseStopped)] == [20]  # type: ignore[attr-defined]  # DoseStopped


# -- after ----------------------------------------------------------------------------------------------------------


def test_discharge_waits_for_the_minimum_observation(dosed: Room, clinic: Clinic) -> None:
    page = dosed.page(clinic.mira, "after")
    assert "The minimum observation lasts another" in page

    answer = dosed.send(clinic.mira, "discharge/", discharge__assessment="Well.", discharge__signature=clinic.mira.name)
    assert "minimum observation" in answer or "end of the infusion" in answer
    assert not dosed.of(Discharged)


def test_a_patient_may_leave_against_advice_and_what_is_owed_is_named(dosed: Room, clinic: Clinic) -> None:
    _end_infusion(dosed, clinic)
    answer = dosed.send(
        clinic.mira, "early/", early__assessment="Awake, dizzy; told of the risk.", early__prescriber_informed="on", early__patient_signature="Alma Reyes",
        early__signature=clinic.mira.name,
    )  # fmt: skip

    (left,) = dosed.of(Discharged)
    assert left.against_advice  # type: ignore[attr-defined]  # Discharged
    assert "contact with the patient on the next day" in answer


def test_nobody_signs_with_anothers_name(dosed: Room, clinic: Clinic) -> None:
    with pytest.raises(no.SignWithYourName), clock.stopped_at(dosed.now):
        actions.discharge(
            episode=dosed.life.episode, fact=Discharged(session=dosed.life.session, assessment="Well.", signature="Noor Haddad"), by=clinic.mira,
            at=dosed.now,
        )  # fmt: skip


def test_the_whole_way_home(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.NEXT_DAY)
    room = Room(clinic, life)

    page = room.page(clinic.mira, "after")

    assert "Gone home" in page
    assert 'hx-trigger="live from:body"' in page, "it still hears of what a tablet brings late"
    with clock.stopped_at(room.now):
        record = browser_of(clinic.mira).get(f"{room.at}record/")
        pdf = browser_of(clinic.mira).get(f"{room.at}record/?as=pdf")
        handout = browser_of(clinic.mira).get(f"{room.at}handout/?as=pdf")
    assert "Discharged" in record.content.decode()
    assert pdf.content.startswith(b"%PDF")
    assert handout.content.startswith(b"%PDF")


def _end_infusion(room: Room, clinic: Clinic) -> None:
    dose = facts_of(room.life.episode).latest(DoseGiven)
    assert dose is not None
    if not room.of(DoseStopped):
        room.send(clinic.mira, "stop/", stop__dose=dose.id, stop__given_mg="20", stop__reason="She asked to stop.")


def test_another_clinics_visit_does_not_exist(dosed: Room) -> None:
    elsewhere = a_clinic("Meadow Clinic", domain="meadow.example")

    browser: Client = browser_of(elsewhere.mira)

    assert browser.get(dosed.at).status_code == 404
    assert browser.post(f"{dosed.at}vitals/", {}).status_code == 404


def test_a_coordinator_does_not_see_the_room(dosed: Room, clinic: Clinic) -> None:
    assert browser_of(clinic.cato).get(dosed.at).status_code == 403
