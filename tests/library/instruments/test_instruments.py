"""What is particular to single instruments: branches, tiers, clusters, the algorithm, goals, change."""

import pytest

from kapstone.facts import Implausible, MeasureAnswered, Sex
from kapstone.findings import Level
from kapstone.instruments import (
    Answers,
    Instrument,
    Score,
    Triage,
    all_instruments,
    asked_items,
    change,
    change_sentence,
    instrument_called,
    score,
    score_of,
    score_of_total,
)
from kapstone.instruments.gas import RatedGoal, t_score

PHQ9, GAD7, PCL5 = (all_instruments()[name] for name in ("phq9", "gad7", "pcl5"))
RECENT, SINCE = all_instruments()["cssrs_recent"], all_instruments()["cssrs_since_last_contact"]
AUDITC, PEG, MOAAS = (all_instruments()[name] for name in ("auditc", "peg", "moaas"))


def phq9(*values: int | None) -> Score:
    return score(PHQ9, {f"phq9_{number}": value for number, value in enumerate(values, start=1)})


def a_total(instrument: Instrument, total: float) -> Score:
    return score_of_total(instrument, total)


def asked(instrument: Instrument, answers: Answers) -> list[str]:
    return [item.id for item in asked_items(instrument, answers)]


# -- PHQ-9 ------------------------------------------------------------------------------------------------------------


def test_any_self_harm_answer_is_critical_whatever_the_total() -> None:
    found = phq9(0, 0, 0, 0, 0, 0, 0, 0, 1)

    assert found.total == 1
    assert [(critical.item, critical.level) for critical in found.critical] == [("phq9_9", Level.REVIEW)]
    assert "Item 9" in found.because


def test_item_9_is_never_estimated_and_is_named_when_missing() -> None:
    found = phq9(3, 3, 3, 3, 3, 3, 3, 3, None)

    assert found.total is None
    assert found.critical_missing == ("phq9_9",)


def test_a_total_without_items_says_that_item_9_is_not_known() -> None:
    found = score_of(MeasureAnswered(instrument="phq9", instrument_version="1", answers={}, total_only=17))

    assert found.total == 17
    assert found.band is not None
    assert found.band.word == "moderately severe"
    assert found.critical_missing == ("phq9_9",)
    assert not found.is_complete


def test_what_nobody_has_checked_is_listed_for_the_clinic_to_confirm() -> None:
    assert "reliable 6" in PHQ9.to_confirm
    assert not any("remission" in name for name in PHQ9.to_confirm)


def test_a_total_out_of_range_is_refused() -> None:
    with pytest.raises(Implausible) as refused:
        score_of_total(PHQ9, 28)

    assert refused.value.field == "total_only"


def test_two_missing_answers_are_estimated_and_three_are_not() -> None:
    estimated = phq9(None, None, 1, 1, 1, 1, 1, 1, 1)

    assert (estimated.total, estimated.prorated) == (9, True)
    assert phq9(None, None, None, 1, 1, 1, 1, 1, 1).total is None


def test_half_a_point_is_rounded_up() -> None:
    assert phq9(None, 1, 1, 1, 1, 0, 0, 0, 0).total == 5  # 4 / 8 x 9 = 4.5


def test_the_function_question_comes_only_when_something_was_checked_and_never_counts() -> None:
    nothing = {f"phq9_{number}": 0 for number in range(1, 10)}

    assert "phq9_10" not in asked(PHQ9, nothing)
    assert asked(PHQ9, nothing | {"phq9_3": 1})[-1] == "phq9_10"
    assert phq9(0, 0, 1, 0, 0, 0, 0, 0, 0, 3).total == 1


def test_the_diagnostic_algorithm_needs_a_core_symptom_and_counts_item_9_from_one() -> None:
    assert phq9(2, 0, 2, 2, 2, 0, 0, 0, 1).flags["major_depressive_syndrome"] is True
    assert phq9(1, 1, 2, 2, 2, 2, 2, 2, 1).flags["major_depressive_syndrome"] is False
    assert phq9(2, 0, 2, 0, 0, 0, 0, 0, 0).flags["other_depressive_syndrome"] is True
    assert phq9(2, None, 2, 0, 0, 0, 0, 0, 0).flags["major_depressive_syndrome"] is None


def test_the_total_and_the_panel_have_different_codes() -> None:
    assert (PHQ9.loinc_panel, PHQ9.loinc_total) == ("44249-1", "44261-6")


# -- C-SSRS -----------------------------------------------------------------------------------------------------------


def test_no_to_question_2_leaves_out_3_to_5_but_never_6() -> None:
    assert asked(RECENT, {"cssrs_1": 0, "cssrs_2": 0}) == ["cssrs_1", "cssrs_2", "cssrs_6"]
    assert asked(RECENT, {"cssrs_2": 1})[2:5] == ["cssrs_3", "cssrs_4", "cssrs_5"]
    assert asked(RECENT, {"cssrs_2": 0, "cssrs_6": 1})[-1] == "cssrs_6b"


@pytest.mark.parametrize("item", ["cssrs_4", "cssrs_5"])
def test_intent_or_plan_is_high_and_urgent_even_when_the_rest_is_missing(item: str) -> None:
    found = score(RECENT, {"cssrs_2": 1, item: 1})

    assert found.triage is Triage.HIGH
    assert found.total is None
    assert [critical.level for critical in found.critical] == [Level.URGENT]


def test_a_screen_without_question_6_has_no_tier() -> None:
    found = score(RECENT, {"cssrs_1": 1, "cssrs_2": 1, "cssrs_3": 1, "cssrs_4": 0, "cssrs_5": 0})

    assert found.triage is None
    assert found.missing == ("cssrs_6",)
    assert "not complete" in found.because


def test_old_behaviour_is_moderate_at_first_contact_and_new_behaviour_high_at_a_later_one() -> None:
    assert score(RECENT, {"cssrs_1": 0, "cssrs_2": 0, "cssrs_6": 1, "cssrs_6b": 0}).triage is Triage.MODERATE
    assert score(SINCE, {"cssrs_1": 0, "cssrs_2": 0, "cssrs_6": 1}).triage is Triage.HIGH


def test_the_version_since_last_contact_reuses_no_past_month_code() -> None:
    assert not any(item.loinc for item in SINCE.items)
    assert not SINCE.loinc_panel


def test_a_yes_to_a_question_that_was_not_asked_is_refused_and_a_no_is_not() -> None:
    answers = {"cssrs_1": 0, "cssrs_2": 0, "cssrs_6": 0}

    assert score(RECENT, answers | {"cssrs_3": 0, "cssrs_4": None}).triage is Triage.NONE
    with pytest.raises(Implausible) as refused:
        score(RECENT, answers | {"cssrs_4": 1})
    assert refused.value.field == "cssrs_4"


# -- PCL-5, PC-PTSD-5, AUDIT-C ----------------------------------------------------------------------------------------


def pcl5(b: int, c: int, d: int, e: int, **changed: int | None) -> Score:
    given = {"B": b, "C": c, "D": d, "E": e}
    return score(PCL5, {item: given[scale.id] for scale in PCL5.subscales for item in scale.items} | changed)


def test_the_clusters_add_up_and_keep_their_own_sums() -> None:
    found = pcl5(1, 2, 3, 4)

    assert dict(found.subscales) == {"B": 5, "C": 4, "D": 21, "E": 24}
    assert found.total == 54


def test_the_symptom_rule_needs_one_b_one_c_two_d_and_two_e() -> None:
    nothing = {f"pcl5_{number}": 2 for number in (1, 6, 8, 9, 15, 16)}

    assert pcl5(0, 0, 0, 0, **nothing).flags["dsm_symptom_rule"] is True
    assert pcl5(0, 0, 0, 0, **(nothing | {"pcl5_9": 1})).flags["dsm_symptom_rule"] is False
    assert pcl5(0, 0, 0, 0, **(nothing | {"pcl5_9": None})).flags["dsm_symptom_rule"] is None


def test_one_missing_in_each_cluster_is_estimated_two_in_one_are_not() -> None:
    assert pcl5(2, 2, 2, 2, pcl5_1=None, pcl5_6=None).total == 40
    assert pcl5(2, 2, 2, 2, pcl5_6=None, pcl5_7=None).total is None


def test_no_trauma_is_a_score_of_zero_without_further_questions() -> None:
    pcptsd5 = all_instruments()["pcptsd5"]

    assert asked(pcptsd5, {"pcptsd5_exposure": 0}) == ["pcptsd5_exposure"]
    assert score(pcptsd5, {"pcptsd5_exposure": 0}).total == 0


def test_who_never_drinks_is_asked_one_question() -> None:
    assert asked(AUDITC, {"auditc_1": 0}) == ["auditc_1"]
    assert score(AUDITC, {"auditc_1": 0, "auditc_2": 0, "auditc_3": 0}).total == 0
    with pytest.raises(Implausible):
        score(AUDITC, {"auditc_1": 0, "auditc_2": 3})


def test_the_cut_of_the_auditc_is_higher_for_men_and_the_lower_one_is_the_default() -> None:
    cuts = {sex: AUDITC.cut_for(sex) for sex in (Sex.MALE, Sex.FEMALE, Sex.OTHER, None)}

    assert {sex: cut.at for sex, cut in cuts.items() if cut} == {Sex.MALE: 4, Sex.FEMALE: 3, Sex.OTHER: 3, None: 3}


# -- goals ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "goals,expected",
    [
        ([RatedGoal(0)] * 3, 50.0),
        ([RatedGoal(1)] * 3, 63.69),
        ([RatedGoal(-1)] * 3, 36.31),
        ([RatedGoal(1)], 60.0),
        ([RatedGoal(-2)], 30.0),
        ([RatedGoal(1, importance=1), RatedGoal(-1, importance=2)], 45.98),
    ],
)
def test_the_published_t_scores_come_out(goals: list[RatedGoal], expected: float) -> None:
    found = t_score(goals)

    assert found is not None
    assert round(found, 2) == expected


def test_goals_that_weigh_nothing_have_no_t_score() -> None:
    assert t_score([RatedGoal(1, importance=0)]) is None
    assert t_score([]) is None


# -- change -----------------------------------------------------------------------------------------------------------


def test_a_fall_from_19_to_8_is_reliable_and_a_response_but_not_yet_remission() -> None:
    changed = change(PHQ9, a_total(PHQ9, 19), a_total(PHQ9, 8))

    assert (changed.points, changed.response, changed.remission, changed.reliable_improvement) == (-11, True, False, True)
    assert change_sentence(PHQ9, changed, since="02-Sep") == (
        "PHQ-9 fell 11 points since 02-Sep (from 19 to 8): reliable, response reached, not yet remission."
    )
    assert changed.plain == (
        "Your depression score fell from 19 to 8. That is a real change; the goal of the treatment is below 5."
    )


@pytest.mark.parametrize(
    "before,after,response,remission,reliable,worsening",
    [
        (20, 10, True, False, True, False),
        (20, 11, False, False, True, False),
        (10, 5, True, False, False, False),
        (10, 4, True, True, True, False),
        (9, 4, True, None, False, False),
        (10, 15, False, False, False, True),
        (10, 14, False, False, False, False),
        (0, 5, None, None, False, True),
    ],
)
def test_the_limits_of_the_phq9_are_exact(
    before: float, after: float, response: bool | None, remission: bool | None, reliable: bool, worsening: bool
) -> None:
    changed = change(PHQ9, a_total(PHQ9, before), a_total(PHQ9, after))

    found = (changed.response, changed.remission, changed.reliable_improvement, changed.worsening)
    assert found == (response, remission, reliable, worsening)


def test_clinically_significant_change_on_the_phq9_is_five_points_to_below_the_cut() -> None:
    assert change(PHQ9, a_total(PHQ9, 14), a_total(PHQ9, 9)).recovered is True
    assert change(PHQ9, a_total(PHQ9, 13), a_total(PHQ9, 9)).recovered is False
    assert change(PHQ9, a_total(PHQ9, 20), a_total(PHQ9, 10)).recovered is False
    assert change(PHQ9, a_total(PHQ9, 9), a_total(PHQ9, 2)).recovered is None


def test_recovery_on_the_pcl5_needs_a_reliable_change_that_ends_at_28_or_lower() -> None:
    assert change(PCL5, a_total(PCL5, 43), a_total(PCL5, 28)).recovered is True
    assert change(PCL5, a_total(PCL5, 42), a_total(PCL5, 28)).recovered is False
    assert change(PCL5, a_total(PCL5, 60), a_total(PCL5, 29)).recovered is False
    assert change(PCL5, a_total(PCL5, 60), a_total(PCL5, 29)).response is None


def test_higher_is_better_where_the_scale_says_so() -> None:
    changed = change(MOAAS, a_total(MOAAS, 3), a_total(MOAAS, 5))

    assert changed.points == 2
    assert changed.percent is not None
    assert changed.percent > 0
    assert changed.reliable_improvement is None


def test_nothing_is_concluded_when_a_total_is_missing() -> None:
    changed = change(PHQ9, a_total(PHQ9, 19), phq9(None, None, None, 0, 0, 0, 0, 0, 0))

    assert changed.points is None
    assert changed.response is None
    assert "later score has no total" in changed.words


def test_a_screener_moves_between_tiers() -> None:
    low, high = score(SINCE, {"cssrs_1": 1, "cssrs_2": 0, "cssrs_6": 0}), score(SINCE, {"cssrs_2": 1, "cssrs_4": 1})

    changed = change(SINCE, low, high)

    assert changed.worsening is True
    assert changed.words == "C-SSRS since last contact: high risk, before it was low risk."


def test_the_mean_of_the_peg_has_one_decimal_half_up() -> None:
    assert score(PEG, {"peg_pain": 3, "peg_enjoyment": 4, "peg_activity": 4}).total == 3.7


def test_an_unknown_instrument_is_refused_with_the_list_of_those_there_are() -> None:
    with pytest.raises(Implausible, match="gad7"):
        instrument_called("phq8")


def test_gad7_says_not_at_all_like_the_phq9() -> None:
    assert [option.label for option in GAD7.items[0].options] == [option.label for option in PHQ9.items[0].options]
