"""Each refusal names field, value, limit, model and what to do; and asking whether a model applies never raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.findings import Level
from kapstone.pk import (
    MissingCovariate,
    NotIndicated,
    OutsideLimits,
    Patient,
    Refused,
    Regimen,
    RouteNotCovered,
    UnitUnsaid,
    Unsaid,
    WrongSubstance,
    all_models,
    load,
)
from kapstone.pk.units import hours, kg, mg, minutes, years
from kapstone.units import Quantity, unit_named
from library.pk.people import ALMA, FILM, INFUSION, NASAL, RACEMATE, USUAL

S = Regimen("S-ketamine", "base")


def aged(years_old: float) -> Patient:
    return Patient(weight=70 * kg, age=years_old * years)


def weighing(weight: float) -> Patient:
    return Patient(weight=weight * kg, age=30 * years)


@pytest.mark.parametrize(
    "kind, model, patient, regimen, field, limit, advice",
    [
        (OutsideLimits, "otto2021", aged(8), INFUSION, "age", "18 to 65 years", "check the entry"),
        (OutsideLimits, "otto2021", weighing(22), INFUSION, "weight", "45 to 110 kg", "check the entry"),
        (OutsideLimits, "perezruixo2021", weighing(190), NASAL, "weight", "39 to 170 kg", "check the entry"),
        (OutsideLimits, "perezruixo2021", ALMA, S.nasal("50 mg"), "amount", "multiples of 28 mg base", "Give 28, 56 or 84 mg"),
        (OutsideLimits, "perezruixo2021", ALMA, S.nasal("28 mg").nasal("28 mg", at="5 min"), "doses", "one dose a visit", "sum of the devices"),
        (RouteNotCovered, "perezruixo2021", ALMA, S.intramuscular("35 mg"), "route", "nasal device; oral solution", "another formulation"),
        (RouteNotCovered, "simons2022", ALMA, S.troche("50 mg"), "route", "sublingual film; iv infusion", "another formulation"),
        (RouteNotCovered, "otto2021", ALMA, S.bolus("20 mg"), "route", "iv infusion", "another formulation"),
        (RouteNotCovered, "assembled_im", ALMA, Regimen("racemate", "base").subcutaneous("35 mg"), "model", "", "indicative"),
        (WrongSubstance, "otto2021", ALMA, RACEMATE, "substance", "S-ketamine", "Use a model of racemate"),
        (WrongSubstance, "assembled_racemic_iv", ALMA, INFUSION, "substance", "racemate", "Use a model of S-ketamine"),
        (Unsaid, "otto2021", ALMA, Regimen("S-ketamine").infusion("35 mg", over="40 min"), "salt", "base or hydrochloride", "10 mg of base"),
        (Unsaid, "otto2021", ALMA, Regimen(salt="base").infusion("35 mg", over="40 min"), "substance", "S-ketamine", "Say which"),
        (OutsideLimits, "kamp2020", ALMA, Regimen("racemate", "base").infusion("0.5 mg/kg/min", over="40 min"), "amount", "0.05 to 2 mg/kg", ""),
        (OutsideLimits, "kamp2020", ALMA, Regimen("racemate", "base").infusion("0.5 mg/kg/min", over="1 min"), "rate", "0 to 0.1 mg/kg/min", "0.0125"),
        (MissingCovariate, "otto2021", Patient(age=30 * years), INFUSION, "weight", "", "never assumed"),
        (MissingCovariate, "perezruixo2021", Patient(weight=70 * kg), NASAL, "age", "", "never assumed"),
        (MissingCovariate, "perezruixo2021", Patient(weight=70 * kg, age=30 * years, covariates={"ASIAN": 1}), NASAL, "ASIAN", "0", "sensitivity"),
        (OutsideLimits, "ashraf2018", Patient(weight=70 * kg, age=30 * years, covariates={"CYP2B6": 2}), USUAL["ashraf2018"], "CYP2B6", "0.0 to 1.0", ""),
        (OutsideLimits, "otto2021", Patient(weight=70 * kg, age=30 * years, child_pugh="C"), INFUSION, "child_pugh", "excluded", "observe"),
        (OutsideLimits, "otto2021", Patient(weight=70 * kg, age=30 * years, pregnant=True), INFUSION, "pregnant", "excluded", "observe"),
        (OutsideLimits, "otto2021", ALMA, S, "doses", "", "Add a dose"),
        (NotIndicated, "assembled_im", ALMA, USUAL["assembled_im"], "model", "", "indicative"),
    ],
)  # fmt: skip
def test_a_refusal_is_specific(
    kind: type[Refused], model: str, patient: Patient, regimen: Regimen, field: str, limit: str, advice: str
) -> None:
    with pytest.raises(Refused) as refused:
        load(model).predict(patient, regimen, until=4 * hours)

    concern = next(each for each in refused.value.concerns if each.field == field)
    assert isinstance(refused.value, kind) or kind is RouteNotCovered
    assert concern.limit == limit
    assert advice in concern.advice
    assert concern.advice
    assert concern.model == f"{model} {load(model).version}"
    assert concern.says in str(refused.value)


def test_a_horizon_of_ten_days_is_refused() -> None:
    with pytest.raises(OutsideLimits, match=r"until 240 h is outside what the model may be used for, 0 to 12 h"):
        load("otto2021").predict(ALMA, INFUSION, until="10 d")


@pytest.mark.parametrize(
    "build",
    [
        lambda: S.infusion(35, over="40 min"),  # type: ignore[arg-type]  # what a person might write
        lambda: S.infusion("35", over="40 min"),
        lambda: S.infusion("35 mL", over="40 min"),
        lambda: S.infusion("35 mg", over=40),  # type: ignore[arg-type]  # what a person might write
        lambda: S.infusion("35 mg", over="40 mg"),
        lambda: S.nasal("thirty mg"),
        lambda: S.nasal(Quantity(float("nan"), unit_named("mg"))),
        lambda: Patient(weight=70, age=30 * years),  # type: ignore[arg-type]  # what a person might write
        lambda: Patient(weight=70 * kg, age=30 * mg),
    ],
)  # fmt: skip
def test_a_unit_unsaid_or_of_something_else_is_refused_at_once(build: object) -> None:
    assert callable(build)
    with pytest.raises(UnitUnsaid) as refused:
        build()

    assert refused.value.field
    assert refused.value.advice


@pytest.mark.parametrize(
    "build, field",
    [
        (lambda: S.infusion("35 mg", over="0 min"), "over"),
        (lambda: S.infusion("35 mg", over="-5 min"), "over"),
        (lambda: S.infusion("0 mg", over="5 min"), "amount"),
        (lambda: S.bolus("-1 mg"), "amount"),
        (lambda: S.bolus("1 mg", at="-1 h"), "at"),
        (lambda: Regimen("ketamin", "base"), "substance"),  # type: ignore[arg-type]  # what a person might write
        (lambda: S + RACEMATE, "substance"),
        (lambda: Patient(weight=0 * kg), "weight"),
        (lambda: Patient(child_pugh="D"), "child_pugh"),
    ],
)
def test_what_cannot_be_is_refused_at_once(build: object, field: str) -> None:
    assert callable(build)
    with pytest.raises(OutsideLimits) as refused:
        build()

    assert refused.value.field == field


def test_a_bolus_by_rate_is_no_amount() -> None:
    with pytest.raises(UnitUnsaid, match="a mass or dose per body weight is wanted"):
        S.bolus("5 mg/min")


def test_intramuscular_ketamine_is_shown_only_with_the_words() -> None:
    shown = load("assembled_im").predict(ALMA, USUAL["assembled_im"], until="4 h", indicative=True)

    assert shown.words == "no validated model: indicative only"
    assert "no validated model" in shown._repr_html_()
    assert "no validated model" in str(shown.as_json()["words"])
    assert any("no validated model" in concern.says for concern in shown.concerns)


def test_subcutaneous_ketamine_is_refused_also_as_a_curve_for_orientation() -> None:
    with pytest.raises(
        RouteNotCovered, match="for subcutaneous ketamine there is no validated model in adults".replace("for", "For")
    ):
        load("assembled_im").predict(ALMA, Regimen("racemate", "base").subcutaneous("35 mg"), until="4 h", indicative=True)


def test_the_outer_band_gives_a_caution_and_a_result() -> None:
    found = load("otto2021").predict(aged(60), INFUSION, until="4 h")

    caution = next(each for each in found.concerns if each.level is Level.CAUTION)
    assert (caution.field, caution.limit) == ("age", "18 to 45 years")


def test_what_was_not_said_is_unknown_and_said_so() -> None:
    found = load("otto2021").check_applicable(aged(30), INFUSION)

    assert [each.level for each in found] == [Level.UNKNOWN]
    assert "pregnant, child pugh, in intensive care" in found[0].says


def test_race_is_used_only_in_a_sensitivity_analysis() -> None:
    patient = Patient(weight=70 * kg, age=30 * years, covariates={"ASIAN": 1.0})

    with_it = load("perezruixo2021").predict(patient, NASAL, until="4 h", sensitivity=True)

    assert any("this is a sensitivity analysis" in each.says for each in with_it.concerns)
    assert (with_it["S-ketamine"][1:] > load("perezruixo2021").predict(ALMA, NASAL, until="4 h")["S-ketamine"][1:]).all()


@given(
    model=st.sampled_from(sorted(all_models())),
    age=st.none() | st.floats(0.01, 130),
    weight=st.none() | st.floats(0.01, 700),
    salt=st.sampled_from([None, "base", "hydrochloride"]),
    substance=st.sampled_from([None, "racemate", "S-ketamine"]),
    doses=st.lists(st.sampled_from(["iv", "bolus", "nasal", "film", "troche", "oral", "im", "sc", "kg"]), max_size=3),
    amount=st.floats(0.001, 1e6),
    until=st.none() | st.floats(0, 1e4),
    pugh=st.sampled_from([None, "none", "A", "C"]),
)
def test_asking_never_raises_and_predicting_answers_or_refuses(
    model: str, age: float | None, weight: float | None, salt: str | None, substance: str | None, doses: list[str], amount: float,
    until: float | None, pugh: str | None,
) -> None:  # fmt: skip
    patient = Patient(weight=None if weight is None else weight * kg, age=None if age is None else age * years, child_pugh=pugh)
    regimen = Regimen(substance, salt)  # type: ignore[arg-type]  # as text
    mass = Quantity(amount, unit_named("mg"))
    for dose in doses:
        regimen = {
            "iv": lambda r: r.infusion(mass, over=30 * minutes), "bolus": lambda r: r.bolus(mass), "nasal": lambda r: r.nasal(mass),
            "film": lambda r: r.film(mass), "troche": lambda r: r.troche(mass), "oral": lambda r: r.oral(mass),
            "im": lambda r: r.intramuscular(mass), "sc": lambda r: r.subcutaneous(mass), "kg": lambda r: r.nasal("0.5 mg/kg"),
        }[dose](regimen)  # fmt: skip

    concerns = load(model).check_applicable(patient, regimen, until_h=until)

    assert all(concern.field and concern.says for concern in concerns)
    assert list(concerns) == sorted(concerns, key=lambda each: -each.level)
    if any(concern.is_hard for concern in concerns):
        with pytest.raises(Refused):
            load(model).require_applicable(patient, regimen, until_h=until)
    else:
        found = load(model).predict(patient, regimen, until="1 h")
        assert (found.ng_per_ml >= 0).all()


def test_a_film_is_not_given_by_another_model_of_the_same_route() -> None:
    with pytest.raises(RouteNotCovered):
        load("otto2021").predict(ALMA, FILM, until="4 h")


@pytest.mark.parametrize(
    "given, field",
    [
        ({"until": "0 h"}, "until"),
        ({"until": "1 h", "every": "0 min"}, "every"),
        ({"until": "8 h", "every": "0.001 s"}, "every"),
        ({"times": ["-5 min"]}, "times"),
        ({"times": []}, "times"),
    ],
)
def test_times_that_cannot_be_are_refused(given: dict[str, str], field: str) -> None:
    with pytest.raises(OutsideLimits) as refused:
        load("otto2021").predict(ALMA, INFUSION, **given)

    assert refused.value.field == field


def test_a_model_of_older_software_is_said_to_be_one() -> None:
    found = load("domino1982").check_applicable(ALMA, RACEMATE)

    assert any("older software" in each.says for each in found)
