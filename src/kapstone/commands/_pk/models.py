"""List the models: for which routes, from whose blood, how far to be trusted; with a name, all its numbers."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kapstone.commands._pk._shown import table

if TYPE_CHECKING:
    from kapstone.pk import Model


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", nargs="?", metavar="MODEL", help="one model, with every number and where it comes from")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(args: argparse.Namespace) -> int:
    from kapstone.pk import all_models, load

    shown = [load(args.model)] if args.model else list(all_models().values())
    if args.json:
        whole = [{"digest": model.digest, **model.spec.plain()} for model in shown]
        sys.stdout.write(json.dumps(whole[0] if args.model else whole, indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(_one(shown[0]) if args.model else _all(shown)) + "\n")
    return 0


def _all(models: "list[Model]") -> Iterator[str]:
    rows = [
        (
            model.id,
            model.status.value,
            ", ".join(route.route.value for route in model.spec.structure.routes),
            " or ".join(model.spec.takes),
            model.site.value,
            model.trust.value,
            len(model.etas),
        )
        for model in models
    ]
    yield from table(("model", "status", "routes", "substance", "blood", "trust", "random effects"), rows)
    yield "Trust: V verified against the paper, A abstract or label, S read in an implementation by others, U not verified."
    yield "Intramuscular and subcutaneous ketamine have no validated model in adults."


def _one(model: "Model") -> Iterator[str]:
    spec = model.spec
    yield f"{spec.title} ({model.id} {model.version}, digest {model.digest[:12]})"
    yield f"{model.status.value.capitalize()}; {model.trust.words}; {model.site.value} blood; takes {' or '.join(spec.takes)}."
    yield f"Population: {spec.population}."
    yield from (line for line in (spec.not_for, spec.remarks, *spec.errata) if line)
    for failure in spec.failures:
        yield f"KNOWN FAILURE, {failure.analyte} {failure.metric}: {failure.says}."
    yield from ("", "Numbers")
    yield from table(
        ("name", "value", "unit", "trust", "from"),
        [
            (
                name,
                f"{each.value:g}",
                each.unit,
                each.trust.value,
                f"{each.source or 'our own'}{f', {each.where}' if each.where else ''}",
            )
            for name, each in spec.parameters.items()
        ],
    )
    yield from ("", "Limits")
    yield from table(
        ("of", "studied", "allowed", "unit"),
        [
            (
                f"{each.of.value}{f' ({each.route.value})' if each.route else ''}",
                f"{each.soft[0]:g} to {each.soft[1]:g}",
                f"{each.hard[0]:g} to {each.hard[1]:g}",
                each.unit,
            )
            for each in spec.limits
        ],
    )
    for source in spec.sources:
        yield f"Source {source.key}: {source.title}{f', doi:{source.doi}' if source.doi else ''}."
