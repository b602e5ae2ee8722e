"""Compare regimens in the same virtual patients of one model, or several models on one regimen."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kapstone.commands._pk._given import patient_of, patient_options, regimen_of, regimen_options
from kapstone.commands._pk._plot import PLOT_EVERY, add_plot_argument, write_plot
from kapstone.commands._pk._shown import figure, summary_line, table

if TYPE_CHECKING:
    from kapstone.pk import Comparison, Envelope, Regimen


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", nargs="+", metavar="MODEL", help="one model for regimens in pairs; several for one regimen")
    regimen_options(parser, several=True)
    patient_options(parser)
    parser.add_argument(
        "--metric",
        action="append",
        default=[],
        metavar="METRIC",
        help='of regimens, such as "cmax(S-ketamine)"; may be repeated',
    )
    parser.add_argument("--analyte", metavar="ANALYTE", help="of models: which analyte, such as ketamine")
    parser.add_argument("--n", type=int, default=2000, metavar="N", help="how many virtual patients (default: %(default)s)")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="SEED", help="the same seed gives the same patients (default: %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")
    add_plot_argument(parser)


def run(args: argparse.Namespace) -> int:
    from kapstone.commands import BadInput
    from kapstone.pk import between_models, compare, load

    regimens: dict[str, Regimen] = {}
    for given in args.regimen:
        name, colon, doses = given.partition(":")
        if not colon or name.strip() in regimens:
            raise BadInput(f'--regimen {given!r}: write a name of its own, a colon and the doses, "A: iv 35 mg over 40 min"')
        regimens[name.strip()] = regimen_of([each for each in doses.split(";") if each.strip()], args)
    models, patient = [load(name) for name in args.model], patient_of(args)
    if len(models) == 1:
        if len(regimens) < 2 or not args.metric:
            raise BadInput("one model compares two or more --regimen by at least one --metric")
        found = compare(models[0], patient, regimens, metrics=args.metric, n=args.n, seed=args.seed, until=args.until)
        write_plot(args.plot, lambda plots: plots.draw_comparison(found))
        sys.stdout.write(json.dumps(found.as_json(), indent=2) + "\n" if args.json else "\n".join(_pairs(found)) + "\n")
        return 0
    if len(regimens) != 1 or not args.analyte:
        raise BadInput("several models are compared on one --regimen, for one --analyte")
    regimen = next(iter(regimens.values()))
    envelope = between_models(models, patient, regimen, analyte=args.analyte, until=args.until, every="30 min")
    write_plot(
        args.plot,
        lambda plots: plots.draw_envelope(
            between_models(models, patient, regimen, analyte=args.analyte, until=args.until, every=PLOT_EVERY), models
        ),
    )
    sys.stdout.write(json.dumps(_plain(envelope), indent=2) + "\n" if args.json else "\n".join(_models(envelope)) + "\n")
    return 0


def _pairs(found: "Comparison") -> Iterator[str]:
    for name, population in found.populations.items():
        yield f"{name}: {population.asked.regimen}"
        yield from table(
            ("metric", "unit", "5 %", "50 %", "95 %", ""),
            [summary_line(population.summary(each)) for each in population.metrics],
        )
        yield ""
    yield "The same virtual patients under both, ± Monte Carlo error"
    yield from table(
        ("difference", "metric", "unit", "5 %", "50 %", "95 %", "", "share with the first higher"),
        [
            (
                f"{pair.second} minus {pair.first}",
                *summary_line(pair.difference),
                f"{pair.share_first_higher:.3f} ± {pair.share_error:.2g}",
            )
            for pair in found.pairs
        ],
    )


def _models(envelope: "Envelope") -> Iterator[str]:
    yield f"{envelope.analyte}, typical patient, band: {envelope.band.value}, ng/mL"
    rows = zip(envelope.times_h, *envelope.curves.values(), envelope.low, envelope.high, strict=True)
    yield from table(("h", *envelope.curves, "lowest", "highest"), [(f"{row[0]:.4g}", *map(figure, row[1:])) for row in rows])
    yield f"The highest peak is {envelope.fold:.2f} times the lowest."
    for name, why in envelope.left_out.items():
        yield f"Left out: {name}, because {why}"


def _plain(envelope: "Envelope") -> dict[str, object]:
    return {
        "analyte": envelope.analyte,
        "band": envelope.band.value,
        "times_h": envelope.times_h.tolist(),
        "curves": {name: curve.tolist() for name, curve in envelope.curves.items()},
        "low": envelope.low.tolist(),
        "high": envelope.high.tolist(),
        "fold": envelope.fold,
        "left_out": dict(envelope.left_out),
    }
