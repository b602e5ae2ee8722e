"""The OCI-4: four statements on obsessions and compulsions, one each on washing, checking, ordering and obsessing."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Band, Cut, Direction, Example, Instrument, Licence, Tone
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import REVIEW, in_order, licensed, unworded

INSTRUMENT = Instrument(
    id="oci4",
    version="1",
    title="Obsessive-Compulsive Inventory, 4 items",
    short="OCI-4",
    about="obsessions and compulsions",
    stem="",
    items=licensed("oci4", range(1, 5), unworded(0, 4), names=("washing", "checking", "ordering", "obsessing")),
    scoring=sum_of_items(),
    range=(0, 16),
    bands=(
        Band(0, 4, "below the screening cut", Tone.CALM),
        Band(5, 16, "at or above the screening cut", Tone.MODERATE),
    ),
    cuts=(Cut(5, "positive screen for obsessive-compulsive disorder", Standing.TO_CONFIRM, "oci4"),),
    direction=Direction.LOWER_IS_BETTER,
    recall="the past month",
    informant=Informant.PATIENT,
    licence=Licence.PERMISSION,
    copyright="From the OCI-R, © Edna B. Foa.",
    holder="Edna B. Foa",
    cites=(Citation("oci4", "The ultra-brief Obsessive-Compulsive Inventory of four items, from the OCI-R"),),
    standing=Standing.CHECKED,
    remarks="The cut is 5 or 6, to confirm in the paper; the lower is used.",
    review=REVIEW,
    examples=(
        Example(says="all zero", answers=in_order("oci4", 0, 0, 0, 0), total=0, word="below the screening cut"),
        Example(says="four is below", answers=in_order("oci4", 1, 1, 1, 1), total=4, word="below the screening cut"),
        Example(says="five is at it", answers=in_order("oci4", 4, 1, 0, 0), total=5, word="at or above the screening cut"),
        Example(says="the highest", answers=in_order("oci4", 4, 4, 4, 4), total=16, word="at or above the screening cut"),
        Example(says="one missing is no total", answers=in_order("oci4", 4, None, 4, 4)),
    ),
)
