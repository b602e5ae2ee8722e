"""What the rules of a high pressure share: whether a reading is high, and the symptoms that belong to it."""

from datetime import timedelta

from kapstone.rules._rule import Limits
from kapstone.rules.session._events import END_ORGAN
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._watch import Seen

__all__ = ["SYMPTOM_WITHIN", "is_high", "symptoms_with"]

SYMPTOM_WITHIN = {"symptom_min": number(15, "min", "A symptom belongs to a reading within this time.", low=5, high=60)}


def is_high(seen: Seen, limits: Limits) -> bool:
    """Whether either pressure has reached the rule's number."""
    return bool(seen.fact.systolic_mmhg >= limits["systolic_mmhg"] or seen.fact.diastolic_mmhg >= limits["diastolic_mmhg"])


def symptoms_with(scene: Scene, limits: Limits, seen: Seen) -> tuple[str, ...]:
    """Symptoms entered with the reading, and end-organ symptoms called out around it."""
    span = timedelta(minutes=limits["symptom_min"])
    called = tuple(record.fact.event for record in scene.events(*END_ORGAN) if abs(record.at - seen.at) <= span)
    return tuple(dict.fromkeys((*seen.fact.symptoms, *called)))
