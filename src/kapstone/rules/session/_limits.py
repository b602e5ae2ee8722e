"""Numbers the session rules share: how old a reading may be, how soon it is repeated, how fast someone answers."""

from kapstone.evidence import Standing
from kapstone.rules._rule import Limit

__all__ = ["ANSWER_AMBER", "ANSWER_RED", "LATEST_WITHIN", "READINGS", "REPEAT_AFTER", "REPEAT_BY", "SEEN_WITHIN", "number"]


def number(
    value: float, unit: str, says: str, *, standing: Standing = Standing.DESIGN, low: float = 0, high: float = 1000
) -> Limit:
    """A limit with what a protocol may set it to."""
    return Limit(value, unit, says, standing, low, high)


LATEST_WITHIN = {"max_age_min": number(30, "min", "The latest reading before a dose is at most this old.", low=5, high=60)}
REPEAT_AFTER = number(10, "min", "A reading outside its range is repeated no sooner than this.", low=5, high=30)
REPEAT_BY = number(15, "min", "A reading outside its range is repeated by then.", low=5, high=60)
READINGS = number(3, "readings", "So many readings are taken before a prescriber decides.", low=2, high=5)

SEEN_WITHIN = {
    "max_age_min": number(35, "min", "A reading older than this no longer says how the patient is.", low=10, high=90)
}
ANSWER_AMBER = {"answer_s": number(120, "s", "Someone answers an amber alarm within this time.", low=30, high=600)}
ANSWER_RED = {"answer_s": number(30, "s", "Someone answers a red alarm within this time.", low=10, high=120)}
