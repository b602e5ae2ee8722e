"""How a consent stands: signed, understood, countersigned, in force, out of date, asked anew, taken back. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum

from kapstone.documents import Document, document_called, needs_new_consent
from kapstone.facts import ConsentCountersigned, ConsentGiven, ConsentWithdrawn, DoseGiven, Facts, Record
from kapstone.findings import Level
from kapstone.protocols import Protocol

__all__ = ["ConsentStanding", "State", "standings_of"]

_COUNTERSIGNERS = {"prescriber", "therapist"}


class State(StrEnum):
    """Where one consent is."""

    NOT_SIGNED = "not_signed"
    NOT_UNDERSTOOD = "not_understood"
    NOT_COUNTERSIGNED = "not_countersigned"
    IN_FORCE = "in_force"
    ASKED_ANEW = "asked_anew"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentStanding:
    """One document of the protocol for one patient at one moment."""

    state: State
    document: Document
    """The version in force today: what would be signed now."""
    signed: Record[ConsentGiven] | None = None
    countersigned: Record[ConsentCountersigned] | None = None
    withdrawn: Record[ConsentWithdrawn] | None = None
    lapses_at: datetime | None = None
    least_percent: float = 80

    @property
    def is_in_force(self) -> bool:
        return self.state is State.IN_FORCE

    @property
    def wants_signature(self) -> bool:
        """Whether the patient is asked to read and sign (anew)."""
        return self.state not in {State.IN_FORCE, State.NOT_COUNTERSIGNED}

    @property
    def wants_countersignature(self) -> bool:
        return self.state is State.NOT_COUNTERSIGNED

    @property
    def may_withdraw(self) -> bool:
        return self.signed is not None and self.withdrawn is None

    @property
    def has_newer_text(self) -> bool:
        """Whether the text changed in small things since; nobody has to sign for that."""
        return (
            self.signed is not None
            and self.signed.fact.document_version != self.document.version
            and not needs_new_consent(self.signed.fact.document_version, self.document)
        )

    @property
    def level(self) -> Level:
        match self.state:
            case State.IN_FORCE:
                return Level.CLEAR
            case State.NOT_SIGNED:
                return Level.UNKNOWN
            case State.WITHDRAWN:
                return Level.STOP
            case State.NOT_UNDERSTOOD | State.NOT_COUNTERSIGNED | State.ASKED_ANEW | State.LAPSED:
                return Level.HOLD

    @property
    def choices(self) -> dict[str, bool]:
        """The optional elements as chosen in the consent that stands; nothing is taken as agreed without one."""
        if self.signed is None or self.withdrawn is not None:
            return dict.fromkeys(self.document.choices, False)
        return {choice: choice in self.signed.fact.acknowledged for choice in self.document.choices}

    @property
    def sentence(self) -> str:
        """How it stands, for clinicians, with days in UTC; `said` takes the clinic's zone."""
        return self.said(UTC)

    def said(self, zone: tzinfo) -> str:
        """How it stands, for clinicians, with days as the clinic counts them."""
        signed, day = self.signed, _day(self.signed.at, zone) if self.signed else ""
        match self.state:
            case State.NOT_SIGNED:
                return "Not signed yet."
            case State.NOT_UNDERSTOOD:
                got = signed.fact.teach_back_percent if signed else 0
                return f"Signed on {day}, but {got:.0f} % of the questions were answered as meant; at least {self.least_percent:.0f} % are needed."
            case State.NOT_COUNTERSIGNED:
                return f"Signed on {day}; a clinician has not countersigned yet."
            case State.IN_FORCE:
                return f"In force until {_day(self.lapses_at, zone)}." if self.lapses_at else "In force."
            case State.ASKED_ANEW:
                was = signed.fact.document_version if signed else ""
                return f"Version {was} was signed; version {self.document.version} changed what is agreed and asks for consent anew."
            case State.LAPSED:
                return f"The consent of {day} is out of date."
            case State.WITHDRAWN:
                return f"Withdrawn on {_day(self.withdrawn.at, zone)}." if self.withdrawn else "Withdrawn."


def _day(moment: datetime, zone: tzinfo) -> str:
    local = moment.astimezone(zone)
    return f"{local.day} {local:%b %Y}"


def standings_of(facts: Facts, protocol: Protocol, now: datetime) -> tuple[ConsentStanding, ...]:
    """How each document of the protocol stands, in its order. The same conditions as the pathway's gates."""
    return tuple(_standing(document_called(name), facts, protocol, now) for name in protocol.documents)


def _standing(document: Document, facts: Facts, protocol: Protocol, now: datetime) -> ConsentStanding:
    windows = protocol.windows
    signed = facts.latest(ConsentGiven, lambda fact: fact.document == document.id)
    if signed is None:
        return ConsentStanding(state=State.NOT_SIGNED, document=document, least_percent=windows.teach_back_percent)
    withdrawn = facts.latest(ConsentWithdrawn, lambda fact: fact.consent == signed.id)
    under = [
        record
        for record in facts.of(ConsentCountersigned)
        if record.fact.consent == signed.id and record.roles & _COUNTERSIGNERS
    ]
    lapses = signed.at + windows.consent
    if facts.latest(DoseGiven) is None:
        lapses = min(lapses, signed.at + windows.consent_before_first_dose)
    if withdrawn is not None:
        state = State.WITHDRAWN
    elif needs_new_consent(signed.fact.document_version, document):
        state = State.ASKED_ANEW
    elif set(document.required) - set(signed.fact.acknowledged):
        state = State.NOT_SIGNED
    elif signed.fact.teach_back_percent < windows.teach_back_percent:
        state = State.NOT_UNDERSTOOD
    elif not under:
        state = State.NOT_COUNTERSIGNED
    elif now >= lapses:
        state = State.LAPSED
    else:
        state = State.IN_FORCE
    return ConsentStanding(
        state=state, document=document, signed=signed, countersigned=under[-1] if under else None, withdrawn=withdrawn,
        lapses_at=lapses, least_percent=windows.teach_back_percent,
    )  # fmt: skip
