"""The BRS: six statements on bouncing back, every second one turned, as a mean from 1 to 5."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Band, Direction, Example, Instrument, Licence, Tone
from kapstone.instruments._scoring import mean_of_items
from kapstone.instruments._shared import REVIEW, in_order, licensed, unworded

INSTRUMENT = Instrument(
    id="brs",
    version="1",
    title="Brief Resilience Scale",
    short="BRS",
    about="resilience",
    stem="",
    items=licensed("brs", range(1, 7), unworded(1, 5), turned={2, 4, 6}),
    scoring=mean_of_items(digits=2),
    range=(1, 5),
    step=0.01,
    bands=(
        Band(1, 2.99, "low resilience", Tone.MODERATE),
        Band(3, 4.3, "normal resilience", Tone.CALM),
        Band(4.31, 5, "high resilience", Tone.CALM),
    ),
    direction=Direction.HIGHER_IS_BETTER,
    recall="how you are in general",
    informant=Informant.PATIENT,
    licence=Licence.FREE_WITH_ATTRIBUTION,
    copyright="Smith et al. (2008); that it may be reprinted is to confirm.",
    holder="the authors (Smith et al.)",
    cites=(Citation("smith2008", "Smith et al.: The Brief Resilience Scale, assessing the ability to bounce back (2008)"),),
    standing=Standing.TO_CONFIRM,
    remarks="Items 2, 4 and 6 count the other way round. The mean of all six; none may be missing.",
    review=REVIEW,
    examples=(
        Example(
            says="the same answer to all is the middle", answers=in_order("brs", *[5] * 6), total=3, word="normal resilience"
        ),
        Example(says="the highest", answers=in_order("brs", 5, 1, 5, 1, 5, 1), total=5, word="high resilience"),
        Example(says="the lowest", answers=in_order("brs", 1, 5, 1, 5, 1, 5), total=1, word="low resilience"),
        Example(says="4.33 is high", answers=in_order("brs", 5, 2, 4, 2, 5, 2), total=4.33, word="high resilience"),
        Example(says="2.83 is low", answers=in_order("brs", 3, 3, 3, 3, 3, 4), total=2.83, word="low resilience"),
        Example(says="one missing is no mean", answers=in_order("brs", 5, 1, 5, 1, 5, None)),
    ),
)
