"""What must hold between the numbers of a protocol: limits in order, windows that fit, one primary measure."""

from collections.abc import Iterator
from itertools import pairwise

from kapstone.facts import Drug, Route
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
    yield from _amounts(protocol)
    yield from _phases(protocol)
    yield from _place(protocol)
    yield from _risk_programme(protocol)


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


def _amounts(protocol: Protocol) -> Iterator[tuple[str, str]]:
    dose, unit = protocol.dose, protocol.dose.unit
    if dose.first_warn_from is not None and dose.first_warn_from > dose.stop_above:
        yield "dose.first_warn_from", f"is {dose.first_warn_from:g} {unit}, above stop_above ({dose.stop_above:g} {unit})"
    if (dose.other_weight is None) is not (dose.other_weight_from_bmi is None):
        yield "dose.other_weight", "goes together with other_weight_from_bmi; give both or neither"
    if dose.other_weight is not None and unit == "mg":
        yield "dose.other_weight", "has no place in a dose of fixed milligrams"
    if dose.only is None:
        return
    if unit != "mg":
        yield "dose.only", 'has no place in a dose per kilogram; write basis = "fixed_mg"'
    elif not all(amount in dose.only for amount in (dose.low, dose.start, dose.high)):
        yield "dose.only", "must hold low, start and high"
    elif max(dose.only) > dose.stop_above:
        yield "dose.only", f"holds {max(dose.only):g} mg, above stop_above ({dose.stop_above:g} mg)"


def _phases(protocol: Protocol) -> Iterator[tuple[str, str]]:
    following = 1
    for place, phase in enumerate(protocol.phases):
        if phase.from_week != following:
            yield (
                f"phases[{place}].from_week",
                f"is {phase.from_week}; the weeks must follow on each other, here from {following}",
            )
        if phase.min_interval > phase.usual_interval:
            yield f"phases[{place}].usual_interval", "is shorter than min_interval"
        if phase.min_interval < protocol.course.min_interval:
            yield f"phases[{place}].min_interval", "is shorter than the course's min_interval"
        if phase.to_week is None and place + 1 < len(protocol.phases):
            yield f"phases[{place}].to_week", "is missing; only the last phase goes on"
        if phase.to_week is not None and phase.to_week < phase.from_week:
            yield f"phases[{place}].to_week", "comes before from_week"
        following = (phase.to_week or phase.from_week) + 1


def _place(protocol: Protocol) -> Iterator[tuple[str, str]]:
    """What is never done at home, and what a dose at home needs."""
    at_home = protocol.place is Setting.HOME
    if at_home and protocol.route in {Route.IV, Route.IM}:
        yield "protocol.place", f"{protocol.route.value!r} is never given at home"
    if at_home and protocol.drug is Drug.ESKETAMINE:
        yield "protocol.place", "esketamine is never given at home: it is dispensed to a certified setting, not to the patient"
    if at_home and protocol.home is None:
        yield "home", "section [home] is missing; a programme at home says who stays and how much is handed out"
    if not at_home and protocol.home is not None:
        yield "home", "has no place in a programme of the clinic"
    if at_home and protocol.booster.allowed:
        yield "booster.allowed", "must be false at home"
    if protocol.home is not None and protocol.home.monitor_stays < protocol.monitoring.minimum_from_start:
        yield "home.monitor_stays", "is shorter than monitoring.minimum_from_start"


def _risk_programme(protocol: Protocol) -> Iterator[tuple[str, str]]:
    is_esketamine, rems = protocol.drug is Drug.ESKETAMINE, protocol.rems
    if is_esketamine and rems is None:
        yield "rems", "section [rems] is missing; esketamine is given only under its risk programme"
    if is_esketamine and protocol.route is not Route.NASAL:
        yield "protocol.route", "must be 'nasal': esketamine is a nasal spray"
    if rems is None:
        return
    if not is_esketamine:
        yield "rems", f"has no place in a programme of {protocol.drug.value}"
    if rems.form_reminder >= rems.form_due:
        yield "rems.form_reminder", "must come before form_due"
    for item in ("rems_setting", "rems_dispensed"):
        if item not in protocol.staffing.setting:
            yield "staffing.setting", f"must hold {item!r} under a risk programme"
