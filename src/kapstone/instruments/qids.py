"""The QIDS-SR16: sixteen questions on depression that count as nine domains, never as a sum of sixteen."""

from dataclasses import replace

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.findings import Level
from kapstone.instruments._instrument import (
    Answers,
    Band,
    Change,
    CriticalRule,
    Direction,
    Example,
    Instrument,
    Item,
    Licence,
    Number,
    Subscale,
    Sums,
    Tone,
)
from kapstone.instruments._shared import REVIEW, ids, in_order, licensed, unworded
from kapstone.sources import ANAND_2023, at

_NAMES = (
    "falling asleep", "sleep during the night", "waking too early", "sleeping too much", "sadness", "decreased appetite", "increased appetite",
    "weight lost", "weight gained", "concentration", "view of oneself", "thoughts of death or suicide", "general interest", "energy", "slowing down",
    "restlessness",
)  # fmt: skip

_EITHER = {6: 7, 7: 6, 8: 9, 9: 8}
"""Appetite and weight have either fallen or risen: the form asks for one of the two."""


def _domain(key: str, title: str, *numbers: int) -> Subscale:
    return Subscale(key, title, ids("qids", *numbers))


_DOMAINS = (
    _domain("sleep", "Sleep", 1, 2, 3, 4),
    _domain("mood", "Sad mood", 5),
    _domain("appetite", "Appetite and weight", 6, 7, 8, 9),
    _domain("concentration", "Concentration", 10),
    _domain("self", "View of oneself", 11),
    _domain("suicide", "Thoughts of death or suicide", 12),
    _domain("interest", "Interest", 13),
    _domain("energy", "Energy", 14),
    _domain("psychomotor", "Slowness or restlessness", 15, 16),
)


def _items() -> tuple[Item, ...]:
    plain = licensed("qids", range(1, 17), unworded(0, 3), names=_NAMES)
    return tuple(
        replace(item, or_else=f"qids_{_EITHER[number]}") if number in _EITHER else item
        for number, item in enumerate(plain, start=1)
    )


def _highest(domain: Subscale, answers: Answers) -> float | None:
    """The highest answer of a domain; None while an item of it is open that nothing stands in for."""
    for item in domain.items:
        stands_in = f"qids_{_EITHER.get(int(item.removeprefix('qids_')), 0)}"
        if answers.get(item) is None and answers.get(stands_in) is None:
            return None
    return float(max(value for item in domain.items if (value := answers.get(item)) is not None))


def _scoring(_instrument: Instrument, answers: Answers) -> Sums:
    highest = {domain.id: _highest(domain, answers) for domain in _DOMAINS}
    known = [value for value in highest.values() if value is not None]
    return Sums(total=sum(known) if len(known) == len(_DOMAINS) else None, subscales=highest)


def _answers(*values: int | None) -> Answers:
    """The sixteen answers, those left out not in it."""
    return {item: value for item, value in in_order("qids", *values).items() if value is not None}


_N = None

INSTRUMENT = Instrument(
    id="qids",
    version="1",
    title="Quick Inventory of Depressive Symptomatology, self-report, 16 items",
    short="QIDS-SR16",
    about="depression",
    stem="",
    items=_items(),
    scoring=_scoring,
    subscales=_DOMAINS,
    range=(0, 27),
    bands=(
        Band(0, 5, "none", Tone.CALM),
        Band(6, 10, "mild", Tone.MILD),
        Band(11, 15, "moderate", Tone.MODERATE),
        Band(16, 20, "severe", Tone.HIGH),
        Band(21, 27, "very severe", Tone.SEVERE),
    ),
    change=Change(
        important=Number(5, Standing.TO_CONFIRM, "rush2003"),
        response_percent=Number(50, Standing.CHECKED, "anand2023"),
        remission_below=Number(6, Standing.CHECKED, "rush2003"),
        remission_from=Number(11, Standing.DESIGN, "rush2003"),
    ),
    direction=Direction.LOWER_IS_BETTER,
    critical=(
        CriticalRule(
            "qids_12",
            frozenset({1}),
            Level.REVIEW,
            "Item 12 is above zero: thoughts of death; complete a C-SSRS at the same visit.",
        ),
        CriticalRule(
            "qids_12",
            frozenset({2, 3}),
            Level.URGENT,
            "Item 12 is 2 or 3: thoughts of suicide. Complete a C-SSRS now; safety precautions until a clinician has evaluated.",
        ),
    ),
    recall="the past seven days",
    informant=Informant.PATIENT,
    licence=Licence.FREE_WITH_ATTRIBUTION,
    copyright="© A. John Rush and colleagues. On paper free to clinicians; electronic versions by agreement.",
    holder="the holders of the rights, as an electronic version needs their agreement",
    cites=(
        Citation("rush2003", "Rush et al.: The 16-item Quick Inventory of Depressive Symptomatology (2003)"),
        Citation("ids_qids", "IDS and QIDS: scoring and conversion"),
        at(ANAND_2023, "response as a fall of half"),
    ),
    standing=Standing.CHECKED,
    remarks=(
        "Nine domains: the highest of 1 to 4, of 6 to 9 and of 15 and 16, and the rest one by one. Of 6 and 7, and of 8 and 9, one answer is enough. "
        "Published changes that matter run from 3 to 5 points; 5 is used. That remission needs a start at 11 or more is our proposal. "
        "On the Hamilton scale of 17 items, 5 is about 7, 10 about 13, 15 about 18 to 19, and 20 about 25."
    ),
    review=REVIEW,
    examples=(
        Example(says="all zero", answers=_answers(0, 0, 0, 0, 0, 0, _N, 0, _N, 0, 0, 0, 0, 0, 0, 0), total=0, word="none"),
        Example(
            says="all three is 27, not 48",
            answers=_answers(3, 3, 3, 3, 3, 3, _N, _N, 3, 3, 3, 3, 3, 3, 3, 3),
            total=27,
            word="very severe",
        ),
        Example(
            says="four bad nights count once",
            answers=_answers(3, 2, 2, 1, 0, 0, _N, 0, _N, 0, 0, 0, 0, 0, 0, 0),
            total=3,
            word="none",
        ),
        Example(
            says="more appetite and less weight are one domain",
            answers=_answers(0, 0, 0, 0, 2, _N, 2, 1, _N, 1, 1, 0, 1, 1, 0, 1),
            total=9,
            word="mild",
        ),
        Example(
            says="eleven starts moderate",
            answers=_answers(2, 1, 0, 0, 2, 1, _N, 1, _N, 1, 2, 0, 1, 1, 1, 0),
            total=11,
            word="moderate",
        ),
        Example(
            says="weight not answered either way is no total",
            answers=_answers(0, 0, 0, 0, 2, _N, 2, _N, _N, 1, 1, 0, 1, 1, 0, 1),
        ),
    ),
)
