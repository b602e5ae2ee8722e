"""The parts of a model file: parameters, flows, outputs, routes, random effects, residual error, limits. One class for each."""

from enum import StrEnum
from typing import Any

import msgspec

from kapstone.facts import Route
from kapstone.pk.regimen import Formulation, Substance

__all__ = [
    "Between", "Covariate", "Failure", "Flow", "Input", "Limit", "LimitOf", "Output", "Parameter", "RandomBlock",
    "Residual", "RouteOf", "Site", "Source", "Spec", "Status", "Structure", "Transform", "Trust",
]  # fmt: skip


class Trust(StrEnum):
    """How far a number can be relied on."""

    VERIFIED = "V"
    """Read where the table of the paper is cited, implemented twice, and reproduces the paper's own derived numbers."""
    ABSTRACT = "A"
    """Read in the published abstract or the label."""
    SECOND_HAND = "S"
    """Read in a named implementation by others, not in the paper."""
    UNVERIFIED = "U"
    """Expert knowledge with a citation to check. Never on a clinical screen."""
    DESIGN = "design"
    """Our own choice."""

    @property
    def words(self) -> str:
        return _TRUST[self]


_TRUST = {
    Trust.VERIFIED: "verified against the paper",
    Trust.ABSTRACT: "read in the abstract or label only",
    Trust.SECOND_HAND: "read in an implementation by others, not in the paper",
    Trust.UNVERIFIED: "not verified: never for a clinical screen",
    Trust.DESIGN: "our own choice",
}


class Status(StrEnum):
    """What kind of model this is."""

    PUBLISHED = "published"
    ASSEMBLED = "assembled"
    """Put together by this project from published parts; not itself published."""
    LEGACY = "legacy"
    """For comparison with older software only."""
    INDICATIVE = "indicative"
    """No validated model: a curve for orientation, with those words on it."""


class Site(StrEnum):
    ARTERIAL = "arterial"
    VENOUS = "venous"
    NOT_STATED = "not stated"


class Transform(StrEnum):
    """How a random effect acts on its parameter."""

    LOG = "log"
    LOGIT = "logit"


class Between(StrEnum):
    SUBJECTS = "subjects"
    OCCASIONS = "occasions"


class LimitOf(StrEnum):
    AGE = "age"
    WEIGHT = "weight"
    DOSE = "dose"
    DOSE_PER_WEIGHT = "dose_per_weight"
    DURATION = "duration"
    RATE = "rate"
    HORIZON = "horizon"


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Source(_Part, frozen=True):
    """A publication. `doi` is empty where none is known to us."""

    key: str
    title: str
    doi: str = ""


class Parameter(_Part, frozen=True):
    """One number of the model: `value` in `unit`, from `where` in `source`."""

    value: float
    unit: str
    says: str
    trust: Trust
    source: str = ""
    where: str = ""
    rse_percent: float | None = None


class Covariate(_Part, frozen=True):
    """What the model reads of the patient: their weight or age, or an entry of `Patient.covariates`.

    One with a `reference` may be left out and is then taken at it. One that is `sensitivity_only` is used only on explicit request.
    """

    of: str
    unit: str
    says: str
    reference: float | None = None
    low: float | None = None
    high: float | None = None
    sensitivity_only: bool = False


class Flow(_Part, frozen=True, rename={"origin": "from"}):
    """Drug leaves `origin` at `rate` (1/h times what is there) to one state or "out", or in shares that add up to 1; "rest" is what is left."""

    origin: str
    to: str | dict[str, str]
    rate: str


class Output(_Part, frozen=True):
    """What is measured: the amount in `state` over `volume`, times `scale` (a ratio of molecular weights), or a sum of earlier outputs."""

    analyte: str
    molecule: str
    state: str = ""
    volume: str = ""
    scale: str = "1"
    sum_of: list[str] = []


class Input(_Part, frozen=True):
    """One way a dose enters: a `fraction` of it `into` a state, at once or at a constant rate for `duration`, after a `delay`."""

    into: str
    fraction: str = "1"
    duration: str = ""
    delay: str = ""


class RouteOf(_Part, frozen=True):
    """A route the model has, the formulations it was made from, and what one dose does."""

    route: Route
    formulations: list[Formulation]
    inputs: list[Input]
    device: str = ""
    """The parameter that holds the content of one device; the dose is a multiple of it."""
    single: bool = False
    """One dose a visit: what a dose does depends on how many devices come together."""
    fraction_may_exceed_1: bool = False
    """A fraction of this route is a scale factor, not a bioavailability."""


class RandomBlock(_Part, frozen=True):
    """Random effects that vary together: `omega` is the lower triangle of their covariance, or `cv_percent` alone if independent.

    `parameters` are names of parameters or of derived values; the effect acts on the typical value with its covariates.
    """

    parameters: list[str]
    between: Between
    transform: Transform
    trust: Trust
    source: str = ""
    where: str = ""
    omega: list[list[float]] = []
    cv_percent: list[float] = []
    says: str = ""


class Residual(_Part, frozen=True):
    """Measurement error of one analyte, with the model's own misfit. Concentrations in ng/mL."""

    analyte: str
    trust: Trust
    source: str = ""
    where: str = ""
    proportional_variance: float = 0.0
    additive_nmol_per_ml: float = 0.0
    log_variance: float = 0.0
    quantification_limit: float | None = None
    says: str = ""


class Limit(_Part, frozen=True):
    """Inside `soft` the model was studied; inside `hard` it may be used with a warning; outside it is refused."""

    of: LimitOf
    unit: str
    soft: tuple[float, float]
    hard: tuple[float, float]
    trust: Trust
    route: Route | None = None
    source: str = ""
    where: str = ""
    says: str = ""


class Failure(_Part, frozen=True):
    """Something the model is known to get wrong. `analyte` and `metric` name what is not to be shown."""

    analyte: str
    metric: str
    says: str
    source: str = ""


class Structure(_Part, frozen=True):
    states: dict[str, str]
    flows: list[Flow]
    outputs: list[Output]
    routes: list[RouteOf]


class Spec(_Part, frozen=True):
    """A whole model file, as written."""

    id: str
    version: str
    title: str
    status: Status
    trust: Trust
    takes: list[Substance]
    site: Site
    population: str
    sources: list[Source]
    parameters: dict[str, Parameter]
    structure: Structure
    limits: list[Limit]
    not_for: str = ""
    remarks: str = ""
    errata: list[str] = []
    covariates: dict[str, Covariate] = {}
    derived: dict[str, str] = {}
    random: list[RandomBlock] = []
    residuals: list[Residual] = []
    failures: list[Failure] = []

    def plain(self) -> Any:  # Any: JSON values
        return msgspec.to_builtins(self)
