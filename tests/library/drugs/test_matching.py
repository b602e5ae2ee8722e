"""Lines of medication lists: never silently wrong, and certain often enough to be of use."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapstone.drugs import Certainty, all_ingredients, match
from kapstone.drugs._lexicon import CONFUSABLE, lexicon
from kapstone.drugs._outside import OUTSIDE
from library.drugs.reading import labelled

LINES = labelled()
INSIDE = [each for each in LINES if each.what == "inside"]
RECALL_OF_CERTAIN = 0.88
RECALL_WITH_ASKING = 0.99


def test_there_are_enough_lines() -> None:
    assert len(LINES) >= 400
    assert len({each.line for each in LINES}) == len(LINES)
    assert sum(each.what == "outside" for each in LINES) >= 50


def test_no_line_is_silently_taken_for_a_wrong_ingredient() -> None:
    certain = [(each, match(each.line)) for each in LINES if match(each.line).is_certain]

    wrong = [(each.line, found.ingredients) for each, found in certain if set(found.ingredients) != each.ingredients]

    assert wrong == []
    assert all(each.what == "inside" for each, _ in certain), "what has to be asked is never certain"


def test_recall_is_reported_and_does_not_fall(capsys: pytest.CaptureFixture[str]) -> None:
    certain = sum(match(each.line).is_certain for each in INSIDE)
    offered = sum(any(set(one.ingredients) == each.ingredients for one in match(each.line).candidates) for each in INSIDE)

    with capsys.disabled():
        print(
            f"\n{len(LINES)} lines, {len(INSIDE)} of the tables: certain {certain} ({certain / len(INSIDE):.1%}), right when asked {offered} more;"
            f" precision of certain 100 %"
        )
    assert certain / len(INSIDE) >= RECALL_OF_CERTAIN
    assert (certain + offered) / len(INSIDE) >= RECALL_WITH_ASKING


def test_a_medicine_outside_the_tables_is_never_forced_into_them() -> None:
    for each in LINES:
        if each.what == "outside":
            found = match(each.line)
            assert found.certainty is Certainty.UNKNOWN, (each.line, found.candidates)
            assert found.asks


@pytest.mark.parametrize("each", [one for one in INSIDE if match(one.line).is_certain], ids=lambda one: one.line)
def test_the_daily_dose_is_the_one_that_is_written_or_none(each: object) -> None:
    from library.drugs.reading import Labelled

    assert isinstance(each, Labelled)
    found = match(each.line).daily_mg

    assert found == (pytest.approx(each.daily_mg, rel=1e-4) if each.daily_mg is not None else None)


@pytest.mark.parametrize(
    "line, daily_mg",
    [
        ("clonazepam 0.5 mg 1 1/2 tabs bid", 1.5),
        ("clonazepam 0.5 mg 1½ tabs bid", 1.5),
        ("clonazepam 0.5 mg one and a half tabs bid", 1.5),
        ("clonazepam 2 x 0.5 mg bid", None),
        ("diazepam 5 mg x 2 daily", 10),
        ("alprazolam 1 mg 2x weekly", None),
        ("alprazolam 1 mg 3 nights a week", None),
        ("lorazepam 1 mg every other night", 0.5),
        ("take 2 tablets (1 mg) lorazepam at bedtime", None),
        ("lorazepam take 1 tablet (1 mg) by mouth 2 times daily", 2),
        ("lorazepam 2 tabs of 0.5 mg bid", 2),
        ("diazepam 5-10 mg daily", None),
        ("alprazolam 0.5 mg 1-2 tabs tid", None),
        ("lorazepam 1 mg bid x 7 days", 2),
        ("lorazepam 1 mg tid, max 2 mg", None),
        ("alprazolam 1 mg 3x/day", 3),
        ("lorazepam 0.5 mg tablet: 1 tab AM, 2 tabs HS", None),
        ("lorazepam 1 mg mwf", None),
        ("lorazepam 1,000 mcg bid", 2),
        ("diazepam 2 mg 4 times a day", 8),
        ("lorazepam 1 mg every 4-6 hours", None),
        ("lorazepam 10 mg/5 ml bid", None),
        ("lorazepam 1 mg daily at 8 am", None),
        ("valium 5 mg am & pm", 10),
        ("valium 5 mg in the morning, at night", None),
        ("lorazepam 1 mg prn, usually bid", None),
        (f"diazepam {'9' * 400} mg daily", None),
    ],
)
def test_a_dose_that_is_not_plain_is_asked_about(line: str, daily_mg: float | None) -> None:
    found = match(line)

    assert found.is_certain
    assert found.daily_mg == daily_mg
    if daily_mg is None and not found.intake.as_needed:
        assert found.asks, "a dose nobody knows is asked about"


@pytest.mark.parametrize("name", sorted(lexicon()))
def test_every_name_of_the_tables_is_certain_by_itself(name: str) -> None:
    found = match(name)

    assert found.is_certain, found.asks
    assert found.ingredients == lexicon()[name].ingredients


@pytest.mark.parametrize("name", sorted(OUTSIDE))
def test_every_name_outside_the_tables_is_unknown(name: str) -> None:
    assert match(f"{name} 10 mg daily").certainty is Certainty.UNKNOWN


@pytest.mark.parametrize("group", CONFUSABLE, ids=lambda group: "-".join(sorted(group)))
def test_look_alikes_are_never_taken_for_one_another(group: frozenset[str]) -> None:
    for name in group:
        found = match(name)
        assert found.is_certain == (name in lexicon())
        for place in range(1, len(name)):
            slip = match(name[:place] + name[place + 1 :] + " 10 mg")
            assert not slip.is_certain or name[:place] + name[place + 1 :] in lexicon()


_NAMES = st.sampled_from(sorted(each for each in lexicon() if each.isalpha() and len(each) >= 5))


@given(name=_NAMES, place=st.integers(0, 30), letter=st.sampled_from(string.ascii_lowercase), how=st.sampled_from("idr"))
@settings(max_examples=400)
def test_one_slip_of_a_letter_is_never_certain(name: str, place: int, letter: str, how: str) -> None:
    at = place % len(name)
    slipped = {"i": name[:at] + letter + name[at:], "d": name[:at] + name[at + 1 :], "r": name[:at] + letter + name[at + 1 :]}[
        how
    ]

    found = match(f"{slipped} 10 mg daily")

    assert not found.is_certain or slipped in lexicon()


@given(line=st.text(max_size=200))
def test_any_text_gets_an_answer(line: str) -> None:
    found = match(line)

    assert found.is_certain or found.asks
    assert not found.is_certain or found.ingredients
    assert set(found.ingredients) <= set(all_ingredients())


@given(
    words=st.lists(
        st.sampled_from(
            [
                "zoloft",
                "ativan",
                "1",
                "0.5",
                "mg",
                "x",
                "/",
                "-",
                "and",
                "bid",
                "prn",
                "tabs",
                "½",
                "of",
                ",",
                "#3",
                "tylenol",
                "omeprazole",
                "no",
                "12.5/25",
            ]
        ),
        max_size=9,
    )
)
def test_any_order_of_words_gets_an_answer_that_is_not_wrong(words: list[str]) -> None:
    line = " ".join(words)
    said = {
        name for word, names in {"zoloft": {"sertraline"}, "ativan": {"lorazepam"}}.items() if word in words for name in names
    }

    found = match(line)

    if found.is_certain and "tylenol" not in words:
        assert set(found.ingredients) == said
        assert "no" not in words
        assert "prn" not in words or found.daily_mg is None


def test_a_negation_or_a_second_medicine_is_asked_about() -> None:
    for line in ("stopped Zoloft", "no lorazepam", "Zoloft or Lexapro", "Zoloft and Ativan", "allergic to codeine"):
        found = match(line)
        assert found.certainty is Certainty.LIKELY
        assert found.candidates
        assert found.asks


def test_a_long_line_is_read_quickly() -> None:
    assert match("sertraline " * 5000).ingredients in {("sertraline",), ()}
