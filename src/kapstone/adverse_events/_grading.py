"""How grave an event is, from 1 to 5: the general words, and the bands of a blood pressure."""

from collections.abc import Mapping
from types import MappingProxyType

from kapstone.facts import Implausible, SeriousFor

__all__ = ["GRADES", "grade_of", "grade_of_pressure"]

GRADES: Mapping[int, str] = MappingProxyType({
    1: "mild: noticed, and nothing has to be done",
    2: "moderate: little or local treatment, some everyday things are hard",
    3: "severe or medically significant, not at once dangerous to life",
    4: "dangerous to life; acted on at once",
    5: "death",
})  # fmt: skip
"""The grades in our words, after CTCAE version 5; expert knowledge, for the clinic to confirm."""

_PRESSURE = ((3, 160, 100), (2, 140, 90), (1, 120, 80))
"""Grade, systolic and diastolic pressure from which it holds; either is enough. Grade 4 is by what happens, not by a number."""


def grade_of_pressure(systolic_mmhg: float, diastolic_mmhg: float, *, is_life_threatening: bool = False) -> int:
    """The CTCAE grade of a blood pressure in mmHg as hypertension; 0 below the first band.

    120-139 or 80-89 is grade 1, 140-159 or 90-99 grade 2, 160 or 100 and more grade 3; life-threatening consequences are grade 4.

    >>> [grade_of_pressure(*pair) for pair in ((119, 79), (120, 79), (139, 90), (165, 88))]
    [0, 1, 2, 3]
    """
    if diastolic_mmhg >= systolic_mmhg:
        raise Implausible("diastolic_mmhg", "the lower number must be below the upper one; were they swapped?")
    if is_life_threatening:
        return 4
    return next((grade for grade, upper, lower in _PRESSURE if systolic_mmhg >= upper or diastolic_mmhg >= lower), 0)


def grade_of(
    *,
    serious_for: tuple[SeriousFor, ...] = (),
    stops_self_care: bool = False,
    stops_everyday_things: bool = False,
    was_treated: bool = False,
) -> int:
    """The grade that follows from what is known of an event; the least it can be.

    Death is 5 and danger to life 4. A hospital stay, lasting damage, a birth defect, an important medical event, or being unable
    to wash, dress or eat without help is 3. Being kept from everyday things, or treated, is 2. Anything else is 1.

    >>> grade_of(was_treated=True), grade_of(serious_for=(SeriousFor.HOSPITAL,)), grade_of()
    (2, 3, 1)
    """
    if SeriousFor.DEATH in serious_for:
        return 5
    if SeriousFor.LIFE_THREATENING in serious_for:
        return 4
    if serious_for or stops_self_care:
        return 3
    return 2 if stops_everyday_things or was_treated else 1
