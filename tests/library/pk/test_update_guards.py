"""Samples that cannot be, or hardly can be: what is refused, and what is questioned."""

import pytest

from kapstone import pk
from kapstone.findings import Level
from kapstone.pk.updating import (
    BeforeFirstDose,
    DuplicateSample,
    Fit,
    NegativeConcentration,
    NoErrorModel,
    NotMeasurable,
    Observation,
    WrongAnalyte,
    update,
)
from library.pk.fitting import CASE_A, OTTO, SAMPLES, a_patient, a_regimen, an_observation, fields, fitted


@pytest.fixture(scope="module")
def fit() -> Fit:
    return update(OTTO, a_patient(), a_regimen(), CASE_A, seed=7)


# -- guards ------------------------------------------------------------------------------------------------------------


def test_ordinary_samples_raise_no_question(fit: Fit) -> None:
    assert [each for each in fit.concerns if each.level > Level.NOTE] == []


def test_a_wrong_unit_is_noticed_and_the_likely_one_named() -> None:
    questioned = fitted(an_observation("0.8 ng/mL", "40 min"))  # 0.8 nmol/mL would be 190 ng/mL

    found = next(each for each in questioned.concerns if each.field == "value")

    assert found.level is Level.REVIEW
    assert "nmol/mL" in found.advice


def test_a_wrong_time_is_noticed() -> None:
    assert "value" in fields(fitted(an_observation("190 ng/mL", "8 h")), Level.REVIEW)


def test_one_sample_that_does_not_fit_the_others_is_named() -> None:
    odd = fitted(*CASE_A[:3], an_observation("95 ng/mL", "4 h"))

    assert any(each.field in {"at", "value"} for each in odd.concerns if each.level >= Level.CAUTION)


def test_an_arterial_sample_into_a_venous_model_is_noticed_and_an_unsaid_site_is_unknown() -> None:
    assert "site" in fields(fitted(an_observation("110 ng/mL", site="arterial")), Level.REVIEW)
    assert "site" in fields(fitted(an_observation("110 ng/mL", site=None)), Level.UNKNOWN)


def test_parameters_the_samples_say_nothing_about_are_named(fit: Fit) -> None:
    note = next(each for each in fit.concerns if each.field == "observations")

    assert "V_NK" in note.says
    assert "V1" not in note.says


def test_a_patient_nobody_is_like_is_noticed() -> None:
    far = fitted(*(an_observation(f"{value * 3} ng/mL", at) for value, at in SAMPLES))

    assert far.diagnostics.mahalanobis > 18.5  # chi-squared, 4 degrees of freedom, 1 in 1,000
    assert {"patient", "value"} <= fields(far, Level.REVIEW)


# -- refusals ----------------------------------------------------------------------------------------------------------


def test_a_sample_before_or_at_the_first_dose_is_refused() -> None:
    late = pk.Regimen("S-ketamine", "base").infusion("35 mg", over="40 min", at="1 h")
    for at in ("30 min", "1 h"):
        with pytest.raises(BeforeFirstDose, match="before the first dose"):
            update(OTTO, a_patient(), late, [an_observation("10 ng/mL", at)])


def test_a_negative_concentration_and_a_plain_zero_are_refused() -> None:
    for value in ("-3 ng/mL", "0 ng/mL"):
        with pytest.raises(NegativeConcentration) as refused:
            an_observation(value)
        assert refused.value.field == "value"


def test_another_analyte_is_refused() -> None:
    with pytest.raises(WrongAnalyte, match="predicts S-ketamine and S-norketamine, not ketamine"):
        fitted(an_observation("10 ng/mL", analyte="ketamine"))


def test_a_missing_unit_is_refused() -> None:
    with pytest.raises(pk.UnitUnsaid):
        Observation("S-ketamine", 190, at="1 h")  # type: ignore[arg-type]  # that is the point
    with pytest.raises(pk.UnitUnsaid):
        Observation("S-ketamine", "190 ng/mL", at=60)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(pk.UnitUnsaid):
        Observation("S-ketamine", "190 mg", at="1 h")


def test_the_same_sample_twice_is_refused() -> None:
    with pytest.raises(DuplicateSample, match="twice"):
        fitted(an_observation("110 ng/mL", "1 h"), an_observation("112 ng/mL", "60 min"))


def test_the_same_time_with_another_analyte_is_no_duplicate() -> None:
    fitted(an_observation("110 ng/mL"), an_observation("60 ng/mL", analyte="S-norketamine"))


def test_an_unknown_site_and_a_limit_of_nothing_are_refused() -> None:
    with pytest.raises(NotMeasurable, match="place to draw blood"):
        an_observation("10 ng/mL", site="ear")
    with pytest.raises(NotMeasurable, match="limit"):
        an_observation("<0 ng/mL")


def test_a_model_without_an_error_model_cannot_learn() -> None:
    domino = pk.load("domino1982")
    with pytest.raises(NoErrorModel):
        update(
            domino,
            a_patient(70),
            pk.Regimen("racemate", "base").infusion("35 mg", over="40 min"),
            [an_observation("10 ng/mL", analyte="ketamine")],
        )


def test_a_sample_beyond_the_horizon_of_the_model_is_refused() -> None:
    with pytest.raises(pk.OutsideLimits, match="until"):
        fitted(an_observation("2 ng/mL", "30 h"))


def test_too_few_draws_a_negative_seed_and_an_impossible_percentile_are_refused(fit: Fit) -> None:
    for given in ({"draws": 3}, {"seed": -1}):
        with pytest.raises(pk.OutsideLimits) as refused:
            update(OTTO, a_patient(), a_regimen(), CASE_A, **given)
        assert refused.value.field in given
    with pytest.raises(pk.OutsideLimits, match="percentile"):
        fit.bands(percentiles=(0, 50))


def test_a_model_without_spread_has_no_patient_to_find_even_without_samples() -> None:
    with pytest.raises(NoErrorModel, match="spread between patients"):
        update(pk.load("domino1982"), a_patient(70), pk.Regimen("racemate", "base").infusion("35 mg", over="40 min"))
