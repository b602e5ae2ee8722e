"""Screening through its pages: who may enter what, what comes back kept, and what is flagged at once."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

import cast
from cast import NOW, Clinic, browser_of
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.clinic.screening import actions, queries
from kapstone.clinic.screening.errors import AlreadyListed, AnsweredMeanwhile, AnswersDiffer, NotYours
from kapstone.clinic.screening.sections import SECTIONS
from kapstone.clinic.web.queries import draft_for
from kapstone.facts import (
    AllergyListed,
    Answer,
    HistoryAnswered,
    MedicationsReconciled,
    MisuseAsked,
    TestResult,
    UrinalysisDone,
    VitalsTaken,
    WeightMeasured,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return cast.a_clinic()


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return cast.an_episode(clinic)


@pytest.fixture(autouse=True)
def _without_the_second_step(settings: Any) -> None:  # Any: pytest-django's settings
    settings.KAPSTONE_REQUIRE_TOTP = False


def at(name: str, episode: Episode, **more: object) -> str:
    return reverse(f"screening:{name}", kwargs={"episode": episode.id, **more})


def key() -> dict[str, str]:
    return {"key": str(uuid4())}


def enter(clinic: Clinic, episode: Episode, slug: str, by: str = "mira", **values: str) -> Any:  # Any: a test response
    with clock.stopped_at(NOW):
        return browser_of(getattr(clinic, by)).post(
            at("enter", episode, slug=slug), values | {"key": values.get("key", str(uuid4()))}
        )


class TestTheHub:
    def test_it_says_what_is_missing(self, clinic: Clinic, episode: Episode) -> None:
        page = browser_of(clinic.mira).get(at("hub", episode)).content.decode()

        assert "0 of" in page
        assert "Not entered" in page

    def test_every_page_opens_for_a_nurse(self, clinic: Clinic, episode: Episode) -> None:
        mira = browser_of(clinic.mira)
        pages = [
            at("hub", episode),
            at("history", episode),
            at("history", episode) + "?words=plain",
            at("report", episode),
            at("programme", episode),
        ]

        for page in pages + [at("enter", episode, slug=slug) for slug in SECTIONS]:
            assert mira.get(page).status_code == 200, page

    def test_another_clinics_episode_does_not_exist(self, clinic: Clinic, episode: Episode) -> None:
        ines = browser_of(cast.ines(cast.another_clinic()))

        assert ines.get(at("hub", episode)).status_code == 404
        assert ines.post(at("enter", episode, slug="weight"), {"kilograms": "70"}).status_code == 404

    def test_the_director_reads_but_does_not_screen(self, clinic: Clinic, episode: Episode) -> None:
        dara = browser_of(clinic.dara)

        assert dara.get(at("hub", episode)).status_code == 200
        assert dara.post(at("enter", episode, slug="weight"), {"kilograms": "70"}).status_code == 403


class TestOnePart:
    def test_vitals_become_a_fact_at_the_time_they_were_measured(self, clinic: Clinic, episode: Episode) -> None:
        enter(
            clinic, episode, "vitals", systolic_mmhg="128", diastolic_mmhg="82", heart_rate_per_min="70", at="2026-03-02T09:30"
        )

        record = facts_of(episode).latest(VitalsTaken)
        assert record is not None
        assert (record.fact.systolic_mmhg, record.by) == (128, clinic.mira.user_id)
        assert record.at < record.recorded_at

    @pytest.mark.parametrize(
        "values, says",
        [
            ({"systolic_mmhg": "82", "diastolic_mmhg": "128"}, "were they swapped?"),
            ({"systolic_mmhg": "128"}, "enter both or neither"),
            ({"systolic_mmhg": "1280", "diastolic_mmhg": "82"}, "cannot be right"),
            ({"systolic_mmhg": "abc", "diastolic_mmhg": "82"}, "Enter a number in mmHg"),
            ({"systolic_mmhg": "128", "diastolic_mmhg": "82", "at": "2027-01-01T10:00"}, "in the future"),
            ({}, "enter at least one value"),
        ],
    )
    def test_the_impossible_is_refused_and_kept_on_the_page(
        self, clinic: Clinic, episode: Episode, values: dict[str, str], says: str
    ) -> None:
        answer = enter(clinic, episode, "vitals", position="seated", **values)

        page = answer.content.decode()
        assert answer.status_code == 422
        assert says.casefold() in page.casefold()
        assert all(f'value="{value}"' in page for value in values.values())
        assert facts_of(episode).latest(VitalsTaken) is None

    def test_the_possible_but_alarming_is_recorded_and_flagged_at_once(self, clinic: Clinic, episode: Episode) -> None:
        with clock.stopped_at(NOW):
            mira = browser_of(clinic.mira)
            answer = mira.post(
                at("enter", episode, slug="vitals"), {"systolic_mmhg": "212", "diastolic_mmhg": "126"} | key(), follow=True
            )

        assert facts_of(episode).latest(VitalsTaken) is not None
        assert "212/126" in answer.content.decode()
        assert 'data-kind="caution"' in answer.content.decode()

    def test_a_weight_of_820_kg_is_impossible_and_one_of_260_is_not(self, clinic: Clinic, episode: Episode) -> None:
        assert enter(clinic, episode, "weight", kilograms="820").status_code == 422
        assert enter(clinic, episode, "weight", kilograms="260").status_code == 302

    def test_pressed_twice_it_is_recorded_once(self, clinic: Clinic, episode: Episode) -> None:
        once = str(uuid4())

        enter(clinic, episode, "weight", kilograms="70.5", key=once)
        enter(clinic, episode, "weight", kilograms="70.5", key=once)

        assert len(facts_of(episode).of(WeightMeasured)) == 1

    def test_sent_again_with_other_values_it_is_refused(self, clinic: Clinic, episode: Episode) -> None:
        once = str(uuid4())
        enter(clinic, episode, "weight", kilograms="70.5", key=once)

        answer = enter(clinic, episode, "weight", kilograms="75", key=once)

        assert answer.status_code == 409
        assert len(facts_of(episode).of(WeightMeasured)) == 1

    def test_an_evaluation_is_signed_by_a_prescriber_only(self, clinic: Clinic, episode: Episode) -> None:
        signed = {"summary": "Well.", "asa_class": "2", "cleared": "yes"}

        assert enter(clinic, episode, "medical-evaluation", by="sol", **signed).status_code == 422
        assert enter(clinic, episode, "medical-evaluation", by="noor", **signed).status_code == 302

    def test_the_same_allergy_twice_is_pointed_out_and_new_details_are_not(self, clinic: Clinic, episode: Episode) -> None:
        section, latex = SECTIONS["allergies"], AllergyListed(substance="Latex", reaction="hives")
        actions.enter(episode=episode, section=section, fact=latex, by=clinic.mira, at=NOW)

        with pytest.raises(AlreadyListed):
            actions.enter(
                episode=episode,
                section=section,
                fact=AllergyListed(substance=" latex", reaction="Hives"),
                by=clinic.noor,
                at=NOW,
            )
        actions.enter(
            episode=episode, section=section, fact=AllergyListed(substance="latex", reaction="wheeze"), by=clinic.noor, at=NOW
        )

        assert len(facts_of(episode).of(AllergyListed)) == 2

    def test_reconciling_counts_what_is_taken(self, clinic: Clinic, episode: Episode) -> None:
        enter(clinic, episode, "medicines", name="Sertraline", daily_dose_mg="150", is_taken="on")
        enter(clinic, episode, "medicines", name="Ibuprofen")
        enter(clinic, episode, "reconciliation", remarks="Boxes seen.")

        record = facts_of(episode).latest(MedicationsReconciled)
        assert record is not None
        assert record.fact.count == 1

    def test_a_trial_shows_how_it_counts(self, clinic: Clinic, episode: Episode) -> None:
        enter(
            clinic, episode, "trials", by="noor", trial="antidepressant", ingredient="sertraline", dose_mg_per_day="150", weeks="8",
            adherence_percent="90", improvement_percent="20", in_current_episode="yes",
        )  # fmt: skip

        page = browser_of(clinic.noor).get(at("enter", episode, slug="trials")).content.decode()
        assert "Failed in an adequate trial, as this programme counts: sertraline" in page

    def test_another_programme_can_be_chosen_before_the_decision(self, clinic: Clinic, episode: Episode) -> None:
        browser_of(clinic.noor).post(at("programme", episode), {"protocol": "im-kap-course"} | key())

        episode.refresh_from_db()
        assert episode.protocol == "im-kap-course"

    def test_what_is_typed_is_kept_as_a_draft_and_goes_when_sent(self, clinic: Clinic, episode: Episode) -> None:
        mira = browser_of(clinic.mira)
        mira.post(
            reverse("web:draft", kwargs={"form": "screening-weight", "subject": episode.id}),
            {"kilograms": "71"},
            content_type="application/json",
        )

        assert 'value="71"' in mira.get(at("enter", episode, slug="weight")).content.decode()

        enter(clinic, episode, "weight", kilograms="71")
        assert draft_for(clinic.mira.user_id, "screening-weight", episode.id) is None


class TestTheHistory:
    def test_only_what_changed_becomes_a_fact(self, clinic: Clinic, episode: Episode) -> None:
        noor = browser_of(clinic.noor)
        noor.post(at("history", episode), {"breastfeeding": "no", "past_psychosis": "unknown"} | key())
        noor.post(at("history", episode), {"breastfeeding": "no", "past_psychosis": "no"} | key())

        said = [(record.fact.item, record.fact.answer) for record in facts_of(episode).of(HistoryAnswered)]
        assert sorted(said) == [("breastfeeding", Answer.NO), ("past_psychosis", Answer.NO), ("past_psychosis", Answer.UNKNOWN)]

    def test_a_coordinator_reads_out_questions_but_does_not_judge(self, clinic: Clinic, episode: Episode) -> None:
        form = browser_of(clinic.cato).get(at("history", episode)).context["form"]

        assert "breastfeeding" in form.fields
        assert "has_decision_capacity" not in form.fields
        with pytest.raises(NotYours):
            actions.answer_history(episode=episode, item="has_decision_capacity", answer=Answer.YES, by=clinic.cato, at=NOW)

    def test_the_patient_answers_her_own_questions_one_by_one(self, clinic: Clinic, episode: Episode) -> None:
        first = queries.next_question(facts_of(episode))
        assert first is not None

        once = uuid4()
        for _ in range(2):
            actions.answer_history(
                episode=episode, item=first.item.id, answer=Answer.NO, by=clinic.alma_herself, at=NOW, via="portal", key=once
            )

        second = queries.next_question(facts_of(episode))
        assert second is not None
        assert second.item != first.item
        assert queries.history_progress(facts_of(episode)).by == (clinic.alma_herself.name,)

    def test_two_people_may_answer_different_questions_at_once(self, clinic: Clinic, episode: Episode) -> None:
        seen = episode.sequence
        self.say(episode, clinic.mira, seen, breastfeeding=Answer.NO)
        self.say(episode, clinic.noor, seen, past_psychosis=Answer.NO)

        assert len(facts_of(episode).of(HistoryAnswered)) == 2

    def test_a_different_answer_to_the_same_question_is_shown_first(self, clinic: Clinic, episode: Episode) -> None:
        seen = episode.sequence
        self.say(episode, clinic.mira, seen, breastfeeding=Answer.NO)

        with pytest.raises(AnsweredMeanwhile) as refused:
            self.say(episode, clinic.noor, seen, breastfeeding=Answer.YES)
        assert refused.value.items == ("Breast-feeding: Mira Santos answered no",)

        answer = browser_of(clinic.noor).post(
            at("history", episode), {"breastfeeding": "yes", "breastfeeding-detail": "since June", "seen": str(seen)} | key()
        )
        assert answer.status_code == 409
        assert "since June" in answer.content.decode()

    def test_nothing_new_is_said_so(self, clinic: Clinic, episode: Episode) -> None:
        with pytest.raises(AnswersDiffer):
            actions.answer_many(episode=episode, answers=[], by=clinic.noor, at=NOW)

    def test_a_remark_without_an_answer_is_sent_back(self, clinic: Clinic, episode: Episode) -> None:
        answer = browser_of(clinic.noor).post(at("history", episode), {"breastfeeding-detail": "since June"} | key())

        assert answer.status_code == 422
        assert "Choose an answer to go with the remark" in answer.content.decode()

    @staticmethod
    def say(episode: Episode, by: Any, seen: int, key: UUID | None = None, **answers: Answer) -> None:  # Any: an actor
        facts = [HistoryAnswered(item=item, answer=answer) for item, answer in answers.items()]
        actions.answer_many(episode=episode, answers=facts, by=by, at=NOW + timedelta(minutes=1), seen=seen, key=key)


class TestTheLongRun:
    def test_a_urinalysis_is_recorded_with_what_was_found(self, clinic: Clinic, episode: Episode) -> None:
        assert enter(clinic, episode, "urinalysis", result="positive", remarks="blood").status_code == 302

        (record,) = facts_of(episode).of(UrinalysisDone)
        assert (record.fact.result, record.fact.remarks) == (TestResult.POSITIVE, "blood")

    def test_every_question_about_misuse_has_to_be_answered(self, clinic: Clinic, episode: Episode) -> None:
        asked = {"craving_0_10": "2", "early_request": "no", "extra_doses": "no"}

        assert enter(clinic, episode, "misuse", **asked).status_code == 422
        assert enter(clinic, episode, "misuse", **asked, given_away="no").status_code == 302
        (record,) = facts_of(episode).of(MisuseAsked)
        assert record.fact.craving_0_10 == 2

    def test_misuse_is_asked_by_a_clinician(self, clinic: Clinic, episode: Episode) -> None:
        enter(clinic, episode, "misuse", by="cato", early_request="no", extra_doses="no", given_away="no")

        assert not facts_of(episode).of(MisuseAsked)
