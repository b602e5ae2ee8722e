"""The AUDIT-C: three questions on drinking; the cut differs between men and women."""

from kapstone.evidence import Standing
from kapstone.facts import Informant, Sex
from kapstone.instruments._instrument import (
    Answers,
    Band,
    Cut,
    Direction,
    Example,
    Instrument,
    Item,
    Licence,
    Option,
    Tone,
    When,
)
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import REVIEW
from kapstone.sources import BUSH_1998


def _options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(value, label) for value, label in enumerate(labels))


_DRINKS = When(("auditc_1",), frozenset({1, 2, 3, 4}))


def _answers(*values: int | None) -> Answers:
    return {f"auditc_{number}": value for number, value in enumerate(values, start=1)}


INSTRUMENT = Instrument(
    id="auditc",
    version="1",
    title="Alcohol Use Disorders Identification Test, consumption questions",
    short="AUDIT-C",
    about="alcohol use",
    stem="",
    items=(
        Item(
            id="auditc_1",
            text="How often do you have a drink containing alcohol?",
            options=_options("Never", "Monthly or less", "2–4 times a month", "2–3 times a week", "4 or more times a week"),
            short="how often",
            loinc="68518-0",
        ),
        Item(
            id="auditc_2",
            text="How many drinks containing alcohol do you have on a typical day when you are drinking?",
            options=_options("1 or 2", "3 or 4", "5 or 6", "7, 8 or 9", "10 or more"),
            short="how much",
            loinc="68519-8",
            when=_DRINKS,
        ),
        Item(
            id="auditc_3",
            text="How often do you have six or more drinks on one occasion?",
            options=_options("Never", "Less than monthly", "Monthly", "Weekly", "Daily or almost daily"),
            short="six or more at once",
            loinc="68520-6",
            when=_DRINKS,
        ),
    ),
    scoring=sum_of_items(),
    range=(0, 12),
    bands=(
        Band(0, 2, "below the screening cut", Tone.CALM),
        Band(3, 3, "at the screening cut for women, below it for men", Tone.MILD),
        Band(4, 6, "at or above the screening cut", Tone.MODERATE),
        Band(7, 12, "high", Tone.HIGH),
    ),
    cuts=(
        Cut(4, "positive screen for hazardous drinking (men)", Standing.TO_CONFIRM, "bush1998", Sex.MALE),
        Cut(3, "positive screen for hazardous drinking (women)", Standing.TO_CONFIRM, "bush1998", Sex.FEMALE),
        Cut(
            3,
            "positive screen for hazardous drinking (the lower cut where sex is not recorded as male)",
            Standing.DESIGN,
            "bush1998",
        ),
    ),
    direction=Direction.LOWER_IS_BETTER,
    recall="the past year",
    informant=Informant.PATIENT,
    loinc_panel="72109-2",
    loinc_total="75626-2",
    licence=Licence.FREE,
    copyright="Public domain (World Health Organization, AUDIT).",
    cites=(BUSH_1998,),
    standing=Standing.CHECKED,
    remarks="Cuts and the item codes are to confirm. Who never drinks is not asked questions 2 and 3; both count 0.",
    review=REVIEW,
    examples=(
        Example(says="never drinks: 2 and 3 are not asked", answers=_answers(0), total=0, word="below the screening cut"),
        Example(
            says="a woman's cut", answers=_answers(2, 1, 0), total=3, word="at the screening cut for women, below it for men"
        ),
        Example(says="a man's cut", answers=_answers(2, 1, 1), total=4, word="at or above the screening cut"),
        Example(says="the highest", answers=_answers(4, 4, 4), total=12, word="high"),
        Example(says="one missing is no total", answers=_answers(2, 1, None)),
    ),
)
