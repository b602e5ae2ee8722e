"""Predict concentrations under one regimen: the typical curve, and with --n many virtual patients."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from kapstone.commands._pk._given import patient_of, patient_options, regimen_of, regimen_options
from kapstone.commands._pk._plot import PLOT_EVERY, add_plot_argument, write_plot
from kapstone.commands._pk._shown import concern_lines, figure, summary_line, table

if TYPE_CHECKING:
    from types import ModuleType

    from matplotlib.figure import Figure

    from kapstone.pk import Model, Patient, Population, Prediction, Regimen


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL", help="the model by its name; see kapstone pk models")
    regimen_options(parser)
    patient_options(parser)
    parser.add_argument("--every", default="30 min", metavar='"30 min"', help="how often a concentration is shown")
    parser.add_argument(
        "--n", type=int, default=0, metavar="N", help="how many virtual patients; left out: the typical curve alone"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="SEED", help="the same seed gives the same patients (default: %(default)s)"
    )
    parser.add_argument(
        "--metric", action="append", default=[], metavar="METRIC", help='such as "cmax(S-ketamine)"; may be repeated; needs --n'
    )
    parser.add_argument("--measurement", action="store_true", help="also the band with the error of a measurement")
    parser.add_argument("--sobol", action="store_true", help="quasi-random patients: about half the Monte Carlo error")
    parser.add_argument("--indicative", action="store_true", help="show a curve although the model is not validated")
    parser.add_argument("--sensitivity", action="store_true", help="use covariates that are off by default")
    parser.add_argument("--compiled", action="store_true", help="the compiled engine; needs numba")
    parser.add_argument("--json", action="store_true", help="print as JSON, with everything needed to compute it again")
    add_plot_argument(parser)


def run(args: argparse.Namespace) -> int:
    from kapstone.commands import BadInput
    from kapstone.pk import Sampling, load

    if args.n < 0:
        raise BadInput("--n: give a whole number of patients, 0 or more")
    if not args.n and (args.metric or args.measurement):
        raise BadInput("--metric and --measurement are of a population: say how many patients with --n")
    model, patient, regimen = load(args.model), patient_of(args), regimen_of(args.dose, args)
    shared = {"until": args.until, "every": args.every, "sensitivity": args.sensitivity, "compiled": args.compiled}
    typical = model.predict(patient, regimen, indicative=args.indicative, **shared)
    population = None
    if args.n:
        population = model.simulate(
            patient, regimen, n=args.n, seed=args.seed, metrics=args.metric, measurement=args.measurement,
            sampling=Sampling.SOBOL if args.sobol else Sampling.RANDOM, **shared,
        )  # fmt: skip
    write_plot(args.plot, lambda plots: _picture(plots, args, model, patient, regimen, shared | {"every": PLOT_EVERY}))
    if args.json:
        whole: dict[str, Any] = {"typical": typical.as_json()} | (
            {"population": population.as_json()} if population else {}
        )  # Any: JSON values
        sys.stdout.write(json.dumps(whole, indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(model, typical, population)) + "\n")
    return 0


def _picture(
    plots: "ModuleType",
    args: argparse.Namespace,
    model: "Model",
    patient: "Patient",
    regimen: "Regimen",
    shared: dict[str, Any],
) -> "Figure":
    typical = model.predict(patient, regimen, indicative=args.indicative, **shared)
    if not args.n:
        return cast("Figure", plots.draw_prediction(typical))
    return cast("Figure", plots.draw_population(model.simulate(patient, regimen, n=args.n, seed=args.seed, **shared), typical))


def _lines(model: "Model", typical: "Prediction", population: "Population | None") -> Iterator[str]:
    yield f"{typical.words} ({model.id} {model.version}, digest {model.digest[:12]})"
    yield str(typical.asked.regimen)
    yield from concern_lines(typical.concerns)
    yield from ("", "Typical patient, ng/mL")
    yield from table(
        ("h", *typical.analytes),
        [(f"{time:.4g}", *map(figure, row)) for time, row in zip(typical.times_h, typical.ng_per_ml.T, strict=True)],
    )
    if population:
        yield from _bands(population)
    yield from ("", "Decision support; a licensed prescriber decides.", f"Asked {(population or typical).asked.digest}")


def _bands(population: "Population") -> Iterator[str]:
    for band in population.spreads:
        values, errors = population.bands(band=band), population.errors(band=band)
        for row, analyte in enumerate(population.analytes):
            yield ""
            yield f"{analyte}, band: {band.value}, {population.people} virtual patients, ng/mL (± Monte Carlo error)"
            yield from table(
                ("h", "5 %", "50 %", "95 %"),
                [
                    (
                        f"{time:.4g}",
                        *(f"{figure(values[place, row, column])} ± {errors[place, row, column]:.2g}" for place in range(3)),
                    )
                    for column, time in enumerate(population.times_h)
                ],
            )
    if population.metrics:
        yield ""
        yield from table(
            ("metric", "unit", "5 %", "50 %", "95 %", ""),
            [summary_line(population.summary(each)) for each in population.metrics],
        )
