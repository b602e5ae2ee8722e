"""Predict concentrations of ketamine from published models, compare them, and check them against what was published.

kapstone pk models                                what there is, for which route, and how far each can be trusted
kapstone pk simulate MODEL --dose ... --of ...    a typical curve, and with --n a population
kapstone pk compare MODEL... --regimen ...        regimens in the same virtual patients, or models on one regimen
kapstone pk fit FILE                              one patient's samples: the most probable patient, and what that predicts
kapstone pk check                                 every reference value and published observation against the models
A dose is written "iv 0.5 mg/kg over 40 min at 0 min", "nasal 56 mg", "film 50 mg", "oral 14 mg", "im 35 mg", "iv 10 mg" (a bolus).
Decision support: a licensed prescriber decides. Exit code 0: done. 1: a check is missed. 2: refused, and every reason is named.
"""

import argparse
from importlib import import_module

from kapstone.commands._pk import subcommands


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="|".join(subcommands()), required=True)
    for name, module in subcommands().items():
        command = import_module(module)
        first = (command.__doc__ or "").strip().splitlines()[0]
        sub = actions.add_parser(
            name, help=first, description=command.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        command.add_arguments(sub)
        sub.set_defaults(act=command.run)


def run(args: argparse.Namespace) -> int:
    from kapstone.commands._pk._given import refusals_as_bad_input

    with refusals_as_bad_input():
        return int(args.act(args))
