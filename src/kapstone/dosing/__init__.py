"""Doses as arithmetic and published bounds: routes, bands, weights, guardrails, boosters, advice. Nothing here is an order."""

from kapstone.dosing.amounts import Amounts, ReadingDiffers, check_reading, gaps
from kapstone.dosing.bands import BANDS, Band, Intent, Span, intents_of
from kapstone.dosing.boosters import DEFAULTS, BoosterLimits, Moment, largest_mg, reasons_against, room_left_mg
from kapstone.dosing.guardrails import (
    GUARDRAILS,
    Check,
    Guardrail,
    Session,
    Severity,
    exceeds,
    guardrail_for,
    is_allowed,
    judge,
)
from kapstone.dosing.pump import dilution_refusal, rate_mg_per_kg_per_h, rate_ml_per_h
from kapstone.dosing.rounding import Intake, NotDivisible, fractions_of, intake_gaps, round_injection_mg, round_to_lozenges
from kapstone.dosing.routes import ROUTES, NoRouteConversion, RouteInfo, convert_route, expected_systemic_mg, route_info
from kapstone.dosing.titration import DECIDES, Advice, Course, Direction, Past, advise
from kapstone.dosing.weight import Basis, Weights, default_basis, ideal_kg, mg_per_kg, weights_of

__all__ = [
    "BANDS", "DECIDES", "DEFAULTS", "GUARDRAILS", "ROUTES", "Advice", "Amounts", "Band", "Basis", "BoosterLimits", "Check", "Course", "Direction",
    "Guardrail", "Intake", "Intent", "Moment", "NoRouteConversion", "NotDivisible", "Past", "ReadingDiffers", "RouteInfo", "Session", "Severity",
    "Span", "Weights", "advise", "check_reading", "convert_route", "default_basis", "dilution_refusal", "exceeds", "expected_systemic_mg",
    "fractions_of", "gaps", "guardrail_for", "ideal_kg", "intake_gaps", "intents_of", "is_allowed", "judge", "largest_mg",
    "mg_per_kg", "rate_mg_per_kg_per_h", "rate_ml_per_h", "reasons_against", "room_left_mg", "round_injection_mg", "round_to_lozenges",
    "route_info", "weights_of",
]  # fmt: skip
