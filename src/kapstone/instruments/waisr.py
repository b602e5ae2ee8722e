"""The WAI-SR: twelve statements on the working alliance, four each on goal, task and bond."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Direction, Example, Instrument, Licence, Subscale
from kapstone.instruments._scoring import sum_of_clusters
from kapstone.instruments._shared import REVIEW, ids, in_order, licensed, unworded

INSTRUMENT = Instrument(
    id="waisr",
    version="1",
    title="Working Alliance Inventory, short revised",
    short="WAI-SR",
    about="working alliance",
    stem="",
    items=licensed("waisr", range(1, 13), unworded(1, 5)),
    scoring=sum_of_clusters(),
    subscales=(
        Subscale("goal", "Goal", ids("waisr", 4, 6, 8, 11)),
        Subscale("task", "Task", ids("waisr", 1, 2, 10, 12)),
        Subscale("bond", "Bond", ids("waisr", 3, 5, 7, 9)),
    ),
    range=(12, 60),
    bands=(),
    direction=Direction.HIGHER_IS_BETTER,
    recall="your recent sessions",
    informant=Informant.PATIENT,
    licence=Licence.PERMISSION,
    copyright="© Adam O. Horvath; Society for Psychotherapy Research.",
    holder="Adam O. Horvath and the Society for Psychotherapy Research; free for research",
    cites=(
        Citation(
            "hatcher2006",
            "Hatcher, Gillaspy: Development and validation of a revised short version of the Working Alliance Inventory (2006)",
        ),
    ),
    standing=Standing.TO_CONFIRM,
    remarks="No bands are published. Divide a subscale by 4 for its mean.",
    review=REVIEW,
    examples=(
        Example(says="the lowest", answers=in_order("waisr", *[1] * 12), total=12),
        Example(says="the middle", answers=in_order("waisr", *[3] * 12), total=36),
        Example(says="the highest", answers=in_order("waisr", *[5] * 12), total=60),
        Example(says="one missing is no total", answers=in_order("waisr", *[5] * 11, None)),
    ),
)
