"""Compare every model with reference values and published observations: observed against predicted."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from kapstone.commands._pk._shown import table

if TYPE_CHECKING:
    from kapstone.pk.checks import Result


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", nargs="*", metavar="MODEL", help="only these models")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(args: argparse.Namespace) -> int:
    from kapstone.pk import load
    from kapstone.pk.checks import Verdict, results

    for name in args.model:
        load(name)
    found = list(results(args.model or None))
    missed = sum(each.verdict is Verdict.MISSED for each in found)
    failing = sum(each.verdict is Verdict.KNOWN_FAILURE for each in found)
    if args.json:
        sys.stdout.write(json.dumps([_plain(each) for each in found], indent=2, ensure_ascii=False) + "\n")
    else:
        rows = [
            (
                each.check,
                each.model,
                each.what,
                each.observed,
                f"{each.predicted:.9g}",
                f"{each.difference:+.2e}",
                each.allowed,
                each.verdict.value,
            )
            for each in found
        ]
        head = ("check", "model", "what", "observed", "predicted", "difference", "allowed", "verdict")
        sys.stdout.writelines(f"{line}\n" for line in table(head, rows))
        for says in dict.fromkeys(
            f"{each.check}: {each.known_failure}" for each in found if each.verdict is Verdict.KNOWN_FAILURE
        ):
            sys.stdout.write(f"Known failure, {says}.\n")
        sys.stdout.write(
            f"{len(found)} values: {len(found) - missed - failing} met, {failing} known to fail, {missed} missed.\n"
        )
    return 1 if missed else 0


def _plain(result: "Result") -> dict[str, object]:
    return {
        "check": result.check,
        "model": result.model,
        "what": result.what,
        "observed": float(result.observed),
        "predicted": result.predicted,
        "difference": result.difference,
        "allowed": result.allowed,
        "verdict": result.verdict.value,
        "known_failure": result.known_failure,
        "origin": result.origin,
    }
