"""All rooms at once: who is where, in which phase, what is due next and when. The most pressing first, red before all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.sessions import queries
from kapstone.clinic.sessions.models import Booking
from kapstone.clinic.sessions.queries import BoardRow
from kapstone.clinic.sessions.room import Alarm, VisitPage
from kapstone.clinic.web.clocktime import span_words

__all__ = ["Due", "Place", "places"]

_IN_THE_ROOM = frozenset({"monitor", "prescriber", "therapist"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that comes next: what, and when if the clock says so."""

    what: str
    at: datetime | None = None
    level: str = ""

    def when(self, now: datetime) -> str:
        if self.at is None:
            return ""
        return f"{span_words(now - self.at)} over" if self.at < now else f"in {span_words(self.at - now)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One room or home as it stands now, and who comes after."""

    room: str
    now: datetime
    here: VisitPage | None = None
    booking: Booking | None = None
    later: tuple[Booking, ...] = ()

    @property
    def alarm(self) -> Alarm | None:
        return self.here.alarms[0] if self.here and self.here.alarms else None

    @property
    def people(self) -> str:
        """Who of the staff has recorded here in this visit, the latest first."""
        if self.here is None:
            return ""
        mine = (
            record for record in reversed(self.here.page.facts.history) if getattr(record.fact, "session", None) == self.here.id
        )
        staff = (record.by_name for record in mine if record.by_name and record.roles & _IN_THE_ROOM)
        return ", ".join(list(dict.fromkeys(staff))[:3])

    @property
    def due(self) -> list[Due]:
        """What comes next here, soonest first; what has no time stands after what has."""
        if self.here is None:
            return []
        return sorted(_due(self.here, self.booking), key=lambda due: (due.at is None, due.at or self.now))

    @property
    def first(self) -> Due | None:
        return next(iter(self.due), None)

    @property
    def first_when(self) -> str:
        return self.first.when(self.now) if self.first else ""

    @property
    def then(self) -> list[tuple[Due, str]]:
        return [(due, due.when(self.now)) for due in self.due[1:3]]

    @property
    def level(self) -> str:
        """Red: an alarm, or vitals beyond their grace. Amber: an amber alarm, or something due now."""
        if self.here is None or self.here.visit.discharge:
            return ""
        levels = {self.here.due_level, *("stop" if alarm.is_red else "caution" for alarm in self.here.alarms)}
        return "stop" if "stop" in levels else "caution" if "caution" in levels else ""

    @property
    def order(self) -> tuple[int, datetime]:
        """Red, amber, then by what is due; finished and empty rooms last."""
        idle = self.here is None or self.here.visit.discharge is not None
        rank = {"stop": 0, "caution": 1}.get(self.level, 3 if idle else 2)
        return rank, (self.first.at if self.first and self.first.at else self.now + timedelta(days=1))


def places(actor: Actor, now: datetime) -> list[Place]:
    """Every dosing room of the clinic today, and every home in which a dose is taken."""
    rows: dict[str, list[BoardRow]] = {room.name: [] for room in queries.rooms(actor)}
    homes: list[Place] = []
    for row in queries.board(actor, now):
        if row.booking.room is None:
            homes.append(_place(row.booking.place, [row], now))
        else:
            rows.setdefault(row.booking.room.name, []).append(row)
    found = [*homes, *(_place(room, held, now) for room, held in rows.items())]
    return sorted(found, key=lambda place: (*place.order, place.room))


def _place(room: str, rows: list[BoardRow], now: datetime) -> Place:
    """Who is in the room: a running visit, else the next to come, else the last that went home."""
    running = [row for row in rows if row.here.visit.is_running]
    coming = [row for row in rows if row.here.visit.is_preparing and row.booking.ends_at > now]
    over = [row for row in rows if row.here.visit.discharge]
    chosen = next(iter([*running, *coming, *reversed(over)]), None)
    if chosen is None:
        return Place(room=room, now=now)
    later = tuple(row.booking for row in coming if row is not chosen)
    return Place(room=room, now=now, here=chosen.here, booking=chosen.booking, later=later)


def _due(here: VisitPage, booking: Booking | None) -> Iterator[Due]:
    if here.visit.discharge:
        return
    if here.visit.is_preparing:
        if here.visit.check_in is None:
            yield Due(what="Check-in", at=booking.starts_at if booking else None)
        else:
            yield Due(what="Check and give" if here.order else "Order to be signed")
        return
    if here.view.next_vitals_at:
        yield Due(what="Vitals", at=here.view.next_vitals_at, level=here.due_level)
    if here.infusion:
        yield Due(
            what="Infusion paused" if here.infusion.is_paused else "Infusion ends",
            at=None if here.infusion.is_paused else here.infusion.ends_at,
        )
    elif here.view.may_leave_at and here.view.may_leave_at > here.now:
        yield Due(what="May leave", at=here.view.may_leave_at)
    else:
        waits = [finding for finding in here.leaving if finding.blocks_dose]
        yield Due(what=f"Going home waits for {len(waits)}" if waits else "Ready to go home")
