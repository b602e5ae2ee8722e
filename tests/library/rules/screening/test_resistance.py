"""Treatment resistance: what makes a trial adequate, what makes it a failure, and what stays open."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from kapstone.facts import Record, TreatmentTried, Trial
from kapstone.findings import Level
from kapstone.rules.report import screen
from kapstone.rules.trd import MINIMUM_DOSES, Criteria, Result, count_failures, judge_trial, minimum_dose
from kapstone.rules.trd.resistance import resistance_of, staging_of
from library.rules.screening.described import alma, finding, read, trial

AT = datetime(2026, 11, 1, tzinfo=UTC)


def tried(ingredient: str, **changes: object) -> Record[TreatmentTried]:
    fields = trial(ingredient) | {"trial": Trial.ANTIDEPRESSANT} | changes
    fact = TreatmentTried(**fields)  # type: ignore[arg-type]  # the fields of the fact, by name
    return Record(id=UUID(int=abs(hash((ingredient, str(changes))))), fact=fact, at=AT, recorded_at=AT)


@pytest.mark.parametrize(
    "changes, result",
    [
        ({}, Result.FAILED),
        ({"improvement_percent": 49.9}, Result.FAILED),
        ({"improvement_percent": 50}, Result.HELPED),
        ({"dose_mg_per_day": 49}, Result.INADEQUATE),
        ({"weeks": 5.9}, Result.INADEQUATE),
        ({"adherence_percent": 79}, Result.INADEQUATE),
        ({"weeks": 4, "improvement_percent": None}, Result.INADEQUATE),
        ({"weeks": None}, Result.INDETERMINATE),
        ({"dose_mg_per_day": None}, Result.INDETERMINATE),
        ({"adherence_percent": None}, Result.INDETERMINATE),
        ({"improvement_percent": None}, Result.INDETERMINATE),
        ({"stopped_for_intolerance": True}, Result.INTOLERANT),
        ({"response_lost": True, "improvement_percent": 10}, Result.LOST),
        ({"trial": Trial.PSYCHOTHERAPY}, Result.NOT_COUNTED),
        ({"trial": Trial.AUGMENTATION}, Result.NOT_COUNTED),
    ],
)
def test_a_trial_of_sertraline(changes: dict[str, object], result: Result) -> None:
    assert judge_trial(tried("sertraline", **changes), Criteria()).result is result


def test_the_two_tables_differ() -> None:
    low = tried("sertraline", dose_mg_per_day=50)

    assert judge_trial(low, Criteria()).result is Result.FAILED
    assert judge_trial(low, Criteria(stricter=True)).result is Result.INADEQUATE


def test_the_stricter_table_is_never_milder() -> None:
    assert len(MINIMUM_DOSES) == 34
    assert all(row.athf_mg >= row.atrq_mg > 0 for row in MINIMUM_DOSES.values())


def test_a_clinics_own_dose_replaces_the_tables() -> None:
    assert (
        judge_trial(tried("sertraline", dose_mg_per_day=120), Criteria(doses_mg={"sertraline": 150})).result
        is Result.INADEQUATE
    )


@pytest.mark.parametrize("name", ["Venlafaxine XR", "venlafaxine hydrochloride", "39786", " venlafaxine "])
def test_an_ingredient_is_found_whatever_its_form(name: str) -> None:
    row = minimum_dose(name)
    assert row is not None
    assert row.ingredient == "venlafaxine"


def test_a_medicine_the_table_does_not_have_stays_open() -> None:
    assert judge_trial(tried("agomelatine"), Criteria()).result is Result.INDETERMINATE


def test_two_forms_of_one_ingredient_are_one() -> None:
    found = count_failures([tried("paroxetine"), tried("paroxetine cr")], Criteria())

    assert found.failed == {"paroxetine"}
    assert found.resistant is False


def test_the_worked_case_venlafaxine_75_mg_for_7_weeks_is_no_failure() -> None:
    assert judge_trial(tried("venlafaxine", dose_mg_per_day=75, weeks=7), Criteria()).result is Result.INADEQUATE


def test_an_augmentation_counts_where_the_setting_says_so() -> None:
    with_aripiprazole = tried("aripiprazole", trial=Trial.AUGMENTATION, dose_mg_per_day=5, weeks=4, alongside="duloxetine")
    unsaid = tried("aripiprazole", trial=Trial.AUGMENTATION, dose_mg_per_day=5, weeks=4)

    assert judge_trial(unsaid, Criteria(augmentation=True)).result is Result.INDETERMINATE
    assert count_failures([tried("duloxetine"), with_aripiprazole], Criteria()).resistant is False
    assert count_failures([tried("duloxetine"), with_aripiprazole], Criteria(augmentation=True)).resistant is True


def test_scope_is_a_setting() -> None:
    body = alma(trials=[trial("sertraline"), trial("duloxetine", in_current_episode=False)])
    lifetime = screen(read(body).chart(limits={"TRD": {"trd_scope": 1}}))

    assert finding(body, "TRD").level is Level.REVIEW
    assert finding(body, "TRD").value == "1 in the current episode, 2 in the lifetime"
    assert {found.level for found in lifetime.findings if found.rule == "TRD"} == {Level.CLEAR}


def test_it_is_unknown_only_while_the_count_could_still_reach_two() -> None:
    one_open = alma(trials=[trial("sertraline"), trial("duloxetine", weeks=None)])
    only_open = alma(trials=[trial("duloxetine", weeks=None)])

    assert finding(one_open, "TRD").level is Level.UNKNOWN
    assert finding(one_open, "TRD").waits_for == ("trial of duloxetine",)
    assert finding(only_open, "TRD").level is Level.REVIEW


def test_it_is_only_asked_where_the_programme_treats_it() -> None:
    rules = {found.rule for found in screen(read(alma(indication="ptsd")).chart()).findings}

    assert "TRD" not in rules


def test_a_screen_can_show_every_trial_with_its_verdict() -> None:
    found = resistance_of(read(alma()).chart())

    assert [judged.result for judged in found.trials] == [Result.FAILED, Result.FAILED, Result.NOT_COUNTED]
    assert found.resistant is True


def test_both_tables_stand_side_by_side_with_both_counts() -> None:
    body = alma(
        trials=[
            trial("sertraline", dose_mg_per_day=50),
            trial("duloxetine", in_current_episode=False),
            trial("aripiprazole", trial="augmentation", dose_mg_per_day=5, alongside="duloxetine"),
            trial("paroxetine", stopped_for_intolerance=True),
            trial("mirtazapine", response_lost=True),
        ]
    )

    loose, strict = (column.counts for column in staging_of(read(body).chart()).columns)

    assert list(loose.values()) == [1, 2, 2, 3]
    assert list(strict.values()) == [0, 1, 1, 2]
    assert (
        "Counted apart: paroxetine stopped for side effects; mirtazapine helped and then lost its effect."
        in finding(body, "TRD").because
    )


def test_the_stricter_table_asks_for_four_weeks_and_the_looser_for_six() -> None:
    row = staging_of(read(alma(trials=[trial("duloxetine", weeks=5)])).chart()).rows[0]

    assert row.by["ATRQ"].result is Result.INADEQUATE
    assert row.by["ATHF"].result is Result.FAILED
