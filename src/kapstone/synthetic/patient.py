"""The patient a story is about: a body, a history, answers; by default somebody to whom nothing speaks against treatment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from kapstone.facts import Sex, TestResult
from kapstone.instruments import instrument_called

__all__ = ["Patient", "answered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """Who the story is about. `yes` are the history items answered with yes beyond those of a plain course; `cssrs` the baseline screener."""

    birth_date: date = date(1984, 5, 17)
    sex_at_birth: Sex = Sex.FEMALE
    height_cm: float = 168.0
    weight_kg: float = 72.0
    systolic_mmhg: float = 122.0
    diastolic_mmhg: float = 78.0
    heart_rate_per_min: float = 68.0
    yes: frozenset[str] = frozenset()
    history_on: date | None = None
    """When what is asked with a date happened."""
    cssrs: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({"cssrs_1": 0, "cssrs_2": 0, "cssrs_6": 0}))
    phq9_each: int = 2
    gad7_each: int = 1
    auditc_each: int = 0
    trials: int = 2
    drug_screen: TestResult = TestResult.NEGATIVE
    may_conceive: bool = False


def answered(instrument: str, value: int, patient: Patient) -> dict[str, int | None]:
    """Every item answered with `value`, or its first option where it has no such one; self-harm with 0, and the baseline C-SSRS as the patient has it."""
    entry = instrument_called(instrument)
    answers: dict[str, int | None] = {}
    for item in entry.items:
        options = [option.value for option in item.options]
        wanted = 0 if item.id in entry.critical_items and instrument == "phq9" else value
        answers[item.id] = wanted if wanted in options else options[0]
    if instrument == "cssrs_recent":
        return {**patient.cssrs}
    if instrument.startswith("cssrs_"):
        return {item: answer for item, answer in answers.items() if item in {"cssrs_1", "cssrs_2", "cssrs_6"}}
    return {"pcptsd5_exposure": 0} if instrument == "pcptsd5" else answers
