"""The PEG: pain, and how far it gets in the way of enjoyment and activity, as one mean."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Change, Direction, Example, Instrument, Item, Licence, Number, Option
from kapstone.instruments._scoring import mean_of_items
from kapstone.instruments._shared import REVIEW


def _from_nought_to_ten(least: str, most: str) -> tuple[Option, ...]:
    labels = {0: f"0 {least}", 10: f"10 {most}"}
    return tuple(Option(value, labels.get(value, str(value))) for value in range(11))


_PAIN = _from_nought_to_ten("no pain", "pain as bad as you can imagine")
_INTERFERES = _from_nought_to_ten("does not interfere", "completely interferes")


def _answers(*values: int | None) -> Answers:
    return dict(zip(("peg_pain", "peg_enjoyment", "peg_activity"), values, strict=True))


INSTRUMENT = Instrument(
    id="peg",
    version="1",
    title="PEG scale: pain, enjoyment, general activity",
    short="PEG",
    about="pain",
    stem="",
    items=(
        Item(
            id="peg_pain",
            text="What number best describes your pain on average in the past week?",
            options=_PAIN,
            short="pain on average",
        ),
        Item(
            id="peg_enjoyment",
            text="What number best describes how, during the past week, pain has interfered with your enjoyment of life?",
            options=_INTERFERES,
            short="interference with enjoyment of life",
        ),
        Item(
            id="peg_activity",
            text="What number best describes how, during the past week, pain has interfered with your general activity?",
            options=_INTERFERES,
            short="interference with general activity",
        ),
    ),
    scoring=mean_of_items(digits=1),
    range=(0, 10),
    step=0.1,
    bands=(),
    change=Change(
        important=Number(1, Standing.TO_CONFIRM, "krebs2009"),
        response_percent=Number(30, Standing.TO_CONFIRM, "krebs2009"),
    ),
    direction=Direction.LOWER_IS_BETTER,
    recall="the past week",
    informant=Informant.PATIENT,
    licence=Licence.FREE,
    cites=(
        Citation(
            "krebs2009",
            "Krebs et al.: Development and initial validation of the PEG (2009)",
            doi="10.1007/s11606-009-0981-1",
        ),
    ),
    standing=Standing.TO_CONFIRM,
    remarks="No official bands. By others a change of 2.5 points matters (to confirm). The mean of all three, one decimal; none may be missing.",
    review=REVIEW,
    examples=(
        Example(says="no pain", answers=_answers(0, 0, 0), total=0),
        Example(says="mean of 7, 6 and 6", answers=_answers(7, 6, 6), total=6.3),
        Example(says="mean of 5, 6 and 6", answers=_answers(5, 6, 6), total=5.7),
        Example(says="the worst", answers=_answers(10, 10, 10), total=10),
        Example(says="one missing is no mean", answers=_answers(5, 6, None)),
    ),
)
