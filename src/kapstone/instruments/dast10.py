"""The DAST-10: ten questions on drug use over a year, the third of which counts when it is answered no."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Band, Cut, Direction, Example, Instrument, Licence, Tone
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import NO_YES, REVIEW, in_order, licensed

INSTRUMENT = Instrument(
    id="dast10",
    version="1",
    title="Drug Abuse Screening Test, 10 items",
    short="DAST-10",
    about="drug use",
    stem="",
    items=licensed("dast10", range(1, 11), NO_YES, turned={3}),
    scoring=sum_of_items(),
    range=(0, 10),
    bands=(
        Band(0, 0, "no problems reported", Tone.CALM),
        Band(1, 2, "low level", Tone.MILD),
        Band(3, 5, "moderate level", Tone.MODERATE),
        Band(6, 8, "substantial level", Tone.HIGH),
        Band(9, 10, "severe level", Tone.SEVERE),
    ),
    cuts=(Cut(3, "problems with drugs to look at", Standing.CHECKED, "skinner1982"),),
    direction=Direction.LOWER_IS_BETTER,
    recall="the past 12 months",
    informant=Informant.PATIENT,
    loinc_panel="82666-9",
    loinc_total="82667-7",
    licence=Licence.NON_COMMERCIAL,
    copyright="© Harvey A. Skinner. Non-commercial use with credit.",
    holder="Harvey A. Skinner, for any use that is commercial",
    cites=(Citation("skinner1982", "Skinner: The Drug Abuse Screening Test (1982)"),),
    standing=Standing.CHECKED,
    remarks="Item 3 asks whether one can stop, so no counts 1 (to confirm). Alcohol and tobacco are not drugs here.",
    review=REVIEW,
    examples=(
        Example(
            says="no drugs: able to stop, the rest no",
            answers=in_order("dast10", 0, 0, 1, 0, 0, 0, 0, 0, 0, 0),
            total=0,
            word="no problems reported",
        ),
        Example(says="no to all is 1, because of item 3", answers=in_order("dast10", *[0] * 10), total=1, word="low level"),
        Example(says="yes to all is 9, because of item 3", answers=in_order("dast10", *[1] * 10), total=9, word="severe level"),
        Example(
            says="three is flagged", answers=in_order("dast10", 1, 1, 0, 0, 0, 0, 0, 0, 0, 0), total=3, word="moderate level"
        ),
        Example(says="the highest", answers=in_order("dast10", 1, 1, 0, 1, 1, 1, 1, 1, 1, 1), total=10, word="severe level"),
        Example(says="item 3 missing is no total", answers=in_order("dast10", 0, 0, None, 0, 0, 0, 0, 0, 0, 0)),
    ),
)
