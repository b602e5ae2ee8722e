"""The TAPS tool: four questions on use over a year, then short ones on each substance over three months."""

from collections.abc import Mapping

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Direction, Example, Instrument, Item, Licence, Subscale, When
from kapstone.instruments._scoring import sums_apart
from kapstone.instruments._shared import NO_YES, REVIEW, YES, unworded

_OFTEN = unworded(0, 4)
_USED = frozenset({1, 2, 3, 4})
_HIGH_RISK = 2

_SUBSTANCES = (
    ("tobacco", "Tobacco", "tobacco", 2),
    ("alcohol", "Alcohol", "alcohol", 3),
    ("cannabis", "Cannabis", "drugs", 2),
    ("stimulants", "Cocaine, crack or methamphetamine", "drugs", 2),
    ("heroin", "Heroin", "drugs", 2),
    ("opioids", "Prescribed opioids, misused", "medicines", 2),
    ("sedatives", "Medicines for anxiety or sleep, misused", "medicines", 2),
    ("adhd", "Medicines for attention disorder, misused", "medicines", 2),
)
"""Substance, title, the question of the first part that opens it, and how many questions follow a yes."""

_FIRST = (
    ("tobacco", "tobacco"),
    ("alcohol", "alcohol"),
    ("drugs", "illicit drugs"),
    ("medicines", "medicines not as prescribed"),
)


def _questions(key: str, title: str, opener: str, more: int) -> tuple[Item, ...]:
    """Any use in three months, then what a yes calls for; each yes counts one."""
    use = Item(
        id=f"taps_{key}",
        text="",
        options=NO_YES,
        short=f"{title.lower()} in three months",
        when=When((f"taps_first_{opener}",), _USED),
    )
    return (
        use,
        *(
            Item(
                id=f"taps_{key}{number}",
                text="",
                options=NO_YES,
                short=f"{title.lower()}, question {number}",
                when=When((use.id,), YES),
            )
            for number in range(1, more + 1)
        ),
    )


_PARTS = {key: _questions(key, title, opener, more) for key, title, opener, more in _SUBSTANCES}


def _risk(answers: Answers) -> Mapping[str, bool | None]:
    """Per substance: 1 or more is use, 2 or more high risk; None while its questions are open."""
    sums = sums_apart(INSTRUMENT, answers).subscales
    return {f"{key}_high_risk": None if total is None else total >= _HIGH_RISK for key, total in sums.items()}


def _answers(first: Mapping[str, int | None], **second: int | None) -> Answers:
    return {f"taps_first_{key}": first.get(key, 0) for key, _ in _FIRST} | {
        f"taps_{key}": value for key, value in second.items()
    }


INSTRUMENT = Instrument(
    id="taps",
    version="1",
    title="Tobacco, Alcohol, Prescription medication and other Substance use tool",
    short="TAPS",
    about="substance use",
    stem="",
    items=(
        *(
            Item(id=f"taps_first_{key}", text="", options=_OFTEN, short=f"how often: {name}", is_scored=False)
            for key, name in _FIRST
        ),
        *(item for part in _PARTS.values() for item in part),
    ),
    scoring=sums_apart,
    subscales=tuple(Subscale(key, title, tuple(item.id for item in _PARTS[key])) for key, title, *_ in _SUBSTANCES),
    flags=_risk,
    has_total=False,
    range=(0, 4),
    bands=(),
    direction=Direction.LOWER_IS_BETTER,
    recall="the past 12 months, then the past 3",
    informant=Informant.PATIENT,
    licence=Licence.FREE,
    copyright="National Institute on Drug Abuse.",
    holder="the National Institute on Drug Abuse; it is free, and the wording was not at hand to be checked",
    cites=(
        Citation(
            "mcneely2016",
            "McNeely et al.: Performance of the Tobacco, Alcohol, Prescription Medication, and Other Substance Use (TAPS) tool (2016)",
        ),
    ),
    standing=Standing.TO_CONFIRM,
    remarks=(
        "Each substance runs to 3, alcohol to 4; 1 is use, 2 or more high risk, and there is no total over substances. "
        "An answer of never to one of the first four leaves its substances out. The branching is to confirm on the form."
    ),
    review=REVIEW,
    examples=(
        Example(says="nothing used, and nothing more is asked", answers=_answers({})),
        Example(
            says="use of alcohol without more", answers=_answers({"alcohol": 1}, alcohol=1, alcohol1=0, alcohol2=0, alcohol3=0)
        ),
        Example(says="alcohol at its highest", answers=_answers({"alcohol": 4}, alcohol=1, alcohol1=1, alcohol2=1, alcohol3=1)),
        Example(says="tobacco of earlier in the year", answers=_answers({"tobacco": 2}, tobacco=0)),
        Example(says="heroin not answered", answers=_answers({"drugs": 1}, cannabis=0, stimulants=0, heroin=None)),
    ),
)
