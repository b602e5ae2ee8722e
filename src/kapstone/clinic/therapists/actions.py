"""The only writers of therapists: a profile, a patient's preferences, an offer, and the patient's yes or no to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of, protocol_of
from kapstone.clinic.journal import actions as journal
from kapstone.clinic.journal.queries import keyed
from kapstone.clinic.people.models import Staff
from kapstone.clinic.therapists import queries
from kapstone.clinic.therapists.errors import AlreadyMatched, NoSuchTherapist, NotATherapist, NotOffered
from kapstone.clinic.therapists.models import Offer, Preference, Profile
from kapstone.clinic.therapists.queries import Candidate
from kapstone.facts import TherapistMatched
from kapstone.pathway import GateId

__all__ = ["Practice", "accept", "decline", "edit_profile", "offer", "prefer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """How a therapist works, as they fill it in."""

    modalities: tuple[str, ...] = ()
    indications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("English",)
    formats: tuple[str, ...] = ("in person",)
    open_places: int = field(default=0)
    kap_trained: bool = False
    trauma_trained: bool = False
    accepts: bool = True
    about: str = ""


@transaction.atomic
def edit_profile(*, staff: Staff, practice: Practice, by: Actor, at: datetime) -> Profile:
    """Keep how somebody works. The line in the organisation's chain names what changed, before and after."""
    if Role.THERAPIST not in staff.roles:
        raise NotATherapist(staff.name)
    Staff.objects.select_for_update().get(id=staff.id)
    before = Profile.objects.filter(staff=staff).first()
    values = {each.name: _plain(getattr(practice, each.name)) for each in fields(Practice)}
    changed = {
        name: [_words(getattr(before, name) if before else ""), _words(value)]
        for name, value in values.items()
        if (getattr(before, name) if before else None) != value
    }
    if before is not None and not changed:
        return before
    profile, _ = Profile.objects.update_or_create(
        staff=staff, defaults={**values, "updated_at": at, "updated_by_id": by.user_id}
    )
    line = journal.Line(kind="TherapistProfileChanged", body={"staff": str(staff.id), "name": staff.name, "changed": changed})
    journal.append(organisation=staff.organisation_id, stream=staff.organisation_id, lines=[line], by=by.author, at=at)
    return profile


@transaction.atomic
def prefer(
    *,
    episode: Episode,
    by: Actor,
    at: datetime,
    modalities: Iterable[str] = (),
    language: str = "",
    format: str = "",  # noqa: A002 - the word of the profile
    wants_trauma_training: bool = False,
) -> Preference:
    """Keep what the patient prefers; the ranking follows it."""
    values = {
        "modalities": sorted(modalities), "language": language, "format": format, "wants_trauma_training": wants_trauma_training,
    }  # fmt: skip
    kept, _ = Preference.objects.update_or_create(
        episode=episode, defaults={**values, "asked_at": at, "asked_by_id": by.user_id}
    )
    return kept


@transaction.atomic
def offer(*, episode: Episode, therapist: UUID, by: Actor, at: datetime) -> Offer:
    """Propose a therapist to the patient. Offering twice leaves one offer."""
    Episode.objects.select_for_update(of=("self",)).get(id=episode.id)
    found = _candidate(episode, therapist, at)
    if found.is_current:
        raise AlreadyMatched(found.staff.name)
    made, _ = Offer.objects.get_or_create(
        episode=episode,
        therapist=found.staff,
        answered_at=None,
        defaults={"because": list(found.for_it), "offered_at": at, "offered_by_id": by.user_id},
    )
    return made


@transaction.atomic
def accept(
    *,
    episode: Episode,
    therapist: UUID,
    by: Actor,
    at: datetime,
    reason: str = "",
    key: UUID | None = None,
    via: str = "screen",
) -> episodes.Recorded:
    """The patient accepts a therapist (`therapist` is the id of their staff row), or changes to another one at any time.

    The fact keeps what the match rested on, and a `reason` for a change if the patient gives one. Places follow: one taken here, one given back there.
    """
    Episode.objects.select_for_update(of=("self",)).get(id=episode.id)
    if key is not None and (earlier := keyed(episode.id, key)) is not None:
        return _once_more(episode, earlier, therapist, by, at, key, via)
    list(Profile.objects.select_for_update().filter(staff__organisation_id=episode.organisation_id).order_by("id"))
    found, current = _candidate(episode, therapist, at), queries.therapist_of(facts_of(episode))
    if found.is_current:
        raise AlreadyMatched(found.staff.name)
    because = (*found.for_it, *((f"the patient changed therapist: {reason.strip()}",) if reason.strip() and current else ()))
    fact = TherapistMatched(therapist=therapist, therapist_name=found.staff.name, because=because)
    gate = None if current is not None else GateId.MATCH
    recorded = episodes.record(episode=episode, facts=(fact,), by=by, at=at, key=key, via=via, gate=gate)
    _move_places(taken=therapist, given_back=current.fact.therapist if current else None)
    for open_offer in Offer.objects.filter(episode=episode, answered_at=None):
        _answer(open_offer, accepted=open_offer.therapist_id == therapist, by=by, at=at)
    return recorded


@transaction.atomic
def decline(*, episode: Episode, therapist: UUID, by: Actor, at: datetime) -> None:
    """The patient does not want the therapist they were offered. Nothing to decline is nothing to do."""
    for open_offer in Offer.objects.select_for_update().filter(episode=episode, therapist=therapist, answered_at=None):
        _answer(open_offer, accepted=False, by=by, at=at)


def _candidate(episode: Episode, therapist: UUID, at: datetime) -> Candidate:
    found = queries.candidate(queries.candidates(episode, facts_of(episode), protocol_of(episode), at), therapist)
    if found is None:
        raise NoSuchTherapist
    if not found.is_offered and not found.is_current:
        raise NotOffered(found.staff.name, found.match.barred)
    return found


def _once_more(
    episode: Episode, earlier: journal.Entry, therapist: UUID, by: Actor, at: datetime, key: UUID, via: str
) -> episodes.Recorded:
    """The same form came twice: what was recorded the first time."""
    known = facts_of(episode).get(earlier.id)
    assert known is not None, "what is in the journal is among the facts"
    fact = known.fact
    if isinstance(fact, TherapistMatched):
        fact = replace(fact, therapist=therapist)  # another therapist under the same key is refused by the spine
    return episodes.record(episode=episode, facts=(fact,), by=by, at=at, key=key, via=via)


def _move_places(*, taken: UUID, given_back: UUID | None) -> None:
    profile = Profile.objects.filter(staff=taken).first()
    if profile is not None and profile.open_places > 0:
        profile.open_places -= 1
        profile.save(update_fields=["open_places"])
    left = Profile.objects.filter(staff=given_back).first() if given_back else None
    if left is not None:
        left.open_places += 1
        left.save(update_fields=["open_places"])


def _answer(open_offer: Offer, *, accepted: bool, by: Actor, at: datetime) -> None:
    open_offer.accepted, open_offer.answered_at, open_offer.answered_by_id = accepted, at, by.user_id
    open_offer.save(update_fields=["accepted", "answered_at", "answered_by"])


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, tuple) else value.strip() if isinstance(value, str) else value


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)
