"""One patient's course through the screens, by keyboard alone: from the public enquiry to the end-of-induction review, in every role."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cast import NOW, Clinic, a_clinic
from journeys.another_dose import another_dose
from journeys.walker import Walker
from kapstone.clinic.episodes import queries
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.journal import clock
from kapstone.clinic.journal import queries as journal
from kapstone.documents import document_called
from kapstone.facts.history import HISTORY
from kapstone.pathway import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW_YORK = ZoneInfo("America/New_York")
YES_ITEMS = {"escort_arranged", "has_decision_capacity", "capable_of_pregnancy", "contraception_plan"}


class Course:
    """The story's stage: a clinic, its address, a browser for each person, and the rehearsed time."""

    def __init__(self, clinic: Clinic, address: str, browser: Any, time: clock.Rehearsal) -> None:  # Any: playwright's Browser
        self.clinic = clinic
        self.address = address
        self.browser = browser
        self.time = time

    @contextmanager
    def someone(self, role: str = "", *, phone: bool = False) -> Iterator[Walker]:
        """A window of somebody who signs in with one click, or of a stranger."""
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 860}
        context = self.browser.new_context(
            viewport=size, locale="en-US", timezone_id="America/New_York", reduced_motion="reduce"
        )
        walker = Walker(context.new_page(), self.address)
        if role:
            walker.go("/sign-in/")
            walker.button(f"{role}:")
        yield walker
        context.close()

    @property
    def episode(self) -> Episode:
        return Episode.objects.select_related("patient", "organisation").get()

    @property
    def stage(self) -> Stage:
        return queries.assessment_of(self.episode, self.time.moment).stage

    def at(self, path: str) -> str:
        return f"/episodes/{self.episode.id}/{path}"

    @property
    def visit(self) -> str:
        """The address of the newest dosing visit."""
        return self.at(f"sessions/{queries.assessment_of(self.episode, self.time.moment).sessions[-1].id}/")

    @property
    def minutes_since_dose(self) -> float:
        started = queries.assessment_of(self.episode, self.time.moment).sessions[-1].started_at
        assert started is not None
        return (self.time.moment - started) / timedelta(minutes=1)

    @property
    def local(self) -> datetime:
        return self.time.moment.astimezone(NEW_YORK)

    def wait(self, **span: float) -> None:
        self.time.moment += timedelta(**span)


@pytest.fixture
def course(live_server: Any, browser: Any, settings: Any) -> Iterator[Course]:  # Any: fixtures of pytest-django and playwright
    settings.KAPSTONE_DEMO = True
    settings.KAPSTONE_REQUIRE_TOTP = False
    settings.KAPSTONE_PLAIN_HTTP = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    with clock.rehearsal(NOW) as time:
        clinic = a_clinic()
        yield Course(clinic, live_server.url, browser, time)


def test_one_patient_from_the_enquiry_to_the_review(course: Course) -> None:
    given_sol_takes_patients(course)
    when_alma_asks_on_the_public_page(course)
    when_cato_opens_her_episode(course)
    then_she_is_at(course, Stage.PRESCREEN)

    when_alma_answers_what_she_is_asked(course)
    when_cato_reads_the_screening_with_her(course)
    then_she_is_at(course, Stage.EVALUATION)

    when_noor_examines_her(course)
    then_she_is_at(course, Stage.ELIGIBILITY)

    when_noor_decides_that_she_is_eligible(course)
    then_she_is_at(course, Stage.MATCHING)

    when_alma_chooses_sol(course)
    when_alma_signs_and_noor_countersigns(course)
    then_she_is_at(course, Stage.GOALS)

    when_alma_and_sol_set_a_goal(course)
    when_sol_prepares_her_twice(course)
    then_she_is_at(course, Stage.DOSING)

    when_the_dosing_day_is_planned(course)
    when_mira_checks_her_in(course)
    when_noor_orders_and_two_people_check(course)
    when_the_dose_is_given_and_watched(course)
    when_she_has_recovered_she_goes_home(course)
    then_she_is_at(course, Stage.NEXT_DAY)

    when_mira_calls_and_sol_integrates(course)
    then_she_is_at(course, Stage.DOSING)

    when_five_more_doses_follow(course)
    then_she_is_at(course, Stage.REVIEW)

    when_noor_reviews_the_induction(course)
    then_she_is_at(course, Stage.MAINTENANCE)


def then_she_is_at(course: Course, stage: Stage) -> None:
    assert course.stage is stage, [
        finding.because for finding in queries.assessment_of(course.episode, course.time.moment).findings
    ][:12]
    assert journal.verify(course.episode.id).is_whole


def given_sol_takes_patients(course: Course) -> None:
    with course.someone("Psychotherapist") as sol:
        sol.go(f"/therapists/{course.clinic.staff(course.clinic.sol).id}/")
        sol.send(
            "",
            {
                "about": "I work with what the body remembers.",
                "indications": ["trd", "ptsd"],
                "modalities": ["ACT", "IFS"],
                "open_places": "3",
                "kap_trained": True,
            },
        )


def when_alma_asks_on_the_public_page(course: Course) -> None:
    with course.someone(phone=True) as alma:
        alma.go("/enquire/")
        alma.picture("enquiry-phone")
        asked = {
            "name": "Alma Reyes",
            "contact": "alma@harbour.example",
            "residence_state": "NY",
            "source": "doctor",
            "hopes": "To feel like myself again.",
        }
        alma.send("", asked)
        alma.see("Your enquiry has arrived", "988")


def when_cato_opens_her_episode(course: Course) -> None:
    course.wait(hours=2)
    with course.someone("Coordinator") as cato:
        cato.go("/enquiries/")
        cato.button("Alma Reyes")
        cato.button("Register and open an episode")
        who = {
            "name": "Alma Reyes", "birth_date": course.clinic.alma.birth_date, "sex_at_birth": "female", "residence_state": "NY",
            "identity_method": "photo identity card seen in person", "protocol": "iv-trd-induction",
        }  # fmt: skip
        cato.fill("", who)
        cato.button("Register and open the episode")
        cato.see("Is it the same person?")
        cato.fill("", {"patient": str(course.clinic.alma.id)})
        cato.button("Register and open the episode")
        cato.see("Alma Reyes")


def when_alma_answers_what_she_is_asked(course: Course) -> None:
    """At home, on her phone: one question a screen."""
    course.wait(hours=3)
    with course.someone("Patient", phone=True) as alma:
        alma.picture("portal-phone")
        for slug, answers in ALMAS_ANSWERS.items():
            alma.go(f"/me/questions/{slug}/")
            answer_one_by_one(alma, answers)
        alma.go("/me/health/")
        for _ in HISTORY:
            if not alma.page.locator('main input[type="radio"]').count():
                break
            alma.send("", {"answer": "yes" if alma.page.url.rstrip("/").rpartition("/")[2] in YES_ITEMS else "no"})
        alma.see("Change")


def answer_one_by_one(alma: Walker, answers: dict[str, int]) -> None:
    for _ in answers:
        item = alma.page.locator('main input[type="radio"]').first.get_attribute("name")
        assert item in answers, f"{item} was not expected on {alma.page.url}"
        alma.send("", {item: answers[item]})
        if item == "phq9_1":
            alma.picture("question-phone")
    alma.button("Send my answers")


def when_cato_reads_the_screening_with_her(course: Course) -> None:
    course.wait(days=1)
    with course.someone("Coordinator") as cato:
        cato.go(course.at("screening/enter/prescreen/"))
        cato.send("", {"remarks": "Read through by telephone."})


def when_noor_examines_her(course: Course) -> None:
    course.wait(days=1)
    with course.someone("Prescriber") as noor:
        enter = lambda slug, values: (noor.go(course.at(f"screening/enter/{slug}/")), noor.send("", values))  # noqa: E731 - a line each
        noor.go(course.at("screening/history/"))
        noor.send(
            "",
            {
                f"{item}": ("yes" if item in YES_ITEMS else "no")
                for item, asked in HISTORY.items()
                if asked.asked == "clinician"
            },
        )
        enter(
            "vitals",
            {
                "systolic_mmhg": 124,
                "diastolic_mmhg": 78,
                "heart_rate_per_min": 72,
                "spo2_percent": 98,
                "at": course.local - timedelta(minutes=10),
            },
        )
        enter(
            "vitals",
            {
                "systolic_mmhg": 122,
                "diastolic_mmhg": 76,
                "heart_rate_per_min": 70,
                "spo2_percent": 98,
                "respiratory_rate_per_min": 14,
                "temperature_celsius": "36.6",
            },
        )
        enter("weight", {"kilograms": 70})
        enter("height", {"centimetres": 168})
        enter("pregnancy-test", {"result": "negative"})
        enter("urine-screen", {"result": "negative"})
        enter("prescription-monitoring", {"state": "NY", "result": "as_expected"})
        enter("medicines", {"name": "sertraline", "daily_dose_mg": 100})
        enter("reconciliation", {"remarks": "Both lists read through."})
        for drug, dose in (("sertraline", 100), ("venlafaxine", 225)):
            enter(
                "trials",
                {
                    "trial": "antidepressant",
                    "ingredient": drug,
                    "dose_mg_per_day": dose,
                    "weeks": 10,
                    "adherence_percent": 95,
                    "improvement_percent": 20,
                    "in_current_episode": "yes",
                },
            )
        enter("trials", {"trial": "psychotherapy", "ingredient": "CBT", "weeks": 12, "in_current_episode": "yes"})
        enter("urinalysis", {"result": "negative"})
        enter(
            "diagnoses",
            {
                "code": "F33.2",
                "system": "ICD-10-CM",
                "label": "Major depressive disorder, recurrent, severe",
                "indication": "trd",
                "is_index": True,
                "current_episode_start": date(2025, 9, 1),
            },
        )
        noor.go(course.at("measures/cssrs_recent/"))
        noor.send("", {"cssrs_1": 0, "cssrs_2": 0, "cssrs_6": 0})
        enter(
            "medical-evaluation",
            {
                "summary": "Well, lungs clear, heart sounds normal.",
                "cleared": "yes",
                "asa_class": 2,
                "functional_capacity_mets": 7,
            },
        )
        enter(
            "psychiatric-evaluation",
            {
                "summary": "Recurrent severe depression, no psychosis, no mania.",
                "cleared": "yes",
                "alternatives_discussed": True,
            },
        )


def when_noor_decides_that_she_is_eligible(course: Course) -> None:
    course.wait(hours=1)
    with course.someone("Prescriber") as noor:
        noor.go(course.at("screening/report/"))
        noor.picture("eligibility-report")
        noor.send(
            "decide/",
            {
                "decision": "eligible",
                "reason": "Two adequate trials failed; nothing stands in the way.",
                "signature": "Noor Haddad",
            },
        )
        noor.see("Eligible")


def when_alma_chooses_sol(course: Course) -> None:
    course.wait(hours=2)
    with course.someone("Coordinator") as cato:
        cato.go(course.at("therapist/"))
        cato.see("Treats treatment-resistant depression")
        cato.button("in the portal")
    with course.someone("Patient", phone=True) as alma:
        alma.go("/me/therapist/")
        alma.button("Choose Sol Rivera")
        alma.go("/me/therapist/")
        alma.see("This is your therapist")


def when_alma_signs_and_noor_countersigns(course: Course) -> None:
    course.wait(days=1)
    document = document_called("ketamine_consent")
    with course.someone("Patient", phone=True) as alma:
        alma.go("/me/consent/")
        alma.picture("consent-phone")
        for _ in range(len(document.elements) + len(document.teach_back)):
            kind, _, part = alma.page.url.rstrip("/").rpartition("/")
            if kind.endswith("question"):
                alma.send("", {"answer": next(question.right for question in document.teach_back if question.id == part)})
            elif alma.page.locator('main input[name="answer"]').count():
                alma.send("", {"answer": "decline"})
            else:
                alma.button("I understand")
        alma.send("", {"full_name": "Alma Reyes"})
    with course.someone("Prescriber") as noor:
        noor.go(course.at("consent/"))
        noor.button("Countersign")
        noor.send("", {"signature": "Noor Haddad"})
        noor.picture("consent")


def when_alma_and_sol_set_a_goal(course: Course) -> None:
    course.wait(days=1)
    with course.someone("Psychotherapist") as sol:
        sol.go(course.at("goals/new/"))
        goal = {
            "title": "Be with people again", "expected": "I see a friend once a week", "more": "Twice a week", "much_more": "I begin a course with others",
            "less": "I answer messages", "much_less": "I stay in bed", "importance": "2", "difficulty": "2", "baseline": "-1",
        }  # fmt: skip
        sol.send("", goal)
        sol.see("Be with people again")


def when_sol_prepares_her_twice(course: Course) -> None:
    for number in range(2):
        course.wait(days=1)
        with course.someone("Psychotherapist") as sol:
            sol.go(course.at("sessions/prepare/"))
            topics = queries.protocol_of(course.episode).preparation.topics
            half = len(topics) // 2
            covered = topics[:half] if number == 0 else topics[half:]
            sol.send(
                "",
                {
                    "topics": list(covered),
                    "minutes": 55,
                    "intention": "To meet my grief.",
                    "touch": "hand_only",
                    "instructions_acknowledged": True,
                    "ready": True,
                },
            )


def when_the_dosing_day_is_planned(course: Course) -> None:
    with course.someone("Coordinator") as cato:
        cato.go(course.at("sessions/plan/"))
        arrival = (course.local + timedelta(days=2)).replace(hour=9, minute=0)
        cato.send("", {"starts_at": arrival, "room": str(course.clinic.room.id)})
        cato.see("Planned")
    course.time.moment = arrival.astimezone(UTC)


def when_mira_checks_her_in(course: Course) -> None:
    visit = course.visit
    with course.someone("Monitoring clinician") as mira:
        mira.go("/today/")
        mira.see("Alma Reyes")
        mira.go(visit)
        checked = {
            "last_food_at": course.local - timedelta(hours=13), "last_clear_fluid_at": course.local - timedelta(hours=4), "new_medicines_or_allergies": "no", "infection_signs": "no",
            "sedative_or_stimulant_24h": "no", "alcohol_or_drugs_24h": "no", "mania_or_psychosis_signs": "no", "urinary_symptoms": "no",
            "unreviewed_adverse_event": "no", "could_be_pregnant": "no", "oedema": "no", "escort_name": "Robin Reyes", "escort_phone": "212 555 0188",
            "intention": "To meet my grief.",
        }  # fmt: skip
        mira.send("check-in/", checked)
        mira.go(visit)
        mira.send("scale/cssrs_since_last_contact/", {"cssrs_1": 0, "cssrs_2": 0, "cssrs_6": 0})
        mira.go(visit)
        mira.send(
            "setting/",
            {
                "ready": list(queries.protocol_of(course.episode).staffing.setting),
                "prescriber_available": True,
                "monitor_present": True,
                "therapist_present": True,
            },
        )
        mira.send(
            "vitals/",
            {
                **QUIET,
                "temperature_celsius": "36.6",
                "moaas": "5",
                "dissociation_0_10": "0",
                "distress_0_10": "0",
                "nausea_0_10": "0",
            },
        )
    with course.someone("Patient", phone=True) as alma:
        alma.go("/me/questions/phq9/")
        answer_one_by_one(alma, ALMAS_ANSWERS["phq9"])


def when_noor_orders_and_two_people_check(course: Course) -> None:
    course.wait(minutes=10)
    with course.someone("Prescriber") as noor:
        noor.go(course.visit)
        noor.fill("order/", {"dose_mg_per_kg": "0.5", "infusion_min": 40, "concentration_mg_per_ml": 1, "vial_mg": 50})
        noor.button("Sign the order")
        noor.see("35 mg")
        noor.go(course.visit + "?part=before")
        noor.send("check/", {"dose_mg": 35, "volume_ml": 35, "lot": "K1205"})
    with course.someone("Monitoring clinician") as mira:
        mira.go(course.visit)
        mira.send("check/", {"dose_mg": 35, "volume_ml": 35, "lot": "K1205"})
        mira.send("vitals/", {**QUIET, "moaas": "5", "dissociation_0_10": "0", "distress_0_10": "0", "nausea_0_10": "0"})
        mira.see("Everything is in place")
        mira.picture("before-the-dose")


def when_the_dose_is_given_and_watched(course: Course) -> None:
    with course.someone("Monitoring clinician") as mira:
        mira.go(course.visit)
        mira.button("Give 35 mg IV over 40 min")
        for minute, pressure in ((10, (136, 84)), (20, (148, 90)), (25, (171, 104)), (30, (158, 94)), (40, (142, 86))):
            course.wait(minutes=minute - course.minutes_since_dose)
            mira.go(course.visit + "?part=during")
            mira.send(
                "vitals/",
                {
                    **QUIET,
                    "systolic_mmhg": pressure[0],
                    "diastolic_mmhg": pressure[1],
                    "moaas": "5",
                    "dissociation_0_10": "5",
                    "distress_0_10": "1",
                    "nausea_0_10": "0",
                },
            )
            if minute == 25:
                mira.see("171")
                mira.picture("session-amber")
        mira.send("stop/", {"given_mg": 35})


def when_she_has_recovered_she_goes_home(course: Course) -> None:
    with course.someone("Monitoring clinician") as mira:
        while course.minutes_since_dose < 125:
            course.wait(minutes=15)
            mira.go(course.visit + "?part=after")
            mira.send("vitals/", {**QUIET, "moaas": "5", "dissociation_0_10": "0", "distress_0_10": "0", "nausea_0_10": "0"})
        mira.send(
            "recovery/",
            dict.fromkeys(("oriented", "steady_gait", "nausea_controlled", "fluids_tolerated", "dissociation_resolved"), "yes"),
        )
        mira.send(
            "scale/aldrete/",
            {f"aldrete_{part}": 2 for part in ("activity", "respiration", "circulation", "consciousness", "saturation")},
        )
        mira.send("escort/", {"name": "Robin Reyes", "signature": "Robin Reyes"})
        mira.button("Gone through and handed over")
        mira.send("book/next_day/", {"starts_at": course.local + timedelta(hours=22)})
        mira.send("book/integration/", {"starts_at": course.local + timedelta(hours=30)})
        mira.picture("going-home")
        mira.send("discharge/", {"assessment": "Awake, steady, calm.", "signature": "Mira Santos"})


def when_mira_calls_and_sol_integrates(course: Course) -> None:
    course.wait(hours=22)
    with course.someone("Monitoring clinician") as mira:
        mira.go(course.visit + "next-day/")
        call = {
            "reached": "yes",
            "feels_safe": "yes",
            "slept": "yes",
            "mood_unusually_high": "no",
            "cssrs_1": 0,
            "cssrs_2": 0,
            "cssrs_6": 0,
        }
        mira.send("", call)
    course.wait(hours=8)
    with course.someone("Psychotherapist") as sol:
        sol.go(course.visit + "integrate/")
        sol.send("", {"minutes": 50, "themes": ["grief", "calm"], "practices": "walk every morning", "safe": "yes"})


def when_five_more_doses_follow(course: Course) -> None:
    """The same day five times more; it was walked once, now it only has to have happened."""
    for _ in range(5):
        course.wait(days=3)
        another_dose(course.episode, course.clinic, course.time)


def when_noor_reviews_the_induction(course: Course) -> None:
    course.wait(days=5)
    with course.someone("Patient", phone=True) as alma:
        for slug, answers in {
            "phq9": {name: 1 if name != "phq9_9" else 0 for name in ALMAS_ANSWERS["phq9"]},
            "gad7": ALMAS_ANSWERS["gad7"],
        }.items():
            alma.go(f"/me/questions/{slug}/")
            answer_one_by_one(alma, answers)
        alma.go("/me/")
        alma.picture("progress-phone")
    with course.someone("Prescriber") as noor:
        noor.go(course.at("sessions/review/"))
        noor.see("PHQ-9 fell")
        decided = {
            "decision": "maintain", "benefit_documented": True, "reason": "Response held.", "patient_preference": "To go on monthly.", "interval_days": 28,
            "next_review": (course.local + timedelta(days=80)).date(),
        }  # fmt: skip
        noor.send("", decided)
        noor.go(course.at(""))
        noor.picture("patient-in-maintenance")


QUIET = {
    "systolic_mmhg": 124,
    "diastolic_mmhg": 78,
    "heart_rate_per_min": 72,
    "spo2_percent": 98,
    "respiratory_rate_per_min": 14,
}

ALMAS_ANSWERS: dict[str, dict[str, int]] = {
    "phq9": {f"phq9_{n}": 2 for n in range(1, 9)} | {"phq9_9": 0, "phq9_10": 2},
    "gad7": {f"gad7_{n}": 1 for n in range(1, 8)},
    "auditc": {"auditc_1": 0},
    "pcptsd5": {"pcptsd5_exposure": 0},
}
