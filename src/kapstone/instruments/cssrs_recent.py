"""The C-SSRS screener for a first contact: thoughts in the past month, behaviour ever and in the past three months."""

from kapstone.evidence import Standing
from kapstone.facts import Informant
from kapstone.findings import Level
from kapstone.instruments._cssrs import BANDS, CITES, COPYRIGHT, question
from kapstone.instruments._instrument import Answers, CriticalRule, Direction, Example, Instrument, Item, Licence, Triage, When
from kapstone.instruments._scoring import no_total
from kapstone.instruments._shared import NO_YES_CODED, REVIEW, YES

_MONTH = "In the past month"

_THREE_MONTHS = Item(
    id="cssrs_6b",
    text="Was this within the past 3 months?",
    options=NO_YES_CODED,
    short="suicidal behaviour in the past 3 months",
    loinc="93269-9",
    when=When(("cssrs_6",), YES),
    spoken="Was this within the past 3 months?",
)


def _triage(answers: Answers) -> Triage | None:
    """The Columbia Lighthouse tiers. HIGH stands whatever is missing; any lower tier needs every answer."""
    if any(answers.get(item) == 1 for item in ("cssrs_4", "cssrs_5", "cssrs_6b")):
        return Triage.HIGH
    if any(value is None for value in answers.values()):
        return None
    if answers["cssrs_3"] == 1 or answers["cssrs_6"] == 1:
        return Triage.MODERATE
    return Triage.LOW if answers["cssrs_1"] == 1 or answers["cssrs_2"] == 1 else Triage.NONE


def _answers(*values: int | None) -> Answers:
    items = ("cssrs_1", "cssrs_2", "cssrs_3", "cssrs_4", "cssrs_5", "cssrs_6", "cssrs_6b")
    return {item: value for item, value in zip(items, values, strict=True) if value is not None}


_N = None

INSTRUMENT = Instrument(
    id="cssrs_recent",
    version="1",
    title="Columbia-Suicide Severity Rating Scale, screener, recent",
    short="C-SSRS screener",
    about="suicide risk",
    stem=f"{_MONTH}:",
    items=(
        question("cssrs_1", period=_MONTH, loinc="93246-7"),
        question("cssrs_2", period=_MONTH, loinc="93247-5"),
        question("cssrs_3", period=_MONTH, loinc="93248-3"),
        question("cssrs_4", period=_MONTH, loinc="93249-1"),
        question("cssrs_5", period=_MONTH, loinc="93250-9"),
        question("cssrs_6", period="", loinc="93267-3"),
        _THREE_MONTHS,
    ),
    scoring=no_total,
    triage=_triage,
    range=(0, 3),
    bands=BANDS,
    direction=Direction.LOWER_IS_BETTER,
    critical=(
        CriticalRule("cssrs_3", YES, Level.REVIEW, "Question 3, thoughts of how: yes."),
        CriticalRule(
            "cssrs_4",
            YES,
            Level.URGENT,
            "Question 4, intention to act: yes. Safety precautions until a clinician has evaluated.",
        ),
        CriticalRule(
            "cssrs_5",
            YES,
            Level.URGENT,
            "Question 5, a plan with intent: yes. Safety precautions until a clinician has evaluated.",
        ),
        CriticalRule("cssrs_6", YES, Level.REVIEW, "Question 6, suicidal behaviour in the lifetime: yes."),
        CriticalRule(
            "cssrs_6b",
            YES,
            Level.URGENT,
            "Suicidal behaviour in the past 3 months: yes. Safety precautions until a clinician has evaluated.",
        ),
    ),
    recall="the past month and past behaviour",
    informant=Informant.PATIENT,
    loinc_panel="93373-9",
    loinc_total="93374-7",
    licence=Licence.FREE_WITH_ATTRIBUTION,
    copyright=COPYRIGHT,
    cites=CITES,
    standing=Standing.CHECKED,
    remarks="loinc_total is the code of the risk level, as there is no total. The line between moderate and low is to confirm.",
    review=REVIEW,
    examples=(
        Example(says="no to all", answers=_answers(0, 0, _N, _N, _N, 0, _N), triage=Triage.NONE, word="no risk reported"),
        Example(says="a wish to be dead only", answers=_answers(1, 0, _N, _N, _N, 0, _N), triage=Triage.LOW, word="low risk"),
        Example(says="thoughts without method", answers=_answers(1, 1, 0, 0, 0, 0, _N), triage=Triage.LOW, word="low risk"),
        Example(says="thoughts of how", answers=_answers(1, 1, 1, 0, 0, 0, _N), triage=Triage.MODERATE, word="moderate risk"),
        Example(
            says="some intent is high, not moderate",
            answers=_answers(1, 1, 1, 1, 0, 0, _N),
            triage=Triage.HIGH,
            word="high risk",
        ),
        Example(says="a plan is high", answers=_answers(1, 1, 1, 0, 1, 0, _N), triage=Triage.HIGH, word="high risk"),
        Example(
            says="behaviour long ago", answers=_answers(0, 0, _N, _N, _N, 1, 0), triage=Triage.MODERATE, word="moderate risk"
        ),
        Example(
            says="recent behaviour without thoughts",
            answers=_answers(0, 0, _N, _N, _N, 1, 1),
            triage=Triage.HIGH,
            word="high risk",
        ),
        Example(says="question 6 not answered is no tier", answers=_answers(0, 0, _N, _N, _N, _N, _N)),
    ),
)
