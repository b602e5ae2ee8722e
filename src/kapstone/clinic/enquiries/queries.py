"""What may be asked of enquiries: one of them, and the list with its deadlines."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.enquiries.models import Enquiry, Status

__all__ = ["EnquiryLine", "enquiry_for", "lines", "open_enquiries", "overdue_count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryLine:
    """One row of the coordinator's list."""

    enquiry: Enquiry
    is_overdue: bool


def enquiry_for(actor: Actor, enquiry_id: UUID) -> Enquiry | None:
    """The enquiry, for people who work in the clinic it was sent to."""
    if not actor.is_staff:
        return None
    rows = Enquiry.objects.select_related("episode", "answered_by", "closed_by", "entered_by")
    return rows.filter(id=enquiry_id, organisation_id=actor.organisation_id).first()


def open_enquiries(organisation_id: UUID) -> QuerySet[Enquiry]:
    """Those that wait for an answer or a decision: unanswered first, then by deadline."""
    waiting = Q(status=Status.NEW) | Q(status=Status.ANSWERED)
    return Enquiry.objects.filter(waiting, organisation_id=organisation_id).order_by("-status", "respond_by", "id")


def lines(actor: Actor, now: datetime, *, closed: bool = False) -> list[EnquiryLine]:
    """The list as it stands now; `closed` gives those already converted or declined, newest first. One query."""
    rows = open_enquiries(actor.organisation_id)
    if closed:
        over = [Status.CONVERTED, Status.DECLINED]
        rows = Enquiry.objects.filter(organisation_id=actor.organisation_id, status__in=over).order_by("-closed_at")[:200]
    rows = rows.select_related("answered_by", "closed_by", "episode")
    return [EnquiryLine(enquiry=row, is_overdue=row.status == Status.NEW and row.respond_by < now) for row in rows]


def overdue_count(organisation_id: UUID, now: datetime) -> int:
    """How many have waited longer than the clinic promises."""
    return Enquiry.objects.filter(organisation_id=organisation_id, status=Status.NEW, respond_by__lt=now).count()
