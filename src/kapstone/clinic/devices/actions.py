"""The only writers of devices: add and retire one, put it on a patient, take it off, accept or reject what it said."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.devices import errors as no
from kapstone.clinic.devices.models import Device, Kind, Pairing, Reading, Received
from kapstone.clinic.devices.taking import take
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.actions import Recorded
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of, protocol_of
from kapstone.clinic.journal.queries import keyed
from kapstone.facts import DevicePaired, DeviceUnpaired, VitalsTaken
from kapstone.pathway import Episode as Course

__all__ = ["accept", "add_device", "forget", "pair", "pair_phone", "reject", "retire", "take", "unpair"]

PHONE_EVERY_MIN = 30
"""How often the adult at home is expected to send something (monitoring at home: at 30, 60 and 120 min). Longer silence is a finding."""
KEPT = timedelta(days=30)
"""Messages and the readings that are not in the record are dropped after this."""


@transaction.atomic
def add_device(
    *, label: str, kind: Kind, zone: str, by: Actor, at: datetime, sender: str = "", speaks_every_min: int = 5
) -> tuple[Device, str]:
    """A device of the clinic, and for a cuff the token it sends, which is shown this once."""
    token = secrets.token_urlsafe(32) if kind is Kind.CUFF else ""
    try:
        with transaction.atomic():
            device = Device.objects.create(
                organisation_id=by.organisation_id, label=label, kind=kind, sender=sender if kind is Kind.MONITOR else "", zone=zone,
                token_hash=hash_of(token) if token else "", speaks_every_min=speaks_every_min, added_at=at, added_by_id=by.user_id,
            )  # fmt: skip
    except IntegrityError as error:
        raise no.SenderKnown from error
    return device, token


@transaction.atomic
def retire(*, device: Device, at: datetime) -> Device:
    """The clinic no longer uses it; its token opens nothing any more."""
    locked = Device.objects.select_for_update().get(id=device.id)
    if Pairing.objects.filter(device=locked, ended_at=None).exists():
        raise no.DeviceTaken(locked.label)
    locked.retired_at = locked.retired_at or at
    locked.save(update_fields=["retired_at"])
    return locked


@transaction.atomic
def pair(
    *, episode: Episode, session: UUID, device: UUID, accepts_by_itself: bool, by: Actor, at: datetime, key: UUID | None = None
) -> Recorded:
    """A clinician puts the device on the patient: from this moment on what it measures is theirs."""
    found = Device.objects.select_for_update().filter(id=device, organisation_id=by.organisation_id, retired_at=None).first()
    if found is None:
        raise no.NoSuchDevice
    fact = DevicePaired(
        session=session, device=found.id, label=found.label, accepts_by_itself=accepts_by_itself, speaks_every_min=float(found.speaks_every_min)
    )  # fmt: skip
    standing = Pairing.objects.filter(device=found, ended_at=None).first()
    if standing is None:
        visit = Course(protocol_of(episode), facts_of(episode), at).visits.get(session)
        if visit is None or not (visit.is_running or visit.is_preparing):
            raise no.SessionIsOver
        Pairing.objects.create(
            device=found,
            episode=episode,
            session=session,
            accepts_by_itself=accepts_by_itself,
            paired_at=at,
            paired_by_id=by.user_id,
        )
    elif (standing.episode_id, standing.session) != (episode.id, session):
        raise no.DeviceTaken(found.label)
    return episodes.record(episode=episode, facts=(fact,), by=by, at=at, key=key)


@transaction.atomic
def pair_phone(
    *, episode: Episode, session: UUID, label: str, zone: str, by: Actor, at: datetime, key: UUID | None = None
) -> Recorded | None:
    """The phone of the adult at home becomes a device of this session only. The same form again gives the same phone; its readings wait for a clinician."""
    if key is not None and keyed(episode.id, key) is not None:
        return None
    device, _ = add_device(label=label[:80], kind=Kind.CUFF, zone=zone, by=by, at=at, speaks_every_min=PHONE_EVERY_MIN)
    return pair(episode=episode, session=session, device=device.id, accepts_by_itself=False, by=by, at=at, key=key)


@transaction.atomic
def unpair(
    *, episode: Episode, session: UUID, device: UUID, by: Actor, at: datetime, reason: str = "", key: UUID | None = None
) -> Recorded:
    """The device is off the patient."""
    standing = (
        Pairing.objects.select_for_update().filter(device_id=device, episode=episode, session=session, ended_at=None).first()
    )
    if standing is not None:
        standing.ended_at, standing.ended_by_id = max(at, standing.paired_at), by.user_id
        standing.save(update_fields=["ended_at", "ended_by"])
    elif not Pairing.objects.filter(device_id=device, episode=episode, session=session).exists():
        raise no.NoSuchDevice
    return episodes.record(
        episode=episode, facts=(DeviceUnpaired(session=session, device=device, reason=reason),), by=by, at=at, key=key
    )


@transaction.atomic
def accept(
    *, episode: Episode, session: UUID, readings: Sequence[UUID], by: Actor, at: datetime, key: UUID | None = None
) -> int:
    """The clinician stands behind these readings of a device; returns how many were waiting. Each stays what and when it was."""
    return _settle(episode, session, readings, by, at, key, is_validated=True)


@transaction.atomic
def reject(
    *, episode: Episode, session: UUID, readings: Sequence[UUID], by: Actor, at: datetime, key: UUID | None = None
) -> int:
    """These readings were false: kept, crossed through, and heard by nothing any more."""
    return _settle(episode, session, readings, by, at, key, is_validated=False)


@transaction.atomic
def forget(before: datetime) -> int:
    """Drop the log of messages and the readings older than `before`. What is in the journal stays."""
    gone, _ = Received.objects.filter(received_at__lt=before).delete()
    readings, _ = Reading.objects.filter(received_at__lt=before).delete()
    return gone + readings


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _settle(
    episode: Episode, session: UUID, readings: Sequence[UUID], by: Actor, at: datetime, key: UUID | None, *, is_validated: bool
) -> int:
    facts, count = facts_of(episode), 0
    for reading in dict.fromkeys(readings):
        record = facts.get(reading)
        if record is None or not isinstance(record.fact, VitalsTaken) or record.fact.session != session:
            raise no.NoSuchDevice
        if reading in facts.corrected or record.fact.is_validated or record.fact.is_artefact:
            continue  # somebody was quicker, or the form came twice
        right = replace(record.fact, is_validated=True, is_artefact=not is_validated)
        episodes.correct(
            episode=episode, wrong=reading, right=right, by=by, at=record.at, key=uuid5(key, str(reading)) if key else None
        )
        count += 1
    return count
