"""The PC-PTSD-5: a gate question on trauma, then five short ones; a screen, not a measure of change."""

from kapstone.evidence import Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Band, Cut, Direction, Example, Instrument, Item, Licence, Tone, When
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import NO_YES, REVIEW, YES
from kapstone.sources import PRINS_2016

_EXPOSURE = (
    "Sometimes things happen to people that are unusually or especially frightening, horrible, or traumatic. For example: "
    "a serious accident or fire; a physical or sexual assault or abuse; an earthquake or flood; a war; seeing someone be killed "
    "or seriously injured; having a loved one die through homicide or suicide. Have you ever experienced this kind of event?"
)

_TEXTS = (
    "had nightmares about the event(s) or thought about the event(s) when you did not want to?",
    "tried hard not to think about the event(s) or went out of your way to avoid situations that reminded you of the event(s)?",
    "been constantly on guard, watchful, or easily startled?",
    "felt numb or detached from people, activities, or your surroundings?",
    "felt guilty or unable to stop blaming yourself or others for the event(s) or any problems the event(s) may have caused?",
)

_GATE = Item(
    id="pcptsd5_exposure", text=_EXPOSURE, spoken=_EXPOSURE, options=NO_YES, short="exposure to trauma", is_scored=False
)

_ITEMS = tuple(
    Item(id=f"pcptsd5_{number}", text=text, options=NO_YES, when=When((_GATE.id,), YES))
    for number, text in enumerate(_TEXTS, start=1)
)


def _answers(exposure: int | None, *values: int | None) -> Answers:
    return {_GATE.id: exposure} | {f"pcptsd5_{number}": value for number, value in enumerate(values, start=1)}


INSTRUMENT = Instrument(
    id="pcptsd5",
    version="1",
    title="Primary Care PTSD Screen for DSM-5",
    short="PC-PTSD-5",
    about="trauma screening",
    stem="In the past month, have you",
    items=(_GATE, *_ITEMS),
    scoring=sum_of_items(),
    range=(0, 5),
    bands=(
        Band(0, 2, "below the screening cut", Tone.CALM),
        Band(3, 5, "at or above the screening cut", Tone.HIGH),
    ),
    cuts=(Cut(3, "positive screen for PTSD", Standing.CHECKED, "prins2016"),),
    direction=Direction.LOWER_IS_BETTER,
    recall="the past month",
    informant=Informant.PATIENT,
    licence=Licence.FREE,
    copyright="Prins et al. (2015), National Center for PTSD, www.ptsd.va.gov. A work of the United States Government.",
    cites=(PRINS_2016,),
    standing=Standing.TO_CONFIRM,
    remarks="The cut of 3 is checked; the wording, and 4 as a more specific cut, are to confirm.",
    review=REVIEW,
    examples=(
        Example(says="no such event is zero", answers=_answers(0), total=0, word="below the screening cut"),
        Example(says="event, no symptom", answers=_answers(1, 0, 0, 0, 0, 0), total=0, word="below the screening cut"),
        Example(says="three is positive", answers=_answers(1, 1, 1, 1, 0, 0), total=3, word="at or above the screening cut"),
        Example(says="all five", answers=_answers(1, 1, 1, 1, 1, 1), total=5, word="at or above the screening cut"),
        Example(says="one missing is no total", answers=_answers(1, 1, 1, 1, 1, None)),
        Example(says="exposure not answered is no total", answers=_answers(None)),
    ),
)
