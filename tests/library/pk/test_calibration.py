"""Whether 90 % means 90 %: bands of simulated patients cover the truth as often as they say, and ranks of the truth are uniform."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from kapstone.pk.updating import Observation
from kapstone.pk.updating._posterior import Problem, posteriors
from library.pk.fitting import OTTO, a_patient, a_regimen

Array = NDArray[np.float64]

PATIENTS, DRAWS = 512, 600
LATER_H = (0.5, 1.5, 3.0, 6.0)  # between and after the samples


@dataclass(frozen=True)
class Trial:
    """For each patient and quantity (p, q): where the truth lies in the posterior, 0 to 1."""

    of_etas: Array
    of_curves: Array
    converged: float


def simulated(patients: int, draws: int, *, seed: int) -> Trial:
    """Draw patients from the population, measure them as a laboratory would, update, and look where the truth is."""
    samples = [Observation("S-ketamine", "1 ng/mL", at=at, site="venous") for at in ("40 min", "1 h", "2 h", "4 h")]
    samples += [Observation("S-norketamine", "1 ng/mL", at=at, site="venous") for at in ("1 h", "4 h")]
    problem = Problem(OTTO, a_patient(70), a_regimen(35), tuple(samples))
    # Patients and errors of measurement fill their space evenly, so that few patients say as much as many random ones.
    normal = stats.norm.ppf(stats.qmc.Sobol(problem.size + len(samples), rng=np.random.default_rng(seed)).random(patients))
    truth, noise = normal[:, : problem.size], normal[:, problem.size :]
    measured = problem.predict(truth) * (1 + problem.likelihood.proportional * noise)
    etas, curves, converged = [], [], 0
    later = np.asarray(LATER_H)
    true_curves = OTTO.curves(problem.patient, problem.regimen, later, etas=truth @ OTTO.omega_root.T)[:, 0]
    for row, found in enumerate(posteriors(problem, measured, seed=seed, draws=draws)):
        etas.append(found.weights @ (found.z_draws < truth[row]))
        drawn = OTTO.curves(problem.patient, problem.regimen, later, etas=found.z_draws @ OTTO.omega_root.T)[:, 0]
        curves.append(found.weights @ (drawn < true_curves[row]))
        converged += found.converged
    return Trial(np.asarray(etas), np.asarray(curves), converged / patients)


def coverage(ranks: Array) -> float:
    """The share of truths inside the middle 90 %."""
    return float(((ranks > 0.05) & (ranks < 0.95)).mean())


def check(trial: Trial) -> None:
    assert trial.converged == 1.0
    assert 0.88 <= coverage(trial.of_etas) <= 0.92
    assert 0.88 <= coverage(trial.of_curves) <= 0.92
    ranks = [*trial.of_etas.T, *trial.of_curves.T]
    histograms = [np.histogram(each, bins=20, range=(0, 1))[0] for each in ranks]
    # Eight looks at one trial: uniform ranks fail one of these in 1,250 trials.
    assert min(stats.chisquare(each).pvalue for each in histograms) > 1e-4


def test_bands_cover_nine_in_ten_and_ranks_are_uniform() -> None:
    check(simulated(PATIENTS, DRAWS, seed=20))


@pytest.mark.soak
def test_bands_cover_nine_in_ten_over_many_more_patients(request: pytest.FixtureRequest) -> None:
    if "soak" not in request.config.getoption("markexpr"):
        pytest.skip("runs with `make soak`")
    trial = simulated(4_096, 4_000, seed=21)

    check(trial)
    assert 0.89 <= coverage(trial.of_etas) <= 0.91
    assert 0.89 <= coverage(trial.of_curves) <= 0.91


def test_the_check_itself_sees_bands_that_are_too_narrow() -> None:
    honest = np.random.default_rng(22).random((PATIENTS, 4))
    narrow = stats.norm.cdf(1.3 * stats.norm.ppf(honest))

    check(Trial(honest, honest, 1.0))
    with pytest.raises(AssertionError):
        check(Trial(narrow, honest, 1.0))
