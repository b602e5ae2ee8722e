"""Takes what a tablet recorded on its own, once and in order; what met a changed visit is kept for a person to settle, never dropped."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.actions import Dated, Recorded
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import patient_page
from kapstone.clinic.sessions import errors as no
from kapstone.clinic.sessions import steps
from kapstone.clinic.sessions.models import KeptEntry
from kapstone.clinic.sessions.room import VisitPage
from kapstone.clinic.sessions.words import EVENTS, GRAVE
from kapstone.clinic.sessions.writing import lock, was_sent
from kapstone.clinic.web.clocktime import clock_words
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.factforms import CLOCK_SKEW
from kapstone.facts import Discharged, DoseStopped, Fact, Record, SessionEvent, VisitCancelled, VitalsTaken
from kapstone.rules.session import ALARM_ANSWERED

__all__ = ["KINDS", "Answer", "Entry", "Outcome", "kept_and_settled", "settle", "take"]

KINDS = {"vitals": Can.RUN_SESSION, "event": Can.OBSERVE_SESSION, "adverse": Can.OBSERVE_SESSION, "note": Can.OBSERVE_SESSION}
"""What a tablet may record on its own, and what a person must be allowed to for it. Orders, checks and doses need two people and the clinic."""
RECORDED, SET_ASIDE = "late entry recorded", "late entry set aside"
"""The words under which the visit says how a kept entry was settled."""

_DRIFT = timedelta(minutes=2)
_COMPARED = ("systolic_mmhg", "heart_rate_per_min", "spo2_percent", "respiratory_rate_per_min", "temperature_celsius")
_SHOWN = {
    "systolic_mmhg": "systolic", "diastolic_mmhg": "diastolic", "heart_rate_per_min": "heart rate", "spo2_percent": "SpO₂",
    "respiratory_rate_per_min": "breathing", "moaas": "MOAA/S", "dissociation_0_10": "dissociation", "distress_0_10": "distress",
    "nausea_0_10": "nausea", "temperature_celsius": "temperature", "oxygen_litres_per_min": "oxygen", "symptoms": "symptoms", "event": "", "alarm": "answered",
    "term": "", "grade": "grade", "remarks": "", "code": "", "serious_for": "serious because of", "action_on_drug": "drug", "relatedness": "related", "action": "done", "outcome_now": "now", "detail": "",
    "at": "typed time",
}  # fmt: skip
_KIND_WORDS = {"vitals": "Vitals", "event": "Event", "adverse": "Adverse event", "note": "Note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as the tablet sends it: what was typed, and when by the clinic's clock as the tablet reckoned it."""

    key: UUID
    kind: str
    said: QueryDict
    at: datetime
    device_at: datetime | None = None
    seen: int = 0
    """How far the record had come when the tablet last heard of it."""
    drift: timedelta = timedelta(0)
    """By how much the tablet's clock was set between the entry and its sending."""
    is_fresh: bool = False
    """The person who made it is waiting at the form: what is impossible can be put right there and then."""

    @property
    def is_answer(self) -> bool:
        """Whether it answers an alarm."""
        return self.kind == "event" and not self.said.get("event") and bool(self.said.get("alarm"))


class Outcome(StrEnum):
    STORED = "stored"
    DUPLICATE = "duplicate"
    KEPT = "needs-reconciliation"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an entry."""

    outcome: Outcome
    sentence: str
    recorded: Recorded | None = None


@transaction.atomic
def take(*, episode: Episode, session: UUID, entry: Entry, by: Actor, at: datetime) -> Answer:
    """Record `entry` unless it is there already. What cannot be recorded as it is becomes a kept entry; only a fresh one is handed back."""
    lock(episode)
    if KeptEntry.objects.filter(id=entry.key, episode=episode).exists():
        return Answer(Outcome.KEPT, "It waits to be settled, or has been.")
    here = _visit(episode, session, at)
    came_before = was_sent(episode, entry.key)
    facts, wrong = _read(entry.kind, here, entry.said, here.answered_at(entry.at, entry.seen) if entry.is_answer else entry.at)
    if wrong and entry.is_fresh and not came_before:
        return Answer(Outcome.INVALID, " ".join(wrong))
    why = wrong or ([] if came_before else list(_met(here, entry, facts, by, at)))
    if not why:
        try:
            with transaction.atomic():
                recorded = episodes.record(episode=episode, facts=facts, by=by, at=entry.at, key=entry.key)
        except Refusal as refusal:
            why = [refusal.sentence]
        else:
            said = "It was recorded before." if came_before else f"{_KIND_WORDS[entry.kind]} recorded."
            return Answer(Outcome.DUPLICATE if came_before else Outcome.STORED, said, recorded)
    KeptEntry.objects.create(
        id=entry.key, organisation_id=episode.organisation_id, episode=episode, session=session, kind=entry.kind, said=dict(entry.said.lists()), at=entry.at,
        device_at=entry.device_at, received_at=at, made_by_id=by.user_id, made_by_name=by.name, why=" ".join(why),
    )  # fmt: skip
    return Answer(Outcome.KEPT, " ".join(why))


@transaction.atomic
def settle(
    *, episode: Episode, session: UUID, entries: Collection[UUID], is_recorded: bool, reason: str, by: Actor, at: datetime
) -> int:
    """Record kept entries after all, at the time they were observed, or set them aside; either way the journal says who and why."""
    if not reason.strip():
        raise no.SayWhy("it is recorded after all" if is_recorded else "it is set aside")
    lock(episode)
    here = _visit(episode, session, at)
    waiting = KeptEntry.objects.select_for_update(of=("self",)).filter(
        episode=episode, session=session, id__in=entries, settled_at=None
    )
    for kept in waiting:
        if is_recorded and not by.can(KINDS[kept.kind]):
            raise no.NotYours("Recording vitals", "the monitoring clinician or a prescriber")
        facts: Sequence[Dated] = []
        if is_recorded:
            facts, wrong = _read(kept.kind, here, _query(kept.said), kept.at)
            if wrong:
                raise no.CannotBeRecorded(" ".join(wrong))
        words = f"{_line(kept, here)} Entered by {kept.made_by_name} on a tablet without network. {reason.strip()}"
        told = SessionEvent(session=session, event=RECORDED if is_recorded else SET_ASIDE, remarks=words)
        episodes.record(episode=episode, facts=[*facts, told], by=by, at=at, key=kept.id)
        kept.settled_at, kept.settled_by_id, kept.is_recorded, kept.reason = at, by.user_id, is_recorded, reason.strip()
        kept.save(update_fields=["settled_at", "settled_by", "is_recorded", "reason"])
    return len(waiting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One kept entry in the table of the visit."""

    kept: KeptEntry
    kind: str
    says: str


def kept_and_settled(here: VisitPage) -> tuple[list[Row], list[Row]]:
    """What waits to be settled, in the order in which it was observed, and what was settled. One query."""
    found = list(_of(here))
    return [_row(each) for each in found if each.settled_at is None], [
        _row(each) for each in found if each.settled_at is not None
    ]


# -- what an entry says ---------------------------------------------------------------------------------------------


def _read(kind: str, here: VisitPage, said: QueryDict, at: datetime) -> tuple[list[Dated], list[str]]:
    """The facts of an entry, or why it is none."""
    if kind == "event":
        word, alarm = said.get("event", ""), said.get("alarm", "")
        if word in {*EVENTS, *GRAVE}:
            return [Dated(SessionEvent(session=here.id, event=word), at)], []
        if alarm:
            return [Dated(SessionEvent(session=here.id, event=ALARM_ANSWERED, remarks=alarm), at)], []
        return [], ["It was not clear what happened."]
    form = steps.form_for(kind, here, said)
    if not form.is_valid():
        return [], [f"{_label(form, name)}{' '.join(errors)}" for name, errors in form.errors.items()]
    if kind == "vitals":
        found: list[Fact] = [fact for fact in (form.vitals(here.id), form.state(here.id)) if fact is not None]
        return [Dated(fact, form.when(at)) for fact in found], [] if found else ["Enter at least one value."]
    if kind == "adverse":
        return [Dated(form.to_fact(session=here.id), form.at(at))], []
    return [Dated(form.to_fact(here.id), at)], []


def _met(here: VisitPage, entry: Entry, facts: Sequence[Dated], by: Actor, now: datetime) -> Iterator[str]:
    """What happened in the visit that the tablet did not know of, so that a person has to read the entry against it."""
    if entry.at > now + CLOCK_SKEW:
        yield "Its time lies in the future."
    if abs(entry.drift) > _DRIFT:
        minutes = round(abs(entry.drift) / timedelta(minutes=1))
        yield f"The tablet's clock was set by {minutes} min while it was on its own, so the time is not certain."
    for record in here.page.facts.history:
        if record.sequence > entry.seen and getattr(record.fact, "session", None) == here.id:
            yield from _changed(record, facts, by)
    if entry.is_answer and entry.said["alarm"] not in {each.finding.rule for each in here.alarms}:
        yield "The alarm it answers is over, or never rang here."


def _changed(record: Record[Fact], facts: Sequence[Dated], by: Actor) -> Iterator[str]:
    when, who = clock_words(record.at), record.by_name or "a device"
    match record.fact:
        case VisitCancelled():
            yield f"The visit was cancelled at {when} by {who}."
        case Discharged():
            yield f"The patient was discharged at {when} by {who}."
        case DoseStopped() if any(record.at <= each.at for each in facts):
            yield f"The infusion was stopped at {when} by {who}, and the tablet did not know."
        case VitalsTaken() if record.by != by.user_id and not record.fact.is_artefact and record.fact.is_validated:
            if any(_is_the_same_minute(record, each) for each in facts):
                yield f"{who} recorded the same for {when} as well."
        case _:
            return


def _is_the_same_minute(record: Record[Fact], said: Dated) -> bool:
    both = all(isinstance(fact, VitalsTaken) for fact in (record.fact, said.fact))
    minute = record.at.replace(second=0, microsecond=0) == said.at.replace(second=0, microsecond=0)
    return both and minute and any(
        getattr(record.fact, name) is not None and getattr(said.fact, name) is not None for name in _COMPARED
    )  # fmt: skip


# -- helpers --------------------------------------------------------------------------------------------------------


def _visit(episode: Episode, session: UUID, at: datetime) -> VisitPage:
    here = VisitPage.of(patient_page(episode, at), session)
    if here is None:
        raise no.VisitIsOver("This visit is not part of the course.")
    return here


def _of(here: VisitPage) -> Iterable[KeptEntry]:
    return KeptEntry.objects.filter(episode_id=here.page.episode.id, session=here.id).select_related("settled_by")


def _row(kept: KeptEntry) -> Row:
    return Row(kept=kept, kind=_KIND_WORDS[kept.kind], says=_says(kept.said))


def _line(kept: KeptEntry, here: VisitPage) -> str:
    moment = clock_words(kept.at.astimezone(here.page.zone))
    return f"{_KIND_WORDS[kept.kind]} of {moment}: {_says(kept.said)}."


def _says(said: Mapping[str, Sequence[str]]) -> str:
    """What was typed, in words."""
    parts = []
    for name, values in said.items():
        field = name.rpartition("-")[2]
        value = ", ".join(each for each in values if each.strip())
        if field in _SHOWN and value:
            parts.append(f"{_SHOWN[field]} {value}".strip())
    return "; ".join(parts) or "nothing"


def _label(form: object, name: str) -> str:
    fields = getattr(form, "fields", {})
    return f"{fields[name].label}: " if name in fields else ""


def _query(said: Mapping[str, Sequence[str]]) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, values in said.items():
        found.setlist(name, list(values))
    return found
