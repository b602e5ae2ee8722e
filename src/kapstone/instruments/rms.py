"""The RMS: six questions that ask for bipolar disorder before depression is treated."""

from kapstone.evidence import Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Band, Cut, Direction, Example, Instrument, Licence, Tone
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import NO_YES, REVIEW, in_order, licensed
from kapstone.sources import RMS_2021

INSTRUMENT = Instrument(
    id="rms",
    version="1",
    title="Rapid Mood Screener",
    short="RMS",
    about="bipolar screening",
    stem="",
    items=licensed("rms", range(1, 7), NO_YES),
    scoring=sum_of_items(),
    range=(0, 6),
    bands=(
        Band(0, 3, "below the screening cut", Tone.CALM),
        Band(4, 6, "at or above the screening cut", Tone.HIGH),
    ),
    cuts=(Cut(4, "positive screen for bipolar I disorder", Standing.CHECKED, "mcintyre2021-rms"),),
    direction=Direction.LOWER_IS_BETTER,
    recall="your whole life",
    informant=Informant.PATIENT,
    licence=Licence.PERMISSION,
    copyright="© AbbVie. The article is CC BY-NC-ND.",
    holder="AbbVie",
    cites=(RMS_2021,),
    standing=Standing.CHECKED,
    remarks="At 4 or more: sensitivity 0.88, specificity 0.80, predictive values 0.80 and 0.88 in the sample it was made in.",
    review=REVIEW,
    examples=(
        Example(says="none", answers=in_order("rms", 0, 0, 0, 0, 0, 0), total=0, word="below the screening cut"),
        Example(says="three is below", answers=in_order("rms", 1, 1, 1, 0, 0, 0), total=3, word="below the screening cut"),
        Example(
            says="four is positive", answers=in_order("rms", 1, 1, 1, 1, 0, 0), total=4, word="at or above the screening cut"
        ),
        Example(says="all six", answers=in_order("rms", *[1] * 6), total=6, word="at or above the screening cut"),
        Example(says="one missing is no total", answers=in_order("rms", 1, 1, 1, 1, 1, None)),
    ),
)
