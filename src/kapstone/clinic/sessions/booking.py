"""Holding rooms: how long a visit takes, when a room is free, and that nobody gets it twice."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.people.models import Room
from kapstone.clinic.sessions.errors import RoomTaken
from kapstone.clinic.sessions.models import SLOT, Booking, HeldSlot, Kind, slots_between
from kapstone.protocols import Protocol

__all__ = ["book_follow_up", "follow_ups_of", "free_times", "hold", "release", "visit_length", "visits_between"]

_BEFORE = timedelta(minutes=45)
"""Check-in, room and two readings before the dose."""
_OPENS, _CLOSES = time(8), time(18)
_CALL, _TALK = timedelta(minutes=15), timedelta(minutes=60)


def visit_length(protocol: Protocol) -> timedelta:
    """How long a room is held: what comes before, the dose, and the minimum observation, in whole quarters of an hour."""
    monitoring = protocol.monitoring
    infusion = protocol.infusion.usual if protocol.infusion else timedelta(0)
    whole = _BEFORE + max(monitoring.minimum_from_start, infusion + monitoring.minimum_from_end) + SLOT
    return -(-whole // SLOT) * SLOT


@transaction.atomic
def hold(
    *,
    booking: UUID,
    episode: Episode,
    session: UUID,
    room: Room | None,
    starts_at: datetime,
    length: timedelta,
    by: Actor,
    at: datetime,
) -> Booking:
    """Book the room for a dosing visit, or move the visit that has it; a dose at home has none. RoomTaken names the times that are free."""
    made = (
        Booking.objects.select_for_update()
        .filter(episode=episode, session=session, kind=Kind.DOSING, cancelled_at=None)
        .first()
    )
    ends_at = starts_at + length
    if made is None:
        made = Booking.objects.create(
            id=booking, organisation_id=episode.organisation_id, episode=episode, session=session, kind=Kind.DOSING, room=room, starts_at=starts_at,
            ends_at=ends_at, made_at=at, made_by_id=by.user_id,
        )  # fmt: skip
    else:
        made.slots.all().delete()
        made.room, made.starts_at, made.ends_at = room, starts_at, ends_at
        made.save(update_fields=["room", "starts_at", "ends_at"])
    if room is None:
        return made
    try:
        with transaction.atomic():
            HeldSlot.objects.bulk_create(
                [HeldSlot(booking=made, room=room, starts_at=slot) for slot in slots_between(starts_at, ends_at)]
            )
    except IntegrityError as error:
        zone = ZoneInfo(room.site.zone)
        raise RoomTaken(
            room.name, [f"{slot.astimezone(zone):%H:%M}" for slot in free_times(room, starts_at, length, but=made.id)]
        ) from error
    return made


def release(*, episode: Episode, session: UUID, by: Actor, at: datetime) -> None:
    """Give the room back."""
    for made in Booking.objects.filter(episode=episode, session=session, cancelled_at=None):
        made.slots.all().delete()
        made.cancelled_at, made.cancelled_by_id = at, by.user_id
        made.save(update_fields=["cancelled_at", "cancelled_by"])


def free_times(room: Room, day: datetime, length: timedelta, *, but: UUID | None = None) -> list[datetime]:
    """Half hours of that day, in the site's zone, at which the room is free for the whole visit."""
    local = day.astimezone(ZoneInfo(room.site.zone))
    opens = local.replace(hour=_OPENS.hour, minute=0, second=0, microsecond=0)
    closes = local.replace(hour=_CLOSES.hour, minute=0, second=0, microsecond=0)
    held = HeldSlot.objects.filter(room=room, starts_at__gte=opens, starts_at__lt=closes)
    if but is not None:
        held = held.exclude(booking_id=but)
    taken = set(held.values_list("starts_at", flat=True))
    found, start = [], opens
    while start + length <= closes:
        if not taken.intersection(slots_between(start, start + length)):
            found.append(start)
        start += 2 * SLOT
    return found


def book_follow_up(*, episode: Episode, session: UUID, kind: Kind, starts_at: datetime, by: Actor, at: datetime) -> Booking:
    """Agree on the call of the next day, or on the integration session; a second agreement moves the first."""
    ends_at = starts_at + (_CALL if kind is Kind.NEXT_DAY else _TALK)
    made, _ = Booking.objects.update_or_create(
        episode=episode, session=session, kind=kind, cancelled_at=None,
        defaults={"starts_at": starts_at, "ends_at": ends_at},
        create_defaults={
            "organisation_id": episode.organisation_id, "starts_at": starts_at, "ends_at": ends_at, "made_at": at, "made_by_id": by.user_id,
        },
    )  # fmt: skip
    return made


def follow_ups_of(episode: Episode, sessions: Iterable[UUID] | None = None) -> dict[tuple[UUID, str], Booking]:
    """What is booked, by session and kind."""
    rows = Booking.objects.select_related("room").filter(episode=episode, cancelled_at=None)
    if sessions is not None:
        rows = rows.filter(session__in=list(sessions))
    return {(row.session, row.kind): row for row in rows}


def visits_between(organisation_id: UUID, start: datetime, end: datetime) -> list[Booking]:
    """The dosing visits of a clinic in that time, by room."""
    rows = Booking.objects.select_related("room__site", "episode__patient", "episode__organisation").filter(
        organisation_id=organisation_id, kind=Kind.DOSING, cancelled_at=None, starts_at__lt=end, ends_at__gt=start
    )
    return list(rows.order_by("room__site__name", "room__name", "starts_at"))
