"""The WSAS: how far a problem gets in the way of five parts of life; four where the person does not work for other reasons."""

from dataclasses import replace

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import (
    Answers,
    Band,
    Change,
    Direction,
    Example,
    Instrument,
    Item,
    Licence,
    Number,
    Subscale,
    Sums,
    Tone,
    When,
)
from kapstone.instruments._scoring import rounded, sum_of_items
from kapstone.instruments._shared import NO_YES, REVIEW, YES, ids, in_order, licensed, unworded

_ASKED = "Do you have a job, or would you have one if it were not for this problem?"
_GATE = Item(id="wsas_working", text=_ASKED, spoken=_ASKED, options=NO_YES, short="whether work applies", is_scored=False)
_WORK, *_REST = licensed("wsas", range(1, 6), unworded(0, 8))
_EACH = 8


def _scoring(instrument: Instrument, answers: Answers) -> Sums:
    """The sum, and its share of the highest it could be: 40, or 32 without the item on work."""
    total = sum_of_items()(instrument, answers).total
    works = answers.get(_GATE.id)
    if total is None or works is None:
        return Sums(total=None, subscales={"percent": None})
    highest = _EACH * (5 if works else 4)
    return Sums(
        total=total, subscales={"percent": rounded(100 * total / highest, 1)}, maximum=None if works else float(highest)
    )


def _answers(*values: int | None) -> Answers:
    return {_GATE.id: 1, **in_order("wsas", *values)}


def _without_work(*values: int | None) -> Answers:
    return {_GATE.id: 0, **{f"wsas_{number}": value for number, value in enumerate(values, start=2)}}


INSTRUMENT = Instrument(
    id="wsas",
    version="1",
    title="Work and Social Adjustment Scale",
    short="WSAS",
    about="daily functioning",
    stem="",
    items=(_GATE, replace(_WORK, when=When((_GATE.id,), YES)), *_REST),
    scoring=_scoring,
    subscales=(Subscale("percent", "Percent of the highest possible", ids("wsas", 1, 2, 3, 4, 5)),),
    range=(0, 40),
    bands=(
        Band(0, 9, "little impairment", Tone.CALM),
        Band(10, 20, "significant impairment", Tone.MODERATE),
        Band(21, 40, "moderately severe or worse impairment", Tone.HIGH),
    ),
    change=Change(
        important=Number(8, Standing.TO_CONFIRM, "mundt2002"),
        remission_below=Number(10, Standing.TO_CONFIRM, "mundt2002"),
        remission_from=Number(10, Standing.DESIGN, "mundt2002"),
    ),
    direction=Direction.LOWER_IS_BETTER,
    recall="how things are now",
    informant=Informant.PATIENT,
    licence=Licence.PERMISSION,
    copyright="© Isaac M. Marks.",
    holder="the holder of the rights of Isaac M. Marks",
    cites=(Citation("mundt2002", "Mundt, Marks, Shear, Greist: The Work and Social Adjustment Scale (2002)"),),
    standing=Standing.CHECKED,
    remarks=(
        "Who has retired or chosen not to work for reasons other than the problem is not asked about work; the total then runs to 32, has no band, and is "
        "compared by its percentage. The question whether work applies is ours. That remission needs a start at 10 is our proposal."
    ),
    review=REVIEW,
    examples=(
        Example(says="no impairment", answers=_answers(0, 0, 0, 0, 0), total=0, word="little impairment"),
        Example(says="nine", answers=_answers(5, 1, 1, 1, 1), total=9, word="little impairment"),
        Example(says="twenty is significant", answers=_answers(4, 4, 4, 4, 4), total=20, word="significant impairment"),
        Example(says="the highest", answers=_answers(8, 8, 8, 8, 8), total=40, word="moderately severe or worse impairment"),
        Example(says="without work, 16 of 32 is half and has no band", answers=_without_work(4, 4, 4, 4), total=16),
        Example(says="one missing is no total", answers=_answers(4, 4, None, 4, 4)),
        Example(says="whether work applies is not known", answers=in_order("wsas", None, 4, 4, 4, 4)),
    ),
)
