"""The OCI-R: eighteen statements on obsessions and compulsions over a month, in six subscales of three."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Answers, Band, Cut, Direction, Example, Instrument, Licence, Subscale, Tone
from kapstone.instruments._scoring import sum_of_clusters
from kapstone.instruments._shared import REVIEW, ids, in_order, licensed, unworded

# Every sixth statement belongs to the same subscale.
_SUBSCALES = tuple(
    Subscale(title.lower(), title, ids("ocir", first, first + 6, first + 12))
    for first, title in enumerate(("Hoarding", "Checking", "Ordering", "Neutralising", "Washing", "Obsessing"), start=1)
)


def _answers(*by_subscale: int) -> Answers:
    """Every statement of a subscale answered alike."""
    return in_order("ocir", *by_subscale * 3)


INSTRUMENT = Instrument(
    id="ocir",
    version="1",
    title="Obsessive-Compulsive Inventory, revised",
    short="OCI-R",
    about="obsessions and compulsions",
    stem="",
    items=licensed("ocir", range(1, 19), unworded(0, 4)),
    scoring=sum_of_clusters(),
    subscales=_SUBSCALES,
    range=(0, 72),
    bands=(
        Band(0, 15, "mild", Tone.MILD),
        Band(16, 27, "moderate", Tone.MODERATE),
        Band(28, 72, "severe", Tone.SEVERE),
    ),
    cuts=(Cut(21, "obsessive-compulsive disorder is likely", Standing.TO_CONFIRM, "foa2002"),),
    direction=Direction.LOWER_IS_BETTER,
    recall="the past month",
    informant=Informant.PATIENT,
    licence=Licence.PERMISSION,
    copyright="© Edna B. Foa.",
    holder="Edna B. Foa",
    cites=(Citation("foa2002", "Foa et al.: The Obsessive-Compulsive Inventory, short version (2002)"),),
    standing=Standing.CHECKED,
    remarks="Which statement belongs to which subscale is to confirm. The cut of 21 is against people without anxiety, 14 against those with it.",
    review=REVIEW,
    examples=(
        Example(says="all zero", answers=_answers(0, 0, 0, 0, 0, 0), total=0, word="mild"),
        Example(says="washing alone", answers=_answers(0, 0, 0, 0, 4, 0), total=12, word="mild"),
        Example(says="ones and some twos", answers=_answers(2, 1, 1, 1, 1, 1), total=21, word="moderate"),
        Example(says="all four", answers=_answers(4, 4, 4, 4, 4, 4), total=72, word="severe"),
        Example(says="one missing is no total", answers={**_answers(1, 1, 1, 1, 1, 1), "ocir_7": None}),
    ),
)
