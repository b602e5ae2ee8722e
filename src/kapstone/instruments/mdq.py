"""The MDQ: thirteen questions on ever having been too high, and whether it came together and caused a problem."""

from collections.abc import Mapping

from kapstone.evidence import Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Direction, Example, Instrument, Item, Licence, Subscale, When
from kapstone.instruments._scoring import sum_and_subscales
from kapstone.instruments._shared import NO_YES, REVIEW, YES, every, ids, in_order, licensed, unworded
from kapstone.sources import HIRSCHFELD_2000

_SYMPTOMS = ids("mdq", *range(1, 14))
_ENOUGH, _MODERATE = 7, 2
_ANY = When(_SYMPTOMS, YES)


def _screen(answers: Answers) -> Mapping[str, bool | None]:
    """Positive: seven or more of the thirteen, several of them at one time, and at least a moderate problem."""
    values = [answers.get(item) for item in _SYMPTOMS]
    said = values.count(1)
    many = True if said >= _ENOUGH else None if said + values.count(None) >= _ENOUGH else False
    together, problem = answers.get("mdq_together"), answers.get("mdq_problem")
    return {
        "positive_screen": every(
            many, None if together is None else together == 1, None if problem is None else problem >= _MODERATE
        )
    }


def _answers(yes: int, together: int | None = None, problem: int | None = None) -> Answers:
    """The first `yes` of the thirteen."""
    rest = {"mdq_together": together, "mdq_problem": problem}
    return {
        **in_order("mdq", *[1] * yes, *[0] * (13 - yes)),
        **{item: value for item, value in rest.items() if value is not None},
    }


INSTRUMENT = Instrument(
    id="mdq",
    version="1",
    title="Mood Disorder Questionnaire",
    short="MDQ",
    about="times of elevated mood",
    stem="",
    items=(
        *licensed("mdq", range(1, 14), NO_YES),
        Item(id="mdq_together", text="", options=NO_YES, short="several at the same time", is_scored=False, when=_ANY),
        Item(id="mdq_problem", text="", options=unworded(0, 3), short="problem caused", is_scored=False, when=_ANY),
    ),
    scoring=sum_and_subscales,
    subscales=(
        Subscale("together", "Several at the same time", ("mdq_together",)),
        Subscale("problem", "Problem caused, from 0 to 3", ("mdq_problem",)),
    ),
    flags=_screen,
    range=(0, 13),
    bands=(),
    direction=Direction.LOWER_IS_BETTER,
    recall="your whole life",
    informant=Informant.PATIENT,
    licence=Licence.PERMISSION,
    copyright="© Robert M. A. Hirschfeld. Widely used in clinics free of charge.",
    holder="the holder of the rights of R. M. A. Hirschfeld",
    cites=(HIRSCHFELD_2000,),
    standing=Standing.TO_CONFIRM,
    remarks="The total only counts the thirteen; the screen is positive by all three parts together: 7 or more, at the same time, and a moderate or serious problem.",
    review=REVIEW,
    examples=(
        Example(says="none of them, and nothing more is asked", answers=_answers(0), total=0),
        Example(says="six is negative", answers=_answers(6, 1, 3), total=6),
        Example(says="seven together with a moderate problem is positive", answers=_answers(7, 1, 2), total=7),
        Example(says="thirteen with a minor problem is negative", answers=_answers(13, 1, 1), total=13),
        Example(says="one missing is no total", answers={**_answers(7, 1, 2), "mdq_13": None}),
    ),
)
