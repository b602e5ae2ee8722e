"""The C-SSRS screener for every later contact: thoughts and behaviour since the last one."""

from kapstone.evidence import Standing
from kapstone.facts import Informant
from kapstone.findings import Level
from kapstone.instruments._cssrs import BANDS, CITES, COPYRIGHT, question
from kapstone.instruments._instrument import Answers, CriticalRule, Direction, Example, Instrument, Licence, Triage
from kapstone.instruments._scoring import no_total
from kapstone.instruments._shared import REVIEW, YES

_SINCE = "Since your last contact with us"
_BEHAVIOUR = "Have you done anything, started to do anything, or prepared to do anything to end your life?"


def _triage(answers: Answers) -> Triage | None:
    """Any yes to 4, 5 or 6 is HIGH whatever is missing; any lower tier needs every answer."""
    if any(answers.get(item) == 1 for item in ("cssrs_4", "cssrs_5", "cssrs_6")):
        return Triage.HIGH
    if any(value is None for value in answers.values()):
        return None
    if answers["cssrs_3"] == 1:
        return Triage.MODERATE
    return Triage.LOW if answers["cssrs_1"] == 1 or answers["cssrs_2"] == 1 else Triage.NONE


def _answers(*values: int | None) -> Answers:
    return {f"cssrs_{number}": value for number, value in enumerate(values, start=1) if value is not None}


_N = None

INSTRUMENT = Instrument(
    id="cssrs_since_last_contact",
    version="1",
    title="Columbia-Suicide Severity Rating Scale, screener, since last contact",
    short="C-SSRS since last contact",
    about="suicide risk",
    stem=f"{_SINCE}:",
    items=(
        *(question(f"cssrs_{number}", period=_SINCE) for number in range(1, 6)),
        question("cssrs_6", period=_SINCE, text=_BEHAVIOUR),
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
        CriticalRule(
            "cssrs_6",
            YES,
            Level.URGENT,
            "Suicidal behaviour since the last contact: yes. Safety precautions until a clinician has evaluated.",
        ),
    ),
    recall="the time since your last contact",
    informant=Informant.PATIENT,
    licence=Licence.FREE_WITH_ATTRIBUTION,
    copyright=COPYRIGHT,
    cites=CITES,
    standing=Standing.CHECKED,
    remarks='No LOINC codes exist for this interval; those of the past-month version are not reused. The line between moderate and low, and question 6 without "ever", are to confirm.',
    review=REVIEW,
    examples=(
        Example(says="no to all", answers=_answers(0, 0, _N, _N, _N, 0), triage=Triage.NONE, word="no risk reported"),
        Example(says="thoughts without method", answers=_answers(0, 1, 0, 0, 0, 0), triage=Triage.LOW, word="low risk"),
        Example(says="thoughts of how", answers=_answers(0, 1, 1, 0, 0, 0), triage=Triage.MODERATE, word="moderate risk"),
        Example(says="some intent", answers=_answers(0, 1, 0, 1, 0, 0), triage=Triage.HIGH, word="high risk"),
        Example(says="a plan", answers=_answers(0, 1, 0, 0, 1, 0), triage=Triage.HIGH, word="high risk"),
        Example(says="behaviour without thoughts", answers=_answers(0, 0, _N, _N, _N, 1), triage=Triage.HIGH, word="high risk"),
        Example(says="question 2 not answered is no tier", answers=_answers(0, _N, _N, _N, _N, 0)),
    ),
)
