"""The GAD-7: seven questions on anxiety over two weeks."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import (
    Answers,
    Band,
    Change,
    Cut,
    Direction,
    Example,
    Instrument,
    Item,
    Licence,
    Number,
    Tone,
)
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import HOW_OFTEN, REVIEW
from kapstone.sources import HULL_2022, NHS_TALKING_THERAPIES, SPITZER_2006, at

_ITEMS = (
    ("69725-0", "nervousness", "Feeling nervous, anxious or on edge"),
    ("68509-9", "worry out of control", "Not being able to stop or control worrying"),
    ("69733-4", "worry about many things", "Worrying too much about different things"),
    ("69734-2", "trouble relaxing", "Trouble relaxing"),
    ("69735-9", "restlessness", "Being so restless that it is hard to sit still"),
    ("69689-8", "irritability", "Becoming easily annoyed or irritable"),
    ("69736-7", "fear", "Feeling afraid as if something awful might happen"),
)


def _answers(*values: int | None) -> Answers:
    return {f"gad7_{number}": value for number, value in enumerate(values, start=1)}


INSTRUMENT = Instrument(
    id="gad7",
    version="1",
    title="Generalized Anxiety Disorder scale, 7 items",
    short="GAD-7",
    about="anxiety",
    stem="Over the last 2 weeks, how often have you been bothered by any of the following problems?",
    items=tuple(
        Item(id=f"gad7_{number}", text=text, options=HOW_OFTEN, short=short, loinc=loinc)
        for number, (loinc, short, text) in enumerate(_ITEMS, start=1)
    ),
    scoring=sum_of_items(may_miss=2),
    range=(0, 21),
    bands=(
        Band(0, 4, "minimal", Tone.CALM),
        Band(5, 9, "mild", Tone.MILD),
        Band(10, 14, "moderate", Tone.MODERATE),
        Band(15, 21, "severe", Tone.SEVERE),
    ),
    cuts=(Cut(10, "positive screen for an anxiety disorder", Standing.CHECKED, "spitzer2006"),),
    change=Change(
        important=Number(4, Standing.TO_CONFIRM, "toussaint2020"),
        reliable=Number(4, Standing.TO_CONFIRM, "nhs_talking_therapies"),
        response_percent=Number(50, Standing.TO_CONFIRM, "hull2022"),
        remission_below=Number(5, Standing.TO_CONFIRM, "hull2022"),
        remission_from=Number(10, Standing.TO_CONFIRM, "hull2022"),
    ),
    direction=Direction.LOWER_IS_BETTER,
    recall="the last 2 weeks",
    informant=Informant.PATIENT,
    loinc_panel="69737-5",
    loinc_total="70274-6",
    licence=Licence.FREE,
    copyright="Developed by Drs. Spitzer, Williams, Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required.",
    cites=(
        SPITZER_2006,
        Citation(
            "toussaint2020",
            "Toussaint et al.: Sensitivity to change and minimal clinically important difference of the GAD-7 (2020)",
            doi="10.1016/j.jad.2020.01.032",
        ),
        at(NHS_TALKING_THERAPIES, "reliable change of measures"),
        at(HULL_2022, "definitions of response and remission"),
    ),
    standing=Standing.CHECKED,
    remarks='The first option is "Not at all". A broader screen uses 8 (to confirm). Up to two answers may be estimated (to confirm).',
    review=REVIEW,
    examples=(
        Example(says="all zero", answers=_answers(*[0] * 7), total=0, word="minimal"),
        Example(says="all three", answers=_answers(*[3] * 7), total=21, word="severe"),
        Example(says="seven ones", answers=_answers(*[1] * 7), total=7, word="mild"),
        Example(says="ten starts moderate", answers=_answers(2, 2, 2, 1, 1, 1, 1), total=10, word="moderate"),
        Example(says="fifteen starts severe", answers=_answers(3, 2, 2, 2, 2, 2, 2), total=15, word="severe"),
        Example(
            says="two missing, five answers of 9 in all: 12.6 goes up",
            answers=_answers(2, 2, 2, 2, 1, None, None),
            total=13,
            word="moderate",
        ),
        Example(says="three missing is no total", answers=_answers(2, 2, 2, 2, None, None, None)),
    ),
)
