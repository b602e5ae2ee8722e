"""The ASRM: five questions on elevated mood over a week."""

from kapstone.evidence import Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Band, Cut, Direction, Example, Instrument, Licence, Tone
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import REVIEW, in_order, licensed, unworded
from kapstone.sources import ALTMAN_1997

INSTRUMENT = Instrument(
    id="asrm",
    version="1",
    title="Altman Self-Rating Mania Scale",
    short="ASRM",
    about="elevated mood",
    stem="",
    items=licensed("asrm", range(1, 6), unworded(0, 4)),
    scoring=sum_of_items(),
    range=(0, 20),
    bands=(
        Band(0, 5, "below the cut", Tone.CALM),
        Band(6, 20, "mania or hypomania is possible", Tone.HIGH),
    ),
    cuts=(Cut(6, "mania or hypomania is possible", Standing.TO_CONFIRM, "altman1997"),),
    direction=Direction.LOWER_IS_BETTER,
    recall="the past week",
    informant=Informant.PATIENT,
    licence=Licence.FREE_WITH_ATTRIBUTION,
    copyright="Altman et al. (1997).",
    holder="the authors (Altman et al.)",
    cites=(ALTMAN_1997,),
    standing=Standing.TO_CONFIRM,
    remarks="Six or more holds treatment until someone has looked (rule PS-03).",
    review=REVIEW,
    examples=(
        Example(says="none", answers=in_order("asrm", 0, 0, 0, 0, 0), total=0, word="below the cut"),
        Example(says="five is below", answers=in_order("asrm", 1, 1, 1, 1, 1), total=5, word="below the cut"),
        Example(says="six is not", answers=in_order("asrm", 2, 1, 1, 1, 1), total=6, word="mania or hypomania is possible"),
        Example(says="the highest", answers=in_order("asrm", 4, 4, 4, 4, 4), total=20, word="mania or hypomania is possible"),
        Example(says="one missing is no total", answers=in_order("asrm", 4, 4, 4, 4, None)),
    ),
)
