"""The KSET: side effects of ketamine at four times of a course, each effect by itself and never added up."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.findings import Level
from kapstone.instruments._instrument import (
    Answers,
    CriticalRule,
    Direction,
    Example,
    Instrument,
    Item,
    Licence,
    Option,
    Subscale,
    Sums,
)
from kapstone.instruments._shared import REVIEW, in_order

_SEVERE = 3
_DEGREES = (Option(0, "None"), Option(1, "Mild"), Option(2, "Moderate"), Option(_SEVERE, "Severe"))
_COUNTED = (
    Subscale("mild", "Mild effects", ()),
    Subscale("moderate", "Moderate effects", ()),
    Subscale("severe", "Severe effects", ()),
)


def _scoring(_instrument: Instrument, answers: Answers) -> Sums:
    """How many effects there are of each degree; not known while one is open."""
    values = list(answers.values())
    is_whole = bool(values) and None not in values
    return Sums(
        total=None,
        subscales={scale.id: values.count(degree) if is_whole else None for degree, scale in enumerate(_COUNTED, start=1)},
    )


def _form(form: str, title: str, recall: str) -> Instrument:
    key = f"kset_{form}"
    return Instrument(
        id=key,
        version="1",
        title=f"Ketamine Side Effect Tool, {title}",
        short=f"KSET {title}",
        about="side effects",
        stem="",
        items=(),
        template=Item(id=key, text="", options=_DEGREES, short="effect"),
        scoring=_scoring,
        subscales=_COUNTED,
        has_total=False,
        range=(0, _SEVERE),
        bands=(),
        direction=Direction.LOWER_IS_BETTER,
        critical=(
            CriticalRule(
                key, frozenset({_SEVERE}), Level.REVIEW, "A side effect is severe: look at it today.", offers_help=False
            ),
        ),
        recall=recall,
        informant=Informant.CLINICIAN,
        licence=Licence.PERMISSION,
        copyright="Black Dog Institute.",
        holder="the Black Dog Institute; free from the authors",
        cites=(Citation("kset", "Black Dog Institute: the Ketamine Side Effect Tool (KSET) and its revision (KSET-R)"),),
        standing=Standing.TO_CONFIRM,
        remarks="Which effects are asked about comes with the text of the clinic, as many as its form has. The four degrees are to confirm; there is no total.",
        review=REVIEW,
        examples=(
            Example(says="no effect", answers=in_order(key, 0, 0, 0)),
            Example(says="one mild, one severe", answers=in_order(key, 1, 3, 0)),
            Example(says="all moderate", answers=in_order(key, 2, 2, 2)),
            Example(says="one not answered", answers=in_order(key, 1, None, 0)),
        ),
    )


INSTRUMENT = (
    _form("screening", "screening", "the time before treatment"),
    _form("baseline", "baseline", "how it is before this dose"),
    _form("immediate", "immediate", "the time since the dose"),
    _form("follow_up", "follow-up", "the time since the last session"),
)
