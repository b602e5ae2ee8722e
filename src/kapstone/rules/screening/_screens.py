"""Answers to the suicide screens, for worked examples."""

from kapstone.facts import ConcernResolved, MeasureAnswered
from kapstone.rules.screening._charts import record_id
from kapstone.rules.screening._suicide import RECENT, SINCE


def recent(
    *, wish: int = 0, thoughts: int = 0, how: int = 0, intent: int = 0, plan: int = 0, ever: int = 0, lately: int = 0
) -> MeasureAnswered:
    """A complete C-SSRS screener of the past month; what is not asked is left out."""
    answers: dict[str, int | None] = {"cssrs_1": wish, "cssrs_2": thoughts, "cssrs_6": ever}
    if thoughts:
        answers |= {"cssrs_3": how, "cssrs_4": intent, "cssrs_5": plan}
    if ever:
        answers["cssrs_6b"] = lately
    return MeasureAnswered(instrument=RECENT, instrument_version="1", answers=answers)


def since_last_contact(*, thoughts: int = 0, intent: int = 0, done: int = 0) -> MeasureAnswered:
    answers: dict[str, int | None] = {"cssrs_1": 0, "cssrs_2": thoughts, "cssrs_6": done}
    if thoughts:
        answers |= {"cssrs_3": 0, "cssrs_4": intent, "cssrs_5": 0}
    return MeasureAnswered(instrument=SINCE, instrument_version="1", answers=answers)


def phq9(item_9: int | None) -> MeasureAnswered:
    """A PHQ-9 with a mild total and the given ninth answer."""
    answers: dict[str, int | None] = {f"phq9_{number}": 1 for number in range(1, 9)}
    return MeasureAnswered(instrument="phq9", instrument_version="1", answers=answers | {"phq9_9": item_9})


def followed_up(index: int, *, safe: bool = True) -> ConcernResolved:
    """A clinician's follow-up of the fact in that place of the example."""
    return ConcernResolved(
        concern=record_id(index), found="Passing thoughts.", plan="Safety plan written.", safe_to_continue=safe
    )
