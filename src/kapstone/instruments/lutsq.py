"""Kapstone's own list of bladder symptoms: six questions over a month, in which blood is read by itself."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.findings import Level
from kapstone.instruments._instrument import (
    Answers,
    Band,
    CriticalRule,
    Cut,
    Direction,
    Example,
    Instrument,
    Item,
    Licence,
    Option,
    Tone,
)
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import REVIEW

_DEGREES = (Option(0, "None"), Option(1, "Mild"), Option(2, "Moderate"), Option(3, "Severe"))

_ITEMS = (
    ("frequency", "frequency", "Passing urine more than eight times a day"),
    ("nocturia", "getting up at night", "Getting up at night to pass urine twice or more"),
    ("urgency", "urgency", "A sudden need to pass urine that is hard to put off"),
    ("pain", "pain or burning", "Pain or burning in the bladder or when you pass urine"),
    ("blood", "visible blood", "Blood in the urine that you can see"),
    ("leakage", "leakage", "Losing urine when you do not want to"),
)


def _answers(*values: int | None) -> Answers:
    return {f"lutsq_{key}": value for (key, *_), value in zip(_ITEMS, values, strict=True)}


INSTRUMENT = Instrument(
    id="lutsq",
    version="1",
    title="Bladder symptoms, Kapstone's own list",
    short="Bladder list",
    about="bladder symptoms",
    stem="In the past month, how much have you been troubled by this?",
    items=tuple(Item(id=f"lutsq_{key}", text=text, options=_DEGREES, short=short) for key, short, text in _ITEMS),
    scoring=sum_of_items(),
    range=(0, 18),
    bands=(
        Band(0, 0, "no bladder symptoms", Tone.CALM),
        Band(1, 18, "bladder symptoms to look at", Tone.MODERATE),
    ),
    cuts=(Cut(1, "a bladder symptom; new ones are flagged", Standing.DESIGN, "labels"),),
    direction=Direction.LOWER_IS_BETTER,
    critical=(
        CriticalRule(
            "lutsq_blood",
            frozenset({1, 2, 3}),
            Level.REVIEW,
            "Blood in the urine: no further dose until a clinician has looked.",
            offers_help=False,
        ),
    ),
    recall="the past month",
    informant=Informant.PATIENT,
    licence=Licence.OWN,
    cites=(
        Citation("labels", "Spravato and Ketalar prescribing information", where="warnings on the bladder and urinary tract"),
    ),
    standing=Standing.DESIGN,
    remarks="Our own words and numbers, without a study behind them: a list to ask by, not a validated scale.",
    review=REVIEW,
    examples=(
        Example(says="nothing", answers=_answers(0, 0, 0, 0, 0, 0), total=0, word="no bladder symptoms"),
        Example(says="mild urgency", answers=_answers(0, 0, 1, 0, 0, 0), total=1, word="bladder symptoms to look at"),
        Example(says="blood alone", answers=_answers(0, 0, 0, 0, 1, 0), total=1, word="bladder symptoms to look at"),
        Example(says="everything", answers=_answers(3, 3, 3, 3, 3, 3), total=18, word="bladder symptoms to look at"),
        Example(says="blood not answered is no total", answers=_answers(0, 0, 0, 0, None, 0)),
    ),
)
