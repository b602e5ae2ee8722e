"""Fit a model to one patient's samples.

FILE is JSON (- for standard input):
  {
    "model": "otto2021",
    "patient": {"weight": "82 kg", "age": "41 a", "pregnant": false, "child_pugh": "none", "in_intensive_care": false},
    "regimen": {"substance": "S-ketamine", "salt": "base",
                "doses": [{"route": "iv", "formulation": "infusion", "amount": "41 mg", "over": "40 min", "at": "0 min"}]},
    "observations": [{"analyte": "S-ketamine", "value": "190 ng/mL", "at": "40 min", "site": "venous"},
                     {"analyte": "S-ketamine", "value": "<1 ng/mL", "at": "12 h", "site": "venous"}],
    "seed": 7,
    "predict": {"until": "8 h", "every": "15 min", "regimen": {...}, "visit": "same"}
  }
Every quantity is a number with its unit. "<1 ng/mL" is a sample below the laboratory's limit. A dose that is no infusion has no "over".
"patient" may leave out what is not known, and "predict", "seed" (0) and "draws" (4000) may be left out. "predict" asks for the patient's
band under the same regimen or another of the same model; "visit" is "same" or "another".
Exit code 0: fitted. Exit code 2: bad input or a refusal, with the reason.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec

from kapstone.commands import BadInput
from kapstone.commands._pk._plot import PLOT_EVERY, add_plot_argument, write_plot

if TYPE_CHECKING:
    from types import ModuleType

    from matplotlib.figure import Figure

    from kapstone.pk import Patient, Regimen
    from kapstone.pk.updating import Fit, PosteriorBands

__all__ = ["add_arguments", "run"]

_MAX_BYTES = 1_000_000
_LARGEST = 1_000_000


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class _Patient(_Part, frozen=True):
    weight: str | None = None
    age: str | None = None
    pregnant: bool | None = None
    child_pugh: str | None = None
    in_intensive_care: bool | None = None
    covariates: dict[str, float] = {}


class _Dose(_Part, frozen=True):
    route: str
    formulation: str
    amount: str
    at: str = "0 h"
    over: str | None = None


class _Regimen(_Part, frozen=True):
    doses: list[_Dose]
    substance: str | None = None
    salt: str | None = None


class _Observation(_Part, frozen=True):
    analyte: str
    value: str
    at: str
    site: str | None = None


class _Predict(_Part, frozen=True):
    until: str = "8 h"
    every: str = "15 min"
    regimen: _Regimen | None = None
    visit: str | None = None


class _File(_Part, frozen=True):
    model: str
    patient: _Patient
    regimen: _Regimen
    observations: list[_Observation] = []
    seed: int = 0
    draws: int = 4000
    predict: _Predict | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the samples and what they belong to, as JSON; - for standard input")
    parser.add_argument("--json", action="store_true", help="print the fit as JSON")
    add_plot_argument(parser)


def run(args: argparse.Namespace) -> int:
    from kapstone.pk import load
    from kapstone.pk.updating import Observation, update

    asked = _read(args.file)
    fit = update(
        load(asked.model),
        _patient(asked.patient),
        _regimen(asked.regimen),
        [Observation(each.analyte, each.value, at=each.at, site=each.site) for each in asked.observations],
        seed=asked.seed,
        draws=asked.draws,
    )
    bands = None if asked.predict is None else _bands(fit, asked.predict, asked.predict.every)
    write_plot(args.plot, lambda plots: _picture(plots, fit, asked.predict))
    if args.json:
        whole = {"fit": fit.as_json(), "bands": None if bands is None else bands.as_json()}
        print(json.dumps(whole, indent=2, ensure_ascii=False))
    else:
        print("\n".join(_text(fit, bands)))
    return 0


def _bands(fit: "Fit", asked: _Predict, every: str) -> "PosteriorBands":
    from kapstone.pk.updating import Visit

    return fit.bands(
        None if asked.regimen is None else _regimen(asked.regimen),
        visit=None if asked.visit is None else Visit(asked.visit),
        until=asked.until,
        every=every,
    )


def _picture(plots: "ModuleType", fit: "Fit", asked: _Predict | None) -> "Figure":
    if asked is None:
        return cast("Figure", plots.draw_fit(fit))
    bands = _bands(fit, asked, PLOT_EVERY)
    measured_here = bands.regimen == fit.regimen and bands.visit == "same"
    return cast("Figure", plots.draw_bands(bands, fit=fit if measured_here else None))


def _read(name: str) -> _File:
    try:
        given = sys.stdin.buffer.read(_MAX_BYTES + 1) if name == "-" else Path(name).read_bytes()
    except OSError as problem:
        raise BadInput(f"{name}: {problem.strerror or problem}") from None
    if len(given) > _MAX_BYTES:
        raise BadInput(f"{name}: is longer than {_MAX_BYTES:,} bytes, so it is no file of samples")
    try:
        asked = msgspec.json.decode(given, type=_File)
    except msgspec.ValidationError as problem:
        raise BadInput(f"{name}: {problem}") from None
    except (msgspec.DecodeError, ValueError) as problem:
        raise BadInput(f"{name}: is not JSON: {problem}") from None
    if not 0 <= asked.seed < 2**63:
        raise BadInput(f"{name}: seed: {asked.seed} is no seed; give a whole number of 0 or more")
    if not 100 <= asked.draws <= _LARGEST:
        raise BadInput(f"{name}: draws: {asked.draws} is not between 100 and {_LARGEST:,}")
    if asked.predict is not None and asked.predict.visit not in {None, "same", "another"}:
        raise BadInput(f'{name}: predict.visit: {asked.predict.visit!r} is neither "same" nor "another"')
    return asked


def _patient(given: _Patient) -> "Patient":
    from kapstone.pk import Patient

    return Patient(**{name: getattr(given, name) for name in given.__struct_fields__})


def _regimen(given: _Regimen) -> "Regimen":
    from kapstone.pk import Dose, Formulation, Regimen, Route
    from kapstone.pk.units import quantity
    from kapstone.units import Dimension

    doses = []
    for place, dose in enumerate(given.doses):
        for name, kind in (("route", Route), ("formulation", Formulation)):
            known = [each.value for each in kind]
            if getattr(dose, name) not in known:
                raise BadInput(
                    f"regimen.doses[{place}].{name}: {getattr(dose, name)!r} is not known; there are {', '.join(known)}"
                )
        doses.append(
            Dose(
                route=Route(dose.route),
                formulation=Formulation(dose.formulation),
                amount=quantity(dose.amount, f"regimen.doses[{place}].amount", *Dimension),
                at=quantity(dose.at, f"regimen.doses[{place}].at", Dimension.TIME),
                over=None if dose.over is None else quantity(dose.over, f"regimen.doses[{place}].over", Dimension.TIME),
            )
        )
    return Regimen(given.substance, given.salt, tuple(doses))  # type: ignore[arg-type]  # words are checked by the regimen


def _text(fit: "Fit", bands: "PosteriorBands | None") -> Iterator[str]:
    seen, drawn = fit.diagnostics, fit.posterior_json()
    yield f"{fit.model.id} {fit.model.version}: {fit.words}"
    yield str(fit.regimen)
    yield ""
    yield f"{'effect':22}{'mode':>9}{'SD':>9}{'mean':>9}{'SD':>9}   SD / population's"
    for name, eta in fit.map.items():
        yield (
            f"{name:22}{eta:9.4f}{fit.laplace_sd[name]:9.4f}{drawn[name]['mean']:9.4f}{drawn[name]['sd']:9.4f}"
            f"{seen.shrinkage[name]:9.2f}"
        )
    if seen.samples:
        yield ""
        yield f"{'sample':22}{'time h':>9}{'measured':>10}{'typical':>10}{'patient':>10}   percentile in the population, ng/mL"
        for each in seen.samples:
            measured = f"{'<' if each.below else ''}{each.measured:.4g}"
            yield f"{each.analyte:22}{each.at_h:9.4g}{measured:>10}{each.typical:10.4g}{each.individual:10.4g}{each.percentile:9.3g}"
    yield ""
    yield from _trust(fit)
    if bands is not None:
        yield ""
        yield from _band(bands)
    concerns = fit.concerns if bands is None else bands.concerns
    if concerns:
        yield ""
        yield from (f"{each.level.word}: {each}" for each in concerns)
    yield ""
    yield f"Fit {fit.digest}"


def _trust(fit: "Fit") -> Iterator[str]:
    seen = fit.diagnostics
    settled = "settled" if seen.converged else "did NOT settle"
    yield (
        f"The search {settled} in {seen.rounds} rounds (slope {seen.gradient_norm:.1e}); {seen.restarts_agreeing} of {len(seen.restarts)} starts "
        f"agree; objective {fit.objective:.6f}."
    )
    k = "" if seen.pareto_k is None else f", Pareto k {seen.pareto_k:.2f}"
    rhat = "" if seen.rhat is None else f", split R-hat {seen.rhat:.3f}"
    yield f"{len(fit.weights):,} draws by {seen.method.value}, worth {seen.effective_draws:,.0f}{k}{rhat}. Seed {fit.seed}."


def _band(bands: "PosteriorBands") -> Iterator[str]:
    yield f"Band: {bands.band}. Visit: {bands.visit}. Percentiles {', '.join(f'{each:g}' for each in bands.percentiles)}, ng/mL."
    yield f"{'time h':>8}" + "".join(f"{name:>27}" for name in bands.analytes)
    for place, time in enumerate(bands.times_h):
        cells = "".join(f"{value:9.3g}" for value in bands.ng_per_ml[:, :, place].T.ravel())
        yield f"{time:8.3g}{cells}"
