"""The duties of a programme in the sessions room: enrolment, forms, doses for home; who may record them, once, and what is refused."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.http import HttpResponse

from cast import Clinic, a_clinic, browser_of
from clinic.sessions.lives import DAY, Life, a_life
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes.queries import assessment_of, facts_of
from kapstone.clinic.journal import clock
from kapstone.facts import DosesDispensed, RemsEnrolled, RemsFormSent
from kapstone.pathway import GateId, Phase, Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


def send(life: Life, who: Actor, where: str, at: datetime, key: str = "", **form: object) -> HttpResponse:
    data = {"key": key or str(uuid4()), **form}
    with clock.stopped_at(at):
        return browser_of(who).post(f"/episodes/{life.episode.id}/sessions/{where}", data, follow=True)  # type: ignore[return-value]  # Django's test response


def look(life: Life, who: Actor, at: datetime) -> HttpResponse:
    with clock.stopped_at(at):
        return browser_of(who).get(f"/episodes/{life.episode.id}/sessions/duties/")  # type: ignore[return-value]  # Django's test response


def test_the_enrolment_opens_the_gate(clinic: Clinic) -> None:
    bare = a_life(clinic, Stage.CONSENT, protocol="esketamine-trd")
    assert "The patient is not enrolled" in look(bare, clinic.noor, bare.now).content.decode()
    closed = assessment_of(bare.episode, bare.now).gate(GateId.SCHEDULE_DOSE).closed_by
    assert "PW-REMS-ENROLMENT" in {finding.rule for finding in closed}
    answer = send(bare, clinic.noor, "duties/enrolment/", bare.now, **{"enrol-reference": "ENR-77"})
    assert answer.status_code == 200
    assert "confirmation ENR-77" in answer.content.decode()
    (record,) = facts_of(bare.episode).of(RemsEnrolled)
    assert (record.fact.programme, record.fact.reference) == ("Spravato REMS", "ENR-77")
    closed = assessment_of(bare.episode, bare.now).gate(GateId.SCHEDULE_DOSE).closed_by
    assert "PW-REMS-ENROLMENT" not in {finding.rule for finding in closed}


def test_a_coordinator_does_not_enrol_and_an_empty_number_is_refused(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.CONSENT, protocol="esketamine-trd")

    assert send(life, clinic.cato, "duties/enrolment/", life.now, **{"enrol-reference": "ENR-77"}).status_code == 403
    assert send(life, clinic.noor, "duties/enrolment/", life.now, **{"enrol-reference": ""}).status_code == 422
    assert facts_of(life.episode).of(RemsEnrolled) == ()


def test_the_form_of_a_session_is_recorded_once(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.DOSING, phase=Phase.DISCHARGED, protocol="esketamine-trd")
    session, key = life.session, str(uuid4())
    assert "rems_form" in {due.action for due in assessment_of(life.episode, life.now).due}
    field = {f"sent-{session}-reference": "PMF-9"}

    assert send(life, clinic.mira, f"{session}/monitoring-form/", life.now, key, **field).status_code == 200
    assert send(life, clinic.mira, f"{session}/monitoring-form/", life.now, key, **field).status_code == 200
    assert send(life, clinic.mira, f"{session}/monitoring-form/", life.now, **field).status_code == 422

    (record,) = facts_of(life.episode).of(RemsFormSent)
    assert record.fact.reference == "PMF-9"
    assert "rems_form" not in {due.action for due in assessment_of(life.episode, life.now).due}
    assert send(life, clinic.mira, f"{uuid4()}/monitoring-form/", life.now, **field).status_code == 404


def test_doses_for_home_are_recorded_within_the_programme(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.PREPARATION, protocol="sublingual-kap-home")
    many = {"dispense-doses": "3", "dispense-dose_mg": "100", "dispense-missing_since": "0"}

    refused = send(life, clinic.noor, "duties/dispensed/", life.now, **many)
    assert refused.status_code == 422
    assert "the 2 the programme allows at once" in refused.content.decode()
    assert send(life, clinic.noor, "duties/dispensed/", life.now, **(many | {"dispense-doses": "2"})).status_code == 200
    early = send(life, clinic.noor, "duties/dispensed/", life.now + DAY, **(many | {"dispense-doses": "1"}))
    assert "less than 7 days after the last time" in early.content.decode()
    assert [record.fact.doses for record in facts_of(life.episode).of(DosesDispensed)] == [2, 1]


def test_a_programme_without_duties_says_so_and_records_none(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.PREPARATION)

    assert "asks for nothing beside the doses" in look(life, clinic.noor, life.now).content.decode()
    refused = send(life, clinic.noor, "duties/enrolment/", life.now, **{"enrol-reference": "x"})
    assert refused.status_code == 422
    assert "does not ask for an enrolment" in refused.content.decode()
    assert facts_of(life.episode).of(RemsEnrolled) == ()


def test_the_order_screen_advises_and_never_orders(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.DOSING, phase=Phase.CHECKED_IN, doses=2)
    with clock.stopped_at(life.now):
        page = browser_of(clinic.noor).get(f"/episodes/{life.episode.id}/sessions/{life.session}/").content.decode()

    assert "This is advice, not an order: the prescriber decides." in page
    assert "Given so far" in page
