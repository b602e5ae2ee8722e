"""What is particular to single scales: domains, turned items, branches, variants, and rules for change where they are published."""

import pytest

from kapstone.facts import Implausible
from kapstone.findings import Level
from kapstone.instruments import (
    Answers,
    Changed,
    Direction,
    Instrument,
    Score,
    asked_items,
    change,
    score,
    score_of_total,
)
from wording import ready


def answered(name: str, *values: int | None) -> Score:
    """Answers to items numbered from 1."""
    return score(ready(name), {f"{name}_{number}": value for number, value in enumerate(values, start=1)})


def between(name: str, before: float, after: float) -> Changed:
    instrument = ready(name)
    return change(instrument, score_of_total(instrument, before), score_of_total(instrument, after))


def asked(instrument: Instrument, answers: Answers) -> list[str]:
    return [item.id for item in asked_items(instrument, answers)]


# -- QIDS: nine domains ------------------------------------------------------------------------------------------------


def qids(**changed: int | None) -> Score:
    given = {f"qids_{number}": 0 for number in range(1, 17) if number not in {7, 9}} | changed
    return score(ready("qids"), {item: value for item, value in given.items() if value is not None})


def test_sixteen_threes_are_27_and_not_48() -> None:
    assert qids(**{f"qids_{number}": 3 for number in range(1, 17)}).total == 27


def test_the_worst_of_the_four_sleep_items_is_the_domain() -> None:
    found = qids(qids_1=1, qids_2=3, qids_3=2, qids_4=1)

    assert (found.total, found.subscales["sleep"]) == (3, 3)


def test_appetite_and_weight_need_one_answer_each_way_and_no_more() -> None:
    other_way = {"qids_6": None, "qids_7": 2, "qids_8": None, "qids_9": 1}

    assert qids(**other_way).subscales["appetite"] == 2
    assert qids(**other_way).is_complete
    assert "qids_7" not in asked(ready("qids"), {"qids_6": 0})
    assert "qids_7" in asked(ready("qids"), {})
    assert set(qids(qids_6=None).missing) == {"qids_6", "qids_7"}
    assert qids(qids_6=None).total is None


@pytest.mark.parametrize("answer,level", [(1, Level.REVIEW), (2, Level.URGENT), (3, Level.URGENT)])
def test_thoughts_of_suicide_are_read_whatever_the_total(answer: int, level: Level) -> None:
    assert [critical.level for critical in qids(qids_12=answer).critical] == [level]


def test_remission_on_the_qids_is_five_or_lower_from_a_moderate_start() -> None:
    assert between("qids", 18, 5).remission is True
    assert between("qids", 18, 6).remission is False
    assert between("qids", 10, 5).remission is None
    assert (between("qids", 18, 9).response, between("qids", 18, 10).response) == (True, False)


# -- turned items ------------------------------------------------------------------------------------------------------


def test_item_3_of_the_dast_counts_when_it_is_answered_no() -> None:
    able = {f"dast10_{number}": int(number == 3) for number in range(1, 11)}

    assert score(ready("dast10"), able).total == 0
    assert score(ready("dast10"), able | {"dast10_3": 0}).total == 1


def test_every_second_item_of_the_brs_is_turned() -> None:
    assert answered("brs", 5, 1, 5, 1, 5, 1).total == 5
    assert answered("brs", 5, 5, 5, 5, 5, 5).total == 3


def test_what_did_not_support_counts_against_the_star() -> None:
    star = ready("starp")
    best = {item.id: 0 if item.is_reversed else 4 for item in star.items}

    found = score(star, best)

    assert (found.total, found.subscales["non_support"]) == (48, 12)
    assert score(star, best | {"starp_n1": 4}).total == 44


# -- counts with distress, and screens of several parts ----------------------------------------------------------------


def test_distress_is_asked_after_a_yes_and_summed_beside_the_count() -> None:
    answers: dict[str, int | None] = {f"pq16_{number}": int(number <= 3) for number in range(1, 17)}
    pq16 = ready("pq16")

    assert asked(pq16, answers)[:4] == ["pq16_1", "pq16_d1", "pq16_2", "pq16_d2"]
    found = score(pq16, answers | {"pq16_d1": 3, "pq16_d2": 3, "pq16_d3": 3})
    assert (found.total, found.subscales["distress"]) == (3, 9)
    assert found.flags["distress_of_9_or_more"] is True
    open_ = score(pq16, answers | {"pq16_d1": 3, "pq16_d2": 3})
    assert (open_.total, open_.subscales["distress"], open_.missing) == (3, None, ("pq16_d3",))
    assert open_.flags["distress_of_9_or_more"] is None
    assert not open_.is_complete


def test_distress_without_the_experience_is_refused() -> None:
    with pytest.raises(Implausible) as refused:
        score(ready("pqb"), {"pqb_1": 0, "pqb_d1": 9})
    assert refused.value.field == "pqb_d1"


def test_the_distress_of_the_pqb_runs_to_105() -> None:
    pqb = ready("pqb")

    found = score(pqb, {item.id: 1 if item.is_scored else 5 for item in pqb.items})

    assert (found.total, found.subscales["distress"]) == (21, 105)


@pytest.mark.parametrize(
    "yes,together,problem,positive",
    [
        (7, 1, 2, True),
        (7, 1, 3, True),
        (6, 1, 3, False),
        (13, 0, 3, False),
        (13, 1, 1, False),
        (7, 1, None, None),
        (6, None, None, False),
    ],
)
def test_the_mdq_is_positive_by_all_three_parts(
    yes: int, together: int | None, problem: int | None, positive: bool | None
) -> None:
    answers = {f"mdq_{number}": int(number <= yes) for number in range(1, 14)} | {
        "mdq_together": together,
        "mdq_problem": problem,
    }

    assert score(ready("mdq"), answers).flags["positive_screen"] is positive


def test_after_thirteen_noes_the_mdq_is_over() -> None:
    answers = {f"mdq_{number}": 0 for number in range(1, 14)}

    assert len(asked(ready("mdq"), answers)) == 13
    assert score(ready("mdq"), answers).is_complete


def test_a_substance_never_used_is_not_asked_about_and_counts_nothing() -> None:
    taps = ready("taps")
    answers: dict[str, int | None] = {
        "taps_first_tobacco": 0,
        "taps_first_alcohol": 4,
        "taps_first_drugs": 0,
        "taps_first_medicines": 0,
    }

    assert asked(taps, answers)[4:] == ["taps_alcohol"]
    found = score(taps, answers | {"taps_alcohol": 1, "taps_alcohol1": 1, "taps_alcohol2": 0, "taps_alcohol3": 0})
    assert found.total is None
    assert found.is_complete
    assert (found.subscales["alcohol"], found.subscales["heroin"]) == (2, 0)
    assert (found.flags["alcohol_high_risk"], found.flags["heroin_high_risk"]) == (True, False)
    assert score(taps, answers | {"taps_alcohol": None}).flags["alcohol_high_risk"] is None


# -- means, percentages, variants --------------------------------------------------------------------------------------


def test_the_who5_is_the_raw_sum_times_four_and_low_is_what_counts() -> None:
    assert answered("who5", 3, 3, 3, 2, 2).total == 52
    cut = ready("who5").cut_for()
    assert cut is not None
    assert (cut.at, cut.reach) == (50, "50 or less")
    assert between("who5", 40, 52).important is True
    assert between("who5", 52, 40).important is False


def test_without_work_the_wsas_runs_to_32_and_has_no_band() -> None:
    wsas = ready("wsas")
    rest: dict[str, int | None] = {f"wsas_{number}": 4 for number in range(2, 6)}

    without = score(wsas, rest | {"wsas_working": 0})
    with_it = score(wsas, rest | {"wsas_working": 1, "wsas_1": 4})

    assert (without.total, without.maximum, without.band, without.subscales["percent"]) == (16, 32, None, 50)
    assert (with_it.total, with_it.maximum, with_it.subscales["percent"]) == (20, None, 50)
    assert "16 of 32; fewer questions than usual" in without.because
    assert "from 0 to 32" in without.plain


def test_totals_over_different_questions_are_not_compared() -> None:
    wsas = ready("wsas")
    rest: dict[str, int | None] = {f"wsas_{number}": 4 for number in range(2, 6)}
    before, after = score(wsas, rest | {"wsas_working": 1, "wsas_1": 8}), score(wsas, rest | {"wsas_working": 0})

    changed = change(wsas, before, after)

    assert changed.points is None
    assert "not the same questions" in changed.words


def test_the_ceq_is_a_percentage_of_130() -> None:
    assert answered("ceq", *[5] * 13, *[0] * 13).total == 50


def test_the_ebi_tells_its_sum_beside_the_mean() -> None:
    found = answered("ebi", 100, 90, 80, 70, 60, 51)

    assert (found.total, found.subscales["sum"]) == (75.2, 451)


def test_the_piq_has_a_mean_for_each_part() -> None:
    piq = ready("piq")

    found = score(piq, {item.id: 4 if item.id.startswith("piq_amp") else 1 for item in piq.items})

    assert (found.total, found.subscales["amp"], found.subscales["gap"]) == (2.83, 4, 1)


# -- MEQ30 -------------------------------------------------------------------------------------------------------------


def meq30(**changed: int | None) -> Score:
    return score(ready("meq30"), {f"meq30_{number}": 3 for number in range(1, 31)} | changed)


def test_the_four_parts_of_the_meq30_have_the_published_sizes() -> None:
    assert [len(scale.items) for scale in ready("meq30").subscales] == [15, 6, 6, 3]
    assert sorted(item for scale in ready("meq30").subscales for item in scale.items) == sorted(
        item.id for item in ready("meq30").items
    )


def test_a_complete_mystical_experience_is_60_percent_in_each_part() -> None:
    assert meq30().flags["complete_mystical_experience"] is True
    assert meq30(meq30_3=2).flags["complete_mystical_experience"] is False, "8 of 15 in ineffability"
    assert meq30(meq30_3=None).flags["complete_mystical_experience"] is None
    assert meq30(meq30_3=None, meq30_10=0).flags["complete_mystical_experience"] is False, "no answer could reach it any more"


def test_a_tenth_may_be_missing_and_is_estimated_from_its_own_part() -> None:
    assert meq30(meq30_4=None, meq30_5=None, meq30_6=None).total == 90
    assert meq30(meq30_4=None, meq30_5=None, meq30_6=None).prorated
    assert meq30(meq30_4=None, meq30_5=None, meq30_6=None, meq30_9=None).total is None
    assert meq30(meq30_3=None, meq30_10=None, meq30_29=None).total is None, "nothing is left to estimate ineffability from"


def test_an_experience_is_neither_better_nor_worse() -> None:
    assert ready("meq30").direction is Direction.NEITHER
    changed = between("meq30", 60, 90)

    assert (changed.points, changed.percent, changed.response, changed.worsening) == (30, None, None, None)
    assert changed.words == "MEQ30 rose 30 points (from 60 to 90)."
    assert "Neither is better" in changed.plain
    assert "neither much nor little" in meq30().plain


# -- disability, obsessions, insomnia, mood ----------------------------------------------------------------------------


def sds(work: int, social: int, family: int) -> Score:
    return score(ready("sds"), {"sds_work": work, "sds_social": social, "sds_family": family})


def test_remission_on_the_sds_needs_each_domain_low_too() -> None:
    start = sds(7, 7, 7)

    assert change(ready("sds"), start, sds(2, 2, 2)).remission is True
    assert change(ready("sds"), start, sds(3, 0, 0)).remission is False, "a domain above 2"
    assert change(ready("sds"), start, sds(3, 2, 2)).remission is False
    assert change(ready("sds"), start, score_of_total(ready("sds"), 5)).remission is None, "the domains are not known"
    assert change(ready("sds"), sds(4, 4, 4), sds(0, 0, 0)).remission is None


def test_response_on_the_sds_is_a_total_of_twelve() -> None:
    assert change(ready("sds"), sds(7, 7, 7), sds(4, 4, 4)).response is True
    assert change(ready("sds"), sds(7, 7, 7), sds(5, 4, 4)).response is False
    assert change(ready("sds"), sds(4, 4, 4), sds(0, 0, 0)).response is None


def test_one_domain_at_five_is_impairment() -> None:
    assert sds(5, 0, 0).flags["any_domain_impaired"] is True
    assert sds(4, 4, 4).flags["any_domain_impaired"] is False
    assert score(ready("sds"), {"sds_work": 5}).flags["any_domain_impaired"] is True
    assert score(ready("sds"), {"sds_work": 4}).flags["any_domain_impaired"] is None


@pytest.mark.parametrize(
    "after,response,partial", [(13, True, False), (14, False, True), (15, False, True), (16, False, False)]
)
def test_response_on_the_ybocs_is_35_percent_and_from_25_a_partial_one(after: int, response: bool, partial: bool) -> None:
    changed = between("ybocs", 20, after)

    assert (changed.response, changed.partial_response) == (response, partial)
    assert ("partial response" in changed.words) is partial


def test_the_subscales_of_the_ybocs_and_the_oci_r_add_up() -> None:
    assert dict(answered("ybocs", *[1] * 5, *[2] * 5).subscales) == {"obsessions": 5, "compulsions": 10}
    ocir = answered("ocir", *[0, 0, 0, 0, 4, 0] * 3)
    assert (ocir.subscales["washing"], ocir.total) == (12, 12)


def test_the_alliance_has_goal_task_and_bond() -> None:
    waisr = ready("waisr")
    goal = waisr.subscales[0].items

    found = score(waisr, {item.id: 5 if item.id in goal else 1 for item in waisr.items})

    assert dict(found.subscales) == {"goal": 20, "task": 4, "bond": 4}


def test_the_isi_knows_a_difference_and_remission_but_no_response() -> None:
    changed = between("isi", 20, 7)

    assert (changed.important, changed.remission, changed.response, changed.reliable_improvement) == (True, True, None, None)
    assert between("isi", 9, 3).remission is None


def test_item_10_of_the_madrs_stands_out_from_four() -> None:
    assert answered("madrs", *[0] * 9, 3).critical == ()
    assert [critical.level for critical in answered("madrs", *[0] * 9, 4).critical] == [Level.URGENT]
