"""What others may ask of an episode: its facts, its assessment, lists and the worklist."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes.models import Episode, WorkItem
from kapstone.clinic.episodes.outcomes import trend_of
from kapstone.clinic.episodes.overview import words_of
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.episodes.pinned import pinned
from kapstone.clinic.episodes.remembered import facts_in, in_zone, record_of
from kapstone.clinic.journal import queries as journal
from kapstone.facts import Fact, Facts, MeasureAnswered, Record
from kapstone.instruments import all_instruments
from kapstone.outcomes import Point, points
from kapstone.pathway import Assessment, Stage, assess
from kapstone.protocols import Protocol

__all__ = [
    "PatientPage",
    "assessment_of",
    "caseload",
    "counts_by_stage",
    "episode_for",
    "episodes_of_patient",
    "facts_of",
    "open_work",
    "patient_episode",
    "patient_page",
    "pinned_texts",
    "primary_courses",
    "protocol_of",
    "record_of",
    "trend_of",
    "words_of",
    "worklist",
]


def episode_for(actor: Actor, episode_id: UUID) -> Episode | None:
    """The episode if it belongs to the actor's clinic, and for a patient only if it is their own; else None."""
    mine = Q(patient_id=actor.patient_id) if actor.patient_id is not None else Q()
    return (
        Episode.objects.select_related("patient", "organisation")
        .filter(mine, id=episode_id, organisation_id=actor.organisation_id)
        .first()
    )


def pinned_texts(organisation_id: UUID, protocol: str) -> list[str]:
    """The different texts of one protocol that episodes of this clinic are pinned to. One query."""
    mine = Episode.objects.filter(organisation_id=organisation_id, protocol=protocol)
    return list(mine.order_by("protocol_text").values_list("protocol_text", flat=True).distinct())


def patient_episode(actor: Actor) -> Episode | None:
    """The signed-in patient's newest episode."""
    if actor.patient_id is None:
        return None
    return (
        Episode.objects.select_related("patient", "organisation")
        .filter(patient_id=actor.patient_id)
        .order_by("-opened_at")
        .first()
    )


def episodes_of_patient(patient_id: UUID) -> QuerySet[Episode]:
    return Episode.objects.filter(patient_id=patient_id).order_by("-opened_at")


def facts_of(episode: Episode) -> Facts:
    """Every fact of the episode, decoded. One query."""
    return facts_in(episode.id, episode.zone)


def protocol_of(episode: Episode) -> Protocol:
    """The protocol as it was pinned; nothing is read from today's files."""
    return pinned(episode.protocol_text)


def assessment_of(episode: Episode, now: datetime, facts: Facts | None = None) -> Assessment:
    """What is concluded at `now`; pass `facts` when they are at hand."""
    there = in_zone(now, episode.zone)
    return assess(protocol_of(episode), facts_of(episode) if facts is None else facts, there)


def patient_page(episode: Episode, now: datetime) -> PatientPage:
    """Facts, assessment, banner and tabs for a desk page about the patient. One query."""
    facts = facts_of(episode)
    return PatientPage(
        episode=episode,
        protocol=protocol_of(episode),
        facts=facts,
        assessment=assessment_of(episode, now, facts),
        now=now,
        zone=episode.zone,
    )


def open_work(organisation_id: UUID) -> QuerySet[WorkItem]:
    """Open worklist rows of a clinic, safety first, then deadline, then age."""
    return (
        WorkItem.objects.filter(organisation_id=organisation_id, resolved_at=None)
        .select_related("episode__patient", "assigned_to__user")
        .order_by("-level", "due_at", "opened_at", "id")
    )


def worklist(actor: Actor, *, everyone: bool = False, episode: UUID | None = None) -> QuerySet[WorkItem]:
    """What the actor has to do: rows of their roles that nobody else took, and those assigned to them."""
    rows = open_work(actor.organisation_id)
    if episode is not None:
        rows = rows.filter(episode_id=episode)
    if everyone:
        return rows
    roles = [role.value for role in actor.roles]
    return rows.filter(Q(assigned_to__user_id=actor.user_id) | Q(owner_role__in=roles, assigned_to=None))


def caseload(actor: Actor, *, stages: Iterable[Stage] = (), search: str = "") -> QuerySet[Episode]:
    """The clinic's episodes, worst level first, with their open work."""
    rows = Episode.objects.filter(organisation_id=actor.organisation_id).select_related("patient")
    chosen = [stage.value for stage in stages]
    if chosen:
        rows = rows.filter(stage__in=chosen)
    if search:
        rows = rows.filter(patient__in=_matching(actor, search))
    work = WorkItem.objects.filter(resolved_at=None).order_by("-level", "due_at")
    return rows.prefetch_related(Prefetch("work", queryset=work, to_attr="open_work")).order_by(
        "-level", "patient__sort_name", "id"
    )


def primary_courses(episodes: Sequence[Episode]) -> dict[UUID, tuple[Point, ...]]:
    """The primary measure of each episode over time, oldest first. One query for all of them."""
    records: dict[UUID, list[Record[Fact]]] = {}
    for entry in journal.lines_of_kind([episode.id for episode in episodes], MeasureAnswered.__name__):
        records.setdefault(entry.stream, []).append(record_of(entry))
    instruments = all_instruments()
    return {
        episode.id: points(Facts(records.get(episode.id, ())), instruments[protocol_of(episode).primary_measure])
        for episode in episodes
    }


def _matching(actor: Actor, search: str) -> Sequence[UUID]:
    from kapstone.clinic.people.queries import patient_search

    return [patient.id for patient in patient_search(actor, search)]


def counts_by_stage(organisation_id: UUID) -> dict[str, int]:
    """How many episodes stand at each stage."""
    counts: dict[str, int] = {}
    for stage in Episode.objects.filter(organisation_id=organisation_id).values_list("stage", flat=True):
        counts[stage] = counts.get(stage, 0) + 1
    return counts
