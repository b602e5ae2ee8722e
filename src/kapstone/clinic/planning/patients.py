"""The patient as a model is told of them, from the facts of the episode. What is not recorded stays unknown."""

from dataclasses import dataclass
from datetime import datetime

from kapstone.clinic.episodes.pages import PatientPage
from kapstone.facts import PregnancyTested, WeightMeasured
from kapstone.facts.body import TestResult

__all__ = ["Body", "body_of"]

_TESTED = {TestResult.POSITIVE: True, TestResult.NEGATIVE: False, TestResult.INDETERMINATE: None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Weight in kg as measured last, age in completed years, and pregnancy by the last test."""

    weight_kg: float | None
    weighed_at: datetime | None
    age_years: float
    pregnant: bool | None


def body_of(page: PatientPage) -> Body:
    weighed, tested = page.facts.latest(WeightMeasured), page.facts.latest(PregnancyTested)
    born, today = page.episode.patient.birth_date, page.now.astimezone(page.zone).date()
    return Body(
        weight_kg=weighed.fact.kilograms if weighed else None,
        weighed_at=weighed.at if weighed else None,
        age_years=float(today.year - born.year - ((today.month, today.day) < (born.month, born.day))),
        pregnant=_TESTED[tested.fact.result] if tested else None,
    )
