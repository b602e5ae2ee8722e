"""The Warwick-Edinburgh scales of mental well-being: fourteen statements, and the short form of seven."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Change, Direction, Example, Instrument, Licence, Number
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import REVIEW, in_order, licensed, unworded

_REMARKS = "No clinical bands are published. "


def _scale(key: str, title: str, short: str, count: int, *, change: Change, remarks: str) -> Instrument:
    return Instrument(
        id=key,
        version="1",
        title=title,
        short=short,
        about="mental well-being",
        stem="",
        items=licensed(key, range(1, count + 1), unworded(1, 5)),
        scoring=sum_of_items(),
        range=(count, 5 * count),
        bands=(),
        change=change,
        direction=Direction.HIGHER_IS_BETTER,
        recall="the last two weeks",
        informant=Informant.PATIENT,
        licence=Licence.REGISTRATION,
        copyright="© University of Warwick.",
        holder="the University of Warwick, on registration",
        cites=(Citation("tennant2007", "Tennant et al.: The Warwick-Edinburgh Mental Well-being Scale (2007)"),),
        standing=Standing.TO_CONFIRM,
        remarks=_REMARKS + remarks,
        review=REVIEW,
        examples=(
            Example(says="the lowest", answers=in_order(key, *[1] * count), total=count),
            Example(says="the middle", answers=in_order(key, *[3] * count), total=3 * count),
            Example(says="the highest", answers=in_order(key, *[5] * count), total=5 * count),
            Example(says="one missing is no total", answers=in_order(key, *[5] * (count - 1), None)),
        ),
    )


INSTRUMENT = (
    _scale(
        "wemwbs",
        "Warwick-Edinburgh Mental Well-being Scale",
        "WEMWBS",
        14,
        change=Change(important=Number(3, Standing.TO_CONFIRM, "tennant2007")),
        remarks="A change of about 3 points matters.",
    ),
    _scale(
        "swemwbs",
        "Short Warwick-Edinburgh Mental Well-being Scale",
        "SWEMWBS",
        7,
        change=Change(),
        remarks="The total is the raw sum; the table that turns it into the metric score comes with the registration.",
    ),
)
