"""What the pages of devices ask: the clinic's devices, those on a patient with what they last said, and what waits to be accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from kapstone.clinic.devices.models import PHONE, Device, Kind, Pairing, Reading
from kapstone.clinic.episodes.models import Episode
from kapstone.facts import Facts, Record, VitalsTaken

__all__ = ["OnPatient", "devices_of", "free_devices", "kinds", "on_patient", "phones_on", "waiting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPatient:
    """One device on a patient, when it was heard last, and its last values."""

    pairing: Pairing
    last: Reading | None

    @property
    def heard_at(self) -> datetime | None:
        heard = self.pairing.device.heard_at
        return heard if heard is not None and heard >= self.pairing.paired_at else None


def kinds() -> Sequence[tuple[str, str]]:
    return Kind.choices


def devices_of(organisation_id: UUID) -> QuerySet[Device]:
    """The clinic's devices, those in use first."""
    return Device.objects.filter(organisation_id=organisation_id).order_by("retired_at", "label", "id")


def free_devices(organisation_id: UUID) -> QuerySet[Device]:
    """Devices that are on nobody."""
    taken = Pairing.objects.filter(ended_at=None).values("device")
    return Device.objects.filter(organisation_id=organisation_id, retired_at=None).exclude(id__in=taken)


def on_patient(episode: Episode, session: UUID) -> list[OnPatient]:
    """The devices on the patient of this session now."""
    rows = Pairing.objects.filter(episode=episode, session=session, ended_at=None).select_related("device")
    return [OnPatient(pairing=row, last=row.readings.order_by("-measured_at").first()) for row in rows]


def phones_on(episode: Episode, session: UUID) -> list[Pairing]:
    """The phones of adults at home that may send readings of this session."""
    rows = Pairing.objects.filter(episode=episode, session=session, ended_at=None, device__label__startswith=PHONE)
    return list(rows.select_related("device"))


def waiting(facts: Facts, session: UUID) -> list[Record[VitalsTaken]]:
    """Readings of devices in this session that nobody has accepted or rejected, newest first."""
    found = facts.of(VitalsTaken, lambda fact: fact.session == session and not fact.is_validated and not fact.is_artefact)
    return list(reversed(found))
