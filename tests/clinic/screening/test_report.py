"""The eligibility report and the decision signed on it: honest about what is missing, kept when stale, overridden only by policy."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

import cast
from cast import NOW, Clinic, browser_of
from clinic.screening import well
from kapstone.clinic.episodes.errors import ProgrammeIsSettled
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.clinic.screening import actions, queries
from kapstone.clinic.screening.errors import CannotBeSetAside, OthersMustToo, ReportMoved, SignWithYourName, StillOpen
from kapstone.clinic.screening.report import Report
from kapstone.facts import Answer, Decision, EligibilityDecided, FindingOverridden, WeightMeasured
from kapstone.findings import Level
from kapstone.pathway import Stage
from kapstone.protocols import all_protocols

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def clinic() -> Clinic:
    return cast.a_clinic()


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return cast.an_episode(clinic, at=NOW - timedelta(hours=2))


@pytest.fixture(autouse=True)
def _without_the_second_step(settings: Any) -> None:  # Any: pytest-django's settings
    settings.KAPSTONE_REQUIRE_TOTP = False


def report_at(episode: Episode, moment: Any = NOW) -> Report:  # Any: a datetime
    return queries.report_for(episode, moment)


def signed(
    clinic: Clinic, episode: Episode, decision: Decision = Decision.ELIGIBLE, **other: Any
) -> Any:  # Any: fields of the action
    given = {
        "reason": "Two adequate trials failed; nothing stands in the way.", "signature": "noor haddad", "report_digest": report_at(episode).digest,
        "by": clinic.noor, "at": NOW, "key": uuid4(),
    } | other  # fmt: skip
    with clock.stopped_at(NOW):
        return actions.decide(episode=episode, decision=decision, **given)


def level_of(episode: Episode, rule: str) -> Level:
    return next(finding.level for finding in report_at(episode).read.findings if finding.rule == rule)


def override(
    episode: Episode, finding: str, by: Any, reason: str = "Discussed in the team; risk is acceptable."
) -> None:  # Any: an actor
    with clock.stopped_at(NOW):
        actions.set_aside(episode=episode, finding=finding, reason=reason, by=by, at=NOW)


class TestTheReport:
    def test_an_empty_record_is_not_clear(self, clinic: Clinic, episode: Episode) -> None:
        report = report_at(episode)

        assert report.verdict.startswith("Not yet")
        assert report.in_the_way

    def test_a_whole_record_without_findings_says_so(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW)

        assert report_at(episode).verdict == "No rule stands in the way."

    def test_each_line_shows_why_source_and_who_acts(self, clinic: Clinic, episode: Episode) -> None:
        page = browser_of(clinic.noor).get(reverse("screening:report", kwargs={"episode": episode.id})).content.decode()

        for words in (
            "Aneurysmal vascular disease",
            "Source",
            "Confirmed",
            "Who acts",
            "Going on in spite of it",
            "Enter what is missing",
        ):
            assert words in page

    def test_a_missing_answer_is_given_in_place(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW, missing={"breastfeeding"})
        assert level_of(episode, "PR-02") is Level.UNKNOWN

        with clock.stopped_at(LATER):
            answer = browser_of(clinic.mira).post(
                reverse("screening:answer", kwargs={"episode": episode.id, "item": "breastfeeding"}),
                {"answer": "no", "next": "report", "anchor": "f-PR-02", "key": str(uuid4())},
            )

        assert answer.headers["Location"].endswith("/report/#f-PR-02")
        assert level_of(episode, "PR-02") is Level.CLEAR

    def test_an_answer_in_place_without_a_choice_comes_back_open(self, clinic: Clinic, episode: Episode) -> None:
        address = reverse("screening:answer", kwargs={"episode": episode.id, "item": "breastfeeding"})

        answer = browser_of(clinic.mira).post(address, {"detail": "will ask her", "next": "report"})

        assert answer.status_code == 422
        assert "Choose an answer" in answer.content.decode()
        assert "will ask her" in answer.content.decode()

    def test_people_who_disagree_stand_side_by_side(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW)
        with clock.stopped_at(NOW):
            actions.answer_history(
                episode=episode, item="past_psychosis", answer=Answer.YES, by=clinic.alma_herself, at=NOW, via="portal"
            )

        line = next(line for group in report_at(episode).groups for line in group.lines if line.finding.rule == "PS-02")

        assert {source.by for source in line.disagree} == {"Noor Haddad", clinic.alma_herself.name}

    def test_it_unfolds_to_print_and_keeps_its_signature_block_for_prescribers(self, clinic: Clinic, episode: Episode) -> None:
        address = reverse("screening:report", kwargs={"episode": episode.id})

        assert '<details class="more" open><summary>Why' in browser_of(clinic.noor).get(address + "?show=all").content.decode()

        assert "Sign the decision" in browser_of(clinic.noor).get(address).content.decode()
        assert "Only a prescriber decides" in browser_of(clinic.sol).get(address).content.decode()


class TestTheDecision:
    def test_a_signed_yes_opens_the_next_stage_and_names_the_report(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW)
        digest = report_at(episode).digest

        recorded = signed(clinic, episode)

        assert recorded.first.fact.report_digest == digest
        assert recorded.assessment.stage is Stage.MATCHING

    def test_signed_twice_is_signed_once(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW)
        key, digest = uuid4(), report_at(episode).digest

        first, second = (signed(clinic, episode, key=key, report_digest=digest) for _ in range(2))

        assert first.first.id == second.first.id

    def test_a_plain_yes_is_refused_while_something_is_missing(self, clinic: Clinic, episode: Episode) -> None:
        with pytest.raises(StillOpen):
            signed(clinic, episode)

    def test_a_no_is_always_possible(self, clinic: Clinic, episode: Episode) -> None:
        assert signed(clinic, episode, Decision.DECLINED).first.fact.decision is Decision.DECLINED

    def test_conditions_do_not_remove_a_stop(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW, but={"aneurysmal_vascular_disease": Answer.YES})

        with pytest.raises(StillOpen):
            signed(clinic, episode, Decision.CONDITIONAL, conditions="An angiologist agrees.")

    def test_a_conditional_yes_says_on_which_conditions(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW, missing={"breastfeeding"})

        with pytest.raises(StillOpen):
            signed(clinic, episode, Decision.CONDITIONAL)
        assert signed(clinic, episode, Decision.CONDITIONAL, conditions="Ask about breast-feeding first.")

    def test_it_is_signed_with_ones_own_name(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW)

        with pytest.raises(SignWithYourName):
            signed(clinic, episode, signature="Sol Rivera")

    def test_when_somebody_records_something_meanwhile_nothing_is_signed_and_the_words_are_kept(
        self, clinic: Clinic, episode: Episode
    ) -> None:
        well.screen(clinic, episode, at=NOW)
        with clock.stopped_at(NOW):
            page = browser_of(clinic.noor).get(reverse("screening:report", kwargs={"episode": episode.id})).context
            actions.answer_history(episode=episode, item="breastfeeding", answer=Answer.YES, by=clinic.mira, at=NOW)
            form = {
                "decision": "eligible", "reason": "A careful reason.", "signature": "Noor Haddad", "report": page["report"].digest, "seen": page["seen"],
                "key": str(uuid4()),
            }  # fmt: skip
            answer = browser_of(clinic.noor).post(reverse("screening:decide", kwargs={"episode": episode.id}), form)

        said = answer.content.decode()
        assert answer.status_code == 409
        assert "The report has changed since you opened it" in said
        assert "by Mira Santos" in said
        assert "A careful reason." in said
        assert facts_of(episode).latest(EligibilityDecided) is None
        assert answer.context["form"]["report"].value() == report_at(episode).digest

    def test_time_alone_can_make_a_report_stale(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW)
        digest = report_at(episode).digest

        with clock.stopped_at(NOW + timedelta(days=60)), pytest.raises(ReportMoved):
            actions.decide(
                episode=episode, decision=Decision.ELIGIBLE, reason="Fine.", signature="Noor Haddad", report_digest=digest, by=clinic.noor,
                at=NOW + timedelta(days=60),
            )  # fmt: skip

    def test_what_changed_since_it_was_signed_is_marked(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW)
        signed(clinic, episode)
        assert not report_at(episode).has_changed

        with clock.stopped_at(LATER):
            actions.answer_history(episode=episode, item="breastfeeding", answer=Answer.YES, by=clinic.mira, at=LATER)

        report = report_at(episode, LATER)
        assert [line.finding.rule for group in report.groups for line in group.lines if line.is_new] == ["PR-02"]
        page = browser_of(clinic.noor).get(reverse("screening:report", kwargs={"episode": episode.id})).content.decode()
        assert "changed since signed" in page

    def test_after_it_the_programme_stays(self, clinic: Clinic, episode: Episode) -> None:
        signed(clinic, episode, Decision.DECLINED)

        with pytest.raises(ProgrammeIsSettled):
            actions.choose_programme(episode=episode, protocol=all_protocols()["im-kap-course"], by=clinic.noor, at=NOW)

    @pytest.mark.parametrize("person, status", [("sol", 403), ("mira", 403), ("cato", 403), ("dara", 403)])
    def test_nobody_else_decides(self, clinic: Clinic, episode: Episode, person: str, status: int) -> None:
        address = reverse("screening:decide", kwargs={"episode": episode.id})

        assert browser_of(getattr(clinic, person)).post(address, {}).status_code == status

    def test_the_letter_tells_the_patient_in_plain_words_and_prints(self, clinic: Clinic, episode: Episode) -> None:
        recorded = signed(clinic, episode, Decision.DECLINED, reason="Your blood pressure is not controlled yet.")
        address = reverse("screening:letter", kwargs={"episode": episode.id, "decision": recorded.first.id})
        noor = browser_of(clinic.noor)

        page, pdf = noor.get(address).content.decode(), noor.get(address + "?as=pdf")

        assert "Your blood pressure is not controlled yet." in page
        assert "off-label" in page
        assert pdf.content.startswith(b"%PDF")

    def test_a_letter_of_another_fact_does_not_exist(self, clinic: Clinic, episode: Episode) -> None:
        with clock.stopped_at(NOW):
            weight = actions.enter(
                episode=episode, section=queries.SECTIONS["weight"], fact=WeightMeasured(kilograms=70), by=clinic.mira, at=NOW
            ).first  # fmt: skip

        address = reverse("screening:letter", kwargs={"episode": episode.id, "decision": weight.id})
        assert browser_of(clinic.noor).get(address).status_code == 404


class TestSettingAside:
    def test_a_stop_takes_two_clinicians_one_of_them_a_prescriber(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW, but={"aneurysmal_vascular_disease": Answer.YES})
        assert level_of(episode, "CV-01") is Level.STOP

        override(episode, "CV-01", clinic.sol)
        assert level_of(episode, "CV-01") is Level.STOP
        override(episode, "CV-01", clinic.noor)

        assert level_of(episode, "CV-01") is Level.NOTE
        assert signed(clinic, episode).first.fact.decision is Decision.ELIGIBLE

    def test_the_first_of_two_is_shown_waiting(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW, but={"aneurysmal_vascular_disease": Answer.YES})
        address = reverse("screening:set_aside", kwargs={"episode": episode.id})

        with clock.stopped_at(NOW):
            answer = browser_of(clinic.sol).post(
                address, {"finding": "CV-01", "reason": "Small, watched for ten years.", "next": "report", "key": str(uuid4())}, follow=True
            )  # fmt: skip

        page = answer.content.decode()
        assert "Waits for a second clinician, a prescriber." in page
        assert "Small, watched for ten years." in page

    def test_one_person_is_not_two(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW, but={"aneurysmal_vascular_disease": Answer.YES})
        override(episode, "CV-01", clinic.noor)

        with pytest.raises(OthersMustToo):
            override(episode, "CV-01", clinic.noor, "Still right.")

    def test_two_without_a_prescriber_are_not_enough(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW, but={"aneurysmal_vascular_disease": Answer.YES})
        override(episode, "CV-01", clinic.sol)

        with pytest.raises(CannotBeSetAside):
            override(episode, "CV-01", clinic.mira)

    def test_a_missing_fact_cannot_be_set_aside(self, clinic: Clinic, episode: Episode) -> None:
        with pytest.raises(CannotBeSetAside):
            override(episode, "CV-01", clinic.noor)

    def test_a_reason_is_needed(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW, but={"aneurysmal_vascular_disease": Answer.YES})
        address = reverse("screening:set_aside", kwargs={"episode": episode.id})

        answer = browser_of(clinic.noor).post(address, {"finding": "CV-01", "reason": "", "next": "report"})

        assert answer.status_code == 422
        assert facts_of(episode).latest(FindingOverridden) is None

    @pytest.mark.parametrize("person", ["cato", "dara"])
    def test_who_is_no_clinician_may_not(self, clinic: Clinic, episode: Episode, person: str) -> None:
        address = reverse("screening:set_aside", kwargs={"episode": episode.id})

        assert browser_of(getattr(clinic, person)).post(address, {"finding": "CV-01", "reason": "x"}).status_code == 403

    def test_sent_twice_it_is_one_voice(self, clinic: Clinic, episode: Episode) -> None:
        well.screen(clinic, episode, at=NOW, but={"aneurysmal_vascular_disease": Answer.YES})
        key = uuid4()

        for _ in range(2):
            with clock.stopped_at(NOW):
                actions.set_aside(episode=episode, finding="CV-01", reason="Small and stable.", by=clinic.noor, at=NOW, key=key)

        assert len(facts_of(episode).of(FindingOverridden)) == 1


class TestWhatItCosts:
    @pytest.mark.parametrize("page", ["hub", "history", "report"])
    def test_a_page_asks_the_database_little(
        self, clinic: Clinic, episode: Episode, page: str, django_assert_max_num_queries: Any
    ) -> None:
        # Any: pytest-django's fixture
        well.screen(clinic, episode, at=NOW)
        signed(clinic, episode)
        noor = browser_of(clinic.noor)

        with django_assert_max_num_queries(12):
            assert noor.get(reverse(f"screening:{page}", kwargs={"episode": episode.id})).status_code == 200


def test_a_signature_is_never_filled_in_from_a_draft(clinic: Clinic, episode: Episode) -> None:
    noor = browser_of(clinic.noor)
    draft = reverse("web:draft", kwargs={"form": "eligibility-decision", "subject": episode.id})
    noor.post(
        draft, {"reason": "A careful reason.", "signature": "Noor Haddad", "report": "0" * 64}, content_type="application/json"
    )

    page = noor.get(reverse("screening:report", kwargs={"episode": episode.id})).content.decode()

    assert "A careful reason." in page
    assert 'value="Noor Haddad"' not in page
    assert "0" * 64 not in page
