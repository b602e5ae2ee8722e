"""The PQ-16: sixteen unusual experiences, how many there were and how distressing."""

from collections.abc import Mapping

from kapstone.evidence import Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Band, Cut, Direction, Example, Instrument, Licence, Tone
from kapstone.instruments._prodromal import distress_scale, items, some
from kapstone.instruments._scoring import sum_and_subscales
from kapstone.instruments._shared import REVIEW, reaches, unworded
from kapstone.sources import ISING_2012

_COUNT = 16


def _by_distress(answers: Answers) -> Mapping[str, bool | None]:
    """The other cut in use: a distress of 9 or more."""
    return {"distress_of_9_or_more": reaches(sum_and_subscales(INSTRUMENT, answers).subscales["distress"], 9)}


INSTRUMENT = Instrument(
    id="pq16",
    version="1",
    title="Prodromal Questionnaire, 16 items",
    short="PQ-16",
    about="unusual experiences",
    stem="",
    items=items("pq16", _COUNT, unworded(0, 3)),
    scoring=sum_and_subscales,
    subscales=(distress_scale("pq16", _COUNT),),
    flags=_by_distress,
    range=(0, 16),
    bands=(
        Band(0, 5, "below the screening cut", Tone.CALM),
        Band(6, 16, "at or above the screening cut", Tone.HIGH),
    ),
    cuts=(Cut(6, "positive screen for risk of psychosis, to be examined", Standing.CHECKED, "ising2012"),),
    direction=Direction.LOWER_IS_BETTER,
    recall="your whole life",
    informant=Informant.PATIENT,
    licence=Licence.FREE_WITH_ATTRIBUTION,
    copyright="Ising et al., from an open article; that it may be reprinted is to confirm.",
    holder="the authors (Ising et al.)",
    cites=(ISING_2012,),
    standing=Standing.CHECKED,
    remarks="The total counts the experiences; sensitivity and specificity at 6 were both 87 %. By distress the cut is 9, by others 8.",
    review=REVIEW,
    examples=(
        Example(says="none", answers=some("pq16", _COUNT), total=0, word="below the screening cut"),
        Example(
            says="five without distress", answers=some("pq16", _COUNT, 0, 0, 0, 0, 0), total=5, word="below the screening cut"
        ),
        Example(
            says="six is positive",
            answers=some("pq16", _COUNT, 1, 1, 0, 2, 0, 3),
            total=6,
            word="at or above the screening cut",
        ),
        Example(says="all of them", answers=some("pq16", _COUNT, *[3] * 16), total=16, word="at or above the screening cut"),
        Example(says="one missing is no total", answers={**some("pq16", _COUNT, 1), "pq16_16": None}),
    ),
)
