"""What a few samples say of one patient: golden values, laws, guards and refusals."""

import json
import os
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapstone import pk
from kapstone.findings import Level
from kapstone.pk.units import minutes, ng_mL
from kapstone.pk.updating import (
    Fit,
    Method,
    Observation,
    Visit,
    update,
)
from library.pk.fitting import CASE_A, OTTO, SAMPLES, a_patient, a_regimen, an_observation, fields, fitted

_SOURCE = Path(pk.__file__).parents[2]


@pytest.fixture(scope="module")
def fit() -> Fit:
    return update(OTTO, a_patient(), a_regimen(), CASE_A, seed=7)


# -- golden values: mapbayr 0.10.2 and an independent fit in Python agree on these ---------------------------------


def test_the_most_probable_patient_is_that_of_the_golden_values(fit: Fit) -> None:
    expected = {"V1": -0.061794, "CL": 0.019250, "V_NK": 0.0, "CL_NK": 0.0}

    assert {name: fit.map[name] for name in expected} == pytest.approx(expected, abs=1e-4)
    assert fit.objective == pytest.approx(24.138900, abs=1e-5)


def test_laplace_is_that_of_the_golden_values(fit: Fit) -> None:
    expected = {"V1": 0.20787, "CL": 0.10785, "V_NK": 0.20106, "CL_NK": 0.32123}

    assert dict(fit.laplace_sd) == pytest.approx(expected, abs=1e-5)


def test_predictions_at_the_samples_are_those_of_the_golden_values(fit: Fit) -> None:
    samples = fit.diagnostics.samples

    assert [each.individual for each in samples] == pytest.approx([170.767, 112.722, 58.198, 25.203], abs=2e-3)
    assert [each.typical for each in samples] == pytest.approx([165.390, 112.013, 59.404, 26.482], abs=1e-3)


def test_the_draws_have_the_moments_of_the_golden_values(fit: Fit) -> None:
    # The golden means come from draws too: -0.082 with an error of 0.004 to 0.006; 400,000 draws of ours say -0.089.
    moments = fit.posterior_json()

    assert moments["V1"]["mean"] == pytest.approx(-0.082, abs=0.02)
    assert moments["V1"]["sd"] == pytest.approx(0.209, abs=0.01)
    assert moments["CL"]["mean"] == pytest.approx(0.000, abs=0.01)
    assert moments["CL"]["sd"] == pytest.approx(0.109, abs=0.005)
    assert fit.diagnostics.method is Method.IMPORTANCE
    assert fit.diagnostics.effective_draws == pytest.approx(2990, rel=0.05)
    assert fit.diagnostics.pareto_k is not None
    assert fit.diagnostics.pareto_k < 0.7


def test_the_search_reports_that_it_settled_and_that_its_starts_agree(fit: Fit) -> None:
    seen = fit.diagnostics

    assert seen.converged
    assert seen.gradient_norm < 1e-6
    assert seen.restarts_agreeing == len(seen.restarts) == 3


# -- laws --------------------------------------------------------------------------------------------------------------


@settings(max_examples=6, deadline=None)
@given(st.permutations(list(range(len(SAMPLES)))))
def test_the_order_of_the_samples_changes_nothing(order: list[int]) -> None:
    straight, shuffled = fitted(*CASE_A, draws=200), fitted(*(CASE_A[place] for place in order), draws=200)

    assert json.dumps(straight.as_json()) == json.dumps(shuffled.as_json())
    assert straight.etas.tobytes() == shuffled.etas.tobytes()


def test_the_order_of_the_doses_changes_nothing() -> None:
    parts = [("10 mg", "0 min"), ("15 mg", "20 min"), ("12 mg", "45 min")]
    found = set()
    for order in permutations(parts):
        regimen = pk.Regimen("S-ketamine", "base")
        for amount, at in order:
            regimen = regimen.infusion(amount, over="15 min", at=at)
        found.add(json.dumps(update(OTTO, a_patient(), regimen, CASE_A, draws=100).as_json()))

    assert len(found) == 1


def test_without_samples_the_patient_is_typical_and_as_uncertain_as_the_population() -> None:
    fit = fitted(draws=4_000)

    assert set(fit.map.values()) == {0.0}
    assert list(fit.laplace_sd.values()) == pytest.approx(list(np.sqrt(np.diag(OTTO.omega))), rel=1e-12)
    assert fit.diagnostics.method is Method.PRIOR
    assert np.cov(fit.draws().T) == pytest.approx(OTTO.omega, abs=0.01)
    assert set(fit.diagnostics.shrinkage.values()) == {1.0}
    assert fields(fit, Level.NOTE) == {"observations"}


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_same_seed_gives_the_same_bytes(seed: int) -> None:
    one, other = (update(OTTO, a_patient(), a_regimen(), CASE_A, seed=seed, draws=300) for _ in range(2))

    assert json.dumps(one.as_json()) == json.dumps(other.as_json())
    assert one.draws(777).tobytes() == other.draws(777).tobytes()
    assert one.bands(until="2 h").ng_per_ml.tobytes() == other.bands(until="2 h").ng_per_ml.tobytes()
    assert one.digest == other.digest


def test_another_seed_gives_other_draws_of_the_same_patient(fit: Fit) -> None:
    other = update(OTTO, a_patient(), a_regimen(), CASE_A, seed=8)

    assert dict(other.map) == pytest.approx(dict(fit.map), abs=1e-6)
    assert other.draws(100).tobytes() != fit.draws(100).tobytes()
    assert other.digest != fit.digest


def test_a_fit_cannot_be_changed(fit: Fit) -> None:
    with pytest.raises(ValueError, match="read-only"):
        fit.etas[0, 0] = 1.0
    with pytest.raises(TypeError):
        fit.map["V1"] = 1.0  # type: ignore[index]  # that is the point
    with pytest.raises(AttributeError):
        fit.seed = 1  # type: ignore[misc]  # that is the point


def test_what_is_asked_for_of_the_draws_does_not_change_the_fit(fit: Fit) -> None:
    before = fit.draws(50).copy()
    taken = fit.draws(50)
    taken[:] = 0

    assert fit.draws(50) == pytest.approx(before)


def test_a_sample_that_is_right_on_the_typical_curve_leaves_the_patient_nearly_typical() -> None:
    at = 60 * minutes
    typical = float(OTTO.curves(a_patient(), a_regimen(), [1.0])[0, 0, 0])

    fit = fitted(Observation("S-ketamine", typical * ng_mL, at=at, site="venous"))

    assert max(abs(each) for each in fit.map.values()) < 0.03  # a proportional error pulls a little towards less
    assert fit.diagnostics.samples[0].percentile == pytest.approx(50, abs=6)


def test_norketamine_is_learnt_from_norketamine() -> None:
    both = (
        *CASE_A,
        an_observation("50 ng/mL", "40 min", analyte="S-norketamine"),
        an_observation("90 ng/mL", "4 h", analyte="S-norketamine"),
    )

    shrinkage = fitted(*both, draws=2_000).diagnostics.shrinkage

    assert shrinkage["V_NK"] < 0.9
    assert shrinkage["CL_NK"] < 0.6


# -- below the limit of quantification --------------------------------------------------------------------------------


def test_a_sample_below_its_limit_pulls_towards_faster_elimination_and_no_further_than_that() -> None:
    without = fitted(*CASE_A[:2])
    unsurprising = fitted(*CASE_A[:2], an_observation("<40 ng/mL", "8 h"))
    low = fitted(*CASE_A[:2], an_observation("<4 ng/mL", "8 h"))

    assert unsurprising.map["CL"] == pytest.approx(without.map["CL"], abs=1e-3)
    assert low.map["CL"] > without.map["CL"] + 0.05
    assert low.diagnostics.samples[-1].residual_sd is None


def test_a_limit_that_nobody_would_be_under_is_questioned() -> None:
    assert "value" in fields(fitted(an_observation("<1 ng/mL", "40 min")), Level.REVIEW)


def test_the_sign_and_the_flag_say_the_same() -> None:
    assert an_observation("<1 ng/mL") == Observation("S-ketamine", "1 ng/mL", at="1 h", site="venous", below=True)


# -- prediction --------------------------------------------------------------------------------------------------------


def test_bands_narrow_with_samples_and_hold_the_patient_at_the_mode(fit: Fit) -> None:
    population, mine = fitted(draws=2_000).bands(until="4 h"), fit.bands(until="4 h")
    wide, narrow = (np.diff(each["S-ketamine"][[0, 2], 12:], axis=0) for each in (population, mine))
    mode = OTTO.curves(a_patient(), a_regimen(), mine.times_h, etas=np.array([list(fit.map.values())]))[0, 0]

    assert (narrow < wide).all()
    assert (mine["S-ketamine"][0] <= mode).all()
    assert (mode <= mine["S-ketamine"][2]).all()


def test_another_dose_scales_the_bands(fit: Fit) -> None:
    one, double = fit.bands(a_regimen(20), until="3 h"), fit.bands(a_regimen(40), until="3 h")

    assert double.ng_per_ml == pytest.approx(2 * one.ng_per_ml, rel=1e-9)
    assert one.fit == fit.digest


def test_a_regimen_the_model_does_not_cover_is_refused_also_after_a_fit(fit: Fit) -> None:
    with pytest.raises(pk.RouteNotCovered):
        fit.bands(pk.Regimen("S-ketamine", "base").nasal("56 mg"))
    with pytest.raises(pk.WrongSubstance):
        fit.bands(pk.Regimen("racemate", "base").infusion("35 mg", over="40 min"))


def test_what_varies_from_visit_to_visit_is_not_carried_to_the_next() -> None:
    simons = pk.load("simons2022")
    patient = pk.Patient(weight=a_patient().weight, age="28 a", pregnant=False, child_pugh="none", in_intensive_care=False)
    film = pk.Regimen("S-ketamine", "base").film("50 mg")
    samples = [an_observation(f"{value} ng/mL", f"{at} min", "arterial") for at, value in ((10, 90), (20, 130), (60, 60))]
    fit = update(simons, patient, film, samples, draws=1_000)
    occasion = [place for place, eta in enumerate(simons.etas) if eta.between == "occasions"]
    person = [place for place, eta in enumerate(simons.etas) if eta.between == "subjects"]

    same, another = fit.draws_for(Visit.SAME, 1_000), fit.draws_for(Visit.ANOTHER, 1_000)

    assert another[:, person].tobytes() == same[:, person].tobytes()
    assert np.var(another[:, occasion], axis=0) == pytest.approx(np.diag(simons.omega)[occasion], rel=0.2)
    assert np.var(same[:, occasion], axis=0).sum() < np.var(another[:, occasion], axis=0).sum()
    assert fit.bands(until="2 h").visit == "same"
    assert fit.bands(film.film("50 mg", at="1 h"), until="2 h").visit == "another"


@pytest.mark.parametrize("name", ["perezruixo2021", "ashraf2018", "kamp2020", "assembled_racemic_iv"])
def test_every_model_with_an_error_model_can_be_updated(name: str) -> None:
    model = pk.load(name)
    patient = pk.Patient(weight="70 kg", age="30 a", pregnant=False, child_pugh="none", in_intensive_care=False)
    regimen = {
        "perezruixo2021": pk.Regimen("S-ketamine", "base").nasal("56 mg"),
        "ashraf2018": pk.Regimen("S-ketamine", "base").oral("14 mg"),
    }.get(name, pk.Regimen("racemate", "base").infusion("35 mg", over="40 min"))
    analyte = model.analytes[0]
    rise = model.curves(patient, regimen, [1.0, 2.0])[0, 0] * 1.3
    samples = [
        Observation(analyte, value * ng_mL, at=at, site=model.site) for value, at in zip(rise, ("1 h", "2 h"), strict=True)
    ]

    fit = update(model, patient, regimen, samples, draws=800)

    assert fit.diagnostics.converged
    assert fit.diagnostics.restarts_agreeing == 3
    assert all(
        one.typical < each.individual < each.measured
        for one, each in zip(fit.diagnostics.samples, fit.diagnostics.samples, strict=True)
    )


# -- faces -------------------------------------------------------------------------------------------------------------


def test_a_fit_can_be_kept_as_json_and_made_again_from_it(fit: Fit) -> None:
    kept = json.loads(json.dumps(fit.as_json()))

    again = update(
        pk.load(kept["asked"]["model"]),
        pk.Patient(
            weight=f"{kept['asked']['patient']['weight_kg']} kg",
            age=f"{kept['asked']['patient']['age_years']} a",
            pregnant=False,
            child_pugh="none",
            in_intensive_care=False,
        ),
        a_regimen(),
        [
            Observation(each["analyte"], f"{each['value']} {each['unit']}", at=f"{each['at_h']} h", site=each["site"])
            for each in kept["asked"]["observations"]
        ],
        seed=kept["asked"]["seed"],
    )

    assert again.model.digest == kept["asked"]["model_digest"]
    assert again.as_json()["map"] == kept["map"]
    assert again.etas.tobytes() == fit.etas.tobytes()


def test_a_fit_shows_itself_in_a_notebook_and_as_a_frame(fit: Fit) -> None:
    html = fit._repr_html_()

    assert "verified against the paper" in html
    assert "-0.0618" in html
    assert list(fit.to_pandas(10).columns) == ["V1", "CL", "V_NK", "CL_NK"]
    bands = fit.bands(until="1 h", every="20 min")
    assert "given the samples" in bands._repr_html_()
    assert bands.to_pandas().loc[1.0, ("S-ketamine", 50.0)] == bands["S-ketamine"][1, -1]
    assert bands.to_xarray().sel(analyte="S-ketamine", percentile=95).values == pytest.approx(bands["S-ketamine"][2])
    assert bands.as_json()["band"] == bands.band


_IN_ANOTHER_PROCESS = """
import hashlib, json
from library.pk.fitting import CASE_A, OTTO, a_patient, a_regimen
from kapstone.pk.updating import update
fit = update(OTTO, a_patient(), a_regimen(), CASE_A, seed=7)
held = json.dumps(fit.as_json()).encode() + fit.etas.tobytes() + fit.draws(500).tobytes() + fit.bands(until="2 h").ng_per_ml.tobytes()
print(hashlib.sha256(held).hexdigest())
"""


def test_another_process_with_other_threads_gives_the_same_bytes() -> None:
    tests = Path(__file__).parents[2]
    found = set()
    for threads in ("1", "2"):
        env = os.environ | {
            "OPENBLAS_NUM_THREADS": threads,
            "OMP_NUM_THREADS": threads,
            "PYTHONPATH": f"{tests}{os.pathsep}{_SOURCE}",
        }
        ran = subprocess.run(
            [sys.executable, "-c", _IN_ANOTHER_PROCESS], env=env, capture_output=True, text=True, check=True, timeout=60
        )
        found.add(ran.stdout)

    assert len(found) == 1
    assert len(found.pop().strip()) == 64
