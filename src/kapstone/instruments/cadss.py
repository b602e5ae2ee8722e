"""The CADSS: twenty-three questions a clinician asks about dissociation at this moment."""

from kapstone.evidence import Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Cut, Direction, Example, Instrument, Licence
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import REVIEW, in_order, licensed, unworded
from kapstone.sources import BREMNER_1998, RODRIGUES_2020, at

INSTRUMENT = Instrument(
    id="cadss",
    version="1",
    title="Clinician-Administered Dissociative States Scale, 23 subjective items",
    short="CADSS",
    about="dissociation",
    stem="",
    items=licensed("cadss", range(1, 24), unworded(0, 4)),
    scoring=sum_of_items(),
    range=(0, 92),
    bands=(),
    cuts=(Cut(5, "dissociation, as trials of esketamine counted it", Standing.TO_CONFIRM, "bremner1998"),),
    direction=Direction.LOWER_IS_BETTER,
    recall="this moment",
    informant=Informant.CLINICIAN,
    licence=Licence.PERMISSION,
    copyright="© J. Douglas Bremner.",
    holder="J. Douglas Bremner; free for research on request",
    cites=(
        BREMNER_1998,
        at(RODRIGUES_2020, "dissociation falls over sessions"),
    ),
    standing=Standing.CHECKED,
    remarks=(
        "No bands are published; more than 4 counted as dissociation in trials of esketamine (to confirm), and one intravenous cohort had a mean of 7.7 (SD 9.2). "
        "It misses disinhibition and peace. Adaptations of three items are not comparable."
    ),
    review=REVIEW,
    examples=(
        Example(says="none", answers=in_order("cadss", *[0] * 23), total=0),
        Example(says="twenty-three ones", answers=in_order("cadss", *[1] * 23), total=23),
        Example(says="the highest", answers=in_order("cadss", *[4] * 23), total=92),
        Example(says="one missing is no total", answers=in_order("cadss", *[1] * 22, None)),
    ),
)
