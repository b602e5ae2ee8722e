"""The MADRS: ten ratings of depression by a clinician over a week, the tenth of which is read by itself."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.findings import Level
from kapstone.instruments._instrument import Band, Change, CriticalRule, Direction, Example, Instrument, Licence, Number, Tone
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import REVIEW, in_order, licensed, unworded

INSTRUMENT = Instrument(
    id="madrs",
    version="1",
    title="Montgomery-Åsberg Depression Rating Scale",
    short="MADRS",
    about="depression",
    stem="",
    items=licensed("madrs", range(1, 11), unworded(0, 6)),
    scoring=sum_of_items(),
    range=(0, 60),
    bands=(
        Band(0, 6, "none", Tone.CALM),
        Band(7, 19, "mild", Tone.MILD),
        Band(20, 34, "moderate", Tone.MODERATE),
        Band(35, 60, "severe", Tone.SEVERE),
    ),
    change=Change(
        important=Number(6, Standing.TO_CONFIRM, "montgomery1979"),
        response_percent=Number(50, Standing.DESIGN, "montgomery1979"),
        remission_below=Number(11, Standing.TO_CONFIRM, "montgomery1979"),
        remission_from=Number(20, Standing.DESIGN, "montgomery1979"),
    ),
    direction=Direction.LOWER_IS_BETTER,
    critical=(
        CriticalRule(
            "madrs_10",
            frozenset({4, 5, 6}),
            Level.URGENT,
            "Item 10 is 4 or more: suicidal thoughts. Complete a C-SSRS now; safety precautions until a clinician has evaluated.",
        ),
    ),
    recall="the past seven days",
    informant=Informant.CLINICIAN,
    licence=Licence.PERMISSION,
    copyright="© Stuart A. Montgomery and Marie Åsberg.",
    holder="the holders of the rights of Montgomery and Åsberg",
    cites=(Citation("montgomery1979", "Montgomery, Åsberg: A new depression scale designed to be sensitive to change (1979)"),),
    standing=Standing.TO_CONFIRM,
    remarks=(
        "Remission is at most 10, by others at most 12; 10 is used. Response as a fall of half follows our general rule, and that remission needs a "
        "start at 20 or more is our proposal."
    ),
    review=REVIEW,
    examples=(
        Example(says="all zero", answers=in_order("madrs", *[0] * 10), total=0, word="none"),
        Example(says="ten ones", answers=in_order("madrs", *[1] * 10), total=10, word="mild"),
        Example(says="twenty is moderate", answers=in_order("madrs", *[2] * 10), total=20, word="moderate"),
        Example(says="thirty-five is severe", answers=in_order("madrs", *[4] * 8, 3, 0), total=35, word="severe"),
        Example(says="the highest", answers=in_order("madrs", *[6] * 10), total=60, word="severe"),
        Example(says="item 10 missing is no total", answers=in_order("madrs", *[2] * 9, None)),
    ),
)
