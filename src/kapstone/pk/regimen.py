"""Doses as a prescriber says them: how much of what, as base or hydrochloride, by which route, when, over how long."""

from dataclasses import dataclass, replace
from enum import StrEnum

from kapstone.facts import AmountAs, Route
from kapstone.findings import Level
from kapstone.pk.errors import Concern, Kind, OutsideLimits
from kapstone.pk.units import quantity
from kapstone.units import Dimension, Quantity, unit_named

__all__ = ["Dose", "Formulation", "Regimen", "Substance"]


class Substance(StrEnum):
    """What the milligrams are of."""

    RACEMATE = "racemate"
    """Ketamine as usually sold: equal parts of S and R."""
    S_KETAMINE = "S-ketamine"
    """Esketamine alone."""


class Formulation(StrEnum):
    """In which form a dose is given. A model is made from data of some, and holds for those."""

    BOLUS = "bolus"
    INFUSION = "infusion"
    INJECTION = "injection"
    DEVICE = "device"
    FILM = "film"
    TROCHE = "troche"
    SOLUTION = "solution"
    TABLET = "tablet"
    PR_TABLET = "prolonged-release tablet"


_NOW = Quantity(0.0, unit_named("h"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """One dose. `amount` is a mass, a mass per kilogram, or (for an infusion) a rate that runs for `over`."""

    route: Route
    formulation: Formulation
    amount: Quantity
    at: Quantity = _NOW
    over: Quantity | None = None

    def __post_init__(self) -> None:
        allowed = [Dimension.MASS, Dimension.DOSE_PER_WEIGHT]
        if self.formulation is Formulation.INFUSION:
            allowed += [Dimension.DOSE_RATE, Dimension.DOSE_RATE_PER_WEIGHT]
        amount = quantity(self.amount, "amount", *allowed)
        at = quantity(self.at, "at", Dimension.TIME)
        over = None if self.over is None else quantity(self.over, "over", Dimension.TIME)
        if amount.value <= 0:
            raise _impossible("amount", str(amount), "a dose must be more than 0", "Give the amount of the dose.")
        if at.value < 0:
            raise _impossible("at", str(at), "a dose cannot come before time 0", "Count time from the first dose.")
        if (over is not None) != (self.formulation is Formulation.INFUSION):
            raise _impossible(
                "over", str(over), "an infusion says over how long, and nothing else does", "Use .infusion(..., over=...)."
            )
        if over is not None and over.value <= 0:
            raise _impossible(
                "over", str(over), f"an infusion over {over} is none", "Give a duration above 0, or use .bolus(...)."
            )
        for name, value in (("amount", amount), ("at", at), ("over", over)):
            object.__setattr__(self, name, value)

    @property
    def at_h(self) -> float:
        return self.at.to("h")

    @property
    def over_h(self) -> float:
        """Hours of the infusion; 0 for what is given at once."""
        return 0.0 if self.over is None else self.over.to("h")

    @property
    def needs_weight(self) -> bool:
        return self.amount.dimension in {Dimension.DOSE_PER_WEIGHT, Dimension.DOSE_RATE_PER_WEIGHT}

    def amount_mg(self, weight_kg: float | None) -> float:
        """mg as written (base or hydrochloride). `weight_kg` is needed where the amount is per kilogram."""
        match self.amount.dimension:
            case Dimension.MASS:
                return self.amount.to("mg")
            case Dimension.DOSE_PER_WEIGHT:
                return self.amount.to("mg/kg") * _said(weight_kg)
            case Dimension.DOSE_RATE:
                return self.amount.to("mg/h") * self.over_h
            case _:
                return self.amount.to("mg/kg/h") * _said(weight_kg) * self.over_h

    def __str__(self) -> str:
        over = f" over {self.over}" if self.over is not None else ""
        return f"{self.amount} {self.route.value} {self.formulation.value}{over} at {self.at}"


@dataclass(frozen=True, slots=True)
class Regimen:
    """Doses of one substance. Immutable: each method returns a longer regimen. The order in which doses are added means nothing.

        Regimen("S-ketamine", "base").infusion(35 * mg, over=40 * minutes).infusion("0.1 mg/kg", over="10 min", at="2 h")

    `substance` and `salt` may be left out, but no model predicts until both are said.
    """

    substance: Substance | None = None
    salt: AmountAs | None = None
    doses: tuple[Dose, ...] = ()

    def __post_init__(self) -> None:
        for name, kind in (("substance", Substance), ("salt", AmountAs)):
            given = getattr(self, name)
            if given is not None:
                try:
                    object.__setattr__(self, name, kind(given))
                except ValueError:
                    known = ", ".join(member.value for member in kind)
                    raise _impossible(name, str(given), f"{given!r} is not known", f"It is one of {known}.") from None
        object.__setattr__(self, "doses", tuple(sorted(self.doses, key=_order)))

    def bolus(self, amount: Quantity | str, *, at: Quantity | str = _NOW) -> "Regimen":
        """An intravenous bolus."""
        return self._and(Route.IV, Formulation.BOLUS, amount, at)

    def infusion(self, amount: Quantity | str, *, over: Quantity | str, at: Quantity | str = _NOW) -> "Regimen":
        """An intravenous infusion at a constant rate; `amount` in all, or as a rate ("0.0125 mg/kg/min")."""
        return self._and(Route.IV, Formulation.INFUSION, amount, at, over)

    def intramuscular(self, amount: Quantity | str, *, at: Quantity | str = _NOW) -> "Regimen":
        return self._and(Route.IM, Formulation.INJECTION, amount, at)

    def subcutaneous(self, amount: Quantity | str, *, at: Quantity | str = _NOW) -> "Regimen":
        return self._and(Route.SC, Formulation.INJECTION, amount, at)

    def nasal(self, amount: Quantity | str, *, at: Quantity | str = _NOW) -> "Regimen":
        """A nasal dose from devices of 28 mg; `amount` is the sum of the devices."""
        return self._and(Route.NASAL, Formulation.DEVICE, amount, at)

    def film(self, amount: Quantity | str, *, at: Quantity | str = _NOW) -> "Regimen":
        """An oral thin film held in the mouth."""
        return self._and(Route.SUBLINGUAL, Formulation.FILM, amount, at)

    def troche(self, amount: Quantity | str, *, at: Quantity | str = _NOW) -> "Regimen":
        """A compounded lozenge or troche."""
        return self._and(Route.SUBLINGUAL, Formulation.TROCHE, amount, at)

    def oral(
        self, amount: Quantity | str, *, at: Quantity | str = _NOW, formulation: Formulation = Formulation.SOLUTION
    ) -> "Regimen":
        """A swallowed dose."""
        return self._and(Route.ORAL, formulation, amount, at)

    def __add__(self, other: "Regimen") -> "Regimen":
        """Both, where they are of the same substance and salt."""
        if (self.substance, self.salt) != (other.substance, other.salt):
            raise _impossible(
                "substance", f"{other.substance}", "regimens of different substance or salt cannot be joined", "Say both alike."
            )
        return replace(self, doses=self.doses + other.doses)

    def as_json(self) -> dict[str, object]:
        """Plain values; what a prediction stores."""
        return {
            "substance": self.substance and self.substance.value,
            "salt": self.salt and self.salt.value,
            "doses": [
                {
                    "route": dose.route.value,
                    "formulation": dose.formulation.value,
                    "amount": str(dose.amount.value),
                    "unit": dose.amount.unit.code,
                    "at_h": dose.at_h,
                    "over_h": dose.over_h,
                }
                for dose in self.doses
            ],
        }

    def __str__(self) -> str:
        what = f"{self.substance or 'substance not said'}, {f'as {self.salt}' if self.salt else 'salt or base not said'}"
        return f"{what}: {'; '.join(str(dose) for dose in self.doses) or 'no dose'}"

    def _and(
        self,
        route: Route,
        formulation: Formulation,
        amount: Quantity | str,
        at: Quantity | str,
        over: Quantity | str | None = None,
    ) -> "Regimen":
        dose = Dose(
            route=route,
            formulation=formulation,
            amount=quantity(amount, "amount", *Dimension),
            at=quantity(at, "at", Dimension.TIME),
            over=None if over is None else quantity(over, "over", Dimension.TIME),
        )
        return replace(self, doses=(*self.doses, dose))


def _order(dose: Dose) -> tuple[float, str, str, str, float, float]:
    return (dose.at_h, dose.route.value, dose.formulation.value, dose.amount.unit.code, dose.amount.value, dose.over_h)


def _said(weight_kg: float | None) -> float:
    assert weight_kg is not None, "applicability is checked before amounts are computed"
    return weight_kg


def _impossible(name: str, value: str, says: str, advice: str) -> OutsideLimits:
    return OutsideLimits(Concern(kind=Kind.LIMIT, level=Level.STOP, field=name, value=value, says=says, advice=advice))
