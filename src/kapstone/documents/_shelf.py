"""What a patient may read at each stage of the way, the most fitting first."""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["READING", "reading_for"]

_BEFORE = ("learn_screening", "learn_how_it_works")
_DECIDING = ("learn_how_it_works", "learn_the_day")
_LATER = ("learn_maintenance", "learn_relapse")

READING: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "enquiry": ("learn_enquiry", "learn_how_it_works"),
    "prescreen": _BEFORE,
    "evaluation": _BEFORE,
    "eligibility": _BEFORE,
    "matching": _DECIDING,
    "consent": _DECIDING,
    "goals": _DECIDING,
    "preparation": ("preparation_information", "learn_the_day", "what_to_bring"),
    "dosing": ("learn_the_day", "what_to_bring", "learn_recovery"),
    "next_day": ("learn_recovery", "learn_integration"),
    "integration": ("learn_integration", "learn_recovery"),
    "review": _LATER,
    "maintenance": _LATER,
    "suspended": ("learn_recovery", "learn_relapse"),
    "closed": ("learn_relapse",),
})  # fmt: skip
"""By the name of the stage."""

_ALWAYS = ("learn_enquiry", "learn_how_it_works", "learn_screening", "preparation_information", "learn_the_day", "what_to_bring",
           "learn_recovery", "learn_integration", "learn_maintenance", "learn_relapse")  # fmt: skip


def reading_for(stage: str, *, at_home: bool = False, with_esketamine: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids that fit now, then the rest that this programme has; home sessions and the spray only where they are given.

    KeyError for a stage that is none.
    """
    special = (("learn_home_sessions",) if at_home else ()) + (("learn_esketamine",) if with_esketamine else ())
    now = (*READING[stage], *(special if stage not in {"closed", "suspended"} else ()))
    return now, tuple(name for name in (*_ALWAYS, *special) if name not in now)
