"""The modified Aldrete score: five signs of recovery after the dose, before the patient may leave."""

from collections.abc import Mapping

from kapstone.evidence import Standing
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
from kapstone.instruments._shared import REVIEW, every, reaches
from kapstone.sources import ALDRETE_1995

_ITEMS = (
    ("activity", "Activity", "Moves 4 extremities", "Moves 2 extremities", "Moves no extremity"),
    ("respiration", "Respiration", "Breathes deeply and coughs", "Dyspnoea or shallow breathing", "Apnoea"),
    (
        "circulation",
        "Circulation",
        "Blood pressure within 20 % of the pre-dose level",
        "Blood pressure 20 to 49 % from the pre-dose level",
        "Blood pressure 50 % or more from the pre-dose level",
    ),
    ("consciousness", "Consciousness", "Fully awake", "Arousable on calling", "Not responding"),
    (
        "saturation",
        "Oxygen saturation",
        "Above 92 % on room air",
        "Needs oxygen to stay above 90 %",
        "Below 90 % even with oxygen",
    ),
)


def _answers(*values: int | None) -> Answers:
    return {f"aldrete_{name}": value for (name, *_), value in zip(_ITEMS, values, strict=True)}


def _variants(answers: Answers) -> Mapping[str, bool | None]:
    """Both rules in use for leaving the first phase: 9 in all, or 8 with full marks for breathing and for saturation."""
    values = list(answers.values())
    total = None if None in values else sum(value for value in values if value is not None)
    full = (answers.get(sign) for sign in ("aldrete_respiration", "aldrete_saturation"))
    return {
        "nine_or_more": reaches(total, 9),
        "eight_with_full_breathing_and_saturation": every(reaches(total, 8), *(reaches(value, 2) for value in full)),
    }


INSTRUMENT = Instrument(
    id="aldrete",
    version="1995",
    title="Modified Aldrete score",
    short="Aldrete",
    about="recovery",
    stem="",
    items=tuple(
        Item(
            id=f"aldrete_{name}",
            text=title,
            short=title.lower(),
            options=(Option(2, two), Option(1, one), Option(0, nought)),
        )
        for name, title, two, one, nought in _ITEMS
    ),
    scoring=sum_of_items(),
    flags=_variants,
    range=(0, 10),
    bands=(
        Band(0, 8, "not yet recovered enough to leave", Tone.HIGH),
        Band(9, 10, "recovered enough to leave the first phase", Tone.CALM),
    ),
    cuts=(Cut(9, "recovered enough to leave the first phase", Standing.TO_CONFIRM, "aldrete1995"),),
    direction=Direction.HIGHER_IS_BETTER,
    critical=(
        CriticalRule("aldrete_respiration", frozenset({0}), Level.URGENT, "Apnoea: support the airway and call for help."),
        CriticalRule(
            "aldrete_saturation", frozenset({0}), Level.URGENT, "Oxygen saturation below 90 % with oxygen: call for help."
        ),
    ),
    recall="this moment",
    informant=Informant.CLINICIAN,
    licence=Licence.FREE,
    cites=(ALDRETE_1995,),
    standing=Standing.TO_CONFIRM,
    remarks="The five signs at 0 to 2 are checked; wording and the cut of 9 are to confirm. A variant lets patients go at 8 with 2 for breathing and 2 for saturation; it is told beside, and the band keeps to 9.",
    review=REVIEW,
    examples=(
        Example(
            says="fully recovered", answers=_answers(2, 2, 2, 2, 2), total=10, word="recovered enough to leave the first phase"
        ),
        Example(
            says="nine may leave", answers=_answers(2, 2, 1, 2, 2), total=9, word="recovered enough to leave the first phase"
        ),
        Example(says="eight stays", answers=_answers(2, 2, 1, 1, 2), total=8, word="not yet recovered enough to leave"),
        Example(says="saturation not read", answers=_answers(2, 2, 2, 2, None)),
    ),
)
