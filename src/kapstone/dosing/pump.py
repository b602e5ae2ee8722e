"""What a pump is set to, and the vial that must be diluted before it goes into a vein."""

from kapstone.facts import Route

__all__ = ["MUST_DILUTE_FROM_MG_PER_ML", "dilution_refusal", "rate_mg_per_kg_per_h", "rate_ml_per_h"]

MUST_DILUTE_FROM_MG_PER_ML = 100.0
"""Ketamine injection of 100 mg/mL is diluted with at least an equal volume before intravenous use (ketalar-uspi, checked)."""


def rate_ml_per_h(volume_ml: float, minutes: float) -> float:
    """Millilitres an hour: the volume over the minutes. Two people read it."""
    _positive("volume_ml", volume_ml)
    _positive("minutes", minutes)
    return volume_ml / (minutes / 60)


def rate_mg_per_kg_per_h(dose_mg: float, weight_kg: float, minutes: float) -> float:
    """What goes in for each kilogram in an hour."""
    _positive("dose_mg", dose_mg)
    _positive("weight_kg", weight_kg)
    _positive("minutes", minutes)
    return dose_mg / weight_kg / (minutes / 60)


def dilution_refusal(route: Route, concentration_mg_per_ml: float | None) -> str:
    """Why this concentration must not go into a vein as it is; empty when it may. Unknown is not asked here: an order may leave it to the pharmacy."""
    if route is not Route.IV or concentration_mg_per_ml is None or concentration_mg_per_ml < MUST_DILUTE_FROM_MG_PER_ML:
        return ""
    return (
        f"{concentration_mg_per_ml:g} mg/mL must be diluted with at least an equal volume before it goes into a vein; "
        "write the concentration after dilution."
    )


def _positive(name: str, value: float) -> None:
    if not 0 < value < float("inf"):
        raise ValueError(f"{name} is {value:g}; it must be more than nothing")
