"""What is particular to scales seen by a clinician, and to Kapstone's own short lists."""

import pytest

from kapstone.facts import Implausible, Informant, MeasureAnswered
from kapstone.findings import Level
from kapstone.instruments import change, score, score_of
from wording import ready


def test_the_cadss6_keeps_the_numbers_of_the_full_scale_and_is_looked_at_above_twelve() -> None:
    cadss6 = ready("cadss6")
    twelve = {item.id: 2 for item in cadss6.items}

    assert {item.id for item in cadss6.items} <= {item.id for item in ready("cadss").items}
    assert score(cadss6, twelve).flags["above_12"] is False
    assert score(cadss6, twelve | {"cadss_22": 3}).flags["above_12"] is True
    assert score(cadss6, {"cadss_1": 4}).flags["above_12"] is None


@pytest.mark.parametrize(
    "signs,nine,eight",
    [
        ((2, 2, 1, 2, 2), True, True),
        ((1, 2, 1, 2, 2), False, True),
        ((2, 1, 2, 1, 2), False, False),
        ((2, 1, 2, 2, 2), True, False),
        ((1, 2, 1, 1, 2), False, False),
    ],
)
def test_both_rules_of_the_aldrete_are_told(signs: tuple[int, ...], nine: bool, eight: bool) -> None:
    aldrete = ready("aldrete")

    flags = score(aldrete, dict(zip((item.id for item in aldrete.items), signs, strict=True))).flags

    assert dict(flags) == {"nine_or_more": nine, "eight_with_full_breathing_and_saturation": eight}


def test_a_sign_not_read_leaves_the_aldrete_open_unless_it_is_decided() -> None:
    aldrete = ready("aldrete")
    signs: dict[str, int | None] = {item.id: 2 for item in aldrete.items}

    assert score(aldrete, signs | {"aldrete_activity": None}).flags["eight_with_full_breathing_and_saturation"] is None
    decided = score(aldrete, signs | {"aldrete_activity": None, "aldrete_respiration": 1})
    assert decided.flags["eight_with_full_breathing_and_saturation"] is False


def test_the_two_printings_of_the_moaas_are_not_mixed() -> None:
    squeeze, prodding = ready("moaas"), ready("moaas_prodding")

    assert squeeze.version != prodding.version
    assert [option.label for option in squeeze.items[0].options][:4] == [option.label for option in prodding.items[0].options][
        :4
    ]
    assert squeeze.items[0].option(1) != prodding.items[0].option(1)
    with pytest.raises(Implausible):
        score_of(MeasureAnswered(instrument="moaas_prodding", instrument_version=prodding.version, answers={"moaas_1": 5}))


def test_a_rating_of_five_on_the_bprs_calls_for_a_look() -> None:
    assert [
        critical.item for critical in score(ready("bprsp"), {"bprsp_1": 1, "bprsp_2": 5, "bprsp_3": 1, "bprsp_4": 7}).critical
    ] == ["bprsp_2", "bprsp_4"]


def test_blood_in_the_urine_is_read_by_itself_and_is_no_crisis() -> None:
    bladder = ready("lutsq")
    (rule,) = bladder.critical

    found = score(bladder, {item.id: int(item.id == "lutsq_blood") for item in bladder.items})

    assert [critical.level for critical in found.critical] == [Level.REVIEW]
    assert not rule.offers_help


def test_session_ratings_stand_side_by_side_and_are_never_added() -> None:
    ratings = ready("likert1")

    found = score(ratings, {"likert1_intensity": 8, "likert1_meaning": 7, "likert1_support": 9, "likert1_fear": 2})

    assert found.total is None
    assert found.is_complete
    assert found.because == "Session ratings: strength of the effect 8, meaning 7, support 9, fear 2."
    assert (
        change(ratings, found, found).words
        == "Session ratings: there is no total that could change; compare the answers one by one."
    )
    assert not score(ratings, {"likert1_fear": 2}).is_complete


def test_clinicians_rate_what_is_seen_and_patients_what_is_felt() -> None:
    by_clinician = {"aldrete", "bprsp", "cadss", "cadss6", "madrs", "moaas", "orientation", "padss", "ybocs"}

    assert {name for name in by_clinician if ready(name).informant is Informant.CLINICIAN} == by_clinician


def test_a_phq2_keeps_the_codes_of_the_phq9() -> None:
    phq2, phq9 = ready("phq2"), ready("phq9")

    assert [item.loinc for item in phq2.items] == [item.loinc for item in phq9.items[:2]]
    assert (phq2.loinc_panel, phq2.loinc_total) == ("55757-9", "55758-7")
