"""The emergency cards: one for every event we prepare for, short enough for the first minute."""

import pytest

from kapstone.documents import find_claims
from kapstone.rules.session import LISTENED_TO, Card, card, cards
from kapstone.rules.session._events import CALM, EMERGENCY_OVER, END_ORGAN

EVENTS = {
    "hypertension", "laryngospasm", "respiratory_depression", "emergence_reaction", "prolonged_dissociation", "vomiting", "hypotension", "suicidality",
    "mania_psychosis", "cardiac_arrest", "home_unreachable", "arrhythmia", "oversedation", "seizure", "anaphylaxis",
}  # fmt: skip
every_card = pytest.mark.parametrize("one", cards(), ids=[each.id for each in cards()])


def test_every_event_has_its_card() -> None:
    assert {each.id for each in cards()} == EVENTS


@every_card
def test_it_says_what_to_do_first_and_next_and_where_it_comes_from(one: Card) -> None:
    assert card(one.id) is one
    assert 2 <= len(one.first) <= 4, "a person reads at most four things in the first minute"
    assert one.then
    assert one.cites
    assert find_claims(" ".join((one.event, *one.first, *one.then))) == []


@every_card
def test_a_drug_is_given_only_on_order_except_adrenaline(one: Card) -> None:
    for step in (*one.first, *one.then):
        drugs = [
            name
            for name in ("labetalol", "suxamethonium", "orazepam", "idazolam", "ntipsychotic", "ondansetron")
            if name in step
        ]
        assert not drugs or "on order" in step, step


def test_every_word_that_is_called_out_brings_a_card_up() -> None:
    shown = {word for each in cards() for word in each.events}

    assert set(LISTENED_TO) - shown == {CALM, EMERGENCY_OVER}
    assert set(END_ORGAN) <= shown
