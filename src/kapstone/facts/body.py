"""What was measured on the body: vitals, weight, height, laboratory results, tests."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kapstone.facts._base import Fact, Implausible, need, within
from kapstone.facts.person import Answer

VITAL_SIGNS = (
    "systolic_mmhg",
    "diastolic_mmhg",
    "heart_rate_per_min",
    "spo2_percent",
    "respiratory_rate_per_min",
    "temperature_celsius",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalsTaken(Fact):
    """One set of vitals. A part that was not taken is None. `symptoms` are end-organ symptoms seen with it."""

    systolic_mmhg: float | None = None
    diastolic_mmhg: float | None = None
    heart_rate_per_min: float | None = None
    spo2_percent: float | None = None
    respiratory_rate_per_min: float | None = None
    temperature_celsius: float | None = None
    oxygen_litres_per_min: float = 0.0
    position: str = ""
    symptoms: tuple[str, ...] = ()
    session: UUID | None = None
    """The dosing session it belongs to; None at screening."""
    is_artefact: bool = False
    device: UUID | None = None
    """The paired device that made it; None when a person entered it."""
    is_validated: bool = True
    """A person stands behind it, by entering or accepting it. A device's own reading may raise an alarm and never clears one."""

    def __post_init__(self) -> None:
        within("systolic_mmhg", self.systolic_mmhg, 30, 320, "mmHg")
        within("diastolic_mmhg", self.diastolic_mmhg, 10, 220, "mmHg")
        within("heart_rate_per_min", self.heart_rate_per_min, 10, 300, "per minute")
        within("spo2_percent", self.spo2_percent, 30, 100, "%")
        within("respiratory_rate_per_min", self.respiratory_rate_per_min, 0, 80, "per minute")
        within("temperature_celsius", self.temperature_celsius, 25, 45, "°C")
        within("oxygen_litres_per_min", self.oxygen_litres_per_min, 0, 25, "L/min")
        if (self.systolic_mmhg is None) != (self.diastolic_mmhg is None):
            raise Implausible("diastolic_mmhg", "a blood pressure has two numbers; enter both or neither")
        if self.systolic_mmhg is not None and self.diastolic_mmhg is not None and self.diastolic_mmhg >= self.systolic_mmhg:
            raise Implausible("diastolic_mmhg", "the lower number must be below the upper one; were they swapped?")
        if all(getattr(self, field) is None for field in VITAL_SIGNS):
            raise Implausible("systolic_mmhg", "enter at least one value")
        if not self.is_validated and self.device is None:
            raise Implausible("is_validated", "what a person entered is theirs; only a device's reading waits to be accepted")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightMeasured(Fact):
    kilograms: float

    def __post_init__(self) -> None:
        within("kilograms", self.kilograms, 20, 400, "kg")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeightMeasured(Fact):
    centimetres: float

    def __post_init__(self) -> None:
        within("centimetres", self.centimetres, 90, 250, "cm")


class Analyte(StrEnum):
    ALT = "alt"
    AST = "ast"
    ALP = "alp"
    BILIRUBIN = "bilirubin"
    EGFR = "egfr"
    TSH = "tsh"
    GLUCOSE = "glucose"
    HBA1C = "hba1c"
    POTASSIUM = "potassium"
    ALCOHOL = "alcohol"
    """In blood or breath."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabResulted(Fact):
    """A laboratory result with its UCUM unit and, where the laboratory gave it, the upper limit of normal in that unit."""

    analyte: Analyte
    value: float
    unit: str
    upper_limit: float | None = None
    lower_limit: float | None = None
    label: str = ""
    loinc: str = ""

    def __post_init__(self) -> None:
        need("unit", self.unit, "the unit of the result")
        within("value", self.value, 0, 1_000_000, self.unit)


class TestResult(StrEnum):
    __test__ = False  # pytest would collect it

    NEGATIVE = "negative"
    POSITIVE = "positive"
    INDETERMINATE = "indeterminate"


@dataclass(frozen=True, slots=True, kw_only=True)
class PregnancyTested(Fact):
    result: TestResult


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugScreened(Fact):
    """A urine drug screen; `unexplained` says whether a positive has no prescription or history behind it."""

    result: TestResult
    unexplained: bool = False
    substances: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EcgRead(Fact):
    """A 12-lead ECG and what a clinician read in it. QTc in milliseconds, None where it was not measured."""

    qtc_ms: float | None = None
    new_arrhythmia: Answer = Answer.UNKNOWN
    summary: str = ""

    def __post_init__(self) -> None:
        within("qtc_ms", self.qtc_ms, 200, 800, "ms")
        if self.qtc_ms is None and self.new_arrhythmia is Answer.UNKNOWN and not self.summary.strip():
            raise Implausible("summary", "say what the ECG shows")


@dataclass(frozen=True, slots=True, kw_only=True)
class UrinalysisDone(Fact):
    """A urinalysis; positive means blood, white cells or nitrite, which `remarks` names."""

    result: TestResult
    remarks: str = ""
