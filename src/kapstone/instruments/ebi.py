"""The EBI: six statements on an emotional breakthrough in a session, each marked on a line from 0 to 100."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Direction, Example, Instrument, Licence, Subscale, Sums
from kapstone.instruments._scoring import mean_of_items, sums_apart
from kapstone.instruments._shared import REVIEW, figures, ids, in_order, licensed


def _scoring(instrument: Instrument, answers: Answers) -> Sums:
    """The mean of the six, with their sum beside it, as both are in use."""
    return Sums(total=mean_of_items(digits=1)(instrument, answers).total, subscales=sums_apart(instrument, answers).subscales)


INSTRUMENT = Instrument(
    id="ebi",
    version="1",
    title="Emotional Breakthrough Inventory",
    short="EBI",
    about="emotional breakthrough",
    stem="",
    items=licensed("ebi", range(1, 7), figures(0, 100)),
    scoring=_scoring,
    subscales=(Subscale("sum", "Sum, from 0 to 600", ids("ebi", *range(1, 7))),),
    range=(0, 100),
    step=0.1,
    bands=(),
    direction=Direction.NEITHER,
    recall="your session",
    informant=Informant.PATIENT,
    licence=Licence.PERMISSION,
    copyright="Roseman et al. (2019).",
    holder="the authors (Roseman et al.)",
    cites=(
        Citation(
            "roseman2019",
            "Roseman et al.: Emotional breakthrough and psychedelics, validation of the Emotional Breakthrough Inventory (2019)",
        ),
    ),
    standing=Standing.CHECKED,
    remarks="Asked on the day after. It describes the session and is no measure of efficacy.",
    review=REVIEW,
    examples=(
        Example(says="none", answers=in_order("ebi", 0, 0, 0, 0, 0, 0), total=0),
        Example(says="mean of 250 over six", answers=in_order("ebi", 50, 50, 50, 50, 50, 0), total=41.7),
        Example(says="the highest", answers=in_order("ebi", *[100] * 6), total=100),
        Example(says="one missing is no mean", answers=in_order("ebi", 50, 50, 50, 50, 50, None)),
    ),
)
