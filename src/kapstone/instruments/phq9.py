"""The PHQ-9: nine questions on depression over two weeks, the ninth of which is read by itself."""

from collections.abc import Mapping

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.findings import Level
from kapstone.instruments._instrument import (
    Answers,
    Band,
    Change,
    CriticalRule,
    Cut,
    Direction,
    Example,
    Instrument,
    Item,
    Licence,
    Number,
    Option,
    Tone,
    When,
)
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import HOW_OFTEN, REVIEW
from kapstone.sources import HULL_2022, KROENKE_2001, NHS_TALKING_THERAPIES, at

CITES = (
    KROENKE_2001,
    Citation(
        "lowe2004",
        "Löwe et al.: Monitoring depression treatment outcomes with the PHQ-9 (2004)",
        doi="10.1097/00005650-200412000-00006",
    ),
    Citation("kounali2022", "Kounali et al.: How much change is enough? (2022)", where="relative change at moderate severity"),
    at(NHS_TALKING_THERAPIES, "reliable change of measures"),
    at(HULL_2022, "definitions of response, remission and clinically significant change"),
)

_ITEMS = (
    ("44250-9", "loss of interest", "Little interest or pleasure in doing things"),
    ("44255-8", "low mood", "Feeling down, depressed, or hopeless"),
    ("44259-0", "sleep", "Trouble falling or staying asleep, or sleeping too much"),
    ("44254-1", "tiredness", "Feeling tired or having little energy"),
    ("44251-7", "appetite", "Poor appetite or overeating"),
    (
        "44258-2",
        "feelings of failure",
        "Feeling bad about yourself — or that you are a failure or have let yourself or your family down",
    ),
    ("44252-5", "concentration", "Trouble concentrating on things, such as reading the newspaper or watching television"),
    (
        "44253-3",
        "slowness or restlessness",
        (
            "Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or restless "
            "that you have been moving around a lot more than usual"
        ),
    ),
    (
        "44260-8",
        "thoughts of death or self-harm",
        "Thoughts that you would be better off dead or of hurting yourself in some way",
    ),
)

SCORED = tuple(
    Item(id=f"phq9_{number}", text=text, options=HOW_OFTEN, short=short, loinc=loinc)
    for number, (loinc, short, text) in enumerate(_ITEMS, start=1)
)

_DIFFICULTY_TEXT = (
    "If you checked off any problems, how difficult have these problems made it for you to do your work, "
    "take care of things at home, or get along with other people?"
)

_DIFFICULTY = Item(
    id="phq9_10",
    text=_DIFFICULTY_TEXT,
    spoken=_DIFFICULTY_TEXT,
    options=(
        Option(0, "Not difficult at all"),
        Option(1, "Somewhat difficult"),
        Option(2, "Very difficult"),
        Option(3, "Extremely difficult"),
    ),
    short="difficulty in daily life",
    loinc="69722-7",
    is_scored=False,
    when=When(tuple(item.id for item in SCORED), frozenset({1, 2, 3})),
)


def _syndromes(answers: Answers) -> Mapping[str, bool | None]:
    """The diagnostic algorithm: a core symptom, and five (major) or two to four (other) symptoms in all; item 9 counts from 1."""
    values = [answers.get(item.id) for item in SCORED]
    if any(value is None for value in values):
        return {"major_depressive_syndrome": None, "other_depressive_syndrome": None}
    present = [value is not None and value >= (1 if number == 9 else 2) for number, value in enumerate(values, start=1)]
    core, count = any(present[:2]), sum(present)
    return {
        "major_depressive_syndrome": core and count >= 5,
        "other_depressive_syndrome": core and 2 <= count <= 4,
    }


def _answers(*values: int | None) -> Answers:
    return {f"phq9_{number}": value for number, value in enumerate(values, start=1)}


INSTRUMENT = Instrument(
    id="phq9",
    version="1",
    title="Patient Health Questionnaire, 9 items",
    short="PHQ-9",
    about="depression",
    stem="Over the last 2 weeks, how often have you been bothered by any of the following problems?",
    items=(*SCORED, _DIFFICULTY),
    scoring=sum_of_items(may_miss=2),
    flags=_syndromes,
    range=(0, 27),
    bands=(
        Band(0, 4, "none to minimal", Tone.CALM),
        Band(5, 9, "mild", Tone.MILD),
        Band(10, 14, "moderate", Tone.MODERATE),
        Band(15, 19, "moderately severe", Tone.HIGH),
        Band(20, 27, "severe", Tone.SEVERE),
    ),
    cuts=(Cut(10, "positive screen for depression", Standing.CHECKED, "kroenke2001"),),
    change=Change(
        important=Number(5, Standing.TO_CONFIRM, "lowe2004"),
        reliable=Number(6, Standing.TO_CONFIRM, "nhs_talking_therapies"),
        response_percent=Number(50, Standing.CHECKED, "hull2022"),
        remission_below=Number(5, Standing.CHECKED, "hull2022"),
        remission_from=Number(10, Standing.CHECKED, "hull2022"),
        recovered_at_most=Number(9, Standing.CHECKED, "hull2022"),
        recovered_drop=Number(5, Standing.CHECKED, "hull2022"),
        worsening=Number(5, Standing.TO_CONFIRM, "lowe2004"),
    ),
    direction=Direction.LOWER_IS_BETTER,
    critical=(
        CriticalRule(
            "phq9_9",
            frozenset({1, 2, 3}),
            Level.REVIEW,
            "Item 9 is above zero: thoughts of being better off dead or of self-harm; complete a C-SSRS at the same visit.",
        ),
    ),
    recall="the last 2 weeks",
    informant=Informant.PATIENT,
    loinc_panel="44249-1",
    loinc_total="44261-6",
    licence=Licence.FREE,
    copyright="Developed by Drs. Spitzer, Williams, Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required.",
    cites=CITES,
    standing=Standing.CHECKED,
    remarks="Asked weekly, the two-week windows overlap. At moderate severity a fall of 20 % was noticed (Kounali 2022). Up to two answers may be estimated from the others (to confirm), never item 9.",
    review=REVIEW,
    examples=(
        Example(says="all zero", answers=_answers(*[0] * 9), total=0, word="none to minimal"),
        Example(says="all three", answers=_answers(*[3] * 9), total=27, word="severe"),
        Example(says="nine ones", answers=_answers(*[1] * 9), total=9, word="mild"),
        Example(says="ten starts moderate", answers=_answers(2, 1, 1, 1, 1, 1, 1, 1, 1), total=10, word="moderate"),
        Example(
            says="nineteen is moderately severe",
            answers=_answers(3, 3, 3, 2, 2, 2, 2, 1, 1),
            total=19,
            word="moderately severe",
        ),
        Example(
            says="two missing: 14 of 7 answers is 2 each",
            answers=_answers(2, 2, None, 2, None, 2, 2, 2, 2),
            total=18,
            word="moderately severe",
        ),
        Example(says="three missing is no total", answers=_answers(2, 2, None, None, None, 2, 2, 2, 2)),
        Example(says="item 9 is never estimated", answers=_answers(2, 2, 2, 2, 2, 2, 2, 2, None)),
    ),
)
