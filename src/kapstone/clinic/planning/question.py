"""What is asked of a model, as plain values: enough to ask the same again. No pharmacokinetics is imported here."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from kapstone.facts import AmountAs, Drug, Route, digest_of
from kapstone.protocols import Protocol

__all__ = [
    "PEOPLE", "SEED", "THRESHOLD_NG_PER_ML", "UNTIL_H", "WITHOUT_MODEL", "Question", "Timed", "Way", "minimum_after", "salt_of", "substance_of", "way_of",
]  # fmt: skip

PEOPLE = 1000
"""Virtual patients: their percentiles are uncertain by about 2 %, which is said beside them."""
SEED = 20
"""One seed for all, so that two regimens are compared in the same virtual patients."""
UNTIL_H = 8.0
"""No model here may be asked for less."""
THRESHOLD_NG_PER_ML = 30.0
"""S-ketamine at the effect site, about a quarter of the concentration with half of the largest effect. Our own choice; a clinic sets its own."""


class Way(StrEnum):
    """By which route and in which form: another form is another absorption, so a model holds for some of these alone."""

    INFUSION = "infusion"
    BOLUS = "bolus"
    INTRAMUSCULAR = "intramuscular"
    SUBCUTANEOUS = "subcutaneous"
    NASAL = "nasal"
    FILM = "film"
    TROCHE = "troche"
    ORAL = "oral"

    @property
    def words(self) -> str:
        return _WORDS[self]

    @property
    def route(self) -> Route:
        return _ROUTES[self]


_WORDS = {
    Way.INFUSION: "Intravenous infusion", Way.BOLUS: "Intravenous bolus", Way.INTRAMUSCULAR: "Intramuscular injection",
    Way.SUBCUTANEOUS: "Subcutaneous injection", Way.NASAL: "Nasal spray, devices of 28 mg", Way.FILM: "Oral thin film, held in the mouth",
    Way.TROCHE: "Lozenge or troche under the tongue", Way.ORAL: "Swallowed solution",
}  # fmt: skip
_ROUTES = {
    Way.INFUSION: Route.IV, Way.BOLUS: Route.IV, Way.INTRAMUSCULAR: Route.IM, Way.SUBCUTANEOUS: Route.SC, Way.NASAL: Route.NASAL,
    Way.FILM: Route.SUBLINGUAL, Way.TROCHE: Route.SUBLINGUAL, Way.ORAL: Route.ORAL,
}  # fmt: skip


def way_of(route: Route) -> Way:
    """The form in which this clinic gives a dose by that route: infusions, injections, devices, lozenges."""
    return {
        Route.IV: Way.INFUSION, Route.IM: Way.INTRAMUSCULAR, Route.SC: Way.SUBCUTANEOUS, Route.NASAL: Way.NASAL, Route.SUBLINGUAL: Way.TROCHE,
        Route.ORAL: Way.ORAL,
    }[route]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One dose in mg as written (base or hydrochloride). `over_min` is 0 for what is given at once."""

    way: Way
    mg: float
    at_min: float = 0.0
    over_min: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One regimen in one patient. What was not said is None or "", never a default. `model` "" lets the best fitting one be chosen."""

    doses: tuple[Timed, ...]
    substance: str
    """ "racemate", "S-ketamine" or ""."""
    salt: str
    """ "base", "hydrochloride" or ""."""
    minimum_min: float
    """The protocol's minimum observation after the end of the last dose."""
    model: str = ""
    weight_kg: float | None = None
    age_years: float | None = None
    pregnant: bool | None = None
    child_pugh: str | None = None
    in_intensive_care: bool = False
    """Whoever comes to this clinic on their own feet is not."""
    threshold_ng_per_ml: float = THRESHOLD_NG_PER_ML
    people: int = PEOPLE
    seed: int = SEED
    until_h: float = UNTIL_H

    @property
    def end_min(self) -> float:
        """When the last dose has gone in."""
        return max((dose.at_min + dose.over_min for dose in self.doses), default=0.0)

    @property
    def total_mg(self) -> float:
        return sum(dose.mg for dose in self.doses)

    @property
    def words(self) -> str:
        """ "39 mg over 40 min, intravenous infusion"."""
        first = self.doses[0]
        over = f" over {first.over_min:g} min" if first.over_min else ""
        more = f", {len(self.doses)} doses in all" if len(self.doses) > 1 else ""
        return f"{self.total_mg:g} mg{over}, {first.way.words[0].lower()}{first.way.words[1:]}{more}"

    def as_json(self) -> dict[str, Any]:  # Any: JSON values
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "Question":  # Any: JSON values
        """The question that `as_json` wrote."""
        doses = tuple(Timed(**{**dose, "way": Way(dose["way"])}) for dose in said["doses"])
        return cls(**{**said, "doses": doses})

    @property
    def digest(self) -> str:
        """SHA-256 of all of it."""
        return digest_of(self.as_json())


def substance_of(drug: Drug) -> str:
    """What the milligrams of a programme's drug are of."""
    return {Drug.KETAMINE: "racemate", Drug.ESKETAMINE: "S-ketamine"}[drug]


def salt_of(protocol: Protocol) -> str:
    return AmountAs(protocol.amount_as).value


def minimum_after(protocol: Protocol, end_min: float) -> float:
    """Minutes of observation after the end of the last dose: both of the protocol's minimums, whichever ends later."""
    plan = protocol.monitoring
    from_start = plan.minimum_from_start.total_seconds() / 60 - end_min
    return max(plan.minimum_from_end.total_seconds() / 60, from_start, 0.0)


WITHOUT_MODEL = frozenset({Way.INTRAMUSCULAR, Way.SUBCUTANEOUS, Way.TROCHE})
"""For these nothing is ever computed, and nobody needs to ask."""
