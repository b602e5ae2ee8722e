"""The letter that tells the patient what was decided and why, and what they can do."""

from dataclasses import dataclass
from datetime import datetime

from kapstone.clinic.episodes.pages import PatientPage
from kapstone.facts import Decision, EligibilityDecided, Fact, Record

__all__ = ["Letter", "as_pdf", "decision_line", "write"]

_OPENING = {
    Decision.ELIGIBLE: "We have looked at everything you told us and everything we measured. The treatment can go on to its next step: choosing a therapist and going through the consent with you.",
    Decision.CONDITIONAL: "We have looked at everything you told us and everything we measured. The treatment can go on if the conditions below are met.",
    Decision.DECLINED: "We have looked at everything you told us and everything we measured. We do not think that this treatment is right for you now.",
    Decision.REFERRED: "We have looked at everything you told us and everything we measured. We think that you are better helped elsewhere.",
}
_WORDS = {
    Decision.ELIGIBLE: "Eligible", Decision.CONDITIONAL: "Eligible on conditions", Decision.DECLINED: "Declined", Decision.REFERRED: "Referred elsewhere",
}  # fmt: skip
_NEXT = {
    Decision.ELIGIBLE: "Nothing is decided for good: you can stop at any time, and we look again at your health before every dose.",
    Decision.CONDITIONAL: "Nothing is decided for good: you can stop at any time, and we look again at your health before every dose.",
    Decision.DECLINED: "If something changes, or if you think we have overlooked something, tell us and we will look again. We will send our findings to a clinician of your choice if you wish.",
    Decision.REFERRED: "We will send our findings to the clinician or service named above if you wish. If something changes, tell us and we will look again.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The decision in words for the patient. `id` is the record it tells of."""

    id: str
    clinic: str
    patient: str
    day: str
    programme: str
    decision: str
    opening: str
    reason: str
    conditions: str
    off_label: str
    after: str
    crisis: str
    signed: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """The signed decision in one line, for the report."""

    words: str
    reason: str
    conditions: str
    by: str
    at: datetime
    record: Record[EligibilityDecided]


def decision_line(record: Record[EligibilityDecided], page: PatientPage) -> DecisionLine:
    fact = record.fact
    return DecisionLine(
        words=_WORDS[fact.decision], reason=fact.reason, conditions=fact.conditions, by=record.by_name, at=record.at.astimezone(page.zone), record=record
    )  # fmt: skip


def write(record: Record[Fact], page: PatientPage) -> Letter:
    """The letter of one signed decision."""
    fact = record.fact
    assert isinstance(fact, EligibilityDecided), "letters tell of decisions"
    local = record.at.astimezone(page.zone)
    return Letter(
        id=str(record.id),
        clinic=page.episode.organisation.name,
        patient=page.episode.patient.name,
        day=f"{local.day} {local:%B %Y}",
        programme=page.protocol.title,
        decision=_WORDS[fact.decision],
        opening=_OPENING[fact.decision],
        reason=fact.reason,
        conditions=fact.conditions,
        off_label="The use of ketamine for mental health is off-label: the United States Food and Drug Administration has not approved it for any psychiatric condition.",
        after=_NEXT[fact.decision],
        crisis="If you might harm yourself, do not wait for an appointment: call 911 in an emergency, or call or text 988.",
        signed=f"{record.by_name}, prescriber, {local.day} {local:%B %Y}, {local:%H:%M}",
        digest=fact.report_digest,
    )


def as_pdf(letter: Letter) -> bytes:
    """The letter as a tagged PDF."""
    from dataclasses import asdict

    from kapstone.clinic.web import pdf

    return pdf.render("screening/letter.typ", asdict(letter))
