"""The compiled engine agrees with NumPy's, and its threads change no byte."""

import numpy as np
import pytest

from kapstone.pk import Model, Regimen, all_models, load
from kapstone.pk._propagate import propagate
from kapstone.pk._system import Constant, Impulse, System
from library.pk.people import ALMA, USUAL

numba = pytest.importorskip("numba", reason="the extra `fast` is not installed")


@pytest.mark.parametrize("model", all_models().values(), ids=lambda model: model.id)
@pytest.mark.parametrize(
    "times", [np.linspace(0, 12, 145), np.array([0.0, 0.1, 2 / 3, 0.7, 3.3, 3.3, 11.9, 24.0])], ids=["even", "uneven"]
)
def test_it_agrees_with_numpy(model: Model, times: np.ndarray) -> None:
    etas = np.random.default_rng(1).standard_normal((64, len(model.etas))) @ model.omega_root.T
    regimen = USUAL[model.id]

    plain, compiled = (model.curves(ALMA, regimen, times, etas=etas, compiled=each) for each in (False, True))

    np.testing.assert_allclose(compiled, plain, rtol=1e-12, atol=1e-12 * plain.max())


def test_it_agrees_for_repeated_and_overlapping_doses() -> None:
    model, times = load("kamp2020"), np.linspace(0, 12, 97)
    many = (
        Regimen("racemate", "base")
        .bolus("10 mg")
        .bolus("10 mg", at="1 h")
        .infusion("30 mg", over="50 min", at="0.5 h")
        .infusion("9 mg", over="7 min", at="0.6 h")
    )

    plain, compiled = (model.curves(ALMA, many, times, compiled=each) for each in (False, True))

    np.testing.assert_allclose(compiled, plain, rtol=1e-12)


def test_it_agrees_for_delays_of_ones_own() -> None:
    own = np.array([0.25, 0.5, 1.3])
    system = System(
        matrix=np.full((3, 1, 1), -0.7), outputs=np.ones((1, 1)), impulses=(Impulse(0, own, np.full(3, 4.0)),),
        constants=(Constant(0, 0.5, 2.0, np.full(3, 3.0)), Constant(0, own, own + 1.1, np.full(3, 2.0))),
    )  # fmt: skip
    times = np.linspace(0, 4, 33)

    np.testing.assert_allclose(propagate(system, times, compiled=True), propagate(system, times), rtol=1e-12, atol=1e-13)


def test_the_number_of_threads_changes_no_byte() -> None:
    model = load("simons2022")
    etas = np.random.default_rng(1).standard_normal((200, len(model.etas))) @ model.omega_root.T
    before = numba.get_num_threads()

    try:
        runs = []
        for threads in (1, before):
            numba.set_num_threads(threads)
            runs.append(model.curves(ALMA, USUAL[model.id], np.linspace(0, 8, 49), etas=etas, compiled=True).tobytes())
    finally:
        numba.set_num_threads(before)

    assert runs[0] == runs[1]


@pytest.mark.parametrize("times", [[0.0], [0.0, 1e-3], [5.0]])
def test_few_times_are_enough(times: list[float]) -> None:
    plain, compiled = (
        load("kamp2020").curves(ALMA, Regimen("racemate", "base").bolus("10 mg"), times, compiled=each)
        for each in (False, True)
    )

    np.testing.assert_allclose(compiled, plain, rtol=1e-12)
