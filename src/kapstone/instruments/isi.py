"""The ISI: seven questions on insomnia over two weeks."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.instruments._instrument import Band, Change, Cut, Direction, Example, Instrument, Licence, Number, Tone
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import REVIEW, in_order, licensed, unworded

INSTRUMENT = Instrument(
    id="isi",
    version="1",
    title="Insomnia Severity Index",
    short="ISI",
    about="insomnia",
    stem="",
    items=licensed("isi", range(1, 8), unworded(0, 4)),
    scoring=sum_of_items(),
    range=(0, 28),
    bands=(
        Band(0, 7, "no insomnia of note", Tone.CALM),
        Band(8, 14, "below the threshold of insomnia", Tone.MILD),
        Band(15, 21, "moderate insomnia", Tone.MODERATE),
        Band(22, 28, "severe insomnia", Tone.SEVERE),
    ),
    cuts=(Cut(10, "insomnia is likely (community)", Standing.CHECKED, "morin2011"),),
    change=Change(
        important=Number(6, Standing.CHECKED, "yang2009"),
        remission_below=Number(8, Standing.CHECKED, "morin2011"),
        remission_from=Number(10, Standing.DESIGN, "morin2011"),
    ),
    direction=Direction.LOWER_IS_BETTER,
    recall="the last two weeks",
    informant=Informant.PATIENT,
    licence=Licence.PERMISSION,
    copyright="© Charles M. Morin.",
    holder="Charles M. Morin, through the Mapi Research Trust",
    cites=(
        Citation(
            "morin2011", "Morin et al.: The Insomnia Severity Index, indicators to detect cases and evaluate response (2011)"
        ),
        Citation("yang2009", "Yang et al.: Insomnia Severity Index, minimal important difference (2009)"),
    ),
    standing=Standing.CHECKED,
    remarks="A fall of 8.4 points went with moderate improvement (Morin 2011). That remission needs a start at the cut is our proposal.",
    review=REVIEW,
    examples=(
        Example(says="all zero", answers=in_order("isi", *[0] * 7), total=0, word="no insomnia of note"),
        Example(says="seven ones", answers=in_order("isi", *[1] * 7), total=7, word="no insomnia of note"),
        Example(says="fourteen", answers=in_order("isi", *[2] * 7), total=14, word="below the threshold of insomnia"),
        Example(says="fifteen is moderate", answers=in_order("isi", 3, 2, 2, 2, 2, 2, 2), total=15, word="moderate insomnia"),
        Example(says="all four", answers=in_order("isi", *[4] * 7), total=28, word="severe insomnia"),
        Example(says="one missing is no total", answers=in_order("isi", 3, 2, 2, None, 2, 2, 2)),
    ),
)
