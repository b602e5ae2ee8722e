"""What a person writes on the command line, as the library's patient and regimen; each mistake is a sentence."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kapstone.commands import BadInput

if TYPE_CHECKING:
    from kapstone.pk import Patient, Regimen

__all__ = ["patient_of", "patient_options", "refusals_as_bad_input", "regimen_of", "regimen_options"]

_YES_NO = {"yes": True, "no": False}
_DOSE = 'a dose is written "iv 0.5 mg/kg over 40 min at 0 min", with iv, im, sc, nasal, film, troche or oral first'


def patient_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--weight", metavar='"70 kg"', help="body weight with its unit")
    parser.add_argument("--age", metavar='"41 years"', help="age with its unit")
    parser.add_argument("--pregnant", choices=_YES_NO, help="left out: not known")
    parser.add_argument("--child-pugh", choices=("none", "A", "B", "C"), help="class of liver disease; left out: not known")
    parser.add_argument("--intensive-care", choices=_YES_NO, help="left out: not known")
    parser.add_argument(
        "--covariate", action="append", default=[], metavar="NAME=NUMBER", help="what a model reads besides; may be repeated"
    )


def regimen_options(parser: argparse.ArgumentParser, *, several: bool = False) -> None:
    if several:
        parser.add_argument(
            "--regimen", action="append", default=[], metavar='"NAME: DOSE; DOSE"', help="one regimen by name; may be repeated"
        )
    else:
        parser.add_argument("--dose", action="append", default=[], metavar="DOSE", help="one dose; may be repeated")
    parser.add_argument(
        "--of", dest="substance", metavar="SUBSTANCE", help="what the milligrams are of: racemate or S-ketamine"
    )
    parser.add_argument("--as", dest="salt", metavar="SALT", help="what they count: base or hydrochloride")
    parser.add_argument("--until", default="8 h", metavar='"8 h"', help="the horizon")


def patient_of(args: argparse.Namespace) -> "Patient":
    from kapstone.pk import Patient
    from kapstone.pk.units import quantity
    from kapstone.units import Dimension

    covariates = {}
    for given in args.covariate:
        name, _, value = given.partition("=")
        try:
            covariates[name.strip()] = float(value)
        except ValueError:
            raise BadInput(f"--covariate {given}: write NAME=NUMBER") from None
    return Patient(
        weight=None if args.weight is None else quantity(args.weight, "weight", Dimension.MASS),
        age=None if args.age is None else quantity(args.age, "age", Dimension.TIME),
        pregnant=_YES_NO.get(args.pregnant),
        child_pugh=args.child_pugh,
        in_intensive_care=_YES_NO.get(args.intensive_care),
        covariates=covariates,
    )


def regimen_of(doses: list[str], args: argparse.Namespace) -> "Regimen":
    from kapstone.pk import Regimen

    regimen = Regimen(args.substance, args.salt)
    for text in doses:
        regimen = _with(regimen, text)
    return regimen


def _with(regimen: "Regimen", text: str) -> "Regimen":
    route, _, rest = text.strip().partition(" ")
    rest, _, at = rest.partition(" at ")
    amount, _, over = rest.partition(" over ")
    ways = {
        "im": regimen.intramuscular, "sc": regimen.subcutaneous, "nasal": regimen.nasal, "film": regimen.film,
        "troche": regimen.troche, "oral": regimen.oral,
    }  # fmt: skip
    when = at.strip() or "0 min"
    if not amount.strip() or route not in {"iv", *ways}:
        raise BadInput(f"{text!r}: {_DOSE}")
    if route == "iv":
        return regimen.infusion(amount, over=over, at=when) if over else regimen.bolus(amount, at=when)
    if over:
        raise BadInput(f'{text!r}: only "iv" runs over a time')
    return ways[route](amount, at=when)


@contextmanager
def refusals_as_bad_input() -> Iterator[None]:
    """The library's refusals as the command line says them: every reason on its line."""
    from kapstone.pk import ModelRefused, Refused

    try:
        yield
    except (Refused, ModelRefused) as refusal:
        raise BadInput(str(refusal)) from None
    except ImportError as problem:
        if problem.name != "numba":
            raise
        raise BadInput("--compiled needs the extra `fast` (numba), which is not installed") from None
