"""What to do with each medicine on the day of a session: the default a patient is shown; the prescriber may say otherwise."""

from collections.abc import Iterable
from enum import StrEnum

from kapstone.drugs import members
from kapstone.evidence import Standing

__all__ = ["BRING", "STANDING", "WORDS", "Handling", "handling_of", "never_stop_abruptly"]

STANDING = Standing.DESIGN
"""The label supports care with sedatives, stimulants and MAO inhibitors; the list itself is a proposal for a clinic to confirm."""


class Handling(StrEnum):
    """On the day."""

    TAKE = "take"
    ASK = "ask"
    """Ask whether the morning dose is held."""
    FASTING_PLAN = "fasting_plan"
    PRESCRIBER = "prescriber"
    """No default: the prescriber says."""


WORDS = {
    Handling.TAKE: "Take it as always.",
    Handling.ASK: "Ask the clinic before the day whether the morning dose waits.",
    Handling.FASTING_PLAN: "Follow the fasting plan the clinic gives you.",
    Handling.PRESCRIBER: "Ask the prescriber what to do on the day.",
}

_TAKE = (
    "ANTIHTN",
    "SEROTONERGIC_AD",
    "AD_FURTHER",
    "MOOD_STAB",
    "THYROID",
    "INHALER",
    "GLUT_ANTICONV",
    "naltrexone",
    "bupropion",
    "fluvoxamine",
    "carbamazepine",
    "phenytoin",
)
_ASK = ("STIM", "ZDRUG", "BZD", "GABAPENTINOID", "MUSCLE_RELAX", "SED_OTHER", "DIURETIC")
_FASTING = ("DIABETES_ORAL", "GLUCOSE_LOW")
_NEVER_ABRUPTLY = ("BZD", "OPIOID_AG", "baclofen", "lamotrigine")

BRING: dict[str, str] = {
    "INHALER": "Bring your rescue inhaler.",
    "GLUCOSE_LOW": "Bring your glucose meter.",
    "DIABETES_ORAL": "Bring your glucose meter.",
}
"""By class: what a patient brings along."""


def handling_of(ingredients: Iterable[str]) -> Handling:
    """The default for a product: the most careful of its ingredients', and the prescriber where one of them has none."""
    found = {_of(each) for each in ingredients}
    order = (Handling.PRESCRIBER, Handling.FASTING_PLAN, Handling.ASK, Handling.TAKE)
    return next((each for each in order if each in found), Handling.PRESCRIBER)


def never_stop_abruptly(ingredients: Iterable[str]) -> bool:
    """Benzodiazepines, opioids, baclofen, lamotrigine: stopping at once does harm."""
    return any(each in members(name) for each in ingredients for name in _NEVER_ABRUPTLY)


def _of(ingredient: str) -> Handling:
    for names, handling in ((_FASTING, Handling.FASTING_PLAN), (_ASK, Handling.ASK), (_TAKE, Handling.TAKE)):
        if any(ingredient in members(name) for name in names):
            return handling
    return Handling.PRESCRIBER
