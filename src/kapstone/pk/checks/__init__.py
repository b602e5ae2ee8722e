"""What every model must reproduce: reference values and published observations, kept as data, compared on demand.

`results()` compares them all. A value that is known to fail is compared too, and says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import msgspec
import numpy as np

from kapstone.pk._exponential import Array
from kapstone.pk._metrics import area_to_infinity, measure
from kapstone.pk._system import Impulse, System
from kapstone.pk.model import Model, Reader
from kapstone.pk.models import load
from kapstone.pk.patient import Patient
from kapstone.pk.population import simulate
from kapstone.pk.regimen import Regimen
from kapstone.pk.units import base_mg, quantity
from kapstone.units import Dimension

__all__ = ["Check", "CheckFile", "Result", "Verdict", "check_files", "results"]


class Verdict(StrEnum):
    MET = "met"
    KNOWN_FAILURE = "known failure"
    MISSED = "MISSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One value: what was observed (or computed elsewhere), what is predicted here, and what was allowed."""

    check: str
    model: str
    what: str
    observed: str
    predicted: float
    allowed: str
    verdict: Verdict
    origin: str
    known_failure: str = ""

    @property
    def difference(self) -> float:
        """Relative to what was observed."""
        return self.predicted / float(self.observed) - 1


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Scalar(_Part, frozen=True):
    what: str
    observed: str
    tolerance: float | None = None
    low: float | None = None
    high: float | None = None
    known_failure: str = ""


class Effect(_Part, frozen=True):
    """An effect site that reads concentrations, with the half-life of its delay."""

    weights: dict[str, float]
    half_life: str


class DoseOf(_Part, frozen=True):
    """One dose: exactly one of the amounts."""

    infusion: str = ""
    over: str = ""
    nasal: str = ""
    film: str = ""
    oral: str = ""
    at: str = "0 h"


class Check(_Part, frozen=True):
    id: str
    model: str
    says: str
    substance: str
    doses: list[DoseOf]
    source: str = ""
    weight: str = "70 kg"
    age: str = "30 a"
    covariates: dict[str, float] = {}
    effect: Effect | None = None
    times: list[str] = []
    values: dict[str, list[str]] = {}
    bands: dict[str, list[list[str]]] = {}
    """By analyte and time, one value for each of `percents`."""
    percents: list[float] = []
    judged: str = "each"
    """"each" value, or the "median" of their differences."""
    scalars: list[Scalar] = []

    @property
    def patient(self) -> Patient:
        weight, age = quantity(self.weight, "weight", Dimension.MASS), quantity(self.age, "age", Dimension.TIME)
        return Patient(weight=weight, age=age, covariates=self.covariates)

    @property
    def regimen(self) -> Regimen:
        regimen = Regimen(self.substance, "base")  # type: ignore[arg-type]  # read by the regimen itself
        for dose in self.doses:
            if dose.infusion:
                regimen = regimen.infusion(dose.infusion, over=dose.over, at=dose.at)
            elif dose.nasal:
                regimen = regimen.nasal(dose.nasal, at=dose.at)
            elif dose.film:
                regimen = regimen.film(dose.film, at=dose.at)
            else:
                regimen = regimen.oral(dose.oral, at=dose.at)
        return regimen


class CheckFile(_Part, frozen=True):
    origin: str
    checks: list[Check]
    tolerance: float = 0.0
    people: int = 0
    seed: int = 0
    errors: dict[str, float] = {}


@cache
def check_files() -> dict[str, CheckFile]:
    """The files of this package by name: golden, percentiles, published."""
    return {
        file.name[:-5]: msgspec.toml.decode(file.read_bytes(), type=CheckFile)
        for file in sorted(resources.files(__name__).iterdir(), key=lambda each: each.name)
        if file.name.endswith(".toml")
    }


def results(models: Sequence[str] | None = None) -> Iterator[Result]:
    """Every comparison, or those of some models. What is computed is not checked for applicability: references reach beyond the limits."""
    for file in check_files().values():
        for check in file.checks:
            if models is None or check.model in models:
                yield from _percentiles(file, check) if check.percents else _curves(file, check)
                yield from _scalars(file, check)


def _curves(file: CheckFile, check: Check) -> Iterator[Result]:
    if not check.times:
        return
    model = load(check.model)
    curves = model.curves(check.patient, check.regimen, _hours(check.times), readers=_readers(check))[0]
    names = [*model.analytes, *(["effect"] if check.effect else [])]
    for analyte, observed in check.values.items():
        row = curves[names.index(analyte)]
        if check.judged == "median":
            yield _median(file, check, analyte, [str(each) for each in observed], row)
            continue
        for time, wanted, predicted in zip(check.times, observed, row, strict=True):
            yield _relative(file, check, f"{analyte} at {time}", str(wanted), float(predicted), None)


def _median(file: CheckFile, check: Check, analyte: str, observed: list[str], row: Array) -> Result:
    """The middle of the relative differences, shown at the observation where it lies nearest."""
    differences = np.asarray(row) / np.asarray([float(each) for each in observed]) - 1
    middle = float(np.median(differences))
    met = abs(middle) <= file.tolerance
    return Result(
        check=check.id, model=check.model, what=f"{analyte}, median difference of {len(observed)} times, 1 = none", observed="1", predicted=1 + middle,
        allowed=f"{file.tolerance:.0%}", verdict=Verdict.MET if met else Verdict.MISSED, origin=check.source or file.origin,
    )  # fmt: skip


def _percentiles(file: CheckFile, check: Check) -> Iterator[Result]:
    model = load(check.model)
    population = simulate(model, check.patient, check.regimen, n=file.people, seed=file.seed, times=check.times)
    bands = population.bands(check.percents)
    for analyte, by_time in check.bands.items():
        row = model.analytes.index(analyte)
        for column, (time, observed) in enumerate(zip(check.times, by_time, strict=True)):
            for place, (percent, wanted) in enumerate(zip(check.percents, observed, strict=True)):
                what = f"{analyte} at {time}, percentile {percent:g}"
                yield _relative(file, check, what, wanted, float(bands[place, row, column]), 4 * file.errors[f"{percent:g}"])


def _scalars(file: CheckFile, check: Check) -> Iterator[Result]:
    model = load(check.model)
    for scalar in check.scalars:
        predicted = _predicted(model, check, scalar.what)
        if scalar.low is None or scalar.high is None:
            yield _relative(file, check, scalar.what, scalar.observed, predicted, scalar.tolerance, scalar.known_failure)
            continue
        met = scalar.low <= predicted <= scalar.high
        yield Result(
            check=check.id, model=check.model, what=scalar.what, observed=scalar.observed, predicted=predicted,
            allowed=f"{scalar.low:g} to {scalar.high:g}", verdict=_verdict(scalar.known_failure, met=met),
            origin=check.source or file.origin, known_failure=scalar.known_failure,
        )  # fmt: skip


def _relative(
    file: CheckFile, check: Check, what: str, observed: str, predicted: float, tolerance: float | None, known_failure: str = ""
) -> Result:
    """Within `tolerance`, or that of the file; a reference value is never asked for beyond its printed digits."""
    allowed = file.tolerance if tolerance is None else tolerance
    value = float(observed)
    if file.tolerance and file.tolerance < 1e-6:
        allowed = max(allowed, 0.5000001 * _last_digit(observed) / abs(value))
    met = abs(predicted / value - 1) <= allowed
    return Result(
        check=check.id, model=check.model, what=what, observed=observed, predicted=predicted, allowed=f"{allowed:.2g}" if allowed < 1e-3 else f"{allowed:.2%}",
        verdict=_verdict(known_failure, met=met), origin=check.source or file.origin, known_failure=known_failure,
    )  # fmt: skip


def _verdict(known_failure: str, *, met: bool) -> Verdict:
    if met:
        return Verdict.MET
    return Verdict.KNOWN_FAILURE if known_failure else Verdict.MISSED


def _last_digit(text: str) -> float:
    return float(10.0 ** -len(text.partition(".")[2]))


def _predicted(model: Model, check: Check, what: str) -> float:
    """What the typical patient shows, by the name of the quantity and the analyte in brackets."""
    name, _, rest = what.partition("(")
    analyte = rest.removesuffix(")")
    names = [*model.analytes, *(["effect"] if check.effect else [])]
    row = names.index(analyte)
    system = model.system(check.patient, check.regimen, readers=_readers(check))
    match name:
        case "area_to_infinity":
            return float(area_to_infinity(system)[0, row])
        case "area_to_infinity_min":
            return float(area_to_infinity(system)[0, row]) * 60
        case "clearance":
            return _clearance(system, row)
        case "clearance_ml_min":
            return _clearance(system, row) * 1000 / 60
        case "bioavailability":
            dose = sum(
                base_mg(each.amount_mg(check.patient.weight_kg), check.regimen.salt)
                for each in check.regimen.doses
                if check.regimen.salt
            )
            return float(area_to_infinity(system)[0, row]) * _clearance(system, row) / (dose * 1000)
        case "vss_l_per_kg":
            return _steady_state_volume(system, row) / (check.patient.weight_kg or 1.0)
        case "cmax":
            return float(measure(system, 24.0, rows=[row]).peak[0, row])
        case "tmax_min":
            return float(measure(system, 24.0, rows=[row]).peak_at[0, row]) * 60
        case "auc24":
            return _area(model, check, analyte, 24.0)
        case "auc6_min":
            return _area(model, check, analyte, 6.0) * 60
        case _:
            raise ValueError(f"{check.id}: {name!r} is no quantity known here")


def _area(model: Model, check: Check, analyte: str, until_h: float) -> float:
    reader = Reader(name="area", weights={analyte: 1.0})
    return float(model.curves(check.patient, check.regimen, [until_h], readers=[reader])[0, -1, 0])


def _clearance(system: System, row: int) -> float:
    """L/h: 1 mg put where the analyte is measured, over the area it leaves."""
    state = int(np.flatnonzero(system.outputs[0, row])[0])
    alone = System(matrix=system.matrix, outputs=system.outputs, impulses=(Impulse(state, 0.0, np.ones(1)),))
    return 1000 / float(area_to_infinity(alone)[0, row])


def _steady_state_volume(system: System, row: int) -> float:
    """L: clearance times the mean time that 1 mg stays, put where the analyte is measured."""
    state = int(np.flatnonzero(system.outputs[0, row])[0])
    stayed = np.linalg.solve(-system.matrix[0], np.eye(system.states)[state])
    longer = np.linalg.solve(-system.matrix[0], stayed)
    return float(longer[state] / stayed[state]) * _clearance(system, row)


def _readers(check: Check) -> list[Reader]:
    if check.effect is None:
        return []
    rate = float(np.log(2)) / quantity(check.effect.half_life, "half_life", Dimension.TIME).to("h")
    return [Reader(name="effect", weights=check.effect.weights, gain=rate, loss=rate)]


def _hours(times: Sequence[str]) -> list[float]:
    return [quantity(each, "times", Dimension.TIME).to("h") for each in times]
