"""What an effect model is: which endpoint, driven by what, with which numbers and how uncertain they are; and what has no model."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from kapstone.evidence import Citation
from kapstone.findings import Level
from kapstone.pk._exponential import Array
from kapstone.pk.errors import Concern, Kind, Refused
from kapstone.pk.parts import Trust

__all__ = ["WITHOUT_MODEL", "EffectSite", "Endpoint", "Grade", "NoUsableModel", "Uncertain", "no_model"]

_95 = 1.959963984540054


class Grade(StrEnum):
    """On what an effect model rests. Grade D never becomes a number."""

    A = "A"
    """A verified population model in patients."""
    B = "B"
    """Verified in volunteers."""
    C = "C"
    """Rates of whole populations, from the label."""
    D = "D"
    """Nothing usable."""

    @property
    def words(self) -> str:
        return _GRADES[self]


_GRADES = {
    Grade.A: "a verified model in patients",
    Grade.B: "measured in volunteers, not in patients",
    Grade.C: "rates of a whole population, from the label",
    Grade.D: "no usable model",
}


class Endpoint(StrEnum):
    """What somebody may ask for."""

    EXTERNAL_PERCEPTION = "external_perception"
    """How much the perception of the world outside is changed, as a share of the largest effect."""
    CADSS = "cadss"
    BLOOD_PRESSURE_MMHG = "blood_pressure_mmhg"
    ANTIDEPRESSANT_RESPONSE = "antidepressant_response"
    NORKETAMINE_ANTAGONISM = "norketamine_antagonism"
    SEDATION_SCORE = "sedation_score"

    @property
    def words(self) -> str:
        return _ENDPOINTS[self]


_ENDPOINTS = {
    Endpoint.EXTERNAL_PERCEPTION: "change of external perception",
    Endpoint.CADSS: "points of the CADSS",
    Endpoint.BLOOD_PRESSURE_MMHG: "blood pressure in mm[Hg]",
    Endpoint.ANTIDEPRESSANT_RESPONSE: "antidepressant response",
    Endpoint.NORKETAMINE_ANTAGONISM: "antagonism by norketamine",
    Endpoint.SEDATION_SCORE: "a sedation score",
}

WITHOUT_MODEL: dict[Endpoint, tuple[str, str]] = {
    Endpoint.CADSS: (
        "no model that turns concentrations into points of the CADSS has been verified",
        "Measure it at the chair; the change of external perception is the nearest thing that is modelled.",
    ),
    Endpoint.BLOOD_PRESSURE_MMHG: (
        "no model that turns concentrations into mm[Hg] has been verified",
        "Measure it; the label's rates say how often it rose much.",
    ),
    Endpoint.ANTIDEPRESSANT_RESPONSE: (
        "nothing published allows response to be predicted from exposure; what there is speaks against a usable relation",
        "Measure the response.",
    ),
    Endpoint.NORKETAMINE_ANTAGONISM: (
        "the concentration of S-norketamine that halves the effect (C100) is not among the numbers we have read",
        "Predict without it; the effect may then be slightly too large while S-norketamine is high.",
    ),
    Endpoint.SEDATION_SCORE: (
        "no model that turns concentrations into a sedation score has been verified",
        "Observe it; a concentration far above the usual range is warned of.",
    ),
}
"""What is refused: why, and what to do instead."""


class NoUsableModel(Refused):
    """No model of this effect can be relied on, so no number is given."""


def no_model(endpoint: Endpoint) -> NoUsableModel:
    """The refusal for an endpoint of WITHOUT_MODEL."""
    says, advice = WITHOUT_MODEL[endpoint]
    return NoUsableModel(
        Concern(kind=Kind.EFFECT, level=Level.STOP, field=endpoint.value, says=says, limit=Grade.D.words, advice=advice)
    )


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A number with its 95 % interval, taken as log-normal with `value` as its median."""

    value: float
    low: float
    high: float
    unit: str

    def __post_init__(self) -> None:
        if not 0 < self.low < self.value < self.high:
            raise ValueError(f"{self.low} to {self.high} is no interval around {self.value}")

    @property
    def log_sd(self) -> float:
        return float(np.log(self.high / self.low) / (2 * _95))

    def at(self, normal: Array) -> Array:
        """The values (n,) it has for standard normal numbers (n,)."""
        return np.asarray(self.value * np.exp(self.log_sd * normal))

    def __str__(self) -> str:
        return f"{self.value:g} {self.unit} (95 % {self.low:g} to {self.high:g})"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectSite:
    """An effect that follows the concentration at an effect site: dCe/dt = ke0 (Cp - Ce), effect = Ce / (Ce + C50)."""

    id: str
    endpoint: Endpoint
    driver: str
    """The analyte whose concentration drives it."""
    c50: Uncertain
    """nmol/mL of the driver at which half of the largest effect is there."""
    half_life: Uncertain
    """min; ln 2 over ke0."""
    grade: Grade
    trust: Trust
    source: Citation
    population: str
    remarks: str = ""
