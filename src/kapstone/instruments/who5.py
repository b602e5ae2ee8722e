"""The WHO-5: five statements on well-being over two weeks, from 0 to 100, where higher is better."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Band, Change, Cut, Direction, Example, Instrument, Licence, Number, Tone
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import REVIEW, in_order, licensed, unworded

INSTRUMENT = Instrument(
    id="who5",
    version="1",
    title="WHO-5 Well-Being Index",
    short="WHO-5",
    about="well-being",
    stem="",
    items=licensed("who5", range(1, 6), unworded(0, 5)),
    scoring=sum_of_items(times=4),
    range=(0, 100),
    step=4,
    bands=(
        Band(0, 28, "very low well-being", Tone.HIGH),
        Band(32, 48, "low well-being", Tone.MODERATE),
        Band(52, 100, "above the screening cut", Tone.CALM),
    ),
    cuts=(
        Cut(50, "low well-being, ask about depression", Standing.CHECKED, "topp2015", at_most=True),
        Cut(28, "depression is likely", Standing.TO_CONFIRM, "topp2015", at_most=True),
    ),
    change=Change(important=Number(10, Standing.CHECKED, "topp2015")),
    direction=Direction.HIGHER_IS_BETTER,
    recall="the last two weeks",
    informant=Informant.PATIENT,
    licence=Licence.NON_COMMERCIAL,
    copyright="World Health Organization, CC BY-NC-SA 3.0 IGO.",
    holder="the World Health Organization",
    cites=(Citation("topp2015", "Topp et al.: The WHO-5 Well-Being Index, a systematic review of the literature (2015)"),),
    standing=Standing.CHECKED,
    remarks="The sum of the answers times four; below 13 of the raw 25 is the same cut as 50 of 100. The licence is to confirm.",
    review=REVIEW,
    examples=(
        Example(says="never well", answers=in_order("who5", 0, 0, 0, 0, 0), total=0, word="very low well-being"),
        Example(says="raw 7 is 28", answers=in_order("who5", 2, 2, 1, 1, 1), total=28, word="very low well-being"),
        Example(says="raw 12 is 48, below the cut", answers=in_order("who5", 3, 3, 2, 2, 2), total=48, word="low well-being"),
        Example(
            says="raw 13 is 52, above it", answers=in_order("who5", 3, 3, 3, 2, 2), total=52, word="above the screening cut"
        ),
        Example(says="the best", answers=in_order("who5", 5, 5, 5, 5, 5), total=100, word="above the screening cut"),
        Example(says="one missing is no total", answers=in_order("who5", 5, 5, 5, 5, None)),
    ),
)
