"""The CEQ: twenty-six statements on what was hard in a session, as a percentage of the highest possible."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Direction, Example, Instrument, Licence
from kapstone.instruments._scoring import percent_of_highest
from kapstone.instruments._shared import REVIEW, in_order, licensed, unworded

INSTRUMENT = Instrument(
    id="ceq",
    version="1",
    title="Challenging Experience Questionnaire",
    short="CEQ",
    about="challenging experience",
    stem="",
    items=licensed("ceq", range(1, 27), unworded(0, 5)),
    scoring=percent_of_highest(digits=1),
    range=(0, 100),
    step=0.1,
    scale="percent of the highest possible",
    bands=(),
    direction=Direction.NEITHER,
    recall="your session",
    informant=Informant.PATIENT,
    licence=Licence.PERMISSION,
    copyright="Barrett et al. (2016).",
    holder="the authors (Barrett et al.)",
    cites=(Citation("barrett2016", "Barrett et al.: The Challenging Experience Questionnaire (2016)"),),
    standing=Standing.TO_CONFIRM,
    remarks=(
        "It has seven factors; which statement belongs to which is not checked, so none is scored. What was hard is talked about in integration. "
        "It describes the session and is no measure of efficacy."
    ),
    review=REVIEW,
    examples=(
        Example(says="nothing was hard", answers=in_order("ceq", *[0] * 26), total=0),
        Example(says="26 of 130", answers=in_order("ceq", *[1] * 26), total=20),
        Example(says="one point of 130", answers=in_order("ceq", 1, *[0] * 25), total=0.8),
        Example(says="the highest", answers=in_order("ceq", *[5] * 26), total=100),
        Example(says="one missing is no total", answers=in_order("ceq", *[5] * 25, None)),
    ),
)
