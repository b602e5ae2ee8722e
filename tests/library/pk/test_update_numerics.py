"""The parts of an update on problems whose answer is known: error models, modes, importance weights, walkers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.integrate import quad

from kapstone.pk.updating import Observation
from kapstone.pk.updating._ensemble import ENSEMBLES, split_rhat, walk
from kapstone.pk.updating._importance import importance_draws, resampled, t_draws
from kapstone.pk.updating._likelihood import Likelihood
from kapstone.pk.updating._mode import curvature_at, find_modes
from kapstone.pk.updating._pareto import effective_size, smoothed
from kapstone.pk.updating._posterior import Method, Problem, posteriors
from library.pk.fitting import CASE_A, OTTO, a_patient, a_regimen

SPREAD = np.array([[1.0, 0.6], [0.6, 2.0]])
CENTRE = np.array([1.0, -2.0])


def an_error(
    measured: float, *, proportional: float = 0.2, additive: float = 0.0, on_log: bool = False, below: bool = False
) -> Likelihood:
    return Likelihood(
        np.array([measured]), np.array([proportional]), np.array([additive]), np.array([on_log]), np.array([below])
    )


def a_bell(z: np.ndarray) -> np.ndarray:
    """Minus twice the log of a normal density with known mean and covariance."""
    off = z - CENTRE
    return np.einsum("ni,ij,nj->n", off, np.linalg.inv(SPREAD), off)


concentrations = st.floats(1.0, 500.0)
errors = st.sampled_from(["proportional", "both", "log", "below", "log below"])


def likelihood_of(kind: str, measured: float) -> Likelihood:
    return an_error(measured, additive=3.0 if kind == "both" else 0.0, on_log="log" in kind, below="below" in kind)


@given(errors, concentrations, st.floats(0.4, 2.5))
def test_slopes_are_those_of_the_misfit(kind: str, predicted: float, ratio: float) -> None:
    likelihood = likelihood_of(kind, predicted * ratio)
    step = 1e-5 * predicted

    up, down = (likelihood.misfit(np.array([predicted + sign * step])).value[0] for sign in (1, -1))

    assert likelihood.misfit(np.array([predicted])).slope[0] == pytest.approx((up - down) / (2 * step), rel=1e-4, abs=1e-6)


@given(errors, concentrations, st.floats(0.4, 2.5))
def test_curvatures_are_never_negative(kind: str, predicted: float, ratio: float) -> None:
    assert likelihood_of(kind, predicted * ratio).misfit(np.array([predicted])).curvature[0] >= 0


@pytest.mark.parametrize("kind", ["proportional", "both", "log"])
def test_the_misfit_is_minus_twice_the_log_density(kind: str) -> None:
    likelihood = likelihood_of(kind, 90.0)
    sd = {"proportional": 20.0, "both": np.hypot(20.0, 3.0), "log": 0.2}[kind]
    off = np.log(90.0 / 100.0) if kind == "log" else -10.0

    assert likelihood.misfit(np.array([100.0])).value[0] == pytest.approx(
        -2 * stats.norm.logpdf(off, scale=sd) - np.log(2 * np.pi)
    )


def test_below_the_limit_counts_every_value_under_it() -> None:
    chance = quad(lambda y: stats.norm.pdf(y, 100.0, 20.0), -np.inf, 70.0)[0]

    assert likelihood_of("below", 70.0).misfit(np.array([100.0])).value[0] == pytest.approx(-2 * np.log(chance), rel=1e-6)


def test_the_expected_curvature_is_the_mean_of_squared_slopes() -> None:
    rng = np.random.default_rng(1)
    for kind in ("proportional", "both", "log"):
        noise = rng.standard_normal(400_000)
        drawn = {"proportional": 100 + 20 * noise, "both": 100 + np.hypot(20, 3) * noise, "log": 100 * np.exp(0.2 * noise)}[
            kind
        ]
        slopes = likelihood_of(kind, 1.0).of(drawn[:, None]).misfit(np.full((400_000, 1), 100.0)).slope

        assert likelihood_of(kind, 1.0).misfit(np.array([100.0])).curvature[0] == pytest.approx(
            (slopes**2).mean() / 2, rel=0.02
        )


def test_nothing_predicted_is_no_nan() -> None:
    for kind in ("proportional", "both", "log", "below"):
        assert np.isfinite(likelihood_of(kind, 50.0).total(np.array([0.0])))
    assert likelihood_of("proportional", 50.0).total(np.array([np.inf])) == np.inf


def test_the_mode_of_a_linear_problem_is_that_of_least_squares() -> None:
    design = np.array([[1.0, 2.0, -1.0], [0.5, -1.0, 1.5]])  # (k, m)
    likelihood = Likelihood(np.array([101.0, 103.0, 98.0]), np.zeros(3), np.full(3, 0.7), np.zeros(3, bool), np.zeros(3, bool))
    precision = np.eye(2) + design @ design.T / 0.7**2
    mean = np.linalg.solve(precision, design @ (likelihood.measured - 100) / 0.7**2)

    found = find_modes(lambda z: 100 + z @ design, likelihood, np.array([[0.0, 0.0], [2.0, -3.0]]))
    half, expected = curvature_at(lambda z: 100 + z @ design, likelihood, found.z[:1])

    assert found.z == pytest.approx(np.stack([mean, mean]), abs=1e-8)
    assert found.converged.all()
    assert half[0] == pytest.approx(precision, rel=1e-5)
    assert not expected.any()


def test_many_data_sets_are_fitted_together_as_they_are_alone() -> None:
    problem = Problem(OTTO, a_patient(), a_regimen(), CASE_A)
    data = problem.likelihood.measured * np.array([[1.0], [0.7], [1.4]])

    together = list(posteriors(problem, data, seed=3, draws=50))
    alone = next(posteriors(problem, data[:1], seed=3, draws=50))

    assert together[0].mode == pytest.approx(alone.mode, abs=1e-8)
    assert together[1].mode[0] > together[0].mode[0] > together[2].mode[0]  # less in the blood, more room


def test_proposals_have_the_density_they_say() -> None:
    z, log_density = t_draws(CENTRE, SPREAD, 1_000, np.random.default_rng(2))
    expected = stats.multivariate_t(CENTRE, SPREAD, df=6).logpdf(z)

    assert np.ptp(log_density - expected) < 1e-9


def test_importance_draws_have_the_moments_of_their_target() -> None:
    found = importance_draws(a_bell, CENTRE + 0.3, 0.8 * SPREAD, 20_000, np.random.default_rng(3))
    mean = found.weights @ found.z

    assert mean == pytest.approx(CENTRE, abs=0.05)
    assert (found.z - mean).T @ (found.weights[:, None] * (found.z - mean)) == pytest.approx(SPREAD, abs=0.1)
    assert found.usable
    assert found.stages == 1


def test_a_proposal_far_off_is_moved_towards_the_target() -> None:
    found = importance_draws(a_bell, CENTRE + np.array([2.0, -3.0]), 0.3 * SPREAD, 4_000, np.random.default_rng(4))

    assert found.stages > 1
    assert found.usable
    assert found.weights @ found.z == pytest.approx(CENTRE, abs=0.1)


@pytest.mark.parametrize("shape", [0.2, 0.5, 0.9])
def test_the_shape_of_a_heavy_tail_is_recognised(shape: float) -> None:
    ratios = stats.genpareto(shape).rvs(20_000, random_state=np.random.default_rng(5)) + 1

    _, k = smoothed(np.log(ratios))

    assert k == pytest.approx(shape, abs=0.15)


def test_weights_that_are_all_alike_are_perfect_and_a_single_one_is_worthless() -> None:
    even, k = smoothed(np.zeros(1_000))
    assert effective_size(even) == pytest.approx(1_000)
    assert k == -np.inf

    lone = np.full(1_000, -5_000.0)
    lone[3] = 0.0
    weights, k = smoothed(lone)
    assert k == np.inf
    assert effective_size(weights) == pytest.approx(1)


def test_resampling_keeps_each_draw_as_often_as_its_weight_says() -> None:
    weights = np.array([0.5, 0.25, 0.15, 0.1])

    counts = np.bincount(resampled(np.arange(4.0)[:, None], weights, 1_000, np.random.default_rng(6))[:, 0].astype(int))

    assert np.abs(counts - 1_000 * weights).max() <= 1


def test_walkers_find_a_bell() -> None:
    found = walk(a_bell, CENTRE, SPREAD, np.random.default_rng(7))

    assert found.rhat <= 1.01
    assert found.z.mean(axis=0) == pytest.approx(CENTRE, abs=0.1)
    assert np.cov(found.z.T) == pytest.approx(SPREAD, abs=0.2)
    assert 0.4 < found.accepted < 0.9
    assert found.effective > 400


def test_walkers_that_have_not_met_are_seen_as_such() -> None:
    apart = np.random.default_rng(8).standard_normal((100, ENSEMBLES, 8, 1)) + np.arange(ENSEMBLES)[None, :, None, None]
    together = np.random.default_rng(8).standard_normal((100, ENSEMBLES, 8, 1))

    assert split_rhat(apart)[0] > 1.2
    assert split_rhat(together)[0] < 1.01


def test_where_weights_cannot_be_trusted_walkers_go_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem(OTTO, a_patient(), a_regimen(), CASE_A)
    by_weights = next(posteriors(problem, problem.likelihood.measured[None], seed=1, draws=4_000))
    monkeypatch.setattr("kapstone.pk.updating._importance.LARGEST_K", -10.0)

    walked = next(posteriors(problem, problem.likelihood.measured[None], seed=1, draws=4_000))

    assert walked.method is Method.ENSEMBLE
    assert walked.rhat is not None
    assert walked.rhat <= 1.01
    moments = [
        (each.weights @ each.z_draws, np.sqrt(each.weights @ (each.z_draws - each.weights @ each.z_draws) ** 2))
        for each in (by_weights, walked)
    ]
    assert moments[0][0] == pytest.approx(moments[1][0], abs=0.1)
    assert moments[0][1] == pytest.approx(moments[1][1], abs=0.06)


def test_samples_far_from_any_prediction_are_fitted_too() -> None:
    """The expected information alone needed more than 100 rounds for these."""
    samples = [
        ("S-ketamine", 329.1, "40 min"),
        ("S-ketamine", 216.5, "1 h"),
        ("S-ketamine", 89.0, "2 h"),
        ("S-ketamine", 43.1, "4 h"),
    ]
    samples += [("S-norketamine", 84.8, "1 h"), ("S-norketamine", 33.4, "4 h")]
    observations = tuple(Observation(analyte, f"{value} ng/mL", at=at, site="venous") for analyte, value, at in samples)
    problem = Problem(OTTO, a_patient(70), a_regimen(35), observations)

    found = next(posteriors(problem, problem.likelihood.measured[None], seed=1, draws=500))

    assert found.converged
    assert found.restarts_agreeing == 3
    assert found.rounds < 60
