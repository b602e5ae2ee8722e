"""How symptoms move over a course: totals that fall, stay or rise, and the answers that add up to them."""

from enum import StrEnum
from random import Random  # noqa: TID251 - only the type of the rng that is passed in

__all__ = ["Course", "answers_for", "gad7_total", "phq9_total"]


class Course(StrEnum):
    """How somebody responds to treatment."""

    RESPONDER = "responder"
    PARTIAL = "partial"
    NONE = "no response"
    WORSE = "worsening"


_SHARE_LEFT = {
    Course.RESPONDER: (1.0, 0.74, 0.6, 0.48, 0.4, 0.33, 0.27),
    Course.PARTIAL: (1.0, 0.9, 0.82, 0.76, 0.7, 0.68, 0.66),
    Course.NONE: (1.0, 0.97, 1.0, 0.94, 0.98, 0.95, 0.97),
    Course.WORSE: (1.0, 0.95, 1.0, 1.08, 1.16, 1.22, 1.3),
}
"""The share of the first total that is left after each dose; plausible shapes, not data."""
_SELF_HARM = "phq9_9"


def phq9_total(course: Course, baseline: int, doses: int, rng: Random) -> int:
    """A PHQ-9 total after so many doses, with a point of noise."""
    shares = _SHARE_LEFT[course]
    noise = rng.choice((-1, 0, 0, 1)) if doses else 0
    return min(24, max(1, round(baseline * shares[min(doses, len(shares) - 1)]) + noise))


def gad7_total(course: Course, baseline: int, doses: int, rng: Random) -> int:
    """A GAD-7 total that follows mood with less force."""
    return min(21, max(0, round((phq9_total(course, baseline, doses, rng) + baseline) * 0.34)))


def answers_for(items: tuple[str, ...], total: int, most: int, rng: Random, *, self_harm: int = 0) -> dict[str, int | None]:
    """Answers from 0 to `most` to `items` that add up to `total`, spread unevenly; the item on self-harm is what it is said to be."""
    answers: dict[str, int | None] = dict.fromkeys(items, 0)
    left = total
    if _SELF_HARM in answers:
        answers[_SELF_HARM] = self_harm
        left -= self_harm
    others = [item for item in items if item != _SELF_HARM]
    left = max(0, min(left, most * len(others)))
    while left:
        item = rng.choice(others)
        if (value := answers[item]) is not None and value < most:
            answers[item] = value + 1
            left -= 1
    return answers
