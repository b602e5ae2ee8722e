"""Goal attainment scaling: the patient's own goals, each rated -2 to +2, as one T-score around 50."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Band, Direction, Example, Instrument, Item, Licence, Option, Sums, Tone
from kapstone.instruments._shared import REVIEW

__all__ = ["INSTRUMENT", "RHO", "RatedGoal", "t_score"]

RHO = 0.30
"""The correlation between goals that Kiresuk and Sherman assumed."""


@dataclass(frozen=True, slots=True)
class RatedGoal:
    """One goal as it stands: 0 is what was expected. Its weight is importance times difficulty."""

    attainment: int
    importance: float = 1
    difficulty: float = 1

    def __post_init__(self) -> None:
        if not -2 <= self.attainment <= 2:
            raise ValueError(f"attainment {self.attainment} does not lie between -2 and +2")
        if self.importance < 0 or self.difficulty < 0:
            raise ValueError("importance and difficulty are not below zero")

    @property
    def weight(self) -> float:
        return self.importance * self.difficulty


def t_score(goals: Sequence[RatedGoal], *, rho: float = RHO) -> float | None:
    """T = 50 + 10 Σ(w x) / √((1 - ρ) Σw² + ρ (Σw)²). None without goals, or when every weight is zero."""
    weights = [goal.weight for goal in goals]
    spread = (1 - rho) * sum(weight**2 for weight in weights) + rho * sum(weights) ** 2
    if spread == 0:
        return None
    return 50 + 10 * sum(goal.weight * goal.attainment for goal in goals) / math.sqrt(spread)


def _scoring(_instrument: Instrument, answers: Answers) -> Sums:
    values = [value for value in answers.values() if value is not None]
    if len(values) < len(answers):
        return Sums(total=None)
    total = t_score([RatedGoal(value) for value in values])
    return Sums(total=None if total is None else round(total, 2))


INSTRUMENT = Instrument(
    id="gas",
    version="1",
    title="Goal attainment scaling",
    short="GAS T-score",
    about="goal attainment",
    stem="How far is this goal reached?",
    items=(),
    template=Item(
        id="goal",
        text="How far is this goal reached?",
        spoken="How far is this goal reached?",
        short="goal",
        options=(
            Option(-2, "Much less than expected"),
            Option(-1, "Less than expected"),
            Option(0, "As expected"),
            Option(1, "More than expected"),
            Option(2, "Much more than expected"),
        ),
    ),
    scoring=_scoring,
    range=(10, 90),
    step=0.1,
    scale="where 50 is what was expected",
    bands=(
        Band(10, 49.9, "less than expected", Tone.MILD),
        Band(50, 50, "as expected", Tone.CALM),
        Band(50.1, 90, "more than expected", Tone.CALM),
    ),
    direction=Direction.HIGHER_IS_BETTER,
    recall="how far you have come with your goals",
    informant=Informant.PATIENT,
    licence=Licence.OWN,
    cites=(
        Citation(
            "kiresuk1968",
            "Kiresuk, Sherman: Goal attainment scaling (1968)",
            doi="10.1007/BF01530764",
        ),
    ),
    standing=Standing.CHECKED,
    remarks=(
        "Answers are keyed by goal and weigh alike; with importance and difficulty use t_score. Judge by the change of T from baseline. "
        "The formula as printed in Turner-Stokes 2009 has an erratum; this is the one of 1968. The words of the bands are ours."
    ),
    review=REVIEW,
    examples=(
        Example(says="three goals as expected", answers={"g1": 0, "g2": 0, "g3": 0}, total=50, word="as expected"),
        Example(says="three goals one better", answers={"g1": 1, "g2": 1, "g3": 1}, total=63.69, word="more than expected"),
        Example(says="three goals one worse", answers={"g1": -1, "g2": -1, "g3": -1}, total=36.31, word="less than expected"),
        Example(says="one goal, one better", answers={"g1": 1}, total=60, word="more than expected"),
        Example(says="one goal, much less", answers={"g1": -2}, total=30, word="less than expected"),
        Example(says="a goal not rated is no score", answers={"g1": 1, "g2": None}),
    ),
)
