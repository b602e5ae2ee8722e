"""What the pharmacokinetic library refuses, by kind of situation. Each refusal carries field, value, limit, model and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from kapstone.findings import Level
from kapstone.strict import FileRefused

__all__ = [
    "Concern", "Kind", "MissingCovariate", "ModelRefused", "NotIndicated", "OutsideLimits", "Refused", "RouteNotCovered",
    "UnitUnsaid", "UnknownModel", "Unsaid", "WrongSubstance", "refusal",
]  # fmt: skip


class Kind(StrEnum):
    """The kinds of situation, for programs; each hard one has its own exception."""

    UNIT = "unit"
    UNSAID = "unsaid"
    LIMIT = "limit"
    ROUTE = "route"
    SUBSTANCE = "substance"
    COVARIATE = "covariate"
    INDICATIVE = "indicative"
    MODEL = "model"
    KNOWN_FAILURE = "known_failure"
    OBSERVATION = "observation"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """One thing that stands against using a model for this patient and regimen, or that its reader has to know.

    `level` is STOP where the model is refused, CAUTION in the outer band, UNKNOWN where something was not said, NOTE for what
    to keep in mind.
    """

    kind: Kind
    level: Level
    field: str
    says: str
    """What is wrong, in one sentence."""
    value: str = ""
    limit: str = ""
    model: str = ""
    advice: str = ""
    """What to do, in one sentence."""

    @property
    def is_hard(self) -> bool:
        return self.level >= Level.HOLD

    def __str__(self) -> str:
        where = f"{self.model}, {self.field}" if self.model else self.field
        return f"{where}: {self.says}. {self.advice}".strip()


class Refused(ValueError):
    """The library will not compute this. `concern` is the first reason, `concerns` are all."""

    def __init__(self, *concerns: Concern) -> None:
        self.concerns = concerns
        self.concern = concerns[0]
        super().__init__("\n".join(str(concern) for concern in concerns))

    @property
    def field(self) -> str:
        return self.concern.field

    @property
    def value(self) -> str:
        return self.concern.value

    @property
    def limit(self) -> str:
        return self.concern.limit

    @property
    def model(self) -> str:
        return self.concern.model

    @property
    def advice(self) -> str:
        return self.concern.advice


class UnitUnsaid(Refused):
    """A number without a unit, or with the unit of something else."""


class Unsaid(Refused):
    """Salt or base, or racemate or S-ketamine, was not said."""


class OutsideLimits(Refused):
    """Age, weight, dose, rate, duration or horizon lies outside what the model may be used for, or the patient is excluded."""


class RouteNotCovered(Refused):
    """The model has no such route or formulation."""


class WrongSubstance(Refused):
    """Racemate into a model of S-ketamine, or the other way round."""


class MissingCovariate(Refused):
    """The model reads something of the patient that was not said, or may not be used here."""


class NotIndicated(Refused):
    """The model is indicative only, and nobody asked for an indicative curve."""


class UnknownModel(Refused):
    """No model of that name."""


class ModelRefused(FileRefused):
    """The file is no model."""


_RAISED: dict[Kind, type[Refused]] = {
    Kind.UNIT: UnitUnsaid,
    Kind.UNSAID: Unsaid,
    Kind.LIMIT: OutsideLimits,
    Kind.ROUTE: RouteNotCovered,
    Kind.SUBSTANCE: WrongSubstance,
    Kind.COVARIATE: MissingCovariate,
    Kind.INDICATIVE: NotIndicated,
    Kind.MODEL: UnknownModel,
}


def refusal(*concerns: Concern) -> Refused:
    """The exception for these hard concerns, of the kind of the first."""
    return _RAISED[concerns[0].kind](*concerns)
