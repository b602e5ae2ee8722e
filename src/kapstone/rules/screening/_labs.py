"""Laboratory results against the laboratory's own limits, and in one unit."""

from kapstone.chart import Chart
from kapstone.facts import Analyte, LabResulted, Record
from kapstone.rules.screening._window import since

_MG_PER_MMOL = 18.016
"""Milligrams per decilitre of glucose in one millimole per litre."""


def recent_lab(chart: Chart, analyte: Analyte, *, within_days: float) -> Record[LabResulted] | None:
    """The newest result that still counts; once treatment has begun, what counted at its start."""
    found = chart.lab(analyte)
    return found if found is not None and found.at > since(chart, within_days) else None


def times_upper_limit(record: Record[LabResulted]) -> float | None:
    """How many times the laboratory's upper limit; None where it gave none."""
    limit = record.fact.upper_limit
    return record.fact.value / limit if limit else None


def glucose_mg_per_dl(record: Record[LabResulted]) -> float | None:
    """Glucose in mg/dL; None in a unit nobody knows."""
    match record.fact.unit:
        case "mg/dL":
            return record.fact.value
        case "mmol/L":
            return record.fact.value * _MG_PER_MMOL
    return None
