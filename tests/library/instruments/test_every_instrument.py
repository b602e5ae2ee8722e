"""What holds for every instrument in the catalogue: the next one is tried at once."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.facts import Implausible, MeasureAnswered
from kapstone.instruments import (
    Example,
    Instrument,
    Item,
    Licence,
    Score,
    Triage,
    all_instruments,
    asked_items,
    check_answers,
    is_complete,
    score,
    score_of,
)
from wording import ready

INSTRUMENTS = tuple(ready(name) for name in all_instruments())
"""Every instrument as it can be asked; those that ship without their wording have made-up words."""
EXAMPLES = tuple((instrument, example) for instrument in INSTRUMENTS for example in instrument.examples)

every_instrument = pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda instrument: instrument.id)


WITHOUT_BANDS = {
    **dict.fromkeys(("peg", "cadss", "cadss6", "waisr", "starp"), "no bands are published"),
    **dict.fromkeys(("wemwbs", "swemwbs"), "no clinical bands are published"),
    **dict.fromkeys(("meq30", "ebi", "piq", "ceq"), "an experience is not more or less severe"),
    **dict.fromkeys(
        ("likert1", "taps", "kset_screening", "kset_baseline", "kset_immediate", "kset_follow_up"), "there is no total"
    ),
    "bprsp": "a rise above the own baseline counts",
    "mdq": "the screen goes by three rules together",
    "sds": "each domain is looked at by itself",
}
"""Instruments whose totals have no bands, with the reason."""

BANNED = (
    r"ndma\b", r"low risk of abuse", r"non-addictive", r"\bcures?\b", r"proven safe", r"guaranteed", r"fda-approved ketamine therapy",
    r"safer than antidepressants", r"unanimous", r"most people are a good fit", r"prevents suicide", r"loophole", r"rewires", r"heals your brain",
    r"regrows brain cells", r"no side effects",
)  # fmt: skip


@st.composite
def complete_answers(draw: st.DrawFn, instrument: Instrument) -> dict[str, int | None]:
    """Answers to everything that is asked, in the order it is asked; one draw for all of them, as there are many."""
    if instrument.template is not None:
        options, picks = instrument.template.options, draw(st.binary(min_size=1, max_size=8))
        return {f"goal_{number}": options[pick % len(options)].value for number, pick in enumerate(picks, start=1)}
    picks = draw(st.binary(min_size=len(instrument.items), max_size=len(instrument.items)))
    answers: dict[str, int | None] = {}
    for item, pick in zip(instrument.items, picks, strict=True):
        if (item.when is None or item.when.holds(answers)) and item.or_else not in answers:
            answers[item.id] = item.options[pick % len(item.options)].value
    return answers


def _to_ask(instrument: Instrument, answers: dict[str, int | None]) -> Iterator[Item]:
    while waiting := [item for item in asked_items(instrument, answers) if item.id not in answers]:
        yield waiting[0]


def _texts(instrument: Instrument) -> Iterator[str]:
    yield from (instrument.title, instrument.stem, instrument.remarks, instrument.copyright, instrument.recall)
    for item in instrument.items:
        yield from (item.text, item.short, item.spoken, *(option.label for option in item.options))
    yield from (band.word for band in instrument.bands)
    yield from (cut.means for cut in instrument.cuts)
    yield from (rule.sentence for rule in instrument.critical)
    for example in instrument.examples:
        found = score(instrument, example.answers)
        yield from (found.because, found.plain)


_ANSWER_PREFIX = 5
"""What the letters of an answer code (LA33-6) add to its check digit; the same for all answer codes we use."""


def _check_digit(digits: str) -> int:
    """The mod 10 check digit of a LOINC code: every second digit from the right is doubled."""
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return -sum(value // 10 + value % 10 for value in doubled) % 10


@every_instrument
def test_it_cites_its_sources_and_says_when_it_is_due_for_review(instrument: Instrument) -> None:
    keys = {cite.key for cite in instrument.cites}
    used = {number.source for number in instrument.change.numbers.values()} | {cut.source for cut in instrument.cuts}

    assert keys
    assert used <= keys, "a number rests on a source that is not cited"
    assert instrument.review.authored_by
    assert instrument.licence in Licence
    assert instrument.licence is not Licence.FREE_WITH_ATTRIBUTION or instrument.copyright


@every_instrument
def test_its_items_and_options_are_told_apart(instrument: Instrument) -> None:
    items = (*instrument.items, *((instrument.template,) if instrument.template else ()))

    assert instrument.has_text
    assert len({item.id for item in items}) == len(items)
    for item in items:
        assert len({option.value for option in item.options}) == len(item.options) >= 2
        assert len({option.label for option in item.options}) == len(item.options)
        assert instrument.ask(item).strip()


@every_instrument
def test_its_conditions_and_critical_rules_name_items_it_has(instrument: Instrument) -> None:
    known = [item.id for item in instrument.items]

    for item in instrument.items:
        assert not item.when or all(known.index(gate) < known.index(item.id) for gate in item.when.items)
    for rule in instrument.critical:
        item = instrument.item(rule.item)
        assert item is not None
        assert rule.values <= {option.value for option in item.options}
    for scale in instrument.subscales:
        assert set(scale.items) <= set(known)
    assert len({scale.id for scale in instrument.subscales}) == len(instrument.subscales)
    for item in instrument.items:
        stands_in = instrument.item(item.or_else) if item.or_else else None
        assert not item.or_else or (stands_in is not None and stands_in.or_else == item.id)


@every_instrument
def test_its_range_is_what_its_answers_can_come_to(instrument: Instrument) -> None:
    if not instrument.has_total or instrument.triage is not None or instrument.template is not None:
        return

    def extreme(pick: Callable[[Iterable[int]], int]) -> dict[str, int | None]:
        """The answer of each item that counts least, or most, whether or not it is asked."""
        return {item.id: pick(option.value for option in item.options) for item in instrument.items}

    def total(pick: Callable[[Iterable[int]], int], turned: Callable[[Iterable[int]], int]) -> float | None:
        given = extreme(pick) | {name: value for name, value in extreme(turned).items() if _item(instrument, name).is_reversed}
        asked = {item.id for item in asked_items(instrument, given)}
        return score(instrument, {name: value for name, value in given.items() if name in asked}).total

    assert (total(min, max), total(max, min)) == instrument.range


@every_instrument
def test_its_bands_tile_the_range(instrument: Instrument) -> None:
    if instrument.id in WITHOUT_BANDS:
        assert not instrument.bands
        return

    low, high = instrument.range
    assert (instrument.bands[0].low, instrument.bands[-1].high) == (low, high)
    for band, following in zip(instrument.bands, instrument.bands[1:], strict=False):
        assert band.low <= band.high
        assert following.low == pytest.approx(band.high + instrument.step)


@every_instrument
def test_its_loinc_codes_have_valid_check_digits(instrument: Instrument) -> None:
    codes = {instrument.loinc_panel, instrument.loinc_total, *(item.loinc for item in instrument.items)}
    codes |= {option.code for item in instrument.items for option in item.options}

    for code in codes - {""}:
        match = re.fullmatch(r"(LA)?(\d+)-(\d)", code)
        assert match, code
        assert (_check_digit(match[2]) + (_ANSWER_PREFIX if match[1] else 0)) % 10 == int(match[3]), code


def test_the_wrong_code_that_circulates_for_gad7_item_6_is_caught() -> None:
    assert _check_digit("69689") == 8  # public code prints 69689-6


@every_instrument
def test_its_texts_make_no_claim_from_the_banned_list(instrument: Instrument) -> None:
    for text in _texts(instrument):
        assert not any(re.search(phrase, text.casefold()) for phrase in BANNED), text


@every_instrument
def test_it_has_examples_and_one_of_them_is_incomplete(instrument: Instrument) -> None:
    totals = [score(instrument, example.answers) for example in instrument.examples]

    assert len(totals) >= 4
    assert any(found.total is None and found.triage is None for found in totals)


@pytest.mark.parametrize("instrument,example", EXAMPLES, ids=[f"{one.id}: {example.says}" for one, example in EXAMPLES])
def test_the_worked_example_comes_out(instrument: Instrument, example: Example) -> None:
    found = score(instrument, example.answers)

    assert found.total == (None if example.total is None else pytest.approx(example.total, abs=1e-9))
    assert found.triage == example.triage
    assert (found.band.word if found.band else "") == example.word


@every_instrument
@given(data=st.data())
def test_complete_answers_give_a_score_within_the_range(instrument: Instrument, data: st.DataObject) -> None:
    answers = data.draw(complete_answers(instrument))

    found = score(instrument, answers)

    assert is_complete(instrument, answers)
    assert found.is_complete
    assert not found.prorated
    assert (found.total is None) is (instrument.triage is not None or not instrument.has_total)
    assert found.total is None or instrument.range[0] <= found.total <= instrument.range[1]
    assert found.because
    assert re.search(r"[a-z]{3,}", found.plain)
    assert len(re.findall(r"[.?!](?: |$)", found.plain)) == 2, "two sentences for the patient"


@every_instrument
@given(data=st.data())
def test_a_total_never_falls_when_an_answer_rises(instrument: Instrument, data: st.DataObject) -> None:
    """Nor does a tier or a subscale. Answers that count the other way round are lowered instead."""
    before = data.draw(complete_answers(instrument))
    raised = data.draw(st.sampled_from(sorted(before)))
    item = _item(instrument, raised)
    now = before[raised]
    assert now is not None
    better = [option.value for option in item.options if item.worth(option.value) >= item.worth(now)]
    after = before | {raised: data.draw(st.sampled_from(better))}
    for opened in _to_ask(instrument, after):
        after[opened.id] = min(option.value for option in opened.options)

    lower, higher = score(instrument, before), score(instrument, after)

    assert all(was <= now for was, now in zip(_results(lower), _results(higher), strict=True))


SUBSCALES_MAY_FALL = {
    "wsas": "its percentage is of fewer questions where work does not apply",
    **dict.fromkeys(
        ("kset_screening", "kset_baseline", "kset_immediate", "kset_follow_up"), "an effect that grows leaves its old degree"
    ),
}
"""Instruments whose subscales are no sums of answers, with the reason."""


def _results(found: Score) -> tuple[float, ...]:
    """Everything a score comes to, in one order: a tier or a total, then each subscale."""
    rank = [] if found.triage is None else [float(found.triage.rank)]
    subscales = () if found.instrument in SUBSCALES_MAY_FALL else found.subscales.values()
    assert None not in subscales
    return tuple(value for value in (*rank, found.total, *subscales) if value is not None)


def _item(instrument: Instrument, name: str) -> Item:
    item = instrument.item(name)
    assert item is not None
    return item


@every_instrument
@given(data=st.data())
def test_a_missing_answer_is_not_a_zero(instrument: Instrument, data: st.DataObject) -> None:
    answers = data.draw(complete_answers(instrument))
    needed = [name for name in sorted(answers) if _item(instrument, name).is_scored and not _item(instrument, name).or_else]
    if not needed:
        return
    gap = data.draw(st.sampled_from(needed))
    followers = {item.id for item in instrument.items if item.when and gap in item.when.items}

    found = score(
        instrument, {name: None if name == gap else value for name, value in answers.items() if name not in followers}
    )

    assert gap in found.missing
    assert not found.is_complete
    assert found.total is None or found.prorated
    assert found.triage in {None, Triage.HIGH}


@every_instrument
def test_nothing_answered_is_no_score(instrument: Instrument) -> None:
    found = score(instrument, {})

    assert found.total is None
    assert found.triage is None
    assert found.band is None
    assert not is_complete(instrument, {})


@every_instrument
@given(data=st.data())
def test_scoring_again_changes_nothing(instrument: Instrument, data: st.DataObject) -> None:
    answers = data.draw(complete_answers(instrument))
    fact = MeasureAnswered(instrument=instrument.id, instrument_version=instrument.version, answers=answers)

    assert score(instrument, answers) == score(instrument, dict(reversed(answers.items())))
    assert _without_words(score(instrument, answers)) == _without_words(score_of(fact))


def _without_words(found: Score) -> Score:
    """Sentences name the items, and a form of its own names them otherwise than the structure that ships."""
    return replace(found, because="", plain="")


@every_instrument
def test_a_value_that_is_no_option_is_refused_by_item(instrument: Instrument) -> None:
    name = instrument.items[0].id if instrument.items else "goal_1"

    for value in (999, -999, True, 0.5, "1"):
        with pytest.raises(Implausible) as refused:
            check_answers(instrument, {name: value})  # type: ignore[dict-item]  # what a caller may not give

        assert refused.value.field == name


@every_instrument
def test_an_item_it_does_not_have_is_refused_by_name(instrument: Instrument) -> None:
    if instrument.template is not None:
        return  # goals carry their own ids

    with pytest.raises(Implausible) as refused:
        score(instrument, {"phq8_1": 1})

    assert refused.value.field == "phq8_1"
