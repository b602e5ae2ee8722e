"""The pre-dose gate for one number: within its range go on, near it hold and repeat, beyond it no dose in this session."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from kapstone.evidence import Citation, Standing
from kapstone.facts import Record
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Example, Limit, Limits, Moment, Rule, Verdict
from kapstone.rules.session import _limits as lim
from kapstone.rules.session._scene import Scene, in_session, minutes
from kapstone.rules.session._sources import REVIEW

__all__ = ["gate_rule", "judge_readings", "zone"]

Reading = Record[Any]  # Any: vitals or an observation


def zone(value: float, limits: Limits) -> Level:
    """CLEAR within pass_from..pass_to, HOLD within hold_from..hold_to, STOP beyond. A bound that is not set does not bind."""
    if value < limits.get("hold_from", float("-inf")) or value > limits.get("hold_to", float("inf")):
        return Level.STOP
    if value < limits.get("pass_from", float("-inf")) or value > limits.get("pass_to", float("inf")):
        return Level.HOLD
    return Level.CLEAR


def judge_readings(
    scene: Scene,
    limits: Limits,
    readings: tuple[Reading, ...],
    *,
    name: str,
    read: Callable[[Reading], float],
    show: Callable[[Reading], str],
    stops: Callable[[Reading], str] = lambda _reading: "",
) -> Verdict:
    """The gate's verdict on the readings before the dose. `stops` may name a reason of its own why one reading ends the session."""
    if not readings:
        return scene.missing(name)
    wanted = _range(limits)
    for reading in readings:
        why = stops(reading)
        if why or zone(read(reading), limits) is Level.STOP:
            return scene.say(
                Level.STOP,
                f"{_upper(name)} was {show(reading)} before the dose{f' with {why}' if why else ''}; no dose is given in this session.",
                act="Cancel the dose and see the patient; if the reading was false, mark it as an artefact.",
                value=show(reading), limit=wanted, facts=(reading.id,), override=Override.TWO_CLINICIANS,
            )  # fmt: skip
    latest = readings[-1]
    stale_at = latest.at + timedelta(minutes=limits["max_age_min"])
    at_dose = min(scene.until, scene.started_at or scene.until)
    if at_dose > stale_at:
        return scene.missing(
            name,
            because=f"The latest {name} is {minutes(at_dose - latest.at)} old; before a dose at most {limits['max_age_min']:g} min.",
        )
    outside = [reading for reading in readings if zone(read(reading), limits) is not Level.CLEAR]
    counts_from = outside[-1].at + timedelta(minutes=limits["repeat_after_min"]) if outside else latest.at
    if zone(read(latest), limits) is Level.CLEAR and latest.at < counts_from:
        return scene.say(
            Level.HOLD,
            f"{_upper(name)} {show(latest)} is within range, but was taken {minutes(latest.at - outside[-1].at)} after {show(outside[-1])}.",
            act=f"Let the patient rest; a repeat counts from {limits['repeat_after_min']:g} min after the reading outside the range.",
            owner=Role.MONITOR, due=counts_from, value=show(latest), limit=wanted, facts=(outside[-1].id, latest.id),
            changes_at=stale_at + timedelta(seconds=1),
        )  # fmt: skip
    if zone(read(latest), limits) is Level.CLEAR:
        return scene.say(
            Level.CLEAR, f"{_upper(name)} {show(latest)} is within range.",
            value=show(latest), limit=wanted, facts=(latest.id,), changes_at=stale_at + timedelta(seconds=1),
        )  # fmt: skip
    return _hold(scene, limits, outside, name=name, shown=show(latest), wanted=wanted, stale_at=stale_at)


def _hold(
    scene: Scene, limits: Limits, outside: list[Reading], *, name: str, shown: str, wanted: str, stale_at: Any
) -> Verdict:  # Any: datetime
    latest, most = outside[-1], int(limits["readings"])
    first, last = (latest.at + timedelta(minutes=limits[key]) for key in ("repeat_after_min", "repeat_by_min"))
    facts = tuple(reading.id for reading in outside)
    if len(outside) >= most:
        return scene.say(
            Level.HOLD, f"{_upper(name)} is {shown} and {len(outside)} readings were outside the range; a prescriber decides.",
            act="Decide whether to go on, wait or cancel, and say why.", owner=Role.PRESCRIBER,
            value=shown, limit=wanted, facts=facts, changes_at=stale_at + timedelta(seconds=1),
        )  # fmt: skip
    return scene.say(
        Level.HOLD, f"{_upper(name)} is {shown}, reading {len(outside)} of at most {most} outside the range.",
        act=f"Let the patient rest and repeat after {limits['repeat_after_min']:g} to {limits['repeat_by_min']:g} min.",
        owner=Role.MONITOR, due=last, value=shown, limit=wanted, facts=facts,
        changes_at=first if first > scene.until else stale_at + timedelta(seconds=1),
    )  # fmt: skip


def gate_rule(
    *,
    id: str,  # noqa: A002 - the name every entry has
    title: str,
    says: str,
    field: str,
    name: str,
    unit: str,
    bounds: Mapping[str, Limit],
    cites: tuple[Citation, ...],
    standing: Standing,
    examples: tuple[Example, ...],
    stops: Callable[[Reading], str] = lambda _reading: "",
    show: Callable[[Reading], str] | None = None,
) -> Rule:
    """A pre-dose rule about one vital sign, from its bounds (pass_from, pass_to, hold_from, hold_to)."""

    def shown(reading: Reading) -> str:
        return f"{getattr(reading.fact, field):g} {unit}".strip()

    def decide(scene: Scene, limits: Limits) -> Verdict:
        return judge_readings(
            scene, limits, scene.before_dose(field), name=name, read=lambda reading: float(getattr(reading.fact, field)),
            show=show or shown, stops=stops,
        )  # fmt: skip

    return Rule(
        id=id,
        title=title,
        says=says,
        moments=frozenset({Moment.PRE_DOSE}),
        reads=("VitalsTaken",),
        decide=in_session(decide),
        cites=cites,
        standing=standing,
        review=REVIEW,
        examples=examples,
        limits=repeating(bounds),
        critical=True,
        owner=Role.MONITOR,
    )


def repeating(bounds: Mapping[str, Limit]) -> dict[str, Limit]:
    """The bounds with the numbers that say how readings are repeated."""
    repeat = {"repeat_after_min": lim.REPEAT_AFTER, "repeat_by_min": lim.REPEAT_BY, "readings": lim.READINGS}
    return {**bounds, **repeat, **lim.LATEST_WITHIN}


def _range(limits: Limits) -> str:
    low, high = limits.get("pass_from"), limits.get("pass_to")
    if low is not None and high is not None:
        return f"{low:g} to {high:g}"
    return f"at most {high:g}" if high is not None else f"at least {low:g}"


def _upper(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]
