"""The CADSS-6: six of the twenty-three questions on dissociation, short enough for the chair."""

from collections.abc import Mapping

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Direction, Example, Instrument, Licence
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import REVIEW, licensed, reaches, unworded
from kapstone.sources import BREMNER_1998

_NUMBERS = (1, 2, 6, 7, 15, 22)
"""The numbers the items have in the full scale, and keep here."""
_REVIEW_ABOVE = 12


def _for_review(answers: Answers) -> Mapping[str, bool | None]:
    return {f"above_{_REVIEW_ABOVE}": reaches(INSTRUMENT.scoring(INSTRUMENT, answers).total, _REVIEW_ABOVE + 1)}


def _answers(*values: int | None) -> Answers:
    return {f"cadss_{number}": value for number, value in zip(_NUMBERS, values, strict=True)}


INSTRUMENT = Instrument(
    id="cadss6",
    version="1",
    title="Clinician-Administered Dissociative States Scale, 6 items",
    short="CADSS-6",
    about="dissociation",
    stem="",
    items=licensed("cadss", _NUMBERS, unworded(0, 4)),
    scoring=sum_of_items(),
    flags=_for_review,
    range=(0, 24),
    bands=(),
    direction=Direction.LOWER_IS_BETTER,
    recall="this moment",
    informant=Informant.CLINICIAN,
    licence=Licence.PERMISSION,
    copyright="© J. Douglas Bremner.",
    holder="J. Douglas Bremner; free for research on request",
    cites=(
        Citation("cadss6", "The six-item version of the Clinician-Administered Dissociative States Scale"),
        BREMNER_1998,
    ),
    standing=Standing.CHECKED,
    remarks=(
        "Items 1, 2, 6, 7, 15 and 22 of the full scale, with which it correlates at 0.91 to 0.95; no cut is published. "
        "Above 12 it is looked at (our proposal). Ask it before the dose, at the peak (about 40 minutes) and before leaving."
    ),
    review=REVIEW,
    examples=(
        Example(says="none", answers=_answers(0, 0, 0, 0, 0, 0), total=0),
        Example(says="twelve is not yet above twelve", answers=_answers(2, 2, 2, 2, 2, 2), total=12),
        Example(says="thirteen is", answers=_answers(3, 2, 2, 2, 2, 2), total=13),
        Example(says="the highest", answers=_answers(4, 4, 4, 4, 4, 4), total=24),
        Example(says="one missing is no total", answers=_answers(4, 4, 4, 4, 4, None)),
    ),
)
