"""Laws of a linear system, for every model: doses add up, shift and scale; nothing is lost, nothing is negative, order means nothing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from kapstone.pk import Model, Patient, Reader, Regimen, all_models, load
from kapstone.pk._exponential import exponential
from kapstone.pk._metrics import area_to_infinity
from kapstone.pk._propagate import propagate
from kapstone.pk._system import Constant, Impulse, System
from kapstone.pk.units import kg, years
from kapstone.units import Quantity, unit_named
from library.pk.people import ALMA, RACEMATE, USUAL

LAWS = settings(max_examples=10, deadline=None)
MODELS = list(all_models().values())
LINEAR = [model for model in MODELS if model.id != "perezruixo2021"]
TIMES = np.linspace(0.0, 12.0, 37)
seeds = st.integers(0, 2**32 - 1)
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
each_linear = pytest.mark.parametrize("model", LINEAR, ids=lambda model: model.id)


def people(model: Model, seed: int, n: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((n, len(model.etas))) @ model.omega_root.T


def curves(model: Model, regimen: Regimen, seed: int, times: np.ndarray = TIMES, patient: Patient = ALMA) -> np.ndarray:
    return model.curves(patient, regimen, times, etas=people(model, seed))


def close(one: np.ndarray, other: np.ndarray, tolerance: float = 1e-10) -> None:
    np.testing.assert_allclose(one, other, rtol=tolerance, atol=tolerance * max(1e-300, np.abs(other).max()))


def scaled(regimen: Regimen, factor: float) -> Regimen:
    dose = regimen.doses[0]
    amount = Quantity(dose.amount.value * factor, dose.amount.unit)
    return Regimen(
        regimen.substance,
        regimen.salt,
        (type(dose)(route=dose.route, formulation=dose.formulation, amount=amount, over=dose.over, at=dose.at),),
    )


def later(regimen: Regimen, by_h: float) -> Regimen:
    dose = regimen.doses[0]
    at = Quantity(dose.at_h + by_h, unit_named("h"))
    return Regimen(
        regimen.substance,
        regimen.salt,
        (type(dose)(route=dose.route, formulation=dose.formulation, amount=dose.amount, over=dose.over, at=at),),
    )


@each_linear
@given(seed=seeds, factor=st.floats(0.1, 10))
@LAWS
def test_concentrations_are_in_proportion_to_the_dose(model: Model, seed: int, factor: float) -> None:
    usual = USUAL[model.id]

    close(curves(model, scaled(usual, factor), seed), factor * curves(model, usual, seed), 1e-12)


@each_model
@given(seed=seeds, by=st.floats(0.01, 6))
@LAWS
def test_a_later_dose_gives_the_same_curve_later(model: Model, seed: int, by: float) -> None:
    usual = USUAL[model.id]

    close(curves(model, later(usual, by), seed, TIMES + by), curves(model, usual, seed))
    assert (curves(model, later(usual, by), seed, TIMES[by > TIMES]) == 0).all()


@each_model
@given(seed=seeds, by=st.floats(0.01, 6))
@LAWS
def test_doses_add_up(model: Model, seed: int, by: float) -> None:
    first, second = USUAL[model.id], later(scaled(USUAL[model.id], 1.0), by)

    close(curves(model, first + second, seed), curves(model, first, seed) + curves(model, second, seed))


@pytest.mark.parametrize("name", ["otto2021", "kamp2020", "simons2022", "ashraf2018", "assembled_racemic_iv"])
@given(seed=seeds, part=st.floats(0.05, 0.95))
@LAWS
def test_an_infusion_may_be_cut_anywhere(name: str, seed: int, part: float) -> None:
    model = load(name)
    start = Regimen(model.spec.takes[0], "base")
    whole = start.infusion("20 mg", over="40 min")
    first, rest = Quantity(40 * part, unit_named("min")), Quantity(40 * (1 - part), unit_named("min"))
    cut = start.infusion(Quantity(20 * part, unit_named("mg")), over=first).infusion(
        Quantity(20 * (1 - part), unit_named("mg")), over=rest, at=first
    )

    close(curves(model, cut, seed), curves(model, whole, seed))


@pytest.mark.parametrize("name", ["kamp2020", "domino1982", "assembled_racemic_iv"])
def test_a_bolus_is_the_limit_of_a_short_infusion(name: str) -> None:
    model = load(name)
    bolus = Regimen("racemate", "base").bolus("20 mg")

    off = []
    for seconds in (1.0, 0.1, 0.01):
        short = Regimen("racemate", "base").infusion("20 mg", over=Quantity(seconds, unit_named("s")))
        off.append(np.abs(curves(model, short, 0, TIMES[1:]) / curves(model, bolus, 0, TIMES[1:]) - 1).max())

    assert off[0] > 5 * off[1] > 25 * off[2]
    assert off[2] < 1e-4


@each_model
@given(seed=seeds)
@LAWS
def test_no_mass_is_lost(model: Model, seed: int) -> None:
    etas = people(model, seed)
    system = model.system(ALMA, USUAL[model.id], etas=etas)
    size = system.states
    # One more state gathers what leaves; its flow is what each column loses.
    whole = np.zeros((len(etas), size + 1, size + 1))
    whole[:, :size, :size] = system.matrix
    whole[:, size, :size] = np.maximum(-system.matrix.sum(axis=1), 0)
    everything = System(matrix=whole, outputs=np.eye(size + 1), impulses=system.impulses, constants=system.constants)

    found = propagate(everything, TIMES)

    entered = np.zeros((len(etas), len(TIMES)))
    for impulse in system.impulses:
        entered += np.broadcast_to(impulse.amount, len(etas))[:, None]
    for constant in system.constants:
        begin, end = (np.broadcast_to(t, len(etas))[:, None] for t in (constant.start, constant.end))
        entered += constant.rate[:, None] * (np.clip(TIMES, begin, end) - begin)
    close(found.sum(axis=1), entered)


@each_model
@given(seed=seeds)
@LAWS
def test_no_concentration_is_negative_or_no_number(model: Model, seed: int) -> None:
    found = curves(model, USUAL[model.id], seed, np.linspace(0, 24, 500))

    assert np.isfinite(found).all()
    assert (found >= 0).all()


@each_model
@given(seed=seeds)
@LAWS
def test_the_order_of_times_and_doses_changes_nothing(model: Model, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(TIMES))
    first, second = USUAL[model.id], later(USUAL[model.id], 1.5)

    assert (curves(model, first + second, seed, TIMES[order]) == curves(model, second + first, seed)[:, :, order]).all()


@each_model
def test_each_person_is_the_same_bytes_in_any_company(model: Model) -> None:
    etas = people(model, 5, n=40)
    together = model.curves(ALMA, USUAL[model.id], TIMES, etas=etas)

    alone = np.concatenate([model.curves(ALMA, USUAL[model.id], TIMES, etas=etas[place : place + 1]) for place in range(40)])

    assert together.tobytes() == alone.tobytes()


@pytest.mark.parametrize(
    "written",
    [
        Regimen("racemate", "base").infusion("0.5 mg/kg", over="40 min"),
        Regimen("racemate", "base").infusion("35 mg", over="2400 s"),
        Regimen("racemate", "base").infusion("0.0125 mg/kg/min", over="40 min"),
        Regimen("racemate", "base").infusion("52.5 mg/h", over="40 min"),
        Regimen("racemate", "hydrochloride").infusion(Quantity(35 * 274.19 / 237.73, unit_named("mg")), over="40 min"),
    ],
)
def test_the_same_infusion_written_in_other_units_gives_the_same_curve(written: Regimen) -> None:
    close(curves(load("kamp2020"), written, 0), curves(load("kamp2020"), RACEMATE, 0), 1e-13)


@each_model
@given(seed=seeds)
@LAWS
def test_the_area_to_infinity_is_what_the_integrating_state_comes_to(model: Model, seed: int) -> None:
    etas = people(model, seed)
    analyte = model.analytes[0]
    reader = Reader(name="area", weights={analyte: 1.0})

    area = model.curves(ALMA, USUAL[model.id], [4000.0], etas=etas, readers=[reader])[:, -1, 0]

    close(area, area_to_infinity(model.system(ALMA, USUAL[model.id], etas=etas))[:, 0], 1e-9)


@given(clearance=st.floats(-0.5, 0.5))
@LAWS
def test_the_area_of_the_parent_is_dose_over_clearance_and_of_the_metabolite_too(clearance: float) -> None:
    model = load("otto2021")
    etas = np.array([[0.3, clearance, -0.2, 2 * clearance]])

    area = area_to_infinity(model.system(ALMA, USUAL["otto2021"], etas=etas))[0]

    close(area, np.array([35_000 / (95.2 * np.exp(clearance)), 35_000 / (57.72 * np.exp(2 * clearance))]))


def test_a_sample_at_the_end_of_an_infusion_sees_all_of_it_and_one_at_a_bolus_comes_after_it() -> None:
    system = System(
        matrix=np.zeros((1, 1, 1)), outputs=np.ones((1, 1)),
        impulses=(Impulse(0, 1.0, np.array([5.0])),), constants=(Constant(0, 0.0, 2 / 3, np.array([30.0])),),
    )  # fmt: skip

    found = propagate(system, np.array([0.0, 2 / 3, 40 / 60, 0.9, 1.0]))

    np.testing.assert_allclose(found[0, 0], [0, 20, 20, 20, 25], rtol=1e-14)


def test_overlapping_inputs_delays_and_times_of_ones_own_are_exact() -> None:
    k = 0.7
    own = np.array([0.25, 0.5, 1.3])
    system = System(
        matrix=np.full((3, 1, 1), -k), outputs=np.ones((1, 1)),
        impulses=(Impulse(0, own, np.full(3, 4.0)),),
        constants=(Constant(0, 0.5, 2.0, np.full(3, 3.0)), Constant(0, own, own + 1.1, np.full(3, 2.0))),
    )  # fmt: skip
    times = np.linspace(0, 4, 33)

    def ran(rate: float, start: np.ndarray | float, end: np.ndarray | float) -> np.ndarray:
        since, until = np.maximum(times - start, 0), np.maximum(times - end, 0)
        return rate / k * (np.exp(-k * until) - np.exp(-k * since))

    expected = np.stack([
        np.where(times >= at, 4 * np.exp(-k * (times - at)), 0) + ran(3, 0.5, 2.0) + ran(2, at, at + 1.1) for at in own
    ])  # fmt: skip
    close(propagate(system, times)[:, 0], expected, 1e-12)


def test_the_exponential_of_a_defective_matrix_is_right_entry_by_entry() -> None:
    chain = np.array([[-2.0, 0, 0], [2.0, -2.0, 0], [0, 2.0, -0.01]])
    wanted = np.stack([expm(chain * t) for t in (1e-6, 0.1, 3.0, 400.0)])

    found = exponential(np.broadcast_to(chain, (4, 3, 3)), np.array([1e-6, 0.1, 3.0, 400.0]))

    assert (found >= 0).all()
    np.testing.assert_allclose(found[:3], wanted[:3], rtol=1e-12, atol=1e-25)
    np.testing.assert_allclose(found[3, 2, 2], np.exp(-4.0), rtol=1e-12)


def test_older_people_clear_a_nasal_dose_more_slowly() -> None:
    model = load("perezruixo2021")

    young, old = (
        area_to_infinity(model.system(Patient(weight=70 * kg, age=age * years), USUAL["perezruixo2021"]))[0, 0]
        for age in (60, 80)
    )

    assert old > 1.05 * young
