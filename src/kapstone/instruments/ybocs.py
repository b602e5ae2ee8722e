"""The Y-BOCS: ten ratings by a clinician, five on obsessions and five on compulsions."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import (
    Answers,
    Band,
    Change,
    Direction,
    Example,
    Instrument,
    Licence,
    Number,
    Subscale,
    Tone,
)
from kapstone.instruments._scoring import sum_of_clusters
from kapstone.instruments._shared import REVIEW, ids, in_order, licensed, unworded


def _answers(obsessions: int, compulsions: int) -> Answers:
    return in_order("ybocs", *[obsessions] * 5, *[compulsions] * 5)


INSTRUMENT = Instrument(
    id="ybocs",
    version="1",
    title="Yale-Brown Obsessive Compulsive Scale",
    short="Y-BOCS",
    about="obsessions and compulsions",
    stem="",
    items=licensed("ybocs", range(1, 11), unworded(0, 4)),
    scoring=sum_of_clusters(),
    subscales=(
        Subscale("obsessions", "Obsessions", ids("ybocs", 1, 2, 3, 4, 5)),
        Subscale("compulsions", "Compulsions", ids("ybocs", 6, 7, 8, 9, 10)),
    ),
    range=(0, 40),
    bands=(
        Band(0, 7, "subclinical", Tone.CALM),
        Band(8, 15, "mild", Tone.MILD),
        Band(16, 23, "moderate", Tone.MODERATE),
        Band(24, 31, "severe", Tone.HIGH),
        Band(32, 40, "extreme", Tone.SEVERE),
    ),
    change=Change(
        response_percent=Number(35, Standing.TO_CONFIRM, "goodman1989"),
        partial_percent=Number(25, Standing.TO_CONFIRM, "goodman1989"),
        remission_below=Number(13, Standing.TO_CONFIRM, "goodman1989"),
        remission_from=Number(16, Standing.DESIGN, "goodman1989"),
    ),
    direction=Direction.LOWER_IS_BETTER,
    recall="the past seven days",
    informant=Informant.CLINICIAN,
    licence=Licence.PERMISSION,
    copyright="No distribution without authorisation.",
    holder="Wayne K. Goodman and colleagues",
    cites=(Citation("goodman1989", "Goodman et al.: The Yale-Brown Obsessive Compulsive Scale (1989)"),),
    standing=Standing.TO_CONFIRM,
    remarks=(
        "A fall of 35 % or more is response, of 25 to 34 % a partial one. Remission is said to be at most 12, by others at most 14; 12 is used. "
        "That it needs a start at 16 or more is our proposal."
    ),
    review=REVIEW,
    examples=(
        Example(says="all zero", answers=_answers(0, 0), total=0, word="subclinical"),
        Example(says="obsessions alone", answers=_answers(2, 0), total=10, word="mild"),
        Example(says="ones and threes", answers=_answers(1, 3), total=20, word="moderate"),
        Example(says="all four", answers=_answers(4, 4), total=40, word="extreme"),
        Example(says="one missing is no total", answers={**_answers(2, 2), "ybocs_6": None}),
    ),
)
