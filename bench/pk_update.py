"""How long it takes to learn from four samples: the most probable patient, and 4,000 draws of what they may be.

    python bench/pk_update.py [RUNS]

Beside it the same mode sought the general way: SciPy's `minimize` over `solve_ivp`, with the same objective and tolerance. Times are the
processor's, and the least of all runs, since the computer may be shared; the ratio says how many times longer the general way takes.
"""

import sys
import time
from collections.abc import Callable

import numpy as np
from _measure import print_table
from scipy.integrate import solve_ivp
from scipy.optimize import minimize

from kapstone import pk
from kapstone.pk.units import kg, mg, minutes, ng_mL, years
from kapstone.pk.updating import Observation, update
from kapstone.pk.updating._mode import curvature_at, find_modes, objective
from kapstone.pk.updating._posterior import Problem, posteriors

MODEL = pk.load("otto2021")
PATIENT = pk.Patient(weight=82 * kg, age=41 * years, pregnant=False, child_pugh="none", in_intensive_care=False)
REGIMEN = pk.Regimen("S-ketamine", "base").infusion(41 * mg, over=40 * minutes)
SAMPLES = ((190, "40 min"), (110, "1 h"), (70, "2 h"), (22, "4 h"))
OBSERVATIONS = tuple(Observation("S-ketamine", value * ng_mL, at=at, site="venous") for value, at in SAMPLES)


def general(z: np.ndarray) -> float:
    """The objective at z (4,), by a general solver of differential equations."""
    eta = MODEL.omega_root @ z
    size = 82 / 70
    v, cl = 133 * size * np.exp(eta[0]), 95.2 * size**0.75 * np.exp(eta[1])
    vn, cln = 98.638 * size * np.exp(eta[2]), 57.72 * size**0.75 * np.exp(eta[3])

    def slope(t: float, x: np.ndarray, rate: float) -> list[float]:
        c, p, q, n, m = x
        return [
            rate - (cl + 23.2 + 157) / v * c + 23.2 / 187 * p + 157 / 98.8 * q,
            23.2 / v * c - 23.2 / 187 * p,
            157 / v * c - 157 / 98.8 * q,
            cl / v * c - (cln + 42.778) / vn * n + 42.778 / 160.04 * m,
            42.778 / vn * n - 42.778 / 160.04 * m,
        ]

    first = solve_ivp(slope, (0, 40 / 60), np.zeros(5), args=(41 * 1.5,), rtol=1e-8, atol=1e-10).y[:, -1]
    rest = solve_ivp(slope, (40 / 60, 4), first, args=(0.0,), t_eval=(1.0, 2.0, 4.0), rtol=1e-8, atol=1e-10).y
    predicted = 1000 * np.concatenate([first[:1], rest[0]]) / v
    variance = 0.055736 * predicted**2
    measured = np.array([value for value, _ in SAMPLES])
    return float((np.log(variance) + (measured - predicted) ** 2 / variance).sum() + z @ z)


def _processor_ms(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return 1000 * (time.process_time() - began)


def main(runs: int) -> None:
    problem = Problem(MODEL, PATIENT, REGIMEN, OBSERVATIONS)
    starts = np.concatenate([np.zeros((1, 4)), np.random.default_rng(7).standard_normal((2, 4))])
    one = find_modes(problem.predict, problem.likelihood, starts[:1])
    asked = minimize(general, np.zeros(4), method="BFGS")
    assert abs(float(asked.fun) - float(one.objective[0])) < 1e-4, "both must find the same patient"

    def least(run: Callable[[], object], times: int) -> float:
        return min(_processor_ms(run) for _ in range(times))

    slow = least(lambda: minimize(general, np.zeros(4), method="BFGS"), max(2, runs // 10))
    slow_thrice = 3 * slow
    z = 0.3 * np.random.default_rng(1).standard_normal((4_000, 4)) + one.z[0]
    slow_draws = least(lambda: [general(each) for each in z[:10]], 2) * 400
    fast = least(lambda: find_modes(problem.predict, problem.likelihood, starts[:1]), runs)
    fast_thrice = least(lambda: find_modes(problem.predict, problem.likelihood, starts), runs)
    weights = least(lambda: objective(problem.predict, problem.likelihood, z), runs)
    rows = [
        ("most probable patient, 1 start", fast, slow, slow / fast),
        ("most probable patient, 3 starts", fast_thrice, slow_thrice, slow_thrice / fast_thrice),
        ("objective of 4,000 draws", weights, slow_draws, slow_draws / weights),
    ]
    print_table(("4 effects, 4 samples", "ms", "minimize over solve_ivp, ms", "ratio"), rows)
    measured = problem.likelihood.measured[None]
    parts = [
        ("Laplace's covariance", least(lambda: curvature_at(problem.predict, problem.likelihood, one.z), runs)),
        ("mode, covariance and 4,000 draws", least(lambda: next(posteriors(problem, measured, seed=7, draws=4_000)), runs)),
        ("all of update(), with guards", least(lambda: update(MODEL, PATIENT, REGIMEN, OBSERVATIONS, seed=7), runs)),
    ]
    print_table(("whole steps", "ms"), parts)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
