"""How long thousands of virtual patients take, against solving each by SciPy and against writing the same numbers once.

    python bench/pk.py [PATIENTS] [MOST]

The best of several runs counts: on a computer that does other work too, the rest measures the others. `CPU ms` is the processor time of that
run over all threads, which the others disturb less. SciPy is solve_ivp with LSODA at a relative tolerance of 1e-8, one patient after
another, timed on a few and scaled up. Memory is what the process holds at its highest. MOST (default 1,000,000) ends the first table.
"""

import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np
from _measure import print_table
from scipy.integrate import solve_ivp

from kapstone import pk
from kapstone.pk._draws import normals
from kapstone.pk.units import hours, kg, mg, minutes, years

POINTS, BLOCK, THREADS, RUNS, SAMPLE = 289, 1000, 2, 7, 5
CASES = (
    (
        "otto2021",
        pk.Regimen("S-ketamine", "base").infusion(35 * mg, over=40 * minutes),
        24.0,
    ),
    ("simons2022", pk.Regimen("S-ketamine", "base").film(50 * mg), 8.0),
)
"""Parent and metabolite after an infusion (five states), and the film with two metabolites (fourteen)."""

PATIENT = pk.Patient(weight=70 * kg, age=30 * years)


def main(people: int, most: int) -> None:
    rows = []
    model_id, regimen, _ = CASES[0]
    count = 100
    while count <= most:
        start = time.perf_counter()
        pk.load(model_id).simulate(
            PATIENT, regimen, n=count, seed=1, until=12 * hours, every="2.5 min", threads=THREADS, compiled=True
        )
        taken = (time.perf_counter() - start) * 1000
        rows.append((f"{model_id}, percentiles of {POINTS} points", count, taken, taken / count * 1000, highest_megabytes()))
        count *= 10
    print_table(("population", "patients", "ms", "ms per 1,000", "memory MB"), rows)

    rows = []
    for model_id, regimen, until in CASES:
        model = pk.load(model_id)
        times = np.linspace(0.0, until, POINTS)
        etas = normals(tuple(eta.name for eta in model.etas), 1, 0, people) @ model.omega_root.T
        shape = (people, len(model.analytes), POINTS)
        write = best(lambda: np.full(shape, 1.0))  # noqa: B023 - run at once
        lsoda = one_by_one(model, regimen, times, etas[:SAMPLE]) * people / SAMPLE
        for engine in ("numpy", "compiled"):
            run = lambda compiled=engine == "compiled": fill(model, regimen, times, etas, compiled=compiled)  # noqa: B023, E731 - run at once
            run()
            wall, cpu = best(run), best(run, time.process_time)
            rows.append((f"{model_id}, {engine}", people, POINTS, len(model.analytes), wall, cpu, wall / write, lsoda / wall))
    print_table(("case", "patients", "points", "outputs", "ms", "CPU ms", "/ writing once", "SciPy /"), rows)


def fill(model: pk.Model, regimen: pk.Regimen, times: Any, etas: Any, *, compiled: bool) -> Any:  # Any: arrays
    """All curves as one new array: NumPy's in blocks on two threads, the compiled ones on numba's own."""
    if compiled:
        return model.curves(PATIENT, regimen, times, etas=etas, compiled=True)
    out = np.empty((len(etas), len(model.analytes), len(times)))

    def one(first: int) -> None:
        part = slice(first, first + BLOCK)
        out[part] = model.curves(PATIENT, regimen, times, etas=etas[part])

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(one, range(0, len(etas), BLOCK)))
    return out


def one_by_one(model: pk.Model, regimen: pk.Regimen, times: Any, etas: Any) -> float:  # Any: arrays
    """Milliseconds that SciPy takes for these patients."""
    system = model.system(PATIENT, regimen, etas=etas)
    start = time.perf_counter()
    for person, matrix in enumerate(system.matrix):
        inputs = [
            (each.state, *(np.broadcast_to(t, len(etas))[person] for t in (each.start, each.end)), each.rate[person])
            for each in system.constants
        ]

        def slope(t: float, x: Any, matrix: Any = matrix, inputs: Any = inputs) -> Any:  # Any: arrays
            dx = matrix @ x
            for state, begin, end, rate in inputs:
                if begin <= t < end:
                    dx[state] += rate
            return dx

        stops = sorted({0.0, float(times[-1]), *(float(end) for _, _, end, _ in inputs)})
        x = np.zeros(system.states)
        for begin, end in pairwise(stops):
            part = times[(times >= begin) & (times < end)]
            x = solve_ivp(slope, (begin, end), x, method="LSODA", t_eval=np.append(part, end), rtol=1e-8, atol=1e-10).y[:, -1]
    return (time.perf_counter() - start) * 1000


def best(run: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """The least milliseconds of several runs."""
    taken = []
    for _ in range(RUNS):
        start = clock()
        run()
        taken.append((clock() - start) * 1000)
    return min(taken)


def highest_megabytes() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main(*(int(each) for each in (sys.argv[1:] + ["10000", "1000000"][len(sys.argv) - 1 :])[:2]))
