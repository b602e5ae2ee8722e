"""The organisation, its places, its staff and its patients. Each row belongs to one organisation."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kapstone.clinic.access.models import User
from kapstone.clinic.journal.actions import new_id

_STATE = r"^[A-Z]{2}$"
_NPI = r"^([12][0-9]{9})?$"


class Organisation(models.Model):
    """One clinic, walled off from every other."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar[set[str]] = set()
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "name", "zone", "settings", "created_at"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    zone = models.CharField(max_length=60, default="America/New_York")
    settings = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(name=""), name="people_organisation_has_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> UUID:
        return self.id


class Site(models.Model):
    """A place where the organisation treats."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar[set[str]] = set()
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "organisation", "name", "zone", "state", "address", "phone", "is_active"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=200)
    zone = models.CharField(max_length=60)
    state = models.CharField(max_length=2)
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="people_one_site_per_name"),
            models.CheckConstraint(condition=Q(state__regex=_STATE), name="people_site_state_has_two_letters"),
        ]

    def __str__(self) -> str:
        return self.name


class RoomKind(models.TextChoices):
    """What a room is for."""

    DOSING = "dosing", "Dosing"
    CONSULTATION = "consultation", "Consultation"
    RECOVERY = "recovery", "Recovery"


class Room(models.Model):
    """A room of a site."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar[set[str]] = set()
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "site", "name", "kind", "is_active"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=RoomKind.choices, default=RoomKind.DOSING)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["site", "name"], name="people_one_room_per_name")]

    def __str__(self) -> str:
        return self.name


class Staff(models.Model):
    """Somebody who works in the clinic, in one or more roles."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar = {"user", "npi"}
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "organisation", "roles", "title", "is_active", "joined_at"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="staff")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff")
    roles = ArrayField(models.CharField(max_length=20))
    npi = models.CharField("NPI", max_length=10, blank=True)
    title = models.CharField(max_length=100, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["user__name"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(npi__regex=_NPI), name="people_npi_has_ten_digits"),
            models.CheckConstraint(condition=Q(roles__len__gte=1), name="people_staff_has_a_role"),
            models.CheckConstraint(
                condition=Q(roles__contained_by=["coordinator", "director", "monitor", "prescriber", "therapist"]),
                name="people_staff_roles_are_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.user.name


class Licence(models.Model):
    """A state's permission to practise, until it expires."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar = {"number"}
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "staff", "state", "kind", "expires_on"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="licences")
    state = models.CharField(max_length=2)
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    expires_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["state", "kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff", "state", "kind"], name="people_one_licence_per_state_and_kind"),
            models.CheckConstraint(condition=Q(state__regex=_STATE), name="people_licence_state_has_two_letters"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    def is_current(self, on: date) -> bool:
        return self.expires_on >= on


class Sex(models.TextChoices):
    """Sex recorded at birth: some limits depend on it."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    INTERSEX = "intersex", "Intersex"
    UNKNOWN = "unknown", "Not known"


class Patient(models.Model):
    """A person whom the clinic treats or may treat. Who they are is here; what is clinically true of them is in the journal."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar = {
            "user", "name", "sort_name", "preferred_name", "pronouns", "birth_date", "email", "phone", "address", "identifier",
        }  # fmt: skip
        clinical: ClassVar = {"sex_at_birth"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "organisation", "state", "revision", "created_at", "created_by"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="patients")
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.PROTECT, related_name="patient")
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=400, editable=False)
    preferred_name = models.CharField(max_length=100, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    birth_date = models.DateField()
    sex_at_birth = models.CharField(max_length=10, choices=Sex.choices, default=Sex.UNKNOWN)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    state = models.CharField("State of residence", max_length=2, blank=True)
    address = models.TextField(blank=True)
    identifier = models.CharField("Record number", max_length=40)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar = ["sort_name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "identifier"], name="people_one_patient_per_record_number"),
            models.CheckConstraint(condition=~Q(name=""), name="people_patient_has_a_name"),
            models.CheckConstraint(
                condition=Q(birth_date__gte=date(1900, 1, 1), birth_date__lte=F("created_at__date")),
                name="people_patient_is_born",
            ),
            models.CheckConstraint(condition=Q(state__regex=r"^([A-Z]{2})?$"), name="people_residence_has_two_letters"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "birth_date"], name="people_patient_by_birth"),
            models.Index(fields=["sort_name"], name="people_patient_by_name", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def patient_id(self) -> UUID:
        return self.id

    @property
    def called(self) -> str:
        """What the person is called: the name they prefer, or their name."""
        return self.preferred_name or self.name

    def age(self, on: date) -> int:
        """Whole years lived on this day."""
        birthday_to_come = (on.month, on.day) < (self.birth_date.month, self.birth_date.day)
        return on.year - self.birth_date.year - birthday_to_come


class Contact(models.Model):
    """Somebody who stands by a patient: whom to call, and who takes them home."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar = {"patient", "name", "relationship", "phone"}
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "is_escort", "is_emergency", "is_active"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=200)
    relationship = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_escort = models.BooleanField(default=False)
    is_emergency = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["-is_emergency", "name"]

    def __str__(self) -> str:
        return self.name
