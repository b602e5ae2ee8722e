"""Kapstone's own check of orientation before leaving: person, place, time, and what happens next."""

from kapstone.evidence import Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Band, Cut, Direction, Example, Instrument, Item, Licence, Tone
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import NO_YES, REVIEW
from kapstone.sources import OWN

_ITEMS = (
    ("person", "Says their full name"),
    ("place", "Says where they are"),
    ("time", "Says the day and about what time it is"),
    ("plan", "Says what happens next: who takes them home, and what they may not do until tomorrow"),
)


def _answers(*values: int | None) -> Answers:
    return {f"orientation_{key}": value for (key, _), value in zip(_ITEMS, values, strict=True)}


INSTRUMENT = Instrument(
    id="orientation",
    version="1",
    title="Orientation check, Kapstone's own",
    short="Orientation",
    about="orientation",
    stem="Does the patient do this, when asked?",
    items=tuple(Item(id=f"orientation_{key}", text=text, options=NO_YES, short=key) for key, text in _ITEMS),
    scoring=sum_of_items(),
    range=(0, 4),
    bands=(
        Band(0, 3, "not fully oriented", Tone.HIGH),
        Band(4, 4, "oriented to person, place, time and plan", Tone.CALM),
    ),
    cuts=(Cut(4, "oriented in all four", Standing.DESIGN, "kapstone"),),
    direction=Direction.HIGHER_IS_BETTER,
    recall="this moment",
    informant=Informant.CLINICIAN,
    licence=Licence.OWN,
    cites=(OWN,),
    standing=Standing.DESIGN,
    remarks="Our own words. Whoever is not oriented in all four stays.",
    review=REVIEW,
    examples=(
        Example(says="all four", answers=_answers(1, 1, 1, 1), total=4, word="oriented to person, place, time and plan"),
        Example(says="the time is wrong", answers=_answers(1, 1, 0, 1), total=3, word="not fully oriented"),
        Example(says="none", answers=_answers(0, 0, 0, 0), total=0, word="not fully oriented"),
        Example(says="the plan was not asked", answers=_answers(1, 1, 1, None)),
    ),
)
