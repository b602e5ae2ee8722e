"""A protocol is rehearsed by the real rules: whoever they keep out is out, and everybody is counted once."""

from datetime import UTC, datetime
from random import Random
from types import MappingProxyType

import pytest

from kapstone.protocols import all_protocols
from kapstone.synthetic.cohort import Assumptions, someone
from kapstone.synthetic.rehearsal import Rehearsal, rehearse

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
HEALTHY = Assumptions(
    history_shares=MappingProxyType({}), age_years=(30, 50, 40), systolic_mmhg=(118, 2), day_to_day_mmhg=2, wish_to_die_share=0, thoughts_share=0,
    intent_share=0, drug_screen_positive_share=0, two_trials_share=1, phq9_each=(2,), leaves_before_first_dose=0, leaves_between_doses=0, review_accepted_share=1,
)  # fmt: skip


def rehearsed(name: str, patients: int = 12, assume: Assumptions | None = None) -> Rehearsal:
    return rehearse(all_protocols()[name], patients=patients, seed=3, start=START, rng=Random(3), assume=assume)


@pytest.mark.parametrize("name", sorted(all_protocols()))
def test_healthy_people_who_never_leave_all_finish(name: str) -> None:
    found = rehearsed(name, 6, HEALTHY)

    assert found.ended == {"finished the induction and its review": 6}, (found.screened_out, found.dose_days_held)
    assert found.doses is not None
    assert found.doses.median == all_protocols()[name].course.induction_doses
    assert list(found.days_to) == [
        "identity",
        "evaluated",
        "decided",
        "consented",
        "prepared",
        "first dose",
        "last dose",
        "review",
    ]


def test_an_aneurysm_keeps_everybody_out_and_the_rule_is_named() -> None:
    assume = Assumptions(
        **{field: getattr(HEALTHY, field) for field in HEALTHY.__dataclass_fields__}
        | {"history_shares": {"aneurysmal_vascular_disease": 1.0}}
    )
    found = rehearsed("iv-trd-induction", 5, assume)

    assert found.ended == {"screened out": 5}
    assert found.screened_out == {"CV-01 Aneurysmal vascular disease": 5}
    assert (found.doses, found.staff_hours) == (None, {})


def test_everybody_ends_once_and_the_same_seed_gives_the_same() -> None:
    first, again = rehearsed("sublingual-kap-clinic", 25), rehearsed("sublingual-kap-clinic", 25)

    assert first == again
    assert sum(first.ended.values()) == 25
    assert rehearse(all_protocols()["sublingual-kap-clinic"], patients=25, seed=4, start=START, rng=Random(4)) != first


def test_two_patients_for_one_monitor_halve_the_monitors_hours() -> None:
    clinic = rehearsed("sublingual-kap-clinic", 5, HEALTHY)
    assert clinic.chair_hours is not None

    assert clinic.staff_hours["monitor"].median < 0.7 * clinic.chair_hours.median


def test_a_programme_with_therapy_counts_its_sessions() -> None:
    found = rehearsed("iv-aud-with-therapy", 4, HEALTHY)

    assert found.visits is not None
    # intake, prescreen done by telephone; medical, psychiatric, therapist, consent; 2 preparations, 3 doses, 3 integrations, 2 more therapies, review
    assert found.visits.median == 16


@pytest.mark.parametrize("patients", [0, -1, 20_001])
def test_a_cohort_has_a_size(patients: int) -> None:
    with pytest.raises(ValueError, match="patients is"):
        rehearsed("iv-ocd", patients)


def test_the_same_draws_make_the_same_person() -> None:
    protocol = all_protocols()["iv-ocd"]
    one, other = (someone(Assumptions(), protocol.indication, START.date(), Random(9)) for _ in range(2))

    assert one == other
