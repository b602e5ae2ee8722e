"""What an update refuses, one exception for each situation. Each carries field, value, limit, model and what to do."""

from kapstone.findings import Level
from kapstone.pk.errors import Concern, Kind, Refused

__all__ = [
    "BeforeFirstDose",
    "DuplicateSample",
    "NegativeConcentration",
    "NoErrorModel",
    "NotMeasurable",
    "WrongAnalyte",
    "concern",
]


class BeforeFirstDose(Refused):
    """A sample drawn before anything was given, or at that very moment, tells nothing of how the patient handles the drug."""


class NegativeConcentration(Refused):
    """A concentration below zero, or of exactly zero: the laboratory reports such a sample as below its limit."""


class WrongAnalyte(Refused):
    """The model does not predict what was measured."""


class DuplicateSample(Refused):
    """Two samples of the same analyte at the same time."""


class NoErrorModel(Refused):
    """No measurement error is published for this analyte, or the model has no random effects: there is nothing to update with."""


class NotMeasurable(Refused):
    """A measurement below the limit of quantification without that limit, or a number where the limit belongs."""


def concern(
    level: Level, field: str, says: str, *, value: str = "", limit: str = "", model: str = "", advice: str = ""
) -> Concern:
    """One concern about an observation."""
    return Concern(
        kind=Kind.OBSERVATION, level=level, field=field, says=says, value=value, limit=limit, model=model, advice=advice
    )
