"""What to do with each medicine on the day of a session: the default a patient is shown; the prescriber may say otherwise."""

from collections.abc import Iterable
from enum import StrEnum

from kapstone.drugs import members
from kapstone.evidence import Standing

__all__ = [
    "BRING",
    "BY_CLASS",
    "BY_NAME",
    "NEVER_ABRUPTLY",
    "STANDING",
    "WORDS",
    "Handling",
    "bring_along",
    "handling_of",
    "never_stop_abruptly",
]

STANDING = Standing.DESIGN
"""The label supports care with sedatives, stimulants and MAO inhibitors; the list itself is a proposal for a clinic to confirm."""


class Handling(StrEnum):
    """On the day."""

    TAKE = "take"
    ASK = "ask"
    """Ask whether the morning dose is held."""
    FASTING_PLAN = "fasting_plan"
    LEAVE_OUT = "leave_out"
    PRESCRIBER = "prescriber"
    """No default: the prescriber says."""


WORDS = {
    Handling.TAKE: "Take it as always.",
    Handling.ASK: "Ask the clinic before the day whether the morning dose waits.",
    Handling.FASTING_PLAN: "Follow the fasting plan the clinic gives you.",
    Handling.LEAVE_OUT: "Leave it out beforehand, for as long as the clinic says.",
    Handling.PRESCRIBER: "Ask the prescriber what to do on the day.",
}

BY_NAME: dict[str, Handling] = {
    **dict.fromkeys(
        ("baclofen", "phenobarbital", "primidone", "carbamazepine", "phenytoin", "naltrexone", "bupropion", "fluvoxamine"),
        Handling.TAKE,
    ),
    "caffeine": Handling.LEAVE_OUT,
}
"""Ingredients that are handled otherwise than a class of theirs."""

BY_CLASS: dict[str, Handling] = {
    **dict.fromkeys(("ALCOHOL", "CANNABIS", "STREET_STIM", "PSYCHEDELIC"), Handling.LEAVE_OUT),
    **dict.fromkeys(("DIABETES_ORAL", "GLUCOSE_LOW"), Handling.FASTING_PLAN),
    **dict.fromkeys(("STIM", "ZDRUG", "GABAPENTINOID", "MUSCLE_RELAX", "SED_OTHER", "DIURETIC"), Handling.ASK),
    **dict.fromkeys(
        ("ANTIHTN", "SEROTONERGIC_AD", "AD_FURTHER", "MOOD_STAB", "THYROID", "INHALER", "GLUT_ANTICONV"), Handling.TAKE
    ),
}
"""Classes by id, the more careful ones first; what is in none of them is the prescriber's to say."""

NEVER_ABRUPTLY = ("BZD", "OPIOID_AG", "baclofen", "lamotrigine")
"""Stopped at once they do harm."""

BRING: dict[str, str] = {
    "INHALER": "Bring your rescue inhaler.",
    "GLUCOSE_LOW": "Bring your glucose meter.",
    "DIABETES_ORAL": "Bring your glucose meter.",
}
"""By class: what a patient brings along."""

_CAREFUL = (Handling.PRESCRIBER, Handling.LEAVE_OUT, Handling.FASTING_PLAN, Handling.ASK, Handling.TAKE)


def handling_of(ingredients: Iterable[str], *, as_needed: bool = False) -> Handling:
    """The default for a product: the most careful of its ingredients'. A benzodiazepine waits only where it is taken as needed."""
    found = {_of(each, as_needed=as_needed) for each in ingredients}
    return next((each for each in _CAREFUL if each in found), Handling.PRESCRIBER)


def bring_along(ingredients: Iterable[str]) -> tuple[str, ...]:
    """What a patient who takes these brings along."""
    names = set(ingredients)
    return tuple(dict.fromkeys(says for group, says in BRING.items() if names & members(group)))


def never_stop_abruptly(ingredients: Iterable[str]) -> bool:
    """Benzodiazepines, opioids, baclofen, lamotrigine."""
    return any(each in members(name) for each in ingredients for name in NEVER_ABRUPTLY)


def _of(ingredient: str, *, as_needed: bool) -> Handling:
    if ingredient in BY_NAME:
        return BY_NAME[ingredient]
    if ingredient in members("BZD"):
        return Handling.ASK if as_needed else Handling.PRESCRIBER
    return next((handling for name, handling in BY_CLASS.items() if ingredient in members(name)), Handling.PRESCRIBER)
