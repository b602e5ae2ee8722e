"""What must hold between the numbers of a protocol: limits in order, windows that fit, one primary measure."""

from collections.abc import Iterator
from itertools import pairwise

from kapstone.facts import Route
from kapstone.protocols._model import Moment, Protocol, Setting

__all__ = ["broken"]


def broken(protocol: Protocol) -> Iterator[tuple[str, str]]:
    """Path and sentence of each law this protocol breaks."""
    yield from _dose(protocol)
    yield from _course(protocol)
    yield from _infusion(protocol)
    yield from _booster(protocol)
    yield from _windows(protocol)
    yield from _measures(protocol)


def _dose(protocol: Protocol) -> Iterator[tuple[str, str]]:
    dose, unit = protocol.dose, protocol.dose.unit
    ordered = (("low", dose.low), ("start", dose.start), ("high", dose.high), ("stop_above", dose.stop_above))
    for (lower, less), (upper, more) in pairwise(ordered):
        if less > more:
            yield (
                f"dose.{upper}",
                f"is {more:g} {unit}, below {lower} ({less:g} {unit}); low, start, high and stop_above must not fall",
            )
    if dose.warn_from > dose.stop_above:
        yield (
            "dose.warn_from",
            f"is {dose.warn_from:g} {unit}, above stop_above ({dose.stop_above:g} {unit}); a warning comes first",
        )
    if dose.session_warn_mg is not None and dose.session_warn_mg > dose.session_cap_mg:
        yield "dose.session_warn_mg", f"is {dose.session_warn_mg:g} mg, above session_cap_mg ({dose.session_cap_mg:g} mg)"
    if unit == "mg" and dose.stop_above > dose.session_cap_mg:
        yield "dose.session_cap_mg", f"is {dose.session_cap_mg:g} mg, below stop_above ({dose.stop_above:g} mg)"


def _course(protocol: Protocol) -> Iterator[tuple[str, str]]:
    course, maintenance = protocol.course, protocol.maintenance
    if course.min_interval > course.usual_interval:
        yield "course.usual_interval", "is shorter than min_interval"
    if maintenance.min_interval > maintenance.interval:
        yield "maintenance.interval", "is shorter than min_interval"
    if maintenance.min_interval < course.min_interval:
        yield "maintenance.min_interval", "is shorter than the induction's min_interval"


def _infusion(protocol: Protocol) -> Iterator[tuple[str, str]]:
    infusion, monitoring = protocol.infusion, protocol.monitoring
    if protocol.route is Route.IV:
        if infusion is None:
            yield "infusion", "section [infusion] is missing; an intravenous protocol says over how many minutes"
        if monitoring.during_every is None:
            yield "monitoring.during_every", "is missing; say how often vitals are taken during the infusion"
    else:
        if infusion is not None:
            yield "infusion", f"has no place in a protocol of route {protocol.route.value!r}"
        if monitoring.at is None:
            yield "monitoring.at", "is missing; say at what times after the dose vitals are taken"
    if monitoring.during_every is not None and monitoring.at is not None:
        yield "monitoring.at", "give either during_every or at, not both"
    if monitoring.at is not None and list(monitoring.at) != sorted(monitoring.at):
        yield "monitoring.at", "must be in order of time"
    if infusion is not None and not infusion.shortest <= infusion.usual <= infusion.longest:
        yield "infusion.usual", "must lie between shortest and longest"


def _booster(protocol: Protocol) -> Iterator[tuple[str, str]]:
    booster = protocol.booster
    conditions = {name: getattr(booster, name) for name in booster.__dataclass_fields__ if name != "allowed"}
    for name, value in conditions.items():
        if booster.allowed and value is None:
            yield f"booster.{name}", "is missing; a booster is allowed only under stated conditions"
        if not booster.allowed and value is not None:
            yield f"booster.{name}", "has no place while boosters are not allowed"
    if booster.not_before and booster.not_after and booster.not_before >= booster.not_after:
        yield "booster.not_after", "must come after not_before"


def _windows(protocol: Protocol) -> Iterator[tuple[str, str]]:
    preparation, next_day, integration = protocol.preparation, protocol.next_day, protocol.integration
    if preparation.at_least_before >= preparation.at_most_before:
        yield "preparation.at_most_before", "must be longer than at_least_before"
    if next_day.opens >= next_day.due:
        yield "next_day.due", "must come after opens"
    if not integration.opens < integration.due <= integration.late:
        yield "integration.due", "must come after opens and not after late"
    if list(integration.after_doses) != sorted(integration.after_doses):
        yield "integration.after_doses", "must be in order"
    if protocol.place is Setting.HOME and protocol.route in {Route.IV, Route.IM}:
        yield "protocol.place", f"{protocol.route.value!r} is never given at home"


def _measures(protocol: Protocol) -> Iterator[tuple[str, str]]:
    primary = [plan for plan in protocol.measures if plan.primary]
    if len(primary) != 1:
        yield "measures", f"{len(primary)} measures are marked primary; exactly one must be"
    for plan in primary:
        for moment in (Moment.BASELINE, Moment.PRE_DOSE, Moment.END_OF_INDUCTION):
            if moment not in plan.moments:
                yield "measures", f"the primary measure {plan.instrument!r} must be asked at {moment.value!r}"
    named = [plan.instrument for plan in protocol.measures]
    for instrument in sorted({name for name in named if named.count(name) > 1}):
        yield "measures", f"{instrument!r} is listed twice; give it one entry with all its moments"
