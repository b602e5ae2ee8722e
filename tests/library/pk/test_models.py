"""A model file is refused unless it conserves mass, keeps its units, names its sources and varies possibly."""

from importlib import resources

import pytest

from kapstone.pk import Model, ModelRefused, Status, Trust, UnknownModel, all_models, load, parse

OTTO = (resources.files("kapstone.pk.models") / "otto2021.toml").read_text(encoding="utf-8")
ASHRAF = (resources.files("kapstone.pk.models") / "ashraf2018.toml").read_text(encoding="utf-8")


def test_the_models_of_the_field_are_there() -> None:
    assert set(all_models()) == {
        "ashraf2018", "assembled_im", "assembled_racemic_iv", "domino1982", "kamp2020", "otto2021", "perezruixo2021", "simons2022",
    }  # fmt: skip


def test_a_model_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownModel, match=r"no model is called 'otto2020'\. There are ashraf2018, "):
        load("otto2020")


@pytest.mark.parametrize(
    "file, before, after, path, says",
    [
        (ASHRAF, 'N = "Fh_n", out = "rest"', 'N = "Fh_n", out = "0.9"', "(from C)", "mass is not conserved"),
        (ASHRAF, '"Fh*Fg", N =', '"2.5*Fg", N =', "(from D)", "mass is not conserved"),
        (OTTO, 'inputs = [{ into = "C" }]', 'inputs = [{ into = "C" }, { into = "N" }]', "routes.iv", "mass is not conserved: 2 of a dose enters"),
        (OTTO, "[0.02261, 0.026048]", "[0.2261, 0.026048]", "(V1, CL)", "OMEGA is not positive definite"),
        (OTTO, "[0.04456, 0.10319]", "[0.4456, 0.10319]", "(V_NK, CL_NK)", "OMEGA is not positive definite"),
        (OTTO, 'rate = "Q1/V"', 'rate = "Q1"', "flows[0].rate", "'Q1' is in L h^-1, and must be in h^-1"),
        (OTTO, 'V1 = { value = 133, unit = "L"', 'V1 = { value = 133, unit = "L/h"', "flows[0].rate", "must be in h^-1"),
        (OTTO, 'size = "WT/WT_ref"', 'size = "WT + V1"', "derived.size", "puts kg beside L"),
        (OTTO, 'unit = "L", source = "fanta2015"', 'unit = "L"', "parameters.V1", "has no source"),
        (OTTO, 'source = "fanta2015", where = "final model, fixed in Otto 2021"', 'source = "nobody", where = "x"', "parameters.V1", "'nobody'"),
        (OTTO, ', where = "final model, fixed in Otto 2021"', "", "parameters.V1", "does not say where in its source"),
        (OTTO, 'rate = "Q1/V"', 'rate = "Q9/V"', "flows[0].rate", "reads Q9"),
        (OTTO, 'rate = "Q1/V"', 'rate = "__import__(1)"', "flows[0].rate", "only numbers, names"),
        (OTTO, 'rate = "Q1/V"', 'rate = "-Q1/V"', "(from C)", "the rate is not above 0"),
        (OTTO, 'rate = "Q1/V"', 'rate = "Q1/(V - V)"', "structure", "cannot be computed"),
        (OTTO, 'rate = "Q1/V"', 'rate = "Q1/V*9**9**9**9"', "structure", "cannot be computed"),
        (OTTO, "value = 133", "value = nan", "parameters.V1", "nan is no number"),
        (OTTO, "value = 133", "value = inf", "parameters.V1", "inf is no number"),
        (OTTO, "[[0.084177]", "[[nan]", "random[0]", "holds what is no number"),
        (OTTO, "hard = [18, 65]", "hard = [18, inf]", "limits[0]", "holds what is no number"),
        (OTTO, 'inputs = [{ into = "C" }]', 'inputs = [{ into = "C", duration = "V/CL - V1/CL" }]', "routes.iv.duration", "is not above 0"),
        (OTTO, 'inputs = [{ into = "C" }]', 'inputs = [{ into = "C", delay = "-V/CL" }]', "routes.iv.delay", "is below 0"),
        (OTTO, 'inputs = [{ into = "C" }]', 'inputs = [{ into = "C", fraction = "CL" }]', "routes.iv.fraction", "must be in a bare number"),
        (OTTO, 'to = "P1"', 'to = "P9"', "flows[0].to", "'P9' is not another state"),
        (OTTO, 'trust = "V", says = "central volume, S-ketamine"', 'says = "central volume, S-ketamine"', "file", "trust"),
        (OTTO, 'site = "venous"', 'site = "venous"\ncolour = "red"', "file", "colour"),
        (OTTO, "soft = [18, 45]", "soft = [17, 45]", "limits", "the soft band must lie inside the hard band"),
        (OTTO, 'unit = "L", source', 'unit = "gallon", source', "V1.unit", "'gallon'"),
        (OTTO, 'id = "otto2021"', "id = ", "file", "is not TOML"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_by_its_place(file: str, before: str, after: str, path: str, says: str) -> None:
    assert before in file

    with pytest.raises(ModelRefused) as refused:
        parse(file.replace(before, after, 1), "mine.toml")

    assert any(path in where and says in sentence for where, sentence in refused.value.mistakes), str(refused.value)


@pytest.mark.parametrize("model", all_models().values(), ids=lambda model: model.id)
def test_every_number_says_where_it_is_from_and_how_far_to_be_trusted(model: Model) -> None:
    for name, number in model.spec.parameters.items():
        assert number.unit, name
        assert number.says, name
        assert number.where if number.source else number.trust is Trust.DESIGN, name


@pytest.mark.parametrize("model", all_models().values(), ids=lambda model: model.id)
def test_every_model_has_limits_of_age_weight_dose_and_horizon(model: Model) -> None:
    limited = {limit.of.value for limit in model.spec.limits}

    assert {"age", "weight", "horizon"} <= limited
    assert limited & {"dose", "dose_per_weight"}


def test_what_rests_on_unverified_numbers_never_reaches_a_clinician() -> None:
    hidden = {model.id for model in all_models().values() if not model.may_be_shown_to_clinicians}

    assert hidden == {"assembled_im", "domino1982"}
    assert load("assembled_im").status is Status.INDICATIVE


def test_the_digest_changes_with_any_number() -> None:
    changed = parse(OTTO.replace("value = 133", "value = 134"))

    assert changed.digest != load("otto2021").digest
    assert parse(OTTO).digest == load("otto2021").digest


def test_covariances_are_honoured() -> None:
    model = load("otto2021")

    assert [eta.name for eta in model.etas] == ["V1", "CL", "V_NK", "CL_NK"]
    assert model.omega[1, 0] == model.omega[0, 1] == 0.02261
    assert abs(model.omega_root @ model.omega_root.T - model.omega).max() < 1e-15


def test_a_parameter_may_vary_between_patients_and_between_visits() -> None:
    names = [eta.name for eta in load("simons2022").etas]

    assert {"MTT1", "MTT1@occasion", "CLH1", "CLH1@occasion"} <= set(names)


def test_a_model_shows_its_numbers_in_a_notebook() -> None:
    shown = load("perezruixo2021")._repr_html_()

    assert "Table 3" in shown
    assert "Known failure" in shown
