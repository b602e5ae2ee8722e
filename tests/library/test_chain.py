"""The hash chain: one text for one value, and no link can be changed alone."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.chain import GENESIS, Uncanonical, canonical, link

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def test_the_worked_example_can_be_made_with_any_sha256() -> None:
    text = canonical({"b": 1.0, "a": [True, None, 2.5]})

    assert text == '{"a":[true,null,2.5],"b":1}'
    assert link(GENESIS, {"said": "one"}) == "39f076fc0af0be5b5c491d03f3d5cac15b347a671b5f5fe5afdaa8a3a6b3fa3b"


@given(JSON)
def test_reading_the_text_back_and_writing_it_again_changes_nothing(value: object) -> None:
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(JSON, JSON)
def test_different_words_or_a_different_past_make_a_different_link(one: object, other: object) -> None:
    assert link(GENESIS, [one]) != link("1" * 64, [one])
    assert (link(GENESIS, one) == link(GENESIS, other)) == (canonical(one) == canonical(other))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "a\x00b", "\ud800", {1: 2}, {"a": object()}, b"bytes"])
def test_what_a_database_could_not_keep_is_refused(value: object) -> None:
    with pytest.raises(Uncanonical):
        canonical(value)
