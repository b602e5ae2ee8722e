"""Who looked at what."""

from uuid import UUID

from django.db.models import QuerySet

from kapstone.clinic.access.models import AccessLog, User

__all__ = ["access_log_of", "access_log_of_organisation", "user_by_email", "user_named"]


def access_log_of(patient_id: UUID) -> QuerySet[AccessLog]:
    """Every visit to this patient's record, newest first: for the patient's own page of who looked."""
    return AccessLog.objects.filter(patient_id=patient_id).order_by("-at", "-id")


def access_log_of_organisation(organisation_id: UUID) -> QuerySet[AccessLog]:
    """Every visit by this clinic's people, newest first."""
    return AccessLog.objects.filter(organisation_id=organisation_id).order_by("-at", "-id")


def user_by_email(email: str) -> User | None:
    """The person who signs in with this address."""
    return User.objects.filter(email__iexact=email.strip()).first()


def user_named(user_id: UUID) -> User | None:
    """The person with this id."""
    return User.objects.filter(id=user_id).first()
