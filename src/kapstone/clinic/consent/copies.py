"""A signed consent in words: what was read and answered, by whom it was signed, whether it was taken back; and the same as a PDF."""

from dataclasses import asdict, dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kapstone.clinic.consent.models import SignedText
from kapstone.clinic.consent.walk import flagged
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.web import pdf
from kapstone.documents import Acknowledge, Element
from kapstone.facts import ConsentWithdrawn, Facts

__all__ = ["Copy", "Part", "Tested", "as_pdf", "copy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One element as it was shown, with what the patient said to it and when."""

    title: str
    text: str
    said: str
    at: str
    is_declined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """One question with the answers in words."""

    text: str
    answers: tuple[str, ...]
    meant: str
    is_unclear: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Everything a copy says."""

    consent: str
    title: str
    version: str
    digest: str
    clinic: str
    patient: str
    introduction: str
    parts: tuple[Part, ...]
    questions: tuple[Tested, ...]
    signature: str
    signed: str
    device: str
    drawn: str
    countersigned: tuple[str, ...]
    withdrawn: str
    is_whole: bool


def copy(episode: Episode, text: SignedText, facts: Facts) -> Copy:
    """The copy of one act of consent as it stands now."""
    zone = episode.zone
    document, moments = text.as_document(), text.read_moments()
    answers = {question: tuple(tried) for question, tried in text.teach_back.items()}
    unclear = {question.id for question in flagged(document, answers)}
    withdrawn = facts.latest(ConsentWithdrawn, lambda fact: fact.consent == text.entry)
    return Copy(
        consent=str(text.entry),
        title=document.title,
        version=text.version,
        digest=text.digest,
        clinic=episode.organisation.name,
        patient=episode.patient.name,
        introduction=document.introduction,
        parts=tuple(
            Part(
                title=element.title,
                text=element.text,
                said=_said(element, element.id in text.declined),
                at=_moment(moments[element.id], zone) if element.id in moments else "",
                is_declined=element.id in text.declined,
            )
            for element in document.elements
        ),
        questions=tuple(
            Tested(
                text=question.text,
                answers=tuple(
                    option.text for each in answers.get(question.id, ()) for option in question.options if option.id == each
                ),
                meant=next(option.text for option in question.options if option.id == question.right),
                is_unclear=question.id in unclear,
            )
            for question in document.teach_back
        ),
        signature=text.signature,
        signed=_moment(text.signed_at, zone),
        device=text.device,
        drawn=text.drawn,
        countersigned=tuple(f"{each.signature}, {_moment(each.signed_at, zone)}" for each in text.countersignatures.all()),
        withdrawn=_moment(withdrawn.at, zone) if withdrawn else "",
        is_whole=text.is_whole,
    )


def as_pdf(copied: Copy, *, at: datetime) -> bytes:
    """The copy as a tagged PDF."""
    drawn = ""
    if copied.drawn:  # only M, L and digits: actions.sign let nothing else in
        drawn = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 896 288">'
            f'<path d="{copied.drawn}" fill="none" stroke="#1b1d1c" stroke-width="4" stroke-linecap="round"/></svg>'
        )
    return pdf.render("consent/consent.typ", {**asdict(copied), "drawn": drawn}, at=at)


def _said(element: Element, is_declined: bool) -> str:
    match element.acknowledge:
        case Acknowledge.REQUIRED:
            return "I understand"
        case Acknowledge.READ:
            return "I have read this"
        case Acknowledge.CHOICE:
            return "No" if is_declined else "Yes, I agree"


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local.day} {local:%B %Y}, {local:%H:%M %Z}"
