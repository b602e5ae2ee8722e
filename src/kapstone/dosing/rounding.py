"""What can be measured out: whole milligrams from a syringe, quarters of a lozenge, whole devices; and how a lozenge is taken."""

from dataclasses import dataclass

from kapstone.facts import Route

__all__ = [
    "HOLD_MIN",
    "INJECTED",
    "Intake",
    "NotDivisible",
    "fractions_of",
    "intake_gaps",
    "round_injection_mg",
    "round_to_lozenges",
]

INJECTED = frozenset({Route.IV, Route.IM, Route.SC})
_QUARTER = 4
HOLD_MIN = (7.0, 15.0)
"""Minutes a sublingual dose is usually held in the mouth (our proposal, to confirm)."""


class NotDivisible(ValueError):
    """A dose that no whole number of quarter lozenges makes."""


def round_injection_mg(route: Route, milligrams: float) -> float:
    """A drawn-up dose to the whole milligram. ValueError for a route nobody draws up: a lozenge is not rounded to milligrams."""
    if route not in INJECTED:
        raise ValueError(f"a dose {route.value} is not drawn up; round it to what there is, such as quarters of a lozenge")
    if not 0 < milligrams < float("inf"):
        raise ValueError(f"milligrams is {milligrams:g}; a dose is more than nothing")
    return float(round(milligrams))


def fractions_of(milligrams: float, lozenge_mg: float) -> float:
    """How many lozenges make exactly `milligrams`, in quarters. NotDivisible says which doses lie on either side."""
    if not (0 < milligrams < float("inf") and 0 < lozenge_mg < float("inf")):
        raise ValueError("a dose and a lozenge are more than nothing")
    quarters = milligrams / lozenge_mg * _QUARTER
    if abs(quarters - round(quarters)) > 1e-6 or round(quarters) < 1:
        below = int(quarters) * lozenge_mg / _QUARTER
        raise NotDivisible(
            f"{milligrams:g} mg is no whole number of quarters of a {lozenge_mg:g} mg lozenge; "
            f"{f'{below:g} mg or ' if below else ''}{below + lozenge_mg / _QUARTER:g} mg would be."
        )
    return round(quarters) / _QUARTER


def round_to_lozenges(milligrams: float, lozenge_mg: float) -> float:
    """The nearest dose below or at `milligrams` that quarters of the lozenge make, never above it; at least a quarter."""
    if not (0 < milligrams < float("inf") and 0 < lozenge_mg < float("inf")):
        raise ValueError("a dose and a lozenge are more than nothing")
    quarters = int(milligrams / lozenge_mg * _QUARTER + 1e-9)
    if quarters < 1:
        raise NotDivisible(f"{milligrams:g} mg is less than a quarter of a {lozenge_mg:g} mg lozenge.")
    return quarters * lozenge_mg / _QUARTER


@dataclass(frozen=True, slots=True)
class Intake:
    """How a sublingual dose was taken. Swallowing adds an oral dose with its norketamine: 54 % of drug and metabolite
    reach the blood from under the tongue, 59 % from the stomach (chong2006, checked). None was not recorded.
    """

    swallowed: bool | None
    hold_min: float | None


def intake_gaps(route: Route, intake: Intake) -> tuple[str, ...]:
    """What is missing or unusual about how it was taken; nothing for other routes."""
    if route is not Route.SUBLINGUAL:
        return ()
    gaps = []
    if intake.swallowed is None:
        gaps.append("Whether it was swallowed or spat out is not recorded.")
    if intake.hold_min is None:
        gaps.append("How long it was held in the mouth is not recorded.")
    elif not HOLD_MIN[0] <= intake.hold_min <= HOLD_MIN[1]:
        gaps.append(f"It was held for {intake.hold_min:g} min; usual is {HOLD_MIN[0]:g} to {HOLD_MIN[1]:g}.")
    return tuple(gaps)
