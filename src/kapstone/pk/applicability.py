"""Whether a model may be used for this patient and regimen, with every reason for and against. Never raises, never clips."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kapstone.facts import Route
from kapstone.findings import Level
from kapstone.pk.errors import Concern, Kind
from kapstone.pk.parts import Covariate, Limit, LimitOf, RouteOf, Status
from kapstone.pk.patient import Patient
from kapstone.pk.regimen import Dose, Regimen, Substance
from kapstone.pk.units import base_mg
from kapstone.units import Quantity, unit_named

if TYPE_CHECKING:
    from kapstone.pk.model import Model

__all__ = ["NO_VALIDATED_MODEL", "check"]

NO_VALIDATED_MODEL = "no validated model"
"""The words that stand on every curve of a route without one."""

_NO_ADULT_MODEL = {Route.IM: "intramuscular", Route.SC: "subcutaneous"}
_MULTIPLE = 1e-3
"""Of a device: 32.3 mg of hydrochloride on the label is 28.005 mg of base."""


def check(
    model: "Model",
    patient: Patient,
    regimen: Regimen,
    *,
    until_h: float | None = None,
    indicative: bool = False,
    sensitivity: bool = False,
) -> tuple[Concern, ...]:
    """Everything that stands against it, the worst first. Hard concerns (`is_hard`) mean that no number is computed.

    `until_h` is the horizon; `indicative` says that a curve for orientation is asked for; `sensitivity` that covariates which are off by
    default may be used to see what they would change.
    """
    found = [
        *_model(model, indicative=indicative),
        *_what(model, regimen),
        *_routes(model, regimen),
        *_patient(model, patient, sensitivity=sensitivity),
        *_person_limits(model, patient),
        *_dose_limits(model, patient, regimen),
        *_horizon(model, until_h),
        *_notes(model),
    ]
    return tuple(sorted(found, key=lambda concern: -concern.level))


def _model(model: "Model", *, indicative: bool) -> Iterator[Concern]:
    if model.status is Status.INDICATIVE:
        yield _concern(
            model, Kind.INDICATIVE, Level.NOTE if indicative else Level.STOP, "model", NO_VALIDATED_MODEL,
            advice="Read the curve as orientation, never as a prediction." if indicative else "Ask for an indicative curve, or measure and observe instead.",
        )  # fmt: skip


def _what(model: "Model", regimen: Regimen) -> Iterator[Concern]:
    takes = " or ".join(model.spec.takes)
    if regimen.substance is None:
        yield _concern(
            model, Kind.UNSAID, Level.STOP, "substance", "it is not said whether the dose is racemate or S-ketamine", limit=takes,
            advice='Say which: Regimen("racemate", ...) or Regimen("S-ketamine", ...).',
        )  # fmt: skip
    elif regimen.substance not in model.spec.takes:
        other = (
            "assembled_racemic_iv or kamp2020"
            if regimen.substance is Substance.RACEMATE
            else "otto2021, perezruixo2021, simons2022 or ashraf2018"
        )
        yield _concern(
            model, Kind.SUBSTANCE, Level.STOP, "substance", f"{regimen.substance} is not what this model is of; it is a model of {takes}",
            value=regimen.substance, limit=takes, advice=f"Use a model of {regimen.substance}, such as {other}.",
        )  # fmt: skip
    if regimen.salt is None:
        yield _concern(
            model, Kind.UNSAID, Level.STOP, "salt", "it is not said whether the milligrams are base or hydrochloride", limit="base or hydrochloride",
            advice='Say which, as on the label: Regimen(..., "base"). 10 mg of base are 11.53 mg of hydrochloride.',
        )  # fmt: skip
    if not regimen.doses:
        yield _concern(model, Kind.LIMIT, Level.STOP, "doses", "the regimen has no dose", advice="Add a dose.")


def _routes(model: "Model", regimen: Regimen) -> Iterator[Concern]:
    has = "; ".join(f"{each.route.value} {' or '.join(each.formulations)}" for each in model.spec.structure.routes)
    for dose in regimen.doses:
        route = model.route_of(dose)
        given = f"{dose.route.value} {dose.formulation.value}"
        if route is None:
            word = _NO_ADULT_MODEL.get(dose.route)
            says = f"the model has no {given}; it has {has}"
            if word:
                says += f". For {word} ketamine there is {NO_VALIDATED_MODEL} in adults"
            advice = (
                "Use a model that was made from data of this route and formulation; another formulation is another absorption."
            )
            yield _concern(model, Kind.ROUTE, Level.STOP, "route", says, value=given, limit=has, advice=advice)
        else:
            yield from _devices(model, regimen, dose, route)


def _devices(model: "Model", regimen: Regimen, dose: Dose, route: RouteOf) -> Iterator[Concern]:
    if route.single and sum(model.route_of(each) is route for each in regimen.doses) > 1:
        yield _concern(
            model, Kind.LIMIT, Level.STOP, "doses", "the model takes all devices of a visit as one dose", value=str(len(regimen.doses)),
            limit="one dose a visit", advice="Give the sum of the devices as one dose.",
        )  # fmt: skip
    if not route.device or regimen.salt is None:
        return
    if dose.needs_weight:
        yield _concern(
            model, Kind.UNIT, Level.STOP, "amount", f"{dose.amount} is no number of devices", value=str(dose.amount),
            advice="Give the sum of the devices in mg.",
        )  # fmt: skip
        return
    device = model.spec.parameters[route.device].value  # mg
    amount = base_mg(dose.amount_mg(None), regimen.salt)
    if abs(amount / device - round(amount / device)) > _MULTIPLE or amount < device / 2:
        yield _concern(
            model, Kind.LIMIT, Level.STOP, "amount", f"{amount:.4g} mg of base is no multiple of a device of {device:g} mg",
            value=str(dose.amount), limit=f"multiples of {device:g} mg base",
            advice=f"Give {device:g}, {2 * device:g} or {3 * device:g} mg, counted as base; 28 mg of base are 32.3 mg of hydrochloride.",
        )  # fmt: skip


def _patient(model: "Model", patient: Patient, *, sensitivity: bool) -> Iterator[Concern]:
    for name in ("weight", "age"):
        if getattr(patient, name) is None:
            yield _missing(model, name, f"the {name} is not known")
    for name, covariate in model.spec.covariates.items():
        yield from _covariate(model, patient, name, covariate, sensitivity=sensitivity)
    for name in sorted(set(patient.covariates) - set(model.spec.covariates)):
        yield _concern(
            model, Kind.COVARIATE, Level.NOTE, name, "the model does not read it",
            limit=", ".join(model.spec.covariates), advice="Its prediction is the same with and without.",
        )  # fmt: skip
    unsaid = []
    for name, value, excluded, says in (
        ("pregnant", patient.pregnant, patient.pregnant is True, "no model of this library was made from data in pregnancy"),
        ("child_pugh", patient.child_pugh, patient.child_pugh == "C", "no model of this library holds in severe liver disease (Child-Pugh C)"),
        ("in_intensive_care", patient.in_intensive_care, patient.in_intensive_care is True, "no model of this library holds in intensive care"),
    ):  # fmt: skip
        if value is None:
            unsaid.append(name)
        elif excluded:
            yield _concern(
                model, Kind.LIMIT, Level.STOP, name, says, value=str(value), limit="excluded", advice="Do not predict; observe."
            )
    if unsaid:
        words = ", ".join(name.replace("_", " ") for name in unsaid)
        yield _concern(
            model, Kind.LIMIT, Level.UNKNOWN, unsaid[0], f"not said: {words}. The model does not hold in pregnancy, Child-Pugh C or intensive care",
            advice="Say it, so that the prediction can be relied on.",
        )  # fmt: skip


def _covariate(model: "Model", patient: Patient, name: str, covariate: Covariate, *, sensitivity: bool) -> Iterator[Concern]:
    if covariate.of in {"weight", "age"}:
        return
    value = patient.covariates.get(name)
    if value is None:
        if covariate.reference is None:
            yield _missing(model, name, f"{covariate.says} is not known")
        return
    low, high = covariate.low, covariate.high
    if value != value or (low is not None and value < low) or (high is not None and value > high):
        yield _concern(
            model, Kind.LIMIT, Level.STOP, name, f"{covariate.says} of {value:g} is impossible", value=f"{value:g}",
            limit=f"{low} to {high}", advice="Correct the entry.",
        )  # fmt: skip
    if covariate.sensitivity_only and value != covariate.reference:
        yield _concern(
            model, Kind.COVARIATE, Level.NOTE if sensitivity else Level.STOP, name,
            f"{covariate.says} is not used for dosing" + (": this is a sensitivity analysis" if sensitivity else ""),
            value=f"{value:g}", limit=f"{covariate.reference:g}", advice="Leave it out, or ask for a sensitivity analysis.",
        )  # fmt: skip


def _person_limits(model: "Model", patient: Patient) -> Iterator[Concern]:
    for limit in model.spec.limits:
        given = {LimitOf.AGE: patient.age, LimitOf.WEIGHT: patient.weight}.get(limit.of)
        if given is not None:
            yield from _within(model, limit, limit.of.value, given.to(limit.unit))


def _dose_limits(model: "Model", patient: Patient, regimen: Regimen) -> Iterator[Concern]:
    weight, salt = patient.weight_kg, regimen.salt
    known = [dose for dose in regimen.doses if model.route_of(dose) and not (dose.needs_weight and weight is None)]
    for limit in model.spec.limits:
        doses = [dose for dose in known if limit.route in {None, dose.route}]
        if limit.of is LimitOf.DURATION:
            for dose in doses:
                if dose.over is not None:
                    yield from _within(model, limit, "over", dose.over.to(limit.unit))
        if salt is None or not doses:
            continue
        amounts = {dose: base_mg(dose.amount_mg(weight), salt) for dose in doses}
        if limit.of is LimitOf.DOSE:
            yield from _within(model, limit, "amount", _mg(sum(amounts.values())).to(limit.unit))
        elif limit.of is LimitOf.DOSE_PER_WEIGHT and weight is not None:
            yield from _within(model, limit, "amount", sum(amounts.values()) / weight)
        elif limit.of is LimitOf.RATE and weight is not None:
            yield from _rates(model, limit, amounts, weight)


def _rates(model: "Model", limit: Limit, amounts: dict[Dose, float], weight: float) -> Iterator[Concern]:
    for dose, amount in amounts.items():
        if dose.over_h > 0:
            rate = Quantity(amount / weight / dose.over_h, unit_named("mg/kg/h")).to(limit.unit)
            yield from _within(
                model,
                limit,
                "rate",
                rate,
                advice="Was a total entered as a rate per minute? 0.5 mg/kg over 40 min is 0.0125 mg/kg/min.",
            )


def _horizon(model: "Model", until_h: float | None) -> Iterator[Concern]:
    for limit in model.spec.limits:
        if limit.of is LimitOf.HORIZON and until_h is not None:
            yield from _within(
                model, limit, "until", Quantity(until_h, unit_named("h")).to(limit.unit), advice="Ask for a shorter time."
            )


def _within(model: "Model", limit: Limit, name: str, value: float, *, advice: str = "") -> Iterator[Concern]:
    """Nothing inside the soft band, a caution in the outer one, a stop beyond. A hair's breadth beyond a limit is rounding."""
    slack = 1e-9 * max(abs(value), 1.0)
    unit = "years" if limit.unit == "a" else limit.unit
    shown = f"{value:.4g} {unit}"
    (low, high), (least, most) = limit.soft, limit.hard
    where = f" ({limit.route.value})" if limit.route else ""
    if not least - slack <= value <= most + slack:
        says = f"{name} {shown}{where} is outside what the model may be used for, {least:g} to {most:g} {unit}"
        yield _concern(
            model, Kind.LIMIT, Level.STOP, name, says, value=shown, limit=f"{least:g} to {most:g} {unit}",
            advice=advice or "No prediction is made; check the entry, or use a model that covers it.",
        )  # fmt: skip
    elif not low - slack <= value <= high + slack:
        says = f"{name} {shown}{where} is outside what was studied, {low:g} to {high:g} {unit}"
        yield _concern(
            model,
            Kind.LIMIT,
            Level.CAUTION,
            name,
            says,
            value=shown,
            limit=f"{low:g} to {high:g} {unit}",
            advice="Read the result with caution.",
        )


def _notes(model: "Model") -> Iterator[Concern]:
    for failure in model.spec.failures:
        yield _concern(
            model,
            Kind.KNOWN_FAILURE,
            Level.CAUTION,
            f"{failure.analyte} {failure.metric}",
            failure.says,
            advice="Do not use this number.",
        )
    if model.status is Status.LEGACY:
        yield _concern(
            model,
            Kind.MODEL,
            Level.NOTE,
            "model",
            "is kept for comparison with older software",
            advice="Never show it on a clinical screen.",
        )
    elif not model.may_be_shown_to_clinicians:
        yield _concern(
            model,
            Kind.MODEL,
            Level.NOTE,
            "trust",
            "rests on numbers that nobody has verified against their source",
            advice="Never show it on a clinical screen.",
        )


def _missing(model: "Model", name: str, says: str) -> Concern:
    return _concern(model, Kind.COVARIATE, Level.STOP, name, says, advice=f"Enter {name}; it is never assumed.")


def _mg(amount: float) -> Quantity:
    return Quantity(amount, unit_named("mg"))


def _concern(
    model: "Model", kind: Kind, level: Level, name: str, says: str, *, value: str = "", limit: str = "", advice: str = ""
) -> Concern:
    return Concern(
        kind=kind,
        level=level,
        field=name,
        says=says,
        value=value,
        limit=limit,
        model=f"{model.id} {model.version}",
        advice=advice,
    )
