"""The patient as a pharmacokinetic model sees one: weight, age, and what may exclude a model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kapstone.findings import Level
from kapstone.pk.errors import Concern, Kind, OutsideLimits
from kapstone.pk.units import quantity
from kapstone.units import Dimension, Quantity

__all__ = ["Patient"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """One person. What was not said is None, never a default; a model that reads it refuses.

    `weight` and `age` are quantities ("82 kg", `41 * years`). `child_pugh` is "A", "B" or "C" ("none" without liver disease).
    `covariates` holds what single models read besides, by the model's name for it, as plain numbers.
    """

    weight: Quantity | None = None
    age: Quantity | None = None
    child_pugh: str | None = None
    pregnant: bool | None = None
    in_intensive_care: bool | None = None
    covariates: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, dimension in (("weight", Dimension.MASS), ("age", Dimension.TIME)):
            given = getattr(self, name)
            if given is not None:
                found = quantity(given, name, dimension)
                if found.value <= 0:
                    raise _no_such(name, str(found), "must be more than 0")
                object.__setattr__(self, name, found)
        if self.child_pugh is not None and self.child_pugh not in _CHILD_PUGH:
            raise _no_such("child_pugh", str(self.child_pugh), f"must be one of {', '.join(_CHILD_PUGH)}")
        object.__setattr__(
            self, "covariates", MappingProxyType({name: float(value) for name, value in self.covariates.items()})
        )

    @property
    def weight_kg(self) -> float | None:
        return None if self.weight is None else self.weight.to("kg")

    @property
    def age_years(self) -> float | None:
        return None if self.age is None else self.age.to("a")

    def as_json(self) -> dict[str, object]:
        """Plain values, units in the names; what a prediction stores."""
        return {
            "weight_kg": self.weight_kg,
            "age_years": self.age_years,
            "child_pugh": self.child_pugh,
            "pregnant": self.pregnant,
            "in_intensive_care": self.in_intensive_care,
            "covariates": dict(sorted(self.covariates.items())),
        }


_CHILD_PUGH = ("none", "A", "B", "C")


def _no_such(name: str, value: str, says: str) -> OutsideLimits:
    return OutsideLimits(
        Concern(kind=Kind.LIMIT, level=Level.STOP, field=name, value=value, says=f"{value} {says}", advice="Correct the entry.")
    )
