"""The session as an anaesthesia record: readings, doses, events, phases and the limits they are judged by."""

from datetime import datetime, timedelta

from kapstone.clinic.episodes import expectations
from kapstone.clinic.sessions.room import VisitPage
from kapstone.clinic.web import charts as c
from kapstone.facts import AdverseEventSeen, Fact, Record, StateObserved, VitalsTaken
from kapstone.pathway import Episode as Course
from kapstone.rules import all_rules

__all__ = ["ACTS", "draw", "expected_phases", "predicted", "sentence"]

ACTS = frozenset(
    {
        "touch given",
        "music changed",
        "repositioned",
        "help called",
        "emergency over",
        "oxygen given",
        "antiemetic given",
        "pump checked",
    }
)
"""Events that somebody did, rather than that came about."""

_LONGEST = timedelta(hours=3)
"""How far the picture runs past the minimum observation; after that something else is wrong than the scale."""


def draw(here: VisitPage, predicted: c.Predicted | None = None) -> c.Drawing | None:
    """The anaesthesia record, from the first reading of the day; None before there is one. `predicted` is drawn pale behind it."""
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
    record = c.SessionRecord(
        start=start.astimezone(zone), end=end.astimezone(zone), now=None if here.view.discharged_at else here.now.astimezone(zone),
        readings=_chart_readings(here), doses=_chart_doses(here), limits=_chart_limits(here),
        phases=_chart_phases(here, start, end, predicted), predicted=predicted, events=_chart_events(here, start),
    )  # fmt: skip
    return c.session_record(record, sentence(here))


def predicted(here: VisitPage) -> c.Predicted | None:
    """What a model expects after the doses of this session; None before the first, and where no model covers it."""
    curve = expectations.curve_of(here.page, here.id)
    return c.Predicted(curve.times, curve.median, curve.low, curve.high, curve.caption) if curve else None


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
    """One mark a moment: what was measured, with how the patient was then."""
    states = {
        entry.record.at: entry.record.fact
        for entry in here.states
        if isinstance(entry.record.fact, StateObserved) and not entry.is_corrected
    }
    found = []
    for entry in here.readings:
        fact, state = entry.record.fact, states.pop(entry.record.at, None)
        assert isinstance(fact, VitalsTaken)
        found.append(
            c.Reading(
                at=entry.record.at.astimezone(here.page.zone), systolic=fact.systolic_mmhg, diastolic=fact.diastolic_mmhg,
                heart_rate=fact.heart_rate_per_min, spo2=fact.spo2_percent, breaths=fact.respiratory_rate_per_min, moaas=state.moaas if state else None,
                dissociation=state.dissociation_0_10 if state else None, is_late=entry.is_late, is_corrected=entry.is_corrected,
            )
        )  # fmt: skip
    found += [
        c.Reading(at=at.astimezone(here.page.zone), moaas=state.moaas, dissociation=state.dissociation_0_10)
        for at, state in states.items()
    ]
    return sorted(found, key=lambda reading: reading.at)


def _chart_doses(here: VisitPage) -> list[c.Given]:
    zone, kilograms = here.page.zone, here.order.fact.weight_kg if here.order else None
    found = []
    for infusion in here.visit.infusions:
        mg = round(infusion.given_mg(here.now), 1) if infusion.stop else infusion.dose.fact.dose_mg
        found.append(
            c.Given(
                at=infusion.dose.at.astimezone(zone), until=infusion.ends_at(here.now).astimezone(zone) if infusion.is_over_time else None, mg=mg,
                mg_per_kg=mg / kilograms if kilograms else None,
                pauses=[(start.astimezone(zone), (end or here.now).astimezone(zone)) for start, end in infusion.pauses],
            )
        )  # fmt: skip
    return found


def _chart_events(here: VisitPage, start: datetime) -> list[c.Happening]:
    """Events with one word, things done set apart, adverse events among them."""
    zone = here.page.zone
    found = [
        c.Happening(at=record.at.astimezone(zone), word=record.fact.event, is_act=record.fact.event in ACTS)
        for record in here.events
        if record.at >= start
    ]
    found += [
        c.Happening(at=record.at.astimezone(zone), word=record.fact.term.lower())
        for record in here.visit.of(AdverseEventSeen)
        if record.at >= start
    ]
    return sorted(found, key=lambda event: event.at)


def _chart_limits(here: VisitPage) -> list[c.Limit]:
    """The limits this protocol judges by: amber pressures, and the oxygen below which someone acts."""
    limits = Course(here.page.protocol, here.page.facts, here.now).limits

    def number(rule: str, name: str) -> float:
        return limits.get(rule, {}).get(name, all_rules()[rule].limits[name].value)

    systolic, diastolic = number("MON-A1", "systolic_mmhg"), number("MON-A1", "diastolic_mmhg")
    return [
        c.Limit(label=f"systolic {systolic:g}", value=systolic, shades_above=True),
        c.Limit(label=f"diastolic {diastolic:g}", value=diastolic),
        c.Limit(label="SpO₂", value=number("MON-A6", "amber"), strip="spo2"),
    ]


def _chart_phases(here: VisitPage, start: datetime, end: datetime, predicted: c.Predicted | None) -> list[c.Phase]:
    zone, given, over = here.page.zone, here.view.started_at, here.view.ended_at
    if given is None or over is None:
        return [c.Phase(name="before", start=start.astimezone(zone), end=end.astimezone(zone))]
    marks: list[tuple[str, datetime, datetime, bool]] = [("before", start, given, False)]
    expected = expected_phases(predicted, end) if predicted else ()
    if expected:
        marks += [(name, a, b, True) for name, a, b in expected]
        marks.append(("recovery", expected[-1][2], end, False))
    else:
        first_end = max(over, given + timedelta(minutes=2))
        marks += [("infusion" if over > given else "dose", given, first_end, False), ("recovery", first_end, end, False)]
    return [
        c.Phase(name=name, start=a.astimezone(zone), end=b.astimezone(zone), is_expected=is_expected)
        for name, a, b, is_expected in marks
        if b > a
    ]


def expected_phases(predicted: c.Predicted, until: datetime) -> tuple[tuple[str, datetime, datetime], ...]:
    """Onset, peak and return as the curve expects them: peak is where the median stands above four fifths of its highest,

    return lasts until it has fallen to a fifth. These are phases of the concentration; what the patient does is recorded beside them.
    """
    top = max(predicted.median)
    if top <= 0:
        return ()
    high = [at for at, value in zip(predicted.times, predicted.median, strict=True) if value >= 0.8 * top]
    back = next(
        (at for at, v in zip(predicted.times, predicted.median, strict=True) if at > high[-1] and v <= 0.2 * top), until
    )
    spans = (("onset", predicted.times[0], high[0]), ("peak", high[0], high[-1]), ("return", high[-1], min(back, until)))
    return tuple(span for span in spans if span[2] > span[1])
