"""What a tablet recorded on its own reaches the record once, at the time it was true; what met a changed visit waits for a person."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse

from cast import Clinic, a_clinic, browser_of
from clinic.sessions.lives import MINUTE, Life, a_life
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.queries import facts_of, patient_page
from kapstone.clinic.journal import clock
from kapstone.clinic.sessions.models import KeptEntry
from kapstone.clinic.sessions.room import VisitPage
from kapstone.clinic.sessions.tablet import key_of
from kapstone.facts import AdverseEventSeen, Discharged, DoseGiven, DoseStopped, Fact, SessionEvent, StateObserved, VitalsTaken
from kapstone.pathway import Phase

pytestmark = pytest.mark.django_db


class Tablet:
    """Somebody's tablet at Alma's chair: it knows the record as it was when the network went, and sends later."""

    def __init__(self, clinic: Clinic, life: Life, who: Actor) -> None:
        self.clinic, self.life, self.who = clinic, life, who
        self.alone_since: datetime = life.now
        self.seen = max(record.sequence for record in facts_of(life.episode).history)
        self.browser = browser_of(who)

    def send(
        self, kind: str, *, after: float, at: float | None = None, key: UUID | None = None, **said: object
    ) -> HttpResponse:
        """`after` minutes it is sent; it was made `at` minutes, just before when not said."""
        now = self.alone_since + timedelta(minutes=after)
        made = self.alone_since + timedelta(minutes=after if at is None else at)
        form = {
            "key": key or uuid4(),
            "outbox_at": made.isoformat(),
            "outbox_seen": self.seen,
            **{name.replace("__", "-"): value for name, value in said.items()},
        }
        with clock.stopped_at(now):
            return self.browser.post(f"{self.where}{kind}/", form, headers={"accept": "application/json"})

    @property
    def where(self) -> str:
        return f"/episodes/{self.life.episode.id}/sessions/{self.life.session}/"

    def others_record(self, fact: Fact, by: Actor, *, after: float) -> None:
        now = self.alone_since + timedelta(minutes=after)
        with clock.stopped_at(now):
            episodes.record(episode=self.life.episode, facts=(fact,), by=by, at=now)

    def settle(self, act: str, reason: str, *, after: float, who: Actor | None = None) -> HttpResponse:
        entries = [str(each.id) for each in KeptEntry.objects.all()]
        with clock.stopped_at(self.alone_since + timedelta(minutes=after)):
            return browser_of(who or self.who).post(
                f"{self.where}settle/", {"entry": entries, "act": act, "reason": reason}, follow=True
            )

    def of(self, kind: type[Fact]) -> list[Fact]:
        return [
            record.fact
            for record in facts_of(self.life.episode).of(kind)
            if getattr(record.fact, "session", None) == self.life.session
        ]


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def tablet(clinic: Clinic) -> Tablet:
    return Tablet(clinic, a_life(clinic, phase=Phase.DOSED), clinic.mira)


def test_an_entry_is_recorded_at_the_time_it_was_true_and_once(tablet: Tablet) -> None:
    key = uuid4()

    first = tablet.send("vitals", after=10, at=3, key=key, systolic_mmhg=151, diastolic_mmhg=90, moaas=4)
    again = tablet.send("vitals", after=12, at=3, key=key, systolic_mmhg=151, diastolic_mmhg=90, moaas=4)

    assert (first.status_code, first.json()["state"]) == (200, "stored")
    assert (again.status_code, again.json()["state"]) == (200, "duplicate")
    readings = [r for r in facts_of(tablet.life.episode).of(VitalsTaken) if r.fact.systolic_mmhg == 151]
    assert [record.at for record in readings] == [tablet.alone_since + 3 * MINUTE]
    assert readings[0].recorded_at == tablet.alone_since + 10 * MINUTE
    assert tablet.of(StateObserved)[-1].moaas == 4  # type: ignore[attr-defined]  # of that kind


def test_each_kind_of_entry_is_taken(tablet: Tablet) -> None:
    said = [
        tablet.send("event", after=1, event="nausea"),
        tablet.send("note", after=1, note__remarks="Cello, low volume."),
        tablet.send(
            "adverse",
            after=1,
            adverse__term="Nausea",
            adverse__grade=2,
            adverse__relatedness="possible",
            adverse__action_on_drug="none",
            adverse__outcome_now="recovered",
        ),
        tablet.send("vitals", after=1, systolic_mmhg=171, diastolic_mmhg=104),
        tablet.send("event", after=2, alarm="MON-A1"),
    ]

    assert [answer.json()["state"] for answer in said] == ["stored"] * 5
    events = [(fact.event, fact.remarks) for fact in tablet.of(SessionEvent)[-3:]]  # type: ignore[attr-defined]  # of that kind
    assert events == [("nausea", ""), ("note", "Cello, low volume."), ("alarm answered", "MON-A1")]
    assert tablet.of(AdverseEventSeen)[-1].term == "Nausea"  # type: ignore[attr-defined]  # of that kind


@pytest.mark.parametrize(
    "change, why",
    [
        (lambda t: Discharged(session=t.life.session, assessment="Fine.", signature="Noor"), "The patient was discharged"),
        (lambda t: DoseStopped(session=t.life.session, dose=_dose(t), given_mg=20), "The infusion was stopped"),
        (lambda t: VitalsTaken(session=t.life.session, systolic_mmhg=140, diastolic_mmhg=80), "recorded the same for"),
    ],
    ids=["discharged", "stopped", "the same minute"],
)
def test_what_met_a_changed_visit_waits_and_is_not_recorded(tablet: Tablet, change: object, why: str) -> None:
    tablet.others_record(change(tablet), tablet.clinic.noor, after=4)  # type: ignore[operator]  # one of the functions above
    key = uuid4()

    answers = [tablet.send("vitals", after=9, at=4, key=key, systolic_mmhg=155, diastolic_mmhg=91) for _ in range(2)]

    assert [(answer.status_code, answer.json()["state"]) for answer in answers] == [(202, "needs-reconciliation")] * 2
    assert why in answers[0].json()["sentence"]
    assert KeptEntry.objects.get().why.startswith(why) or why in KeptEntry.objects.get().why
    assert 155 not in [fact.systolic_mmhg for fact in tablet.of(VitalsTaken)]  # type: ignore[attr-defined]  # of that kind
    with clock.stopped_at(tablet.alone_since + 10 * MINUTE):
        page = browser_of(tablet.clinic.noor).get(tablet.where).content.decode()
    assert "1 late entry to settle" in page
    assert "systolic 155; diastolic 91" in page


def _dose(tablet: Tablet) -> UUID:
    return facts_of(tablet.life.episode).of(DoseGiven)[-1].id


def test_what_the_tablet_had_seen_is_no_change(tablet: Tablet) -> None:
    tablet.others_record(DoseStopped(session=tablet.life.session, dose=_dose(tablet), given_mg=20), tablet.clinic.noor, after=0)
    tablet.seen += 1

    assert tablet.send("vitals", after=5, systolic_mmhg=141, diastolic_mmhg=85).json()["state"] == "stored"


def test_an_impossible_value_waits_too_unless_its_person_is_at_the_form(tablet: Tablet) -> None:
    fresh = tablet.send("vitals", after=1, systolic_mmhg=80, diastolic_mmhg=120, outbox_fresh=1)
    assert (fresh.status_code, fresh.json()["state"], KeptEntry.objects.count()) == (422, "invalid", 0)

    late = tablet.send("vitals", after=5, at=1, systolic_mmhg=80, diastolic_mmhg=120)

    assert late.json()["state"] == "needs-reconciliation"
    refused = tablet.settle("record", "It was so.", after=6)
    assert refused.status_code == 422
    assert "must be below" in refused.content.decode()
    assert KeptEntry.objects.get().settled_at is None


def test_the_same_key_with_other_values_is_kept_beside_the_first(tablet: Tablet) -> None:
    key = uuid4()
    tablet.send("vitals", after=1, key=key, systolic_mmhg=141, diastolic_mmhg=85)

    other = tablet.send("vitals", after=2, at=1, key=key, systolic_mmhg=191, diastolic_mmhg=85)

    assert other.json()["state"] == "needs-reconciliation"
    assert "systolic_mmhg" in KeptEntry.objects.get().said


def test_a_clock_that_was_set_meanwhile_makes_the_time_uncertain(tablet: Tablet) -> None:
    said = tablet.send("vitals", after=10, at=3, systolic_mmhg=151, diastolic_mmhg=90, outbox_drift_s=-3480)

    assert said.json()["state"] == "needs-reconciliation"
    assert "clock was set by 58 min" in said.json()["sentence"]


def test_an_alarm_that_is_over_is_not_answered_in_silence(tablet: Tablet) -> None:
    assert tablet.send("event", after=1, alarm="MON-A6").json()["state"] == "needs-reconciliation"


@pytest.mark.parametrize("has_read_it", [True, False])
def test_an_answer_is_no_earlier_than_the_reading_it_answers_whatever_two_tablets_take_for_the_time(
    tablet: Tablet, clinic: Clinic, has_read_it: bool
) -> None:
    """Mira's tablet runs two seconds ahead of Noor's; Noor answers within one, on a screen that has shown it, or an older one."""
    second, key = 1 / 60, uuid4()
    tablet.send("vitals", after=3, at=3 + 2 * second, systolic_mmhg=171, diastolic_mmhg=104)
    noor = Tablet(clinic, tablet.life, clinic.noor)
    noor.seen = noor.seen if has_read_it else tablet.seen

    said = [noor.send("event", after=3 + 1 * second, alarm="MON-A1", key=key) for _ in range(2)]

    assert [answer.json()["state"] for answer in said] == ["stored", "duplicate"]
    with clock.stopped_at(tablet.alone_since + 4 * MINUTE):
        here = VisitPage.of(patient_page(tablet.life.episode, clock.now()), tablet.life.session)
    assert here is not None
    assert [alarm.answered_by for alarm in here.alarms] == [clinic.noor.name if has_read_it else ""]
    assert bool([f for f in here.page.assessment.findings if f.rule == "PW-ALARM-ANSWER"]) is not has_read_it


def test_a_kept_entry_is_recorded_at_its_own_time_with_a_reason_or_set_aside(tablet: Tablet, clinic: Clinic) -> None:
    tablet.others_record(VitalsTaken(session=tablet.life.session, systolic_mmhg=140, diastolic_mmhg=80), clinic.noor, after=4)
    tablet.send("vitals", after=9, at=4, systolic_mmhg=172, diastolic_mmhg=101)
    assert "Say why" in tablet.settle("record", " ", after=10).content.decode()

    tablet.settle("record", "Both cuffs were right.", after=11, who=clinic.noor)
    tablet.settle("record", "Both cuffs were right.", after=12, who=clinic.noor)

    late = [record for record in facts_of(tablet.life.episode).of(VitalsTaken) if record.fact.systolic_mmhg == 172]
    assert [(record.at, record.by_name) for record in late] == [(tablet.alone_since + 4 * MINUTE, clinic.noor.name)]
    told = tablet.of(SessionEvent)[-1]
    assert told.event == "late entry recorded"  # type: ignore[attr-defined]  # of that kind
    assert "Mira" in told.remarks  # type: ignore[attr-defined]  # of that kind
    assert "Both cuffs were right." in told.remarks  # type: ignore[attr-defined]  # of that kind
    kept = KeptEntry.objects.get()
    assert (kept.is_recorded, kept.settled_by_id) == (True, clinic.noor.user_id)


def test_set_aside_it_stays_to_be_read(tablet: Tablet, clinic: Clinic) -> None:
    tablet.others_record(VitalsTaken(session=tablet.life.session, systolic_mmhg=140, diastolic_mmhg=80), clinic.noor, after=4)
    tablet.send("vitals", after=9, at=4, systolic_mmhg=172, diastolic_mmhg=101)

    page = tablet.settle("aside", "The cuff had slipped.", after=10).content.decode()

    assert "1 late entry settled" in page
    assert "systolic 172" in page
    assert 172 not in [fact.systolic_mmhg for fact in tablet.of(VitalsTaken)]  # type: ignore[attr-defined]  # of that kind
    assert tablet.of(SessionEvent)[-1].event == "late entry set aside"  # type: ignore[attr-defined]  # of that kind


def test_a_therapist_may_not_record_late_vitals(tablet: Tablet, clinic: Clinic) -> None:
    tablet.send("vitals", after=9, at=4, systolic_mmhg=151, diastolic_mmhg=90, outbox_drift_s=600)

    assert "is for the monitoring clinician" in tablet.settle("record", "So.", after=10, who=clinic.sol).content.decode()
    assert KeptEntry.objects.get().settled_at is None


@pytest.mark.parametrize("at", ["", "yesterday", "2026-01-05T14:00:00", "1998-01-05T14:00:00Z", "9999-12-31T23:59:59+14:00"])
def test_an_entry_whose_time_cannot_be_read_is_refused_so_that_the_tablet_keeps_it(tablet: Tablet, at: str) -> None:
    said = tablet.browser.post(
        f"{tablet.where}event/", {"key": uuid4(), "event": "calm", "outbox_at": at}, headers={"accept": "application/json"}
    )

    assert said.status_code == 422
    assert "state" not in said.json()


def test_the_key_is_the_persons_own_for_that_session_and_always_the_same(clinic: Clinic) -> None:
    session, other = uuid4(), uuid4()

    keys = {key_of(clinic.mira.user_id, session), key_of(clinic.noor.user_id, session), key_of(clinic.mira.user_id, other)}

    assert len(keys) == 3
    assert key_of(clinic.mira.user_id, session) in keys


def test_the_shell_and_its_worker_name_nobody(tablet: Tablet, clinic: Clinic) -> None:
    shell = browser_of(clinic.mira).get("/tablet/").content.decode()
    worker = browser_of(clinic.mira).get("/tablet-worker.js")

    assert "Alma" not in shell
    assert str(tablet.life.episode.id) not in shell
    assert "csrfmiddlewaretoken" not in shell
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert "/tablet/" in worker.content.decode()
