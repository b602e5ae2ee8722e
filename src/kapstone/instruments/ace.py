"""The ACE score: ten kinds of adversity before the age of 18; a reason for care, not a measure of outcome."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Band, Cut, Direction, Example, Instrument, Licence, Tone
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import NO_YES, REVIEW, in_order, licensed

INSTRUMENT = Instrument(
    id="ace",
    version="1",
    title="Adverse Childhood Experiences, 10 items",
    short="ACE",
    about="childhood adversity",
    stem="",
    items=licensed("ace", range(1, 11), NO_YES),
    scoring=sum_of_items(),
    range=(0, 10),
    bands=(
        Band(0, 3, "fewer than four kinds of adversity", Tone.MILD),
        Band(4, 10, "four or more kinds of adversity", Tone.HIGH),
    ),
    cuts=(Cut(4, "high; plan trauma-informed care", Standing.TO_CONFIRM, "felitti1998"),),
    direction=Direction.LOWER_IS_BETTER,
    recall="the time before your 18th birthday",
    informant=Informant.PATIENT,
    licence=Licence.FREE,
    copyright="From the CDC-Kaiser Permanente Adverse Childhood Experiences Study.",
    holder="the CDC-Kaiser Permanente study; it is free, and the wording was not at hand to be checked",
    cites=(Citation("felitti1998", "Felitti et al.: The Adverse Childhood Experiences (ACE) Study (1998)"),),
    standing=Standing.TO_CONFIRM,
    remarks="It does not change with treatment and is no outcome. Ask it where there is time to talk about what comes up.",
    review=REVIEW,
    examples=(
        Example(says="none", answers=in_order("ace", *[0] * 10), total=0, word="fewer than four kinds of adversity"),
        Example(says="three", answers=in_order("ace", 1, 1, 1, *[0] * 7), total=3, word="fewer than four kinds of adversity"),
        Example(
            says="four is high", answers=in_order("ace", *[0] * 6, 1, 1, 1, 1), total=4, word="four or more kinds of adversity"
        ),
        Example(says="all ten", answers=in_order("ace", *[1] * 10), total=10, word="four or more kinds of adversity"),
        Example(says="one missing is no total", answers=in_order("ace", *[0] * 9, None)),
    ),
)
