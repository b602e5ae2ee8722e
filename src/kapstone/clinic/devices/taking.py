"""Takes what a device says: once, only from a device of the clinic, only for the patient it is on, and nothing that may be wrong."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.devices.codes import Sign
from kapstone.clinic.devices.errors import NotTaken
from kapstone.clinic.devices.hl7 import Message
from kapstone.clinic.devices.keeping import doubts, is_worth_recording, possible, vitals_of
from kapstone.clinic.devices.models import Device, Kind, Outcome, Pairing, Reading, Received
from kapstone.clinic.devices.observed import Sample, observed
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.errors import EpisodeIsClosed
from kapstone.clinic.episodes.queries import protocol_of
from kapstone.clinic.journal import queries as journal
from kapstone.clinic.journal.models import Via
from kapstone.clinic.people.models import Patient
from kapstone.facts import Discharged, Facts
from kapstone.pathway import Episode as Course

__all__ = ["Taken", "keep", "paired_now", "take"]

UNPAIRED = "The device is on no patient here; pair it with a session first."
_HEARD_GRAIN = timedelta(seconds=5)
_AHEAD = timedelta(minutes=2)
"""A device whose clock is further ahead than this measures in the future: its times cannot be believed."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a message: how many readings are new and in the record, whether it was known, and what was left out."""

    kept: int = 0
    recorded: int = 0
    is_known: bool = False
    left_out: tuple[str, ...] = ()


def take(message: Message, raw: bytes, *, now: datetime) -> Taken:
    """Take one ORU^R01 in one transaction; NotTaken says why not, and that too is kept, so that the same message gets the same answer."""
    digest = hashlib.sha256(raw).hexdigest()
    earlier = Received.objects.filter(digest=digest).first()
    if earlier is not None and earlier.outcome == Outcome.TAKEN:
        return Taken(is_known=True)
    device: Device | None = None
    try:
        with transaction.atomic():
            _check_kind(message)
            pairing = _pairings().filter(device__sender__in=message.senders, device__kind=Kind.MONITOR).first()
            if pairing is None:
                device = Device.objects.filter(sender__in=message.senders, kind=Kind.MONITOR, retired_at=None).first()
                raise NotTaken("The sending device is not known here." if device is None else UNPAIRED)
            device = pairing.device
            _check_patient(message, pairing)
            found = observed(message, zone=ZoneInfo(pairing.device.zone), received_at=now)
            if not found.samples:
                raise NotTaken(" ".join(found.left_out)[:250] or "It holds no vital signs.")
            if earlier is not None:
                earlier.delete()  # it was refused before, and may be taken now
            Received.objects.create(
                device=device, digest=digest, control_id=message.control_id[:200], outcome=Outcome.TAKEN, received_at=now,
                reason=" ".join(found.left_out)[:300],
            )  # fmt: skip
            taken = keep(pairing, found.samples, now=now)
            return replace(taken, left_out=(*found.left_out, *taken.left_out))
    except NotTaken as refusal:
        Received.objects.update_or_create(
            digest=digest,
            defaults={
                "device": device, "control_id": message.control_id[:200], "outcome": Outcome.REFUSED, "received_at": now, "reason": refusal.sentence[:300],
            },
        )  # fmt: skip
        raise
    except IntegrityError:
        if Received.objects.filter(digest=digest, outcome=Outcome.TAKEN).exists():
            return Taken(is_known=True)  # the same message on another connection was quicker
        raise


def keep(pairing: Pairing, samples: Sequence[Sample], *, now: datetime, key: UUID | None = None) -> Taken:
    """Keep readings, and record those that say something new. Inside the transaction of their message."""
    if pairing.device.heard_at is None or now - pairing.device.heard_at > _HEARD_GRAIN:
        Device.objects.filter(id=pairing.device_id).update(heard_at=now)
    limits = Course(protocol_of(pairing.episode), Facts(), now).limits
    kept = recorded = 0
    left_out: list[str] = []
    for sample in samples:
        if sample.at > now + _AHEAD:
            raise NotTaken("It was measured in the future; set the device's clock and time zone.")
        if sample.at < pairing.paired_at.replace(microsecond=0):
            continue  # measured before this patient had the device: not theirs
        said, impossible = possible(sample.values)
        left_out += impossible
        if not said:
            continue
        values = {sign.value: value for sign, value in said.items()}
        if Reading.objects.filter(pairing=pairing, measured_at=sample.at, values=values).exists():
            continue  # a monitor repeats its last cuff pressure with every message
        reading = Reading(pairing=pairing, measured_at=sample.at, values=values, received_at=now)
        kept += 1
        last, last_at = _recorded_before(pairing, sample.at)
        reading.doubt = doubts(said, last=last)
        if is_worth_recording(said, sample.at, last=last, last_at=last_at, limits=limits):
            reading.fact = _record(pairing, sample.at, said, key, is_doubted=bool(reading.doubt))
            recorded += 1
        reading.save(force_insert=True)
    if left_out and not kept:
        raise NotTaken(" ".join(left_out))
    return Taken(kept, recorded, left_out=tuple(left_out))


def paired_now(device: Device) -> Pairing:
    """The pairing of this device; NotTaken when it is on nobody."""
    pairing = _pairings().filter(device=device).first()
    if pairing is None:
        raise NotTaken(UNPAIRED)
    return pairing


def _pairings() -> QuerySet[Pairing]:
    standing = Pairing.objects.filter(ended_at=None, device__retired_at=None)
    return standing.select_related("device", "episode__patient", "episode__organisation")


def _check_kind(message: Message) -> None:
    if message.kind != "ORU^R01":
        raise NotTaken(f"Messages of the kind {message.kind[:20]} are not taken here.", is_for_us=False)
    if not message.is_for_production:
        raise NotTaken("It is marked as training or debugging (MSH-11).", is_for_us=False)


def _check_patient(message: Message, pairing: Pairing) -> None:
    person = message.first("PID")
    if person is not None and not _is_same(person.component(3, 1), person.component(5, 1), pairing.episode.patient):
        raise NotTaken("The message names another patient than the one the device is paired with.")


def _is_same(identifier: str, family: str, patient: Patient) -> bool:
    """Whether what the monitor says of the patient agrees. Most say nothing; then the pairing alone counts."""
    names = {part.strip(",.").casefold() for part in patient.name.split()}
    return (not identifier or identifier == patient.identifier) and all(part.casefold() in names for part in family.split())


def _recorded_before(pairing: Pairing, moment: datetime) -> tuple[Mapping[Sign, float], datetime | None]:
    """The last recorded value of each sign before `moment`, and when the last recorded reading was."""
    known: dict[Sign, float] = {}
    rows = Reading.objects.filter(pairing=pairing, measured_at__lt=moment, fact__isnull=False).order_by("-measured_at")[:5]
    for row in rows:
        for name, value in row.values.items():
            known.setdefault(Sign(name), value)
    return known, rows[0].measured_at if rows else None


def _record(pairing: Pairing, at: datetime, said: Mapping[Sign, float], key: UUID | None, *, is_doubted: bool) -> UUID:
    """The reading as a fact, by the device itself."""
    device = pairing.device
    if journal.lines_of_kind([pairing.episode_id], Discharged.__name__).filter(body__session=str(pairing.session)).exists():
        raise NotTaken("The patient of this device has gone home; take it off.")
    fact = vitals_of(said, session=pairing.session, device=device.id, is_validated=pairing.accepts_by_itself and not is_doubted)
    author = Actor(user_id=device.id, name=device.label, organisation_id=device.organisation_id, roles=frozenset())
    try:
        return episodes.record(episode=pairing.episode, facts=(fact,), by=author, at=at, via=Via.DEVICE, key=key).first.id
    except EpisodeIsClosed as error:
        raise NotTaken("The episode of this patient is closed.") from error
