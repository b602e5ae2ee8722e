"""Earlier treatments as the rule on treatment resistance judges them, one row each. Pure."""

from dataclasses import dataclass

from kapstone.chart import Chart
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.rules.trd.resistance import resistance_of

__all__ = ["TrialTable", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialTable:
    """Rows for the data table and the count under it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sentence: str


def table(page: PatientPage) -> TrialTable:
    """Every trial with its verdict and why, by the definition this programme uses."""
    protocol = page.protocol
    chart = Chart(
        facts=page.facts, now=page.now, indication=protocol.indication, route=protocol.route, place=protocol.place.value, limits=protocol.rules, drug=protocol.drug
    )  # fmt: skip
    found = resistance_of(chart)
    rows = tuple(
        (
            judged.record.fact.ingredient,
            _amount(judged.record.fact.dose_mg_per_day, "mg/day"),
            _amount(judged.record.fact.weeks, "weeks"),
            _amount(judged.record.fact.improvement_percent, "%"),
            judged.result.value,
            judged.because,
        )
        for judged in found.trials
    )
    failed = ", ".join(sorted(found.failed)) or "none"
    sentence = (
        f"Failed in an adequate trial, as this programme counts: {failed}. Needed: {found.needed} different antidepressants."
    )
    return TrialTable(
        columns=("Treatment", "Highest dose#", "For#", "Improved by#", "Counts as", "Because"), rows=rows, sentence=sentence
    )


def _amount(value: float | None, unit: str) -> str:
    return "not known" if value is None else f"{value:g} {unit}"
