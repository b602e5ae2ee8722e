"""The PADSS: five signs that a patient is ready for home, rated by a clinician."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Band, Cut, Direction, Example, Instrument, Item, Licence, Tone
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import REVIEW, unworded

_SIGNS = (
    ("vitals", "vital signs"),
    ("ambulation", "walking"),
    ("nausea", "nausea and vomiting"),
    ("pain", "pain"),
    ("bleeding", "bleeding"),
)


def _answers(*values: int | None) -> Answers:
    return {f"padss_{key}": value for (key, _), value in zip(_SIGNS, values, strict=True)}


INSTRUMENT = Instrument(
    id="padss",
    version="1",
    title="Post-Anaesthetic Discharge Scoring System",
    short="PADSS",
    about="readiness for home",
    stem="",
    items=tuple(Item(id=f"padss_{key}", text="", options=unworded(0, 2), short=name) for key, name in _SIGNS),
    scoring=sum_of_items(),
    range=(0, 10),
    bands=(
        Band(0, 8, "not yet ready for home", Tone.HIGH),
        Band(9, 10, "ready for home", Tone.CALM),
    ),
    cuts=(Cut(9, "ready for home", Standing.TO_CONFIRM, "chung1995"),),
    direction=Direction.HIGHER_IS_BETTER,
    recall="this moment",
    informant=Informant.CLINICIAN,
    licence=Licence.PERMISSION,
    copyright="Chung et al.",
    holder="the authors (Chung et al.); whether it is free is to confirm",
    cites=(Citation("chung1995", "Chung et al.: A post-anesthetic discharge scoring system for home readiness (1995)"),),
    standing=Standing.TO_CONFIRM,
    remarks="The signs, their range of 0 to 2 and the cut of 9 are to confirm. It stands beside the discharge gate and opens none of it.",
    review=REVIEW,
    examples=(
        Example(says="all well", answers=_answers(2, 2, 2, 2, 2), total=10, word="ready for home"),
        Example(says="nine", answers=_answers(2, 2, 1, 2, 2), total=9, word="ready for home"),
        Example(says="eight stays", answers=_answers(2, 1, 1, 2, 2), total=8, word="not yet ready for home"),
        Example(says="none", answers=_answers(0, 0, 0, 0, 0), total=0, word="not yet ready for home"),
        Example(says="walking not tried", answers=_answers(2, None, 2, 2, 2)),
    ),
)
