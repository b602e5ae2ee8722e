"""Finding a therapist: who can be offered at all, who comes first, and why."""

from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kapstone.facts import Indication
from kapstone.matching import Needs, Profile, rank

TODAY = date(2026, 3, 2)


def a_therapist(number: int, **changes: object) -> Profile:
    values = {
        "therapist": UUID(int=number),
        "name": f"Therapist {number}",
        "licences": {"IL": date(2027, 1, 1)},
        "open_places": 2,
        "kap_trained": True,
    } | changes
    return Profile(**values)  # type: ignore[arg-type]  # a test's shorthand


def needs(**changes: object) -> Needs:
    return Needs(**({"state": "IL", "indication": Indication.TRD, "on": TODAY} | changes))  # type: ignore[arg-type]  # as above


def test_without_a_licence_in_the_patients_state_nobody_is_offered() -> None:
    (match,) = rank(needs(state="WI"), [a_therapist(1)])

    assert not match.is_offered
    assert match.barred == ("no licence for WI on file",)


def test_an_expired_licence_says_when_it_expired() -> None:
    (match,) = rank(needs(), [a_therapist(1, licences={"IL": date(2026, 3, 1)})])

    assert match.barred == ("the licence for IL expired on 01-Mar-2026",)


def test_an_unknown_state_offers_nobody() -> None:
    assert not any(match.is_offered for match in rank(needs(state=""), [a_therapist(1)]))


def test_who_treats_the_condition_comes_before_who_does_not_and_says_so() -> None:
    first, second = rank(needs(), [a_therapist(1), a_therapist(2, indications=frozenset({Indication.TRD}))])

    assert first.profile.name == "Therapist 2"
    assert "treats treatment-resistant depression" in first.because
    assert second.is_offered


def test_a_full_therapist_may_still_take_their_own_patient_back() -> None:
    full = a_therapist(1, open_places=0)

    assert not rank(needs(), [full])[0].is_offered
    assert rank(needs(earlier_therapist=full.therapist), [full])[0].is_offered


def test_a_missing_language_counts_against_and_an_unasked_one_counts_for_nothing() -> None:
    therapist = a_therapist(1)

    assert rank(needs(language="Spanish"), [therapist])[0].score < rank(needs(), [therapist])[0].score


@given(st.permutations([a_therapist(n, open_places=n) for n in range(5)]))
def test_the_order_they_are_listed_in_changes_nothing(profiles: list[Profile]) -> None:
    assert rank(needs(), profiles) == rank(needs(), sorted(profiles, key=lambda profile: profile.name))
