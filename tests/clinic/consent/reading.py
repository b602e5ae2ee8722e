"""How the people in these stories read and answer the consent."""

from dataclasses import replace

from cast import Clinic, an_episode
from kapstone.clinic.consent.walk import Answer, Given
from kapstone.clinic.episodes.models import Episode
from kapstone.documents import Document, all_documents
from kapstone.facts import Decision, EligibilityDecided, TherapistMatched

CONSENT = "ketamine_consent"


def the_document() -> Document:
    return all_documents()[CONSENT]


def a_candidate(clinic: Clinic) -> Episode:
    """Alma has been found eligible and has accepted Sol: consent may be asked for."""
    return an_episode(
        clinic,
        EligibilityDecided(decision=Decision.ELIGIBLE, report_digest="0" * 64, reason="Two adequate trials."),
        TherapistMatched(therapist=clinic.staff(clinic.sol).id, therapist_name=clinic.sol.name),
    )


def everything(document: Document | None = None, **changes: object) -> Given:
    """Alma understood every part, said yes to touch and no to the rest, and answered every question as meant."""
    document = document or the_document()
    said_no = tuple(choice for choice in document.choices if choice != "touch")
    given = Given(
        acknowledged=tuple(element.id for element in document.elements if element.id not in said_no),
        declined=said_no,
        teach_back={question.id: (question.right,) for question in document.teach_back},
        signature="Alma Reyes",
    )
    return replace(given, **changes)  # type: ignore[arg-type]  # fields of Given by name


def wrong_for(question_id: str, document: Document | None = None) -> str:
    question = next(each for each in (document or the_document()).teach_back if each.id == question_id)
    return next(option.id for option in question.options if option.id != question.right)


def a_new_version(version: str, *, touch: str = "I agree to supportive touch, as we discussed it today.") -> Document:
    """The same consent in another version, with other words on touch."""
    now = the_document()
    elements = tuple(replace(each, text=touch) if each.id == "touch" else each for each in now.elements)
    return replace(now, version=version, major=version.endswith(".0"), elements=elements)


def steps_of(document: Document) -> list[tuple[str, str, str]]:
    """Kind, id and right answer of every step before the signature."""
    said = [
        ("element", e.id, Answer.DECLINE if e.is_choice else (Answer.READ if e.acknowledge == "read" else Answer.UNDERSTOOD))
        for e in document.elements
    ]
    return [
        *((kind, id_, str(answer)) for kind, id_, answer in said),
        *(("question", q.id, q.right) for q in document.teach_back),
    ]
