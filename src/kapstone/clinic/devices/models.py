"""The clinic's devices, on whose patient each one is, and what each has said lately."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kapstone.clinic.journal.ids import new_id

_SHA256 = r"^([0-9a-f]{64})?$"


PHONE = "Phone at home"
"""What the label of a phone of the adult at home begins with."""


class Kind(models.TextChoices):
    """How a device speaks to us."""

    MONITOR = "monitor", "Patient monitor (HL7 v2 over MLLP)"
    CUFF = "cuff", "Cuff or oximeter (HTTP with its own token)"


class Device(models.Model):
    """One apparatus of the clinic. A monitor is known by the name it sends, a cuff by its token, of which only the hash is kept."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar[set[str]] = set()
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar = {"token_hash"}
        plain: ClassVar = {
            "id", "organisation", "kind", "label", "sender", "zone", "speaks_every_min", "added_at", "added_by", "retired_at", "heard_at",
        }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    label = models.CharField(max_length=80)
    sender = models.CharField(max_length=120, blank=True)
    """What MSH-3 or OBX-18 call it."""
    token_hash = models.CharField(max_length=64, blank=True)
    zone = models.CharField(max_length=60)
    """Its clock's time zone: most devices send times without one."""
    speaks_every_min = models.PositiveSmallIntegerField(default=5)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["label", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="monitor", token_hash="") & ~Q(sender="") | Q(kind="cuff", sender="") & ~Q(token_hash=""),
                name="devices_known_by_one_thing",
            ),
            models.CheckConstraint(condition=Q(token_hash__regex=_SHA256), name="devices_hash_is_whole"),
            models.UniqueConstraint(
                fields=["sender"], condition=Q(retired_at=None) & ~Q(sender=""), name="devices_sender_is_one_device"
            ),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="devices_token_is_one_device"),
        ]

    def __str__(self) -> str:
        return f"device {self.id}"


class Pairing(models.Model):
    """This device is on the patient of this session. The journal says so too; this row finds it without reading the journal."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar[set[str]] = set()
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id",
            "device",
            "episode",
            "session",
            "accepts_by_itself",
            "paired_at",
            "paired_by",
            "ended_at",
            "ended_by",
        }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="pairings")
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="+")
    session = models.UUIDField()
    accepts_by_itself = models.BooleanField(default=False)
    paired_at = models.DateTimeField()
    paired_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["paired_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["device"], condition=Q(ended_at=None), name="devices_on_one_patient_at_a_time"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("paired_at")), name="devices_taken_off_later"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["episode", "session"], name="devices_by_session")]

    def __str__(self) -> str:
        return f"pairing {self.id}"


class Outcome(models.TextChoices):
    """What became of a message."""

    TAKEN = "taken", "Taken"
    REFUSED = "refused", "Refused"


class Received(models.Model):
    """One message of a device, known again when it is sent twice. What it said is not kept; rows are dropped after some days."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar[set[str]] = set()
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "device", "digest", "control_id", "outcome", "reason", "received_at"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    device = models.ForeignKey(Device, null=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    """Of the whole message: MSH-10 alone is not unique on some devices."""
    control_id = models.CharField(max_length=200)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["received_at", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["digest"], name="devices_message_is_taken_once")]
        indexes: ClassVar = [models.Index(fields=["received_at"], name="devices_received_by_time")]

    def __str__(self) -> str:
        return f"message {self.id}"


class Reading(models.Model):
    """One set of values of a device on a patient. Those worth recording are facts too; `fact` names the journal line."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar[set[str]] = set()
        clinical: ClassVar = {"values", "doubt"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "pairing", "measured_at", "received_at", "fact"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="readings")
    measured_at = models.DateTimeField()
    received_at = models.DateTimeField()
    values = models.JSONField()
    doubt = models.CharField(max_length=120, blank=True)
    fact = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar = ["measured_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pairing", "measured_at", "values"], name="devices_reading_is_kept_once")
        ]

    def __str__(self) -> str:
        return f"reading {self.id}"
