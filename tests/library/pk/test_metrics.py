"""Peaks and times are found between the points of any grid, and agree with a very fine one."""

import numpy as np
import pytest

from kapstone.pk import Measure, Metric, Model, OutsideLimits, Regimen, all_models, load, metrics_of
from library.pk.people import ALMA, FILM, INFUSION, USUAL

FINE = np.linspace(0, 8, 40_001)
STEP = FINE[1]


@pytest.mark.parametrize("model", all_models().values(), ids=lambda model: model.id)
def test_they_agree_with_a_very_fine_grid(model: Model) -> None:
    analyte = model.analytes[-1]
    etas = np.random.default_rng(3).standard_normal((6, len(model.etas))) @ model.omega_root.T
    curve = model.curves(ALMA, USUAL[model.id], FINE, etas=etas)[:, -1]
    level = float(np.median(curve.max(axis=1))) / 3
    wanted = [Metric(Measure.PEAK, analyte), Metric(Measure.PEAK_TIME, analyte), Metric(Measure.AREA, analyte),
              Metric(Measure.TIME_ABOVE, analyte, level), Metric(Measure.TIME_TO_BELOW, analyte, level)]  # fmt: skip

    found = metrics_of(model, ALMA, USUAL[model.id], wanted, 8.0, etas=etas)

    np.testing.assert_allclose(found[wanted[0]], curve.max(axis=1), rtol=1e-3)
    assert (found[wanted[0]] >= curve.max(axis=1) * (1 - 1e-12)).all(), "a grid never sees more than the peak"
    np.testing.assert_allclose(found[wanted[1]], FINE[curve.argmax(axis=1)], atol=3e-3)
    np.testing.assert_allclose(found[wanted[2]], np.trapezoid(curve, FINE, axis=1), rtol=1e-5)
    np.testing.assert_allclose(found[wanted[3]], (curve >= level).sum(axis=1) * STEP, atol=3 * STEP)
    ends = np.where((curve >= level).any(axis=1), FINE[-1 - (curve[:, ::-1] >= level).argmax(axis=1)], 0.0)
    ends[curve[:, -1] >= level] = np.inf
    np.testing.assert_allclose(found[wanted[4]], ends, atol=2 * STEP)


def test_the_peak_of_an_infusion_is_at_its_end_to_the_second() -> None:
    peak, when = Metric(Measure.PEAK, "S-ketamine"), Metric(Measure.PEAK_TIME, "S-ketamine")

    found = metrics_of(load("otto2021"), ALMA, INFUSION, [peak, when], 12.0)

    assert found[when][0] == pytest.approx(2 / 3, abs=1e-10)
    assert found[peak][0] == pytest.approx(158.04173, abs=5e-6)


def test_the_slope_at_a_peak_between_is_zero() -> None:
    model, analyte = load("simons2022"), "S-norketamine"
    when = Metric(Measure.PEAK_TIME, analyte)

    at = metrics_of(model, ALMA, FILM, [when], 8.0)[when][0]

    around = model.curves(ALMA, FILM, [at - 1e-3, at, at + 1e-3])[0, 1]
    assert around[1] > max(around[0], around[2])
    assert (around[2] - around[0]) / around[1] == pytest.approx(0, abs=1e-7)


def test_a_threshold_is_left_for_good_only_after_the_last_dose() -> None:
    twice = INFUSION.infusion("35 mg", over="40 min", at="4 h")
    below = Metric(Measure.TIME_TO_BELOW, "S-ketamine", 60.0)
    above = Metric(Measure.TIME_ABOVE, "S-ketamine", 60.0)

    once = metrics_of(load("otto2021"), ALMA, INFUSION, [below, above], 12.0)
    both = metrics_of(load("otto2021"), ALMA, twice, [below, above], 12.0)

    assert both[below][0] > 4 + once[below][0]
    assert both[above][0] > 2 * once[above][0]
    crossing = load("otto2021").curves(ALMA, twice, [both[below][0]])[0, 0, 0]
    assert crossing == pytest.approx(60.0, rel=1e-10)


@pytest.mark.parametrize("level, expected", [(1000.0, 0.0), (0.001, np.inf)])
def test_never_reached_is_zero_and_still_above_is_said(level: float, expected: float) -> None:
    below = Metric(Measure.TIME_TO_BELOW, "S-ketamine", level)

    assert metrics_of(load("otto2021"), ALMA, INFUSION, [below], 12.0)[below][0] == expected


def test_a_metric_is_read_with_its_unit() -> None:
    model = load("otto2021")

    assert Metric.parse("time_above(S-ketamine, 0.5 nmol/mL)", model) == Metric(Measure.TIME_ABOVE, "S-ketamine", 0.5 * 237.73)
    assert str(Metric.parse("cmax(S-norketamine)", model)) == "cmax(S-norketamine)"


@pytest.mark.parametrize(
    "text", ["cmax", "cmin(S-ketamine)", "cmax(ketamine)", "time_above(S-ketamine)", "cmax(S-ketamine, 3 ng/mL)", "time_above(S-ketamine, 30)", "time_above(S-ketamine, 0 ng/mL)"],
)  # fmt: skip
def test_what_is_no_metric_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"metric|threshold"):
        Metric.parse(text, load("otto2021"))


def test_a_bolus_shows_its_peak_at_once() -> None:
    peak, when = Metric(Measure.PEAK, "ketamine"), Metric(Measure.PEAK_TIME, "ketamine")

    found = metrics_of(load("kamp2020"), ALMA, Regimen("racemate", "base").bolus("10 mg"), [peak, when], 2.0)

    assert found[peak][0] == pytest.approx(400.0, rel=1e-12)
    assert found[when][0] == 0.0
    assert issubclass(OutsideLimits, ValueError)
