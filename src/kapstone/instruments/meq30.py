"""The MEQ30: thirty statements on mystical experience in a session, in four parts; process, not outcome."""

from collections.abc import Mapping

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Direction, Example, Instrument, Licence, Subscale
from kapstone.instruments._scoring import sum_of_clusters
from kapstone.instruments._shared import REVIEW, every, ids, in_order, licensed, unworded

_HIGHEST = 5
_COMPLETE_PERCENT = 60
_MAY_MISS = 3  # a tenth of thirty

_SUBSCALES = (
    Subscale("mystical", "Mystical", ids("meq30", 4, 5, 6, 9, 14, 15, 16, 18, 20, 21, 23, 24, 25, 26, 28)),
    Subscale("positive_mood", "Positive mood", ids("meq30", 2, 8, 12, 17, 27, 30)),
    Subscale("transcendence", "Transcendence of time and space", ids("meq30", 1, 7, 11, 13, 19, 22)),
    Subscale("ineffability", "Ineffability", ids("meq30", 3, 10, 29)),
)


def _complete(answers: Answers) -> Mapping[str, bool | None]:
    """A complete mystical experience: 60 % or more of the highest in each of the four. None while missing answers could decide it."""
    return {"complete_mystical_experience": every(*(_reaches_line(scale, answers) for scale in _SUBSCALES))}


def _reaches_line(scale: Subscale, answers: Answers) -> bool | None:
    highest = _HIGHEST * len(scale.items)
    known = [value for item in scale.items if (value := answers.get(item)) is not None]
    least = sum(known)
    most = least + _HIGHEST * (len(scale.items) - len(known))
    if least * 100 >= _COMPLETE_PERCENT * highest:
        return True
    return None if most * 100 >= _COMPLETE_PERCENT * highest else False


INSTRUMENT = Instrument(
    id="meq30",
    version="barrett-2015",
    title="Mystical Experience Questionnaire, 30 items",
    short="MEQ30",
    about="session experience",
    stem="",
    items=licensed("meq30", range(1, 31), unworded(0, _HIGHEST)),
    scoring=sum_of_clusters(may_miss_each=_MAY_MISS, may_miss_in_all=_MAY_MISS),
    subscales=_SUBSCALES,
    flags=_complete,
    range=(0, 150),
    bands=(),
    direction=Direction.NEITHER,
    recall="your session",
    informant=Informant.PATIENT,
    licence=Licence.FREE_WITH_ATTRIBUTION,
    copyright="Barrett, Johnson, Griffiths (2015); that it may be reprinted is to confirm.",
    holder="the authors (Barrett, Johnson, Griffiths)",
    cites=(
        Citation(
            "barrett2015", "Barrett, Johnson, Griffiths: Validation of the revised Mystical Experience Questionnaire (2015)"
        ),
    ),
    standing=Standing.CHECKED,
    remarks=(
        "The four parts run to 75, 30, 30 and 15. Items are numbered as on the form of Barrett 2015, which is to confirm; other forms have another order, so the "
        "text goes by id and never by place. Up to three answers may be estimated from their own part. It describes the session and is no measure of efficacy."
    ),
    review=REVIEW,
    examples=(
        Example(says="all zero", answers=in_order("meq30", *[0] * 30), total=0),
        Example(says="three in all is exactly 60 % in each", answers=in_order("meq30", *[3] * 30), total=90),
        Example(says="all five", answers=in_order("meq30", *[5] * 30), total=150),
        Example(
            says="three missing are estimated from their part",
            answers={**in_order("meq30", *[4] * 30), "meq30_1": None, "meq30_2": None, "meq30_3": None},
            total=120,
        ),
        Example(says="four missing is no total", answers=in_order("meq30", *[4] * 26, *[None] * 4)),
    ),
)
