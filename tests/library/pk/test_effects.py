"""What is said of effects, with which uncertainty; what is refused; and that no return is promised before the protocol allows it."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from kapstone import pk
from kapstone.documents import find_claims
from kapstone.findings import Level
from kapstone.pk.disagreement import disagreement
from kapstone.pk.effects import (
    BANDS,
    WITHOUT_MODEL,
    Endpoint,
    Grade,
    NoUsableModel,
    all_effects,
    c50_ng_per_ml,
    effect_for,
    effect_reader,
    external_perception,
    pressure_rates,
    recovery_estimate,
    sedation_concern,
)
from kapstone.pk.updating import update
from library.pk.fitting import CASE_A, OTTO, a_patient, a_regimen

KAMP = pk.load("kamp2020")
ALMA = a_patient(70)
HALF_A_MG = pk.Regimen("racemate", "base").infusion("35 mg", over="40 min")
OLOFSEN = effect_for(Endpoint.EXTERNAL_PERCEPTION)
GOLDEN = {
    10: 30.8098,
    20: 64.7838,
    40: 107.3476,
    45: 103.447,
    60: 69.0166,
    80: 45.8321,
    100: 34.7487,
    120: 28.1315,
    180: 18.1697,
}


# -- external perception ----------------------------------------------------------------------------------------------


def test_the_effect_site_follows_the_golden_values() -> None:
    found = external_perception(KAMP, ALMA, HALF_A_MG, times=[f"{minute} min" for minute in GOLDEN], n=10)

    assert found.site_ng_per_ml == pytest.approx(list(GOLDEN.values()), rel=3e-6)
    assert found.effect[2] == pytest.approx(0.4696, abs=5e-5)
    assert c50_ng_per_ml(OLOFSEN) == pytest.approx(121.2423, rel=1e-9)


def test_the_peak_at_the_effect_site_is_the_golden_one() -> None:
    times = np.linspace(0.67, 0.71, 4_001)

    site = KAMP.curves(ALMA, HALF_A_MG, times, readers=[effect_reader(KAMP, HALF_A_MG, OLOFSEN)])[0, -1]

    assert site.max() == pytest.approx(108.312, abs=5e-4)
    assert 60 * times[site.argmax()] == pytest.approx(
        41.2875, abs=6e-4
    )  # the golden table has 41.283, to the nearest step of its grid


def test_the_effect_site_agrees_with_a_general_solver() -> None:
    times = np.linspace(0, 3, 10)
    flow, ke0 = (lambda t: 35 / (40 / 60) if t < 40 / 60 else 0.0), np.log(2) / (8.3 / 60)

    def slope(t: float, x: np.ndarray) -> list[float]:
        c, p, q, site = x
        central = flow(t) - (84 + 161 + 79) / 25 * c + 161 / 56 * p + 79 / 157 * q
        return [central, 161 / 25 * c - 161 / 56 * p, 79 / 25 * c - 79 / 157 * q, ke0 * (0.5 * 1000 * c / 25 - site)]

    solved = solve_ivp(slope, (0, 3), np.zeros(4), t_eval=times, rtol=1e-10, atol=1e-12, max_step=1 / 60)

    assert KAMP.curves(ALMA, HALF_A_MG, times, readers=[effect_reader(KAMP, HALF_A_MG, OLOFSEN)])[0, -1] == pytest.approx(
        solved.y[3], rel=1e-5
    )


def test_s_ketamine_drives_alone() -> None:
    both = pk.load("assembled_racemic_iv")
    as_s = pk.Regimen("S-ketamine", "base").infusion("35 mg", over="40 min")

    of_racemate, of_s = (effect_reader(KAMP, each, OLOFSEN).weights for each in (HALF_A_MG, as_s))

    assert of_racemate == {"ketamine": 0.5}
    assert of_s == {"ketamine": 1.0}
    assert effect_reader(both, HALF_A_MG, OLOFSEN).weights == {"S-ketamine": 1.0}


def test_the_bands_are_three_and_the_wider_holds_the_others() -> None:
    found = external_perception(KAMP, ALMA, HALF_A_MG, until="2 h", every="10 min", n=2_000, seed=3)
    width = {name: (band[2] - band[0])[2:] for name, band in found.bands.items()}

    assert set(found.bands) == set(BANDS)
    assert (width["both"] > width["patients"]).all()
    assert (width["both"] > width["effect model"]).all()
    for band in found.bands.values():
        assert (band >= 0).all()
        assert (band < 1).all()
        assert band[1] == pytest.approx(found.effect, abs=0.02)


def test_the_uncertainty_is_that_of_the_published_intervals() -> None:
    rng = np.random.default_rng(1)

    for number in (OLOFSEN.c50, OLOFSEN.half_life):
        low, middle, high = np.percentile(number.at(rng.standard_normal(200_000)), [2.5, 50, 97.5])
        assert middle == pytest.approx(number.value, rel=0.01)
        assert high / low == pytest.approx(number.high / number.low, rel=0.02)


def test_the_same_seed_gives_the_same_bands() -> None:
    one, other = (external_perception(KAMP, ALMA, HALF_A_MG, n=50, seed=5) for _ in range(2))

    assert json.dumps(one.as_json()) == json.dumps(other.as_json())


def test_a_fit_narrows_the_effect_and_belongs_to_its_model() -> None:
    fit = update(OTTO, a_patient(), a_regimen(), CASE_A, draws=1_000)
    given = {"until": "2 h", "every": "20 min", "n": 1_000}

    mine = external_perception(OTTO, a_patient(), a_regimen(), fit=fit, **given)  # type: ignore[arg-type]  # plain values
    anyone = external_perception(OTTO, a_patient(), a_regimen(), **given)  # type: ignore[arg-type]  # plain values

    assert (np.ptp(mine.bands["patients"], axis=0) <= np.ptp(anyone.bands["patients"], axis=0)).all()
    with pytest.raises(NoUsableModel, match="never carried"):
        external_perception(KAMP, ALMA, HALF_A_MG, fit=fit)


def test_venous_concentrations_are_warned_of_and_a_legacy_model_drives_nothing() -> None:
    found = external_perception(OTTO, a_patient(), a_regimen(), n=10)

    assert any(each.field == "half_life" and each.level is Level.CAUTION for each in found.concerns)
    with pytest.raises(NoUsableModel, match="legacy"):
        external_perception(pk.load("domino1982"), ALMA, HALF_A_MG, n=10)


def test_what_the_model_refuses_the_effect_refuses() -> None:
    with pytest.raises(pk.RouteNotCovered):
        external_perception(KAMP, ALMA, pk.Regimen("racemate", "base").subcutaneous("35 mg"))


def test_a_course_says_what_it_is_and_no_cadss() -> None:
    found = external_perception(KAMP, ALMA, HALF_A_MG, n=20)

    assert "no CADSS" in found.words
    assert "volunteers" in found.words
    assert "Olofsen" in found._repr_html_()
    assert list(found.to_pandas().columns)[:2] == ["site_ng_per_ml", "effect"]
    assert found.as_json()["grade"] == "B"


def test_nobody_and_impossible_percentiles_are_refused() -> None:
    for asked in ({"n": 0}, {"seed": -1}, {"percentiles": (50, 101)}):
        with pytest.raises(pk.OutsideLimits) as refused:
            external_perception(KAMP, ALMA, HALF_A_MG, **asked)  # type: ignore[arg-type]  # that is the point
        assert refused.value.field in asked


# -- what has no model ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("endpoint", list(WITHOUT_MODEL))
def test_what_has_no_usable_model_is_refused_with_the_reason(endpoint: Endpoint) -> None:
    with pytest.raises(NoUsableModel) as refused:
        effect_for(endpoint)

    assert refused.value.field == endpoint.value
    assert refused.value.advice
    assert not find_claims(str(refused.value))


def test_every_endpoint_has_a_model_or_a_reason() -> None:
    modelled = {each.endpoint for each in all_effects().values()}

    assert modelled | set(WITHOUT_MODEL) == set(Endpoint)
    assert not modelled & set(WITHOUT_MODEL)
    assert all(each.grade is not Grade.D and each.source.title and each.population for each in all_effects().values())


def test_an_unknown_endpoint_names_those_there_are() -> None:
    with pytest.raises(NoUsableModel, match="external_perception"):
        effect_for("happiness")


# -- pressure and sedation --------------------------------------------------------------------------------------------


def test_the_labels_rates_are_those_of_the_age_and_unknown_where_not_read() -> None:
    under = pressure_rates("41 a")

    assert [each.percent for each in under.rates] == [3, 8, 4, 13]
    assert under.people == 346
    assert under.grade is Grade.C
    for unknown in (pressure_rates("65 a"), pressure_rates(None)):
        assert not unknown.are_known
        assert unknown.says
    with pytest.raises(pk.UnitUnsaid):
        pressure_rates(41)  # type: ignore[arg-type]  # that is the point


def test_only_a_peak_far_above_the_usual_range_is_warned_of() -> None:
    double = pk.Regimen("racemate", "base").infusion("80 mg", over="40 min")

    assert sedation_concern(KAMP, ALMA, HALF_A_MG) is None
    warned = sedation_concern(KAMP, ALMA, double)
    assert warned is not None
    assert warned.level is Level.CAUTION
    assert "642" not in str(warned)  # nobody can check that number


def test_where_the_model_cannot_tell_the_warning_is_unknown() -> None:
    unknown = sedation_concern(OTTO, a_patient(), a_regimen())

    assert unknown is not None
    assert unknown.level is Level.UNKNOWN


# -- recovery ---------------------------------------------------------------------------------------------------------


@settings(max_examples=10, deadline=None)
@given(st.floats(15, 100), st.floats(0, 300))
def test_the_return_is_never_before_the_protocols_minimum(threshold: float, minimum: float) -> None:
    found = recovery_estimate(KAMP, ALMA, HALF_A_MG, threshold=f"{threshold:.3f} ng/mL", protocol_minimum_min=minimum, n=50)

    assert found.upper_min is None or found.earliest_min is not None
    if found.earliest_min is not None:
        assert found.earliest_min >= minimum
        assert found.earliest_min >= (found.upper_min or 0)


def test_the_return_is_that_of_the_upper_band() -> None:
    found = recovery_estimate(KAMP, ALMA, HALF_A_MG, threshold="30 ng/mL", protocol_minimum_min=0, n=400, seed=9)

    assert found.typical_min is not None
    assert found.upper_min is not None
    at = np.array([found.typical_min / 60 + 40 / 60])
    site = KAMP.curves(ALMA, HALF_A_MG, at, readers=[effect_reader(KAMP, HALF_A_MG, OLOFSEN)])[0, -1, 0]
    assert site == pytest.approx(30, rel=1e-6)
    assert found.upper_min > found.typical_min


def test_a_lower_threshold_takes_longer() -> None:
    times = [
        recovery_estimate(KAMP, ALMA, HALF_A_MG, threshold=f"{each} ng/mL", protocol_minimum_min=0, n=100).upper_min or np.inf
        for each in (80, 40, 20)
    ]

    assert times == sorted(times)
    assert times[0] < times[2]


def test_not_within_the_horizon_is_said_and_no_number_stands_in_for_it() -> None:
    found = recovery_estimate(KAMP, ALMA, HALF_A_MG, threshold="1 ng/mL", protocol_minimum_min=90, until="3 h", n=50)

    assert found.upper_min is None
    assert found.earliest_min is None
    assert "Not expected" in found.says
    assert "90 min stand" in found.says


def test_the_minimum_counts_from_the_end_of_the_last_dose() -> None:
    later = HALF_A_MG.infusion("5 mg", over="10 min", at="1 h")

    found = recovery_estimate(KAMP, ALMA, later, threshold="200 ng/mL", protocol_minimum_min=60, n=50)

    assert found.upper_min == 0.0
    assert found.earliest_min == 60
    assert found.horizon_min == pytest.approx(60 * 8 - 70)


@pytest.mark.parametrize(
    "given",
    [{"threshold": "0 ng/mL"}, {"protocol_minimum_min": -1.0}, {"protocol_minimum_min": float("nan")}, {"until": "30 min"}],
)
def test_nonsense_is_refused_by_name(given: dict[str, object]) -> None:
    asked: dict[str, object] = {"threshold": "30 ng/mL", "protocol_minimum_min": 60.0} | given

    with pytest.raises(pk.OutsideLimits) as refused:
        recovery_estimate(KAMP, ALMA, HALF_A_MG, **asked)  # type: ignore[arg-type]  # that is the point

    assert refused.value.field in given


def test_a_threshold_without_a_unit_is_refused() -> None:
    with pytest.raises(pk.UnitUnsaid):
        recovery_estimate(KAMP, ALMA, HALF_A_MG, threshold=30, protocol_minimum_min=60)  # type: ignore[arg-type]  # that is the point


def test_what_is_said_of_recovery_claims_nothing_banned() -> None:
    found = recovery_estimate(KAMP, ALMA, HALF_A_MG, threshold="30 ng/mL", protocol_minimum_min=20, n=50)

    assert not find_claims(found.says)
    assert "model-based estimate" in found.says
    assert json.loads(json.dumps(found.as_json()))["earliest_min"] == found.earliest_min


# -- between models ---------------------------------------------------------------------------------------------------


def an_envelope(names: list[str], regimen: pk.Regimen, analyte: str, age: str = "28 a") -> pk.Envelope:
    young = pk.Patient(weight="70 kg", age=age, pregnant=False, child_pugh="none", in_intensive_care=False)  # type: ignore[arg-type]  # text is read
    return pk.between_models([pk.load(name) for name in names], young, regimen, analyte=analyte, until="4 h")


def test_models_that_disagree_are_warned_of() -> None:
    found = disagreement(
        an_envelope(["simons2022", "otto2021"], pk.Regimen("S-ketamine", "base").infusion("20 mg", over="20 min"), "S-ketamine")
    )

    assert found is not None
    assert found.level is Level.CAUTION
    assert "simons2022" in found.says


def test_models_that_agree_are_not() -> None:
    assert disagreement(an_envelope(["kamp2020", "assembled_racemic_iv"], HALF_A_MG, "ketamine")) is None


def test_one_model_alone_cannot_disagree_and_that_is_unknown() -> None:
    found = disagreement(an_envelope(["kamp2020", "otto2021"], HALF_A_MG, "ketamine"))

    assert found is not None
    assert found.level is Level.UNKNOWN
