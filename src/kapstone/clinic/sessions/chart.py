"""The session as an anaesthesia record: readings, doses, events, phases and the limits they are judged by."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from kapstone.clinic.sessions.room import VisitPage
from kapstone.clinic.web import charts as c
from kapstone.facts import DoseStopped, Fact, Record, StateObserved, VitalsTaken
from kapstone.rules import all_rules

__all__ = ["draw", "sentence"]

_LONGEST = timedelta(hours=3)
"""How far the picture runs past the minimum observation; after that something else is wrong than the scale."""


def draw(here: VisitPage) -> c.Drawing | None:
    """The anaesthesia record, from the first reading of the day; None before there is one."""
    taken = [entry.record.at for entry in here.readings]
    if not taken and here.view.started_at is None:
        return None
    zone = here.page.zone
    anchor = here.view.started_at or here.now
    first = max(min([*taken, anchor]), anchor - timedelta(minutes=45))
    start = first.replace(minute=first.minute // 5 * 5, second=0, microsecond=0)
    over = here.view.may_leave_at or here.now
    last = here.view.discharged_at or min(max(here.now, over), max(over, anchor) + _LONGEST)
    end = max(last + timedelta(minutes=10), start + timedelta(minutes=60))
    limits = _chart_limits()
    record = c.SessionRecord(
        start=start.astimezone(zone), end=end.astimezone(zone), now=None if here.view.discharged_at else here.now.astimezone(zone),
        readings=_chart_readings(here), doses=_chart_doses(here), limits=limits, phases=_chart_phases(here, start, end),
        events=[c.Happening(at=record.at.astimezone(zone), word=record.fact.event) for record in here.events if record.at >= start],
    )  # fmt: skip
    return c.session_record(record, sentence(here))


def sentence(here: VisitPage) -> str:
    """The state of the session in words."""
    number = here.numbers[0]
    if number.at is None:
        return "No blood pressure has been taken in this session yet."
    highest = max(
        (e.record for e in here.readings if not e.is_corrected and _systolic(e.record) is not None), key=_systolic_or_0
    )
    at = highest.at.astimezone(here.page.zone)
    same = highest.at == number.at
    peak = "" if same else f" The highest was {_pressure(highest)} at {at:%H:%M}."
    return f"Blood pressure {number.value} at {number.at.astimezone(here.page.zone):%H:%M}.{peak}"


def _systolic(record: Record[Fact]) -> float | None:
    return record.fact.systolic_mmhg if isinstance(record.fact, VitalsTaken) else None


def _systolic_or_0(record: Record[Fact]) -> float:
    return _systolic(record) or 0.0


def _pressure(record: Record[Fact]) -> str:
    assert isinstance(record.fact, VitalsTaken)
    return f"{record.fact.systolic_mmhg:g}/{record.fact.diastolic_mmhg:g}"


def _chart_readings(here: VisitPage) -> list[c.Reading]:
    awake = {entry.record.at: entry.record.fact.moaas for entry in here.states if isinstance(entry.record.fact, StateObserved)}
    found = []
    for entry in here.readings:
        fact = entry.record.fact
        assert isinstance(fact, VitalsTaken)
        found.append(
            c.Reading(
                at=entry.record.at.astimezone(here.page.zone), systolic=fact.systolic_mmhg, diastolic=fact.diastolic_mmhg,
                heart_rate=fact.heart_rate_per_min, spo2=fact.spo2_percent, moaas=awake.pop(entry.record.at, None), is_late=entry.is_late,
                is_corrected=entry.is_corrected,
            )
        )  # fmt: skip
    found += [c.Reading(at=at.astimezone(here.page.zone), moaas=level) for at, level in awake.items() if level is not None]
    return sorted(found, key=lambda reading: reading.at)


def _chart_doses(here: VisitPage) -> list[c.Given]:
    zone = here.page.zone
    stopped = {record.fact.dose: record for record in here.visit.of(DoseStopped)}
    found = []
    for dose in here.visit.doses:
        end = stopped.get(dose.id)
        until = end.at if end else dose.at + timedelta(minutes=dose.fact.infusion_min) if dose.fact.infusion_min else None
        mg = end.fact.given_mg if end else dose.fact.dose_mg
        kilograms = here.order.fact.weight_kg if here.order else None
        found.append(
            c.Given(
                at=dose.at.astimezone(zone),
                until=until.astimezone(zone) if until else None,
                mg=mg,
                mg_per_kg=mg / kilograms if kilograms else None,
            )
        )
    return found


def _chart_limits() -> list[c.Limit]:
    amber = all_rules()["MON-A1"].limits
    return [
        c.Limit(label=f"systolic {amber['systolic_mmhg'].value:g}", value=amber["systolic_mmhg"].value),
        c.Limit(label=f"diastolic {amber['diastolic_mmhg'].value:g}", value=amber["diastolic_mmhg"].value),
    ]


def _chart_phases(here: VisitPage, start: datetime, end: datetime) -> list[c.Phase]:
    zone, given, over = here.page.zone, here.view.started_at, here.view.ended_at
    if given is None or over is None:
        return [c.Phase(name="before", start=start.astimezone(zone), end=end.astimezone(zone))]
    marks: Sequence[tuple[str, datetime, datetime]] = (
        ("before", start, given), ("infusion" if over > given else "dose", given, max(over, given + timedelta(minutes=2))), ("recovery", over, end),
    )  # fmt: skip
    return [c.Phase(name=name, start=a.astimezone(zone), end=b.astimezone(zone)) for name, a, b in marks if b > a]
