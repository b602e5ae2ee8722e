"""A measured concentration: of what, how much, when, drawn where; or that it was below what the laboratory can quantify."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from kapstone.findings import Level
from kapstone.pk.model import Model
from kapstone.pk.parts import Site
from kapstone.pk.regimen import Regimen
from kapstone.pk.units import as_ng_per_ml, quantity
from kapstone.pk.updating.errors import (
    BeforeFirstDose,
    DuplicateSample,
    NegativeConcentration,
    NoErrorModel,
    NotMeasurable,
    WrongAnalyte,
    concern,
)
from kapstone.units import Dimension, Quantity

__all__ = ["Observation", "checked"]

_SAME_H = 1e-9  # 4 microseconds: two samples this close are one


@dataclass(frozen=True, slots=True)
class Observation:
    """One sample. `value` is a concentration with its unit; `at` is counted as the doses are.

        Observation("S-ketamine", 190 * ng_mL, at=40 * minutes, site="venous")
        Observation("S-ketamine", "<1 ng/mL", at="24 h", site="venous")

    A sample below the limit of quantification is written "<" and the limit. Raises UnitUnsaid, NegativeConcentration, NotMeasurable.
    """

    analyte: str
    value: Quantity
    at: Quantity
    site: Site | None = None
    below: bool = False
    """The concentration was below `value`, the limit of quantification."""

    def __init__(
        self, analyte: str, value: Quantity | str, *, at: Quantity | str, site: Site | str | None = None, below: bool = False
    ):
        if isinstance(value, str) and value.strip().startswith("<"):
            value, below = value.strip()[1:], True
        found = quantity(value, "value", Dimension.CONCENTRATION, Dimension.MOLAR_CONCENTRATION)
        if found.value < 0 or (found.value == 0 and not below):
            raise NegativeConcentration(
                concern(
                    Level.STOP, "value", f"a concentration of {found} cannot be measured", value=str(found), limit="above 0",
                    advice='Correct the entry; below the limit of quantification write "<" and the limit.',
                )
            )  # fmt: skip
        if below and found.value == 0:
            raise NotMeasurable(
                concern(
                    Level.STOP,
                    "value",
                    "below 0 is no limit of quantification",
                    value=str(found),
                    advice="Give the laboratory's limit.",
                )
            )
        try:
            place = None if site is None else Site(site)
        except ValueError:
            raise NotMeasurable(
                concern(Level.STOP, "site", f"{site!r} is no place to draw blood", value=str(site), limit=", ".join(Site), advice="Say arterial or venous.")
            ) from None  # fmt: skip
        for name, given in (
            ("analyte", analyte),
            ("value", found),
            ("at", quantity(at, "at", Dimension.TIME)),
            ("site", place),
            ("below", below),
        ):
            object.__setattr__(self, name, given)

    @property
    def at_h(self) -> float:
        return self.at.to("h")

    def ng_per_ml(self, model: Model) -> float:
        """The value in ng/mL; nmol/mL is converted by the molecular weight of the model's analyte."""
        return as_ng_per_ml(self.value, model.output(self.analyte).molecule, "value")

    def as_json(self) -> dict[str, object]:
        """Plain values; what a fit stores."""
        return {
            "analyte": self.analyte,
            "value": self.value.value,
            "unit": self.value.unit.code,
            "at_h": self.at_h,
            "site": self.site and self.site.value,
            "below": self.below,
        }

    def __str__(self) -> str:
        return f"{self.analyte} {'<' if self.below else ''}{self.value} at {self.at}"


def checked(model: Model, regimen: Regimen, given: Iterable[Observation]) -> tuple[Observation, ...]:
    """The observations in the order of time, then analyte, whatever order they were given in. Raises the first refusal."""
    found = tuple(sorted(given, key=lambda each: (each.at_h, each.analyte)))
    who = f"{model.id} {model.version}"
    first = min((dose.at_h for dose in regimen.doses), default=0.0)
    if not model.etas:
        raise _nothing_to_learn(who, "spread between patients")
    for each in found:
        if each.analyte not in model.analytes:
            raise WrongAnalyte(
                concern(
                    Level.STOP, "analyte", f"the model predicts {' and '.join(model.analytes)}, not {each.analyte}", value=each.analyte, model=who,
                    limit=" or ".join(model.analytes), advice="Check what the laboratory measured, or use a model that predicts it.",
                )
            )  # fmt: skip
        if each.at_h <= first + _SAME_H:
            raise BeforeFirstDose(
                concern(
                    Level.STOP, "at", f"a sample at {each.at} was drawn before the first dose had begun to act", value=str(each.at), model=who,
                    limit=f"after {first:g} h", advice="Check the time; count it from the same moment as the doses.",
                )
            )  # fmt: skip
        if model.residual(each.analyte) is None:
            raise _nothing_to_learn(who, f"measurement error of {each.analyte}")
    for one, other in itertools.pairwise(found):
        if one.analyte == other.analyte and other.at_h - one.at_h <= _SAME_H:
            raise DuplicateSample(
                concern(
                    Level.STOP, "at", f"{one.analyte} was measured twice at {one.at}: {one.value} and {other.value}", value=str(one.at),
                    model=who, advice="Keep one of them, or correct its time.",
                )
            )  # fmt: skip
    return found


def _nothing_to_learn(who: str, lacks: str) -> NoErrorModel:
    return NoErrorModel(
        concern(
            Level.STOP, "model", f"no {lacks} is published with this model, so it cannot learn from a sample", model=who,
            advice="Use another model for an update; this one only predicts.",
        )
    )  # fmt: skip
