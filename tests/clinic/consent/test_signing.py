"""Consent is an act of its own each time: read, understood, signed, countersigned, and taken back when the patient says so."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from cast import NOW, Clinic, a_clinic, an_episode
from clinic.consent.reading import CONSENT, a_candidate, a_new_version, everything, the_document, wrong_for
from kapstone.clinic.consent import actions, queries
from kapstone.clinic.consent.errors import (
    AlreadyWithdrawn,
    AskAgain,
    DrawingUnreadable,
    NotAcknowledged,
    NotOfThisDocument,
    NotWentOver,
    TextChanged,
    Unsigned,
)
from kapstone.clinic.consent.models import Countersigned, SignedText
from kapstone.clinic.consent.queries import ConsentStanding, State
from kapstone.clinic.consent.walk import Given
from kapstone.clinic.episodes.errors import GateClosed, SameKeyOtherAnswers
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import assessment_of, facts_of, protocol_of
from kapstone.clinic.journal import clock
from kapstone.documents import all_documents
from kapstone.facts import ConsentGiven
from kapstone.findings import Level
from kapstone.pathway import GateId

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return a_candidate(clinic)


def sign(clinic: Clinic, episode: Episode, given: Given | None = None, **more: object) -> SignedText:
    with clock.stopped_at(NOW):
        return actions.sign(
            episode=episode, document=the_document(), given=given or everything(), by=clinic.noor, at=NOW, **more  # type: ignore[arg-type]  # key
        )  # fmt: skip


def countersign(clinic: Clinic, episode: Episode, signed: SignedText, **more: object) -> None:
    with clock.stopped_at(NOW):
        actions.countersign(episode=episode, consent=signed.entry, signature="Noor Haddad", by=clinic.noor, at=NOW, **more)  # type: ignore[arg-type]  # key, went_over


def stands(episode: Episode, days: float = 0) -> ConsentStanding:
    return queries.standing(facts_of(episode), protocol_of(episode), NOW + days * DAY)


def consent_finding(episode: Episode, days: float = 0) -> Level:
    """What the pathway says of the same consent."""
    assessment = assessment_of(episode, NOW + days * DAY)
    return max(
        (
            f.level
            for gate in (assessment.gate(GateId.PREPARE),)
            for f in gate.closed_by
            if f.rule in {"PW-CONSENT", "PW-TEACH-BACK"}
        ),
        default=Level.CLEAR,
    )


class TestSigning:
    def test_the_text_is_kept_word_for_word_with_the_digest_of_the_fact(self, clinic: Clinic, episode: Episode) -> None:
        signed = sign(clinic, episode)

        fact = facts_of(episode).get(signed.entry)
        assert fact is not None
        assert isinstance(fact.fact, ConsentGiven)
        assert fact.fact.digest == signed.digest == the_document().digest
        assert hashlib.sha256(signed.text.encode()).hexdigest() == signed.digest
        assert signed.as_document().elements == the_document().elements
        assert signed.device == "the clinic's device, handed over by Noor Haddad"

    def test_it_holds_once_a_clinician_has_countersigned(self, clinic: Clinic, episode: Episode) -> None:
        assert stands(episode).state is State.NOT_SIGNED
        signed = sign(clinic, episode)
        assert stands(episode).state is State.NOT_COUNTERSIGNED
        assert consent_finding(episode) is Level.HOLD

        countersign(clinic, episode, signed)

        assert stands(episode).is_in_force
        assert consent_finding(episode) is Level.CLEAR
        assert stands(episode).choices == {"touch": True, "recording": False, "registry": False, "sharing": False}

    def test_pressing_twice_signs_once(self, clinic: Clinic, episode: Episode) -> None:
        key = uuid4()

        first, second = sign(clinic, episode, key=key), sign(clinic, episode, key=key)

        assert first.id == second.id
        assert SignedText.objects.count() == len(facts_of(episode).of(ConsentGiven)) == 1

    def test_the_same_form_with_other_answers_is_refused(self, clinic: Clinic, episode: Episode) -> None:
        key = uuid4()
        sign(clinic, episode, key=key)

        with pytest.raises(SameKeyOtherAnswers):
            sign(clinic, episode, replace(everything(), signature="Somebody Else"), key=key)

    def test_signing_again_is_another_act_and_keeps_the_first(self, clinic: Clinic, episode: Episode) -> None:
        first, second = sign(clinic, episode), sign(clinic, episode, everything(drawn="M1 1L20 20"))

        assert first.entry != second.entry
        assert [each.id for each in queries.signed_texts(episode)] == [second.id, first.id]

    def test_a_part_without_an_answer_is_named(self, clinic: Clinic, episode: Episode) -> None:
        given = everything()
        unread = replace(given, acknowledged=given.acknowledged[1:])

        with pytest.raises(NotAcknowledged) as refused:
            sign(clinic, episode, unread)

        assert refused.value.elements == (the_document().elements[0].id,)
        assert not SignedText.objects.exists()

    def test_a_choice_left_open_is_not_taken_as_a_yes(self, clinic: Clinic, episode: Episode) -> None:
        with pytest.raises(NotAcknowledged) as refused:
            sign(clinic, episode, everything(declined=("registry", "sharing")))

        assert refused.value.elements == ("recording",)

    def test_what_is_required_cannot_be_declined(self, clinic: Clinic, episode: Episode) -> None:
        given = everything()
        required = the_document().required[0]
        refusing = replace(
            given, acknowledged=tuple(e for e in given.acknowledged if e != required), declined=(*given.declined, required)
        )

        with pytest.raises(NotAcknowledged):
            sign(clinic, episode, refusing)

    @pytest.mark.parametrize("name", ["", "   "])
    def test_it_is_signed_with_a_name(self, clinic: Clinic, episode: Episode, name: str) -> None:
        with pytest.raises(Unsigned):
            sign(clinic, episode, everything(signature=name))

    @pytest.mark.parametrize("drawn", ["<svg/>", "M1 1L2", "M1 1L2 2Z", "M1 1" * 60_000])
    def test_a_drawing_is_lines_and_nothing_else(self, clinic: Clinic, episode: Episode, drawn: str) -> None:
        with pytest.raises(DrawingUnreadable):
            sign(clinic, episode, everything(drawn=drawn))

    def test_an_answer_to_another_text_is_refused(self, clinic: Clinic, episode: Episode) -> None:
        with pytest.raises(NotOfThisDocument):
            sign(clinic, episode, everything(declined=("recording", "registry", "sharing", "weather")))

    def test_a_text_that_changed_while_it_was_read_is_not_signed(
        self, clinic: Clinic, episode: Episode, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown = the_document()
        monkeypatch.setitem(all_documents(), CONSENT, a_new_version("1.1"))

        with pytest.raises(TextChanged), clock.stopped_at(NOW):
            actions.sign(episode=episode, document=shown, given=everything(shown), by=clinic.noor, at=NOW)

    def test_a_first_consent_waits_for_decision_and_therapist(self, clinic: Clinic) -> None:
        with pytest.raises(GateClosed):
            sign(clinic, an_episode(clinic))

        assert not SignedText.objects.exists()


class TestTeachBack:
    def test_a_wrong_answer_is_asked_again(self, clinic: Clinic, episode: Episode) -> None:
        given = everything()
        once = {**given.teach_back, "drive": (wrong_for("drive"),)}

        with pytest.raises(AskAgain):
            sign(clinic, episode, replace(given, teach_back=once))

    def test_understood_at_the_second_asking_counts_and_both_answers_are_kept(self, clinic: Clinic, episode: Episode) -> None:
        given = everything()
        signed = sign(
            clinic, episode, replace(given, teach_back={**given.teach_back, "drive": (wrong_for("drive"), "next_day")})
        )

        assert signed.teach_back["drive"] == [wrong_for("drive"), "next_day"]
        assert queries.unclear(signed) == ()
        countersign(clinic, episode, signed)
        assert stands(episode).is_in_force

    def test_failing_twice_is_signed_all_the_same_and_flagged_to_the_clinician(self, clinic: Clinic, episode: Episode) -> None:
        given, wrong = everything(), wrong_for("drive")
        signed = sign(clinic, episode, replace(given, teach_back={**given.teach_back, "drive": (wrong, wrong)}))

        assert [question.id for question in queries.unclear(signed)] == ["drive"]
        with pytest.raises(NotWentOver, match="drive again"):
            countersign(clinic, episode, signed)
        countersign(clinic, episode, signed, went_over=True)

        assert Countersigned.objects.get().went_over == ["drive"]
        assert stands(episode).is_in_force, "four of five are 80 %"

    def test_below_the_pass_mark_the_gate_stays_closed_and_says_why(self, clinic: Clinic, episode: Episode) -> None:
        given, twice = everything(), {name: (wrong_for(name),) * 2 for name in ("drive", "stop")}
        signed = sign(clinic, episode, replace(given, teach_back={**given.teach_back, **twice}))
        countersign(clinic, episode, signed, went_over=True)

        assert stands(episode).state is State.NOT_UNDERSTOOD
        assert consent_finding(episode) is Level.HOLD
        assert "60 %" in stands(episode).sentence


class TestWithdrawal:
    def test_it_holds_at_once_and_closes_the_gates(self, clinic: Clinic, episode: Episode) -> None:
        signed = sign(clinic, episode)
        countersign(clinic, episode, signed)
        with clock.stopped_at(NOW + DAY):
            recorded = actions.withdraw(episode=episode, consent=signed.entry, by=clinic.alma_herself, at=NOW + DAY)

        assert not recorded.assessment.gate(GateId.PREPARE).is_open
        assert stands(episode, 1).state is State.WITHDRAWN
        assert consent_finding(episode, 1) is Level.STOP
        assert not any(stands(episode, 1).choices.values()), "no touch, no recording, no sharing after a withdrawal"

    def test_pressing_twice_withdraws_once(self, clinic: Clinic, episode: Episode) -> None:
        signed, key = sign(clinic, episode), uuid4()
        withdraw = {"episode": episode, "consent": signed.entry, "by": clinic.alma_herself, "at": NOW}

        first = actions.withdraw(**withdraw, key=key)  # type: ignore[arg-type]  # as in the signature
        second = actions.withdraw(**withdraw, key=key)  # type: ignore[arg-type]  # as in the signature

        assert first.first.id == second.first.id
        with pytest.raises(AlreadyWithdrawn):
            actions.withdraw(**withdraw)  # type: ignore[arg-type]  # as in the signature

    def test_a_withdrawn_consent_is_not_countersigned(self, clinic: Clinic, episode: Episode) -> None:
        signed = sign(clinic, episode)
        actions.withdraw(episode=episode, consent=signed.entry, by=clinic.alma_herself, at=NOW)

        with pytest.raises(AlreadyWithdrawn):
            countersign(clinic, episode, signed)

    def test_it_can_be_given_anew(self, clinic: Clinic, episode: Episode) -> None:
        actions.withdraw(episode=episode, consent=sign(clinic, episode).entry, by=clinic.alma_herself, at=NOW)
        countersign(clinic, episode, sign(clinic, episode))

        assert stands(episode).is_in_force


class TestVersions:
    def test_a_minor_change_asks_nobody_and_keeps_what_was_signed(
        self, clinic: Clinic, episode: Episode, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        signed = sign(clinic, episode)
        countersign(clinic, episode, signed)
        monkeypatch.setitem(all_documents(), CONSENT, a_new_version("1.1"))

        assert stands(episode).is_in_force
        assert stands(episode).has_newer_text
        assert consent_finding(episode) is Level.CLEAR
        kept = queries.signed_text(episode, signed.entry)
        assert kept is not None
        assert kept.is_whole
        assert "hold my hand" in kept.text

    def test_a_major_change_asks_anew_and_marks_what_changed(
        self, clinic: Clinic, episode: Episode, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        signed = sign(clinic, episode)
        countersign(clinic, episode, signed)
        new = a_new_version("2.0")
        monkeypatch.setitem(all_documents(), CONSENT, new)

        assert stands(episode).state is State.ASKED_ANEW
        assert consent_finding(episode) is Level.HOLD
        assert [step.id for step in queries.walk(new, {}, episode).steps if step.has_changed] == ["touch"]

    def test_the_page_and_the_gate_say_the_same_when_it_lapses(self, clinic: Clinic, episode: Episode) -> None:
        signed = sign(clinic, episode)
        countersign(clinic, episode, signed)

        for days in (0, 29, 31, 400):
            assert stands(episode, days).is_in_force is (consent_finding(episode, days) is Level.CLEAR), days
        assert stands(episode, 31).state is State.LAPSED
