"""What holds for every instrument in the catalogue: the next one is tried at once."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.facts import Implausible, MeasureAnswered
from kapstone.instruments import (
    Example,
    Instrument,
    Item,
    Licence,
    Triage,
    all_instruments,
    asked_items,
    check_answers,
    is_complete,
    score,
    score_of,
)

INSTRUMENTS = tuple(all_instruments().values())
EXAMPLES = tuple((instrument, example) for instrument in INSTRUMENTS for example in instrument.examples)

every_instrument = pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda instrument: instrument.id)

STABLE_IDS = {
    "aldrete": (
        "aldrete_activity",
        "aldrete_respiration",
        "aldrete_circulation",
        "aldrete_consciousness",
        "aldrete_saturation",
    ),
    "auditc": ("auditc_1", "auditc_2", "auditc_3"),
    "cssrs_recent": ("cssrs_1", "cssrs_2", "cssrs_3", "cssrs_4", "cssrs_5", "cssrs_6", "cssrs_6b"),
    "cssrs_since_last_contact": ("cssrs_1", "cssrs_2", "cssrs_3", "cssrs_4", "cssrs_5", "cssrs_6"),
    "gad7": tuple(f"gad7_{number}" for number in range(1, 8)),
    "gas": (),
    "moaas": ("moaas_1",),
    "pcl5": tuple(f"pcl5_{number}" for number in range(1, 21)),
    "pcptsd5": ("pcptsd5_exposure", *(f"pcptsd5_{number}" for number in range(1, 6))),
    "peg": ("peg_pain", "peg_enjoyment", "peg_activity"),
    "phq9": tuple(f"phq9_{number}" for number in range(1, 11)),
}
"""Recorded answers are kept by these ids for ever: they may be added to, never changed."""

WITHOUT_BANDS = {"peg": "no bands are published"}

BANNED = (
    r"ndma\b", r"low risk of abuse", r"non-addictive", r"\bcures?\b", r"proven safe", r"guaranteed", r"fda-approved ketamine therapy",
    r"safer than antidepressants", r"unanimous", r"most people are a good fit", r"prevents suicide", r"loophole", r"rewires", r"heals your brain",
    r"regrows brain cells", r"no side effects",
)  # fmt: skip


@st.composite
def complete_answers(draw: st.DrawFn, instrument: Instrument) -> dict[str, int | None]:
    """Answers to everything that is asked, in the order it is asked."""
    if instrument.template is not None:
        values = draw(
            st.lists(st.sampled_from([option.value for option in instrument.template.options]), min_size=1, max_size=8)
        )
        return {f"goal_{number}": value for number, value in enumerate(values, start=1)}
    answers: dict[str, int | None] = {}
    for item in _to_ask(instrument, answers):
        answers[item.id] = draw(st.sampled_from([option.value for option in item.options]))
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
def test_its_ids_never_change(instrument: Instrument) -> None:
    assert tuple(item.id for item in instrument.items) == STABLE_IDS[instrument.id]


@every_instrument
def test_its_items_and_options_are_told_apart(instrument: Instrument) -> None:
    items = (*instrument.items, *((instrument.template,) if instrument.template else ()))

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

    assert found.total == example.total
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
    assert found.total is None or instrument.range[0] <= found.total <= instrument.range[1]
    assert found.because
    assert re.search(r"[a-z]{3,}", found.plain)
    assert len(re.findall(r"[.?!](?: |$)", found.plain)) == 2, "two sentences for the patient"


@every_instrument
@given(data=st.data())
def test_a_total_never_falls_when_an_answer_rises(instrument: Instrument, data: st.DataObject) -> None:
    before = data.draw(complete_answers(instrument))
    raised = data.draw(st.sampled_from(sorted(before)))
    item = instrument.item(raised)
    assert item is not None
    now = before[raised]
    assert now is not None
    after = before | {raised: data.draw(st.sampled_from([option.value for option in item.options if option.value >= now]))}
    for opened in _to_ask(instrument, after):
        after[opened.id] = min(option.value for option in opened.options)

    lower, higher = score(instrument, before), score(instrument, after)

    if instrument.triage is None:
        assert lower.total is not None
        assert higher.total is not None
        assert higher.total >= lower.total
    else:
        assert lower.triage is not None
        assert higher.triage is not None
        assert higher.triage.rank >= lower.triage.rank


@every_instrument
@given(data=st.data())
def test_a_missing_answer_is_not_a_zero(instrument: Instrument, data: st.DataObject) -> None:
    answers = data.draw(complete_answers(instrument))
    needed = [name for name in sorted(answers) if (item := instrument.item(name)) and item.is_scored]
    if not needed:
        return
    gap = data.draw(st.sampled_from(needed))
    followers = {item.id for item in instrument.items if item.when and gap in item.when.items and item.is_scored}

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

    assert score(instrument, answers) == score(instrument, dict(reversed(answers.items()))) == score_of(fact)


@every_instrument
def test_a_value_that_is_no_option_is_refused_by_item(instrument: Instrument) -> None:
    name = instrument.items[0].id if instrument.items else "goal_1"

    for value in (99, -99, True, 0.5, "1"):
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
