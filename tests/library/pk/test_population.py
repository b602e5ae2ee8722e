"""Populations: the same seed gives the same bytes, percentiles agree with sorting, bands are kept apart, pairs are the same patients."""

import numpy as np
import pytest

from kapstone.pk import Band, MissingCovariate, OutsideLimits, Patient, Regimen, Sampling, between_models, compare, load
from kapstone.pk._draws import normals
from kapstone.pk._spread import Spread
from kapstone.pk.units import hours, kg, minutes
from library.pk.people import ALMA, FILM, INFUSION, RACEMATE

METRICS = ["cmax(S-ketamine)", "time_to_below(S-ketamine, 30 ng/mL)"]


@pytest.mark.parametrize("name, regimen", [("otto2021", INFUSION), ("simons2022", FILM)])
@pytest.mark.parametrize("sampling", list(Sampling))
def test_the_same_seed_gives_the_same_bytes_whatever_the_blocks_and_threads(
    name: str, regimen: Regimen, sampling: Sampling
) -> None:
    def run(**how: int) -> bytes:
        found = load(name).simulate(
            ALMA,
            regimen,
            n=60,
            seed=11,
            until="6 h",
            every="20 min",
            metrics=METRICS,
            measurement=True,
            sampling=sampling,
            **how,
        )
        parts = [found.bands(band=band) for band in found.spreads] + [found.errors()] + list(found.metrics.values())
        return b"".join(part.tobytes() for part in parts) + found.asked.digest.encode()

    assert run() == run(block=60, threads=1) == run(block=7, threads=2) == run(block=32, threads=3)


def test_another_seed_gives_other_patients() -> None:
    one, other = (load("otto2021").simulate(ALMA, INFUSION, n=50, seed=seed, until="1 h").bands() for seed in (1, 2))

    assert (one[:, :, 1:] != other[:, :, 1:]).all()


def test_what_was_asked_is_kept_with_model_digest_seed_and_version() -> None:
    asked = load("otto2021").simulate(ALMA, INFUSION, n=10, seed=4, until="1 h").asked.as_json()

    assert asked["model_digest"] == load("otto2021").digest
    assert asked["options"]["seed"] == "4"
    assert asked["kapstone"]
    assert asked["patient"]["weight_kg"] == 70
    assert asked["regimen"]["doses"][0]["unit"] == "mg"


def test_percentiles_of_a_stream_agree_with_sorting_and_are_smooth() -> None:
    values = np.exp(np.random.default_rng(2).standard_normal((20_000, 1, 2)) * [[0.3, 2.0]] + 3)
    spread = Spread(1, 2)
    for part in np.array_split(values, 7):
        spread.add(part)

    found = spread.percentiles((5.0, 50.0, 95.0))[:, 0]

    np.testing.assert_allclose(found, np.percentile(values[:, 0], [5, 50, 95], axis=0), rtol=2e-3)
    assert (spread.errors((50.0,)) > 0).all()


@pytest.mark.parametrize("wrong", [np.nan, np.inf, 1e9])
def test_what_is_no_concentration_is_never_counted(wrong: float) -> None:
    with pytest.raises(ValueError, match="not finite"):
        Spread(1, 1).add(np.array([[[wrong]]]))


def test_the_monte_carlo_error_tells_how_far_another_seed_would_be() -> None:
    runs = [load("otto2021").simulate(ALMA, INFUSION, n=400, seed=seed, times=["40 min"]) for seed in range(60)]
    spread = np.std([run.bands()[:, 0, 0] for run in runs], axis=0)
    told = np.mean([run.errors()[:, 0, 0] for run in runs], axis=0)

    np.testing.assert_allclose(told, spread, rtol=0.4)


def test_quasi_random_patients_halve_the_error() -> None:
    def off(sampling: Sampling) -> float:
        runs = [
            load("otto2021").simulate(ALMA, INFUSION, n=512, seed=seed, times=["40 min"], sampling=sampling)
            for seed in range(20)
        ]
        return float(np.std([run.bands()[1, 0, 0] for run in runs]))

    assert off(Sampling.SOBOL) < 0.6 * off(Sampling.RANDOM)


def test_measurement_widens_the_band_and_is_kept_apart() -> None:
    found = load("otto2021").simulate(ALMA, INFUSION, n=2000, seed=1, times=["40 min", "4 h"], measurement=True)

    narrow, wide = found.bands(), found.bands(band=Band.WITH_MEASUREMENT)

    assert (wide[2] > narrow[2]).all()
    assert (wide[0] < narrow[0]).all()
    assert {band.value for band in found.spreads} == {"between patients", "between patients, plus measurement"}


def test_a_band_that_was_not_simulated_is_refused() -> None:
    with pytest.raises(OutsideLimits, match="was not simulated"):
        load("otto2021").simulate(ALMA, INFUSION, n=10, seed=1, until="1 h").bands(band=Band.WITH_MEASUREMENT)


def test_between_models_names_those_left_out_and_why() -> None:
    models = [load(name) for name in ("kamp2020", "assembled_racemic_iv", "otto2021")]

    found = between_models(models, ALMA, RACEMATE, analyte="ketamine", until=4 * hours)

    assert set(found.curves) == {"kamp2020", "assembled_racemic_iv"}
    assert "racemate is not what this model is of" in found.left_out["otto2021"]
    assert found.band is Band.BETWEEN_MODELS
    assert (found.low <= found.high).all()
    assert 1 <= found.fold < 1.1
    assert "between models" in found._repr_html_()


def test_between_models_needs_one() -> None:
    with pytest.raises(ValueError, match="none of the models"):
        between_models([load("otto2021")], ALMA, RACEMATE, analyte="ketamine")


def test_regimens_are_compared_in_the_same_patients() -> None:
    slower = Regimen("S-ketamine", "base").infusion("35 mg", over=60 * minutes)

    found = compare(
        load("otto2021"), ALMA, {"40": INFUSION, "60": slower}, metrics=["cmax(S-ketamine)"], n=400, seed=1, until="8 h"
    )

    (pair,) = found.pairs
    one, other = (next(iter(each.metrics.values())) for each in found.populations.values())
    assert pair.share_first_higher == 1.0
    assert pair.difference.values[1] == pytest.approx(np.median(other - one))
    assert np.std(other - one) < 0.5 * np.std(one), "pairs take out what patients differ in"


def test_a_regimen_against_itself_differs_by_nothing() -> None:
    found = compare(
        load("otto2021"),
        ALMA,
        {"a": INFUSION, "b": INFUSION},
        metrics=["time_to_below(S-ketamine, 0.1 ng/mL)"],
        n=50,
        seed=1,
        until="8 h",
    )

    assert found.pairs[0].difference.values == (0.0, 0.0, 0.0)
    assert found.populations["a"].summary("time_to_below(S-ketamine, 0.1 ng/mL)").beyond_horizon == 50


def test_a_random_effect_of_the_same_name_is_the_same_in_another_model() -> None:
    assert (normals(("V1", "CL"), 3, 100, 2100)[:, 1] == normals(("CL", "Q3"), 3, 100, 2100)[:, 0]).all()
    assert (normals(("CL",), 3, 0, 2100)[100:] == normals(("CL",), 3, 100, 2100)).all()


def test_the_known_failure_stands_beside_the_number() -> None:
    nasal = Regimen("S-ketamine", "base").nasal("28 mg")

    found = load("perezruixo2021").simulate(
        ALMA, nasal, n=20, seed=1, until="24 h", metrics=["auc(S-norketamine)", "cmax(S-norketamine)"]
    )

    assert "over-predicted" in found.summary("auc(S-norketamine)").known_failure
    assert found.summary("cmax(S-norketamine)").known_failure == ""
    assert "over-predicted" in found._repr_html_()


@pytest.mark.parametrize("given", [{"n": 0}, {"block": 0}, {"threads": 0}, {"seed": -1}])
def test_no_patients_are_refused(given: dict[str, int]) -> None:
    with pytest.raises(OutsideLimits, match="must be at least"):
        load("otto2021").simulate(ALMA, INFUSION, **{"n": 5, "seed": 1, "until": "1 h", **given})


def test_a_model_without_variability_has_no_population() -> None:
    with pytest.raises(MissingCovariate, match="no variability between patients is known"):
        load("domino1982").simulate(ALMA, RACEMATE, n=5, seed=1, until="1 h")


def test_results_go_to_frames_and_labelled_arrays() -> None:
    found = load("otto2021").simulate(ALMA, INFUSION, n=20, seed=1, until="1 h", every="20 min")
    typical = load("otto2021").predict(ALMA, INFUSION, until="1 h", every="20 min")

    assert found.to_pandas().shape == (4, 6)
    assert found.to_xarray().sel(analyte="S-ketamine", percent=50).shape == (4,)
    assert typical.to_pandas()["S-ketamine"].iloc[2] == typical["S-ketamine"][2]
    assert typical.to_xarray().attrs["units"] == "ng/mL"
    assert typical.to_numpy().shape == (4, 3)
    assert "<table>" in typical._repr_html_()
    assert "between patients" in found._repr_html_()


def test_a_heavier_patient_has_a_lower_curve() -> None:
    light, heavy = (
        load("otto2021").predict(Patient(weight=w * kg, age=ALMA.age), INFUSION, until="1 h")["S-ketamine"] for w in (55, 90)
    )

    assert (light[1:] > heavy[1:]).all()


def test_results_cannot_be_changed() -> None:
    typical = load("otto2021").predict(ALMA, INFUSION, until="1 h")
    found = load("otto2021").simulate(ALMA, INFUSION, n=5, seed=1, until="1 h", metrics=["cmax(S-ketamine)"])

    for array in (typical.ng_per_ml, typical.times_h, found.times_h, *found.metrics.values()):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0
