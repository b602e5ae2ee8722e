"""The PHQ-2: the first two questions of the PHQ-9; three points or more ask for the whole of it."""

from dataclasses import replace

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Band, Cut, Direction, Example, Instrument, Licence, Tone
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import REVIEW, in_order
from kapstone.instruments.phq9 import INSTRUMENT as PHQ9
from kapstone.instruments.phq9 import SCORED

INSTRUMENT = Instrument(
    id="phq2",
    version="1",
    title="Patient Health Questionnaire, 2 items",
    short="PHQ-2",
    about="depression screening",
    stem=PHQ9.stem,
    items=tuple(replace(item, id=f"phq2_{number}") for number, item in enumerate(SCORED[:2], start=1)),
    scoring=sum_of_items(),
    range=(0, 6),
    bands=(
        Band(0, 2, "below the screening cut", Tone.CALM),
        Band(3, 6, "at or above the screening cut", Tone.MODERATE),
    ),
    cuts=(Cut(3, "positive screen for depression, ask the PHQ-9", Standing.TO_CONFIRM, "kroenke2003"),),
    direction=Direction.LOWER_IS_BETTER,
    recall=PHQ9.recall,
    informant=Informant.PATIENT,
    loinc_panel="55757-9",
    loinc_total="55758-7",
    licence=Licence.FREE,
    copyright=PHQ9.copyright,
    cites=(Citation("kroenke2003", "Kroenke, Spitzer, Williams: The Patient Health Questionnaire-2 (2003)"),),
    standing=Standing.TO_CONFIRM,
    remarks="A cut of 2 finds more people and is wrong more often (to confirm). It does not ask about self-harm.",
    review=REVIEW,
    examples=(
        Example(says="neither", answers=in_order("phq2", 0, 0), total=0, word="below the screening cut"),
        Example(says="two is below", answers=in_order("phq2", 1, 1), total=2, word="below the screening cut"),
        Example(says="three asks for the PHQ-9", answers=in_order("phq2", 2, 1), total=3, word="at or above the screening cut"),
        Example(says="the highest", answers=in_order("phq2", 3, 3), total=6, word="at or above the screening cut"),
        Example(says="one missing is no total", answers=in_order("phq2", 3, None)),
    ),
)
