"""The PQ-B: twenty-one unusual experiences in the past month, and how distressing each was."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Band, Cut, Direction, Example, Instrument, Licence, Tone
from kapstone.instruments._prodromal import distress_scale, items, some
from kapstone.instruments._scoring import sum_and_subscales
from kapstone.instruments._shared import REVIEW, unworded

_COUNT = 21

INSTRUMENT = Instrument(
    id="pqb",
    version="1",
    title="Prodromal Questionnaire, brief version",
    short="PQ-B",
    about="unusual experiences",
    stem="",
    items=items("pqb", _COUNT, unworded(1, 5)),
    scoring=sum_and_subscales,
    subscales=(distress_scale("pqb", _COUNT),),
    range=(0, 21),
    bands=(
        Band(0, 2, "below the screening cut", Tone.CALM),
        Band(3, 21, "at or above the screening cut", Tone.HIGH),
    ),
    cuts=(Cut(3, "positive screen for risk of psychosis, to be examined", Standing.CHECKED, "loewy2011"),),
    direction=Direction.LOWER_IS_BETTER,
    recall="the past month",
    informant=Informant.PATIENT,
    licence=Licence.FREE_WITH_ATTRIBUTION,
    copyright="Loewy et al.; that it may be reprinted is to confirm.",
    holder="the authors (Loewy et al.)",
    cites=(
        Citation("loewy2011", "Loewy et al.: Psychosis risk screening with the Prodromal Questionnaire, brief version (2011)"),
    ),
    standing=Standing.CHECKED,
    remarks="The total counts the experiences: sensitivity 89 %, specificity 58 % at 3; to count distress raises specificity to 68 %. Distress runs to 105.",
    review=REVIEW,
    examples=(
        Example(says="none", answers=some("pqb", _COUNT), total=0, word="below the screening cut"),
        Example(says="two", answers=some("pqb", _COUNT, 1, 5), total=2, word="below the screening cut"),
        Example(says="three is positive", answers=some("pqb", _COUNT, 1, 1, 1), total=3, word="at or above the screening cut"),
        Example(says="all of them", answers=some("pqb", _COUNT, *[5] * 21), total=21, word="at or above the screening cut"),
        Example(says="one missing is no total", answers={**some("pqb", _COUNT, 1), "pqb_21": None}),
    ),
)
