"""The BPRS+: the four items of the Brief Psychiatric Rating Scale on psychotic experiences, rated by a clinician."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.findings import Level
from kapstone.instruments._instrument import CriticalRule, Direction, Example, Instrument, Licence
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import REVIEW, in_order, licensed, unworded

_NAMES = ("conceptual disorganisation", "suspiciousness", "hallucinatory behaviour", "unusual thought content")

INSTRUMENT = Instrument(
    id="bprsp",
    version="1-to-7",
    title="Brief Psychiatric Rating Scale, positive symptoms",
    short="BPRS+",
    about="psychotic experience",
    stem="",
    items=licensed("bprsp", range(1, 5), unworded(1, 7), names=_NAMES),
    scoring=sum_of_items(),
    range=(4, 28),
    bands=(),
    direction=Direction.LOWER_IS_BETTER,
    critical=tuple(
        CriticalRule(
            f"bprsp_{number}",
            frozenset({5, 6, 7}),
            Level.REVIEW,
            f"{name.capitalize()} is 5 or more: look at the patient for psychosis before going on.",
            offers_help=False,
        )
        for number, name in enumerate(_NAMES, start=1)
    ),
    recall="this moment or the past seven days",
    informant=Informant.CLINICIAN,
    licence=Licence.PERMISSION,
    copyright="From the Brief Psychiatric Rating Scale.",
    holder="the holders of the rights of the Brief Psychiatric Rating Scale",
    cites=(Citation("overall1962", "Overall, Gorham: The Brief Psychiatric Rating Scale (1962)"),),
    standing=Standing.TO_CONFIRM,
    remarks=(
        "Each item runs from 1 to 7; where it is rated from 0 to 6 the total is 4 lower, and the version says which. "
        "No bands: a rise above the own baseline counts. In sessions 15 minutes before, 40 and 120 minutes after the dose (to confirm)."
    ),
    review=REVIEW,
    examples=(
        Example(says="none", answers=in_order("bprsp", 1, 1, 1, 1), total=4),
        Example(says="some", answers=in_order("bprsp", 2, 1, 3, 2), total=8),
        Example(says="the highest", answers=in_order("bprsp", 7, 7, 7, 7), total=28),
        Example(says="one missing is no total", answers=in_order("bprsp", 1, 1, None, 1)),
    ),
)
