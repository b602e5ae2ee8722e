"""People who sign in, who looked at what, and the keys of sealed texts."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from kapstone.clinic.journal.actions import new_id


class Users(BaseUserManager["User"]):
    """Makes people who can sign in."""

    def create_user(self, email: str, password: str | None = None, *, name: str = "", **fields: Any) -> "User":
        # Any: the model's own fields
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Someone who can sign in: staff or patient. What they may do follows from who they are in the room of people."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar = {"email", "name"}
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar = {"password"}
        plain: ClassVar = {"id", "is_active", "date_joined", "last_login"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="access_one_person_per_email")]

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    """How a visit to a page ended."""

    ENTERED = "entered"
    REFUSED = "refused"
    NOT_FOUND = "not found"
    FAILED = "failed"
    SIGNED_IN = "signed in"
    SIGN_IN_FAILED = "sign-in failed"
    SIGNED_OUT = "signed out"


class AccessLog(models.Model):
    """One visit: who, which page, whose record, when, and how it ended. Names are kept as they were then."""

    append_only: ClassVar[bool] = True

    class Privacy:
        identifies: ClassVar = {"user_name", "user_id", "patient_id"}
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "at", "user_roles", "organisation_id", "view", "what", "method", "record_kind", "record_id", "status", "outcome",
        }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    user_name = models.CharField(max_length=200, blank=True)
    user_roles = models.CharField(max_length=200, blank=True)
    organisation_id = models.UUIDField(null=True)
    view = models.CharField(max_length=200)
    what = models.CharField(max_length=200, blank=True)
    method = models.CharField(max_length=10)
    record_kind = models.CharField(max_length=40, blank=True)
    record_id = models.UUIDField(null=True)
    patient_id = models.UUIDField(null=True)
    status = models.PositiveSmallIntegerField(default=200)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["patient_id", "-at"], name="access_by_patient"),
            models.Index(fields=["organisation_id", "-at"], name="access_by_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.user_name} {self.outcome} {self.view}"


class AuthorKey(models.Model):
    """One author's data key, itself encrypted with the installation's master key. Destroying it erases what it sealed."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar = {"user"}
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar = {"wrapped"}
        plain: ClassVar = {"id", "created_at"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="author_key")
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"key of {self.user_id}"
