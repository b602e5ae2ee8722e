"""The STAR-P: twelve statements of the patient on the relationship with the clinician, some of which are turned."""

from dataclasses import replace

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Direction, Example, Instrument, Item, Licence, Subscale
from kapstone.instruments._scoring import sum_of_clusters
from kapstone.instruments._shared import REVIEW, unworded

_SIZES = {"c": 6, "i": 3, "n": 3}
"""Statements on collaboration, on the clinician's input, and on what did not support."""


def _ids(scale: str) -> tuple[str, ...]:
    return tuple(f"starp_{scale}{number}" for number in range(1, _SIZES[scale] + 1))


def _items(scale: str, name: str) -> tuple[Item, ...]:
    return tuple(
        Item(id=item, text="", options=unworded(0, 4), short=f"{name}, statement {number}")
        for number, item in enumerate(_ids(scale), start=1)
    )


def _answers(collaboration: int | None, support: int | None, non_support: int | None) -> Answers:
    given = {"c": collaboration, "i": support, "n": non_support}
    return {item: value for scale, value in given.items() for item in _ids(scale)}


INSTRUMENT = Instrument(
    id="starp",
    version="1",
    title="Scale To Assess the Therapeutic Relationship, patient version",
    short="STAR-P",
    about="therapeutic relationship",
    stem="",
    items=(
        *_items("c", "collaboration"),
        *_items("i", "input of the clinician"),
        *(replace(item, is_reversed=True) for item in _items("n", "not supportive")),
    ),
    scoring=sum_of_clusters(),
    subscales=(
        Subscale("collaboration", "Positive collaboration", _ids("c")),
        Subscale("input", "Positive input of the clinician", _ids("i")),
        Subscale("non_support", "Input that did not support, turned", _ids("n")),
    ),
    range=(0, 48),
    bands=(),
    direction=Direction.HIGHER_IS_BETTER,
    recall="the relationship with your clinician",
    informant=Informant.PATIENT,
    licence=Licence.PERMISSION,
    copyright="McGuire-Snieckus et al.",
    holder="the authors (McGuire-Snieckus et al.)",
    cites=(
        Citation("mcguire2007", "McGuire-Snieckus et al.: A new scale to assess the therapeutic relationship (STAR) (2007)"),
    ),
    standing=Standing.TO_CONFIRM,
    remarks=(
        "Statements are keyed by their subscale and not by their place on the form, so the text puts each where it belongs. The sizes of the subscales "
        "(6, 3, 3) are to confirm. The statements on what did not support count the other way round."
    ),
    review=REVIEW,
    examples=(
        Example(says="the best", answers=_answers(4, 4, 0), total=48),
        Example(says="the worst", answers=_answers(0, 0, 4), total=0),
        Example(says="the highest answer to all is not the best", answers=_answers(4, 4, 4), total=36),
        Example(says="missing is no total", answers=_answers(4, 4, None)),
    ),
)
