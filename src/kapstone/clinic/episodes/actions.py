"""The only writers of clinical truth: open an episode, record facts in it, re-assess it, hand out its work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import queries
from kapstone.clinic.episodes.errors import (
    ChangedSince,
    EpisodeIsClosed,
    GateClosed,
    NoSuchFact,
    ProgrammeIsSettled,
    SameKeyOtherAnswers,
)
from kapstone.clinic.episodes.models import Episode, WorkItem
from kapstone.clinic.episodes.work import work_of
from kapstone.clinic.journal import actions as journal
from kapstone.clinic.live import actions as live
from kapstone.clinic.people.models import Patient, Staff
from kapstone.facts import (
    EligibilityDecided,
    EnteredInError,
    EpisodeClosed,
    Fact,
    Facts,
    ProgrammeChosen,
    Record,
    SessionEvent,
    StateObserved,
    VitalsTaken,
    encode,
)
from kapstone.findings import Level
from kapstone.pathway import Assessment, Gate, GateId, Stage
from kapstone.protocols import Protocol

__all__ = ["Dated", "Recorded", "assign", "check_gate", "correct", "open_episode", "reassess", "reassess_due", "record"]


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact that was true at another time than the rest of its request: history that was imported or told."""

    fact: Fact
    at: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a write led to: the records as stored, and the episode as it stands after them."""

    records: tuple[Record[Fact], ...]
    facts: Facts
    assessment: Assessment

    @property
    def first(self) -> Record[Fact]:
        return self.records[0]


@transaction.atomic
def open_episode(
    *,
    patient: Patient,
    protocol: Protocol,
    facts: Sequence[Fact | Dated],
    by: Actor,
    at: datetime,
    via: str = "screen",
    key: UUID | None = None,
) -> Episode:
    """Open an episode under one protocol, pinned as it stands, with its first facts. The same key opens it once."""
    episode_id = key or uuid4()
    existing = Episode.objects.select_related("patient", "organisation").filter(id=episode_id).first()
    if existing is not None:
        if (existing.organisation_id, existing.patient_id) != (by.organisation_id, patient.id):
            raise SameKeyOtherAnswers
        return existing
    episode = Episode.objects.create(
        id=episode_id,
        organisation_id=by.organisation_id,
        patient=patient,
        opened_at=at,
        opened_by_id=by.user_id,
        stage=Stage.ENQUIRY.value,
        **_pinned(protocol),
    )
    record(episode=episode, facts=(_chosen(protocol), *facts), by=by, at=at, via=via, key=key)
    return episode


@transaction.atomic
def record(
    *,
    episode: Episode,
    facts: Sequence[Fact | Dated],
    by: Actor,
    at: datetime,
    via: str = "screen",
    key: UUID | None = None,
    corrects: UUID | None = None,
    seen: int | None = None,
    gate: GateId | None = None,
    session: UUID | None = None,
) -> Recorded:
    """Append facts, re-assess, and bring findings and worklist up to date, in one transaction.

    The same key with the same facts gives the first result again. `seen` is the journal sequence the person had before them:
    when the episode has moved on, ChangedSince says what is new. `gate` must be open at `at`, or GateClosed says why not;
    it has then heard what came at the chair meanwhile.
    """
    locked = Episode.objects.select_for_update(of=("self",)).select_related("patient", "organisation").get(id=episode.id)
    before = queries.facts_of(locked)
    if key is None or not _came_before(locked, key):
        _check_open(before, corrects)
        _check_seen(before, seen, gate)
        if gate is not None:
            check_gate(queries.assessment_of(locked, at, before), gate, session)
    try:
        entries = journal.append(
            organisation=locked.organisation_id,
            stream=locked.id,
            lines=[_line(fact, corrects) for fact in facts],
            by=journal.Author(id=by.user_id, name=by.name, role=" ".join(sorted(by.roles))),
            at=at,
            via=via,
            key=key,
        )
    except journal.KeyReused as error:
        raise SameKeyOtherAnswers from error
    records = tuple(queries.record_of(entry, locked.zone) for entry in entries)
    known = {each.id for each in before.history}
    after = before.plus(*(each for each in records if each.id not in known))
    assessment = _bring_up_to_date(locked, after, max(at, entries[-1].recorded_at))
    for field in ("stage", "level", "sequence", "assessed_at", "next_change_at", "knowledge"):
        setattr(episode, field, getattr(locked, field))
    return Recorded(records=records, facts=after, assessment=assessment)


def correct(
    *,
    episode: Episode,
    wrong: UUID,
    by: Actor,
    at: datetime,
    right: Fact | None = None,
    reason: str = "",
    key: UUID | None = None,
    seen: int | None = None,
) -> Recorded:
    """Replace one fact by a right one, or say it was entered in error. The wrong one stays in the journal and is shown struck through.

    `at` is when the right one was true: the original's own time unless that was what was wrong.
    """
    facts = queries.facts_of(episode)
    original = facts.get(wrong)
    if original is None or (wrong in facts.corrected and (key is None or not _came_before(episode, key))):
        raise NoSuchFact
    return record(
        episode=episode, facts=(right or EnteredInError(reason=reason),), by=by, at=at, key=key, corrects=wrong, seen=seen
    )


@transaction.atomic
def choose_programme(*, episode: Episode, protocol: Protocol, by: Actor, at: datetime, key: UUID | None = None) -> Recorded:
    """Pin another protocol, for as long as eligibility has not been decided under the first."""
    locked = Episode.objects.select_for_update().get(id=episode.id)
    if queries.facts_of(locked).latest(EligibilityDecided) is not None:
        raise ProgrammeIsSettled
    for field, value in _pinned(protocol).items():
        setattr(locked, field, value)
        setattr(episode, field, value)
    locked.save(update_fields=list(_pinned(protocol)))
    return record(episode=episode, facts=(_chosen(protocol),), by=by, at=at, key=key)


def check_gate(assessment: Assessment, gate: GateId, session: UUID | None = None) -> Gate:
    """The gate, if it is open; else GateClosed with its reasons."""
    found = assessment.gate(gate, session)
    if not found.is_open:
        raise GateClosed(found)
    return found


@transaction.atomic
def reassess(episode_id: UUID, now: datetime) -> Assessment:
    """Assess again because time has passed, and bring the worklist up to date."""
    locked = Episode.objects.select_for_update(of=("self",)).select_related("patient", "organisation").get(id=episode_id)
    return _bring_up_to_date(locked, queries.facts_of(locked), now, by_clock=True)


def reassess_due(now: datetime, *, limit: int = 200) -> int:
    """Re-assess every episode whose answer the clock alone has changed; returns how many. Several workers may run."""
    done = 0
    while done < limit:
        with transaction.atomic():
            episode = (
                Episode.objects.select_for_update(of=("self",), skip_locked=True)
                .select_related("patient", "organisation")
                .filter(next_change_at__lte=now)
                .order_by("next_change_at")
                .first()
            )
            if episode is None:
                break
            _bring_up_to_date(episode, queries.facts_of(episode), now, by_clock=True)
            done += 1
    return done


@transaction.atomic
def assign(*, item: WorkItem, to: Staff | None) -> WorkItem:
    """Give a worklist row to a person, or back to everyone of its role."""
    locked = WorkItem.objects.select_for_update().get(id=item.id)
    locked.assigned_to = to
    locked.save(update_fields=["assigned_to"])
    return locked


def _line(said: Fact | Dated, corrects: UUID | None) -> journal.Line:
    fact, at = (said.fact, said.at) if isinstance(said, Dated) else (said, None)
    return journal.Line(kind=fact.kind, version=fact.version, body=encode(fact), at=at, corrects=corrects)


def _pinned(protocol: Protocol) -> dict[str, str]:
    return {
        "protocol": protocol.id,
        "protocol_version": protocol.version,
        "protocol_digest": protocol.digest,
        "protocol_text": protocol.text,
    }


def _chosen(protocol: Protocol) -> ProgrammeChosen:
    return ProgrammeChosen(protocol=protocol.id, protocol_version=protocol.version, digest=protocol.digest)


def _came_before(episode: Episode, key: UUID) -> bool:
    return journal.Entry.objects.filter(stream=episode.id, key=key).exists()


def _check_open(facts: Facts, corrects: UUID | None) -> None:
    if corrects is None and facts.latest(EpisodeClosed) is not None:
        raise EpisodeIsClosed


_AT_THE_CHAIR = (VitalsTaken, StateObserved, SessionEvent)
"""Written from minute to minute while a form lies open. A gate judges them as it is passed, so they make no form old that passes one."""


def _check_seen(facts: Facts, seen: int | None, gate: GateId | None) -> None:
    if seen is None:
        return
    new = [
        record for record in facts.history if record.sequence > seen and not (gate and isinstance(record.fact, _AT_THE_CHAIR))
    ]
    if new:
        raise ChangedSince([f"{record.fact.kind} by {record.by_name or 'the system'}" for record in new])


def _bring_up_to_date(episode: Episode, facts: Facts, now: datetime, *, by_clock: bool = False) -> Assessment:
    assessment = queries.assessment_of(episode, now, facts)
    episode.stage = assessment.stage.value
    episode.level = int(Level.CLEAR if assessment.stage is Stage.CLOSED else assessment.level)  # it asks for nothing any more
    episode.sequence = max((record.sequence for record in facts.history), default=0)
    episode.assessed_at = now
    episode.next_change_at = assessment.next_change_at
    episode.knowledge = assessment.knowledge
    episode.save(update_fields=["stage", "level", "sequence", "assessed_at", "next_change_at", "knowledge"])
    _replace_work(episode, assessment, now)
    live.changed(organisation=episode.organisation_id, episode=episode.id, sequence=episode.sequence, by_clock=by_clock)
    return assessment


def _replace_work(episode: Episode, assessment: Assessment, now: datetime) -> None:
    """Open what is new, refresh what stays (its age and owner kept), resolve what is gone."""
    wanted = {row.key: row for row in work_of(assessment)}
    standing = {row.key: row for row in WorkItem.objects.filter(episode=episode, resolved_at=None)}
    gone = [row.id for key, row in standing.items() if key not in wanted]
    if gone:
        WorkItem.objects.filter(id__in=gone).update(resolved_at=now)
    changed, new = [], []
    for key, row in wanted.items():
        values = row.columns()
        if (existing := standing.get(key)) is None:
            new.append(WorkItem(organisation_id=episode.organisation_id, episode=episode, opened_at=now, **values))
        elif any(getattr(existing, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(existing, name, value)
            changed.append(existing)
    WorkItem.objects.bulk_create(new)
    if changed:
        WorkItem.objects.bulk_update(changed, [*wanted[changed[0].key].columns()])
