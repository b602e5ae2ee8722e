"""Pictures say which model, which band and whether it holds; and without matplotlib a sentence says what to do."""

import sys
from pathlib import Path

import pytest

from kapstone import pk
from kapstone.cli import main
from kapstone.pk import plots
from kapstone.pk.effects import external_perception
from kapstone.pk.updating import update
from library.pk.fitting import CASE_A, OTTO, a_patient, a_regimen

HALF_A_MG = pk.Regimen("racemate", "base").infusion("35 mg", over="40 min")
ALMA = a_patient(70)


def text_of(figure: "plots.Figure") -> str:
    """The picture's words, read from its SVG."""
    return plots.rendered(figure, "svg").decode()


def a_simulation() -> "plots.Figure":
    population = pk.simulate(OTTO, ALMA, a_regimen(35), n=50, seed=1, until="2 h", every="20 min")
    return plots.draw_population(population, OTTO.predict(ALMA, a_regimen(35), until="2 h", every="20 min"))


def a_comparison() -> "plots.Figure":
    regimens = {"fast": a_regimen(35), "slow": pk.Regimen("S-ketamine", "base").infusion("35 mg", over="1 h")}
    return plots.draw_comparison(pk.compare(OTTO, ALMA, regimens, metrics=["cmax(S-ketamine)"], n=50, seed=1, until="2 h"))


def an_envelope() -> "plots.Figure":
    models = [pk.load(name) for name in ("kamp2020", "domino1982", "otto2021")]
    return plots.draw_envelope(pk.between_models(models, ALMA, HALF_A_MG, analyte="ketamine", until="2 h"), models)


DRAWN = {
    "prediction": (
        lambda: plots.draw_prediction(OTTO.predict(ALMA, a_regimen(35), until="2 h")),
        ("otto2021 1.0.0", "Typical patient, no band"),
    ),
    "population": (a_simulation, ("otto2021 1.0.0", "between patients, 50 virtual", "without measurement")),
    "comparison": (a_comparison, ("otto2021 1.0.0", "the same 50 virtual", "slow: S-ketamine")),
    "fit": (
        lambda: plots.draw_fit(update(OTTO, a_patient(), a_regimen(), CASE_A, draws=200)),
        ("otto2021 1.0.0", "given the samples", "measured"),
    ),
    "perception": (
        lambda: plots.draw_perception(external_perception(pk.load("kamp2020"), ALMA, HALF_A_MG, n=50, until="2 h")),
        ("kamp2020 1.0.0", "no CADSS score", "uncertainty of the effect model"),
    ),
    "envelope": (an_envelope, ("kamp2020 1.0.0", "between models", "Left out: otto2021")),
}


@pytest.mark.parametrize("name", DRAWN)
def test_every_picture_says_its_model_its_band_and_whether_it_holds(name: str) -> None:
    draw, words = DRAWN[name]

    said = " ".join(text_of(draw()).split())

    for each in words:
        assert all(part in said for part in each.split())
    assert "studied" in said or name == "envelope"


def test_the_same_picture_gives_the_same_bytes() -> None:
    for kind in plots.FORMATS:
        assert plots.rendered(a_simulation(), kind) == plots.rendered(a_simulation(), kind)


def test_outside_and_unknown_are_said_in_capitals() -> None:
    older = pk.Patient(weight="70 kg", age="60 a")  # type: ignore[arg-type]  # text is read

    words = plots.validity_words(OTTO.check_applicable(older, a_regimen(35)))

    assert words.startswith("OUTSIDE what was studied: age 60 years")
    assert "NOT KNOWN: not said: pregnant" in words
    assert plots.validity_words(OTTO.check_applicable(ALMA, a_regimen(35))) == "Inside what was studied."


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="png, svg, pdf"):
        plots.rendered(a_simulation(), "bmp")


def test_without_matplotlib_a_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)

    with pytest.raises(plots.PlottingUnavailable, match="pip install"):
        a_simulation()
    asked = [
        "pk",
        "simulate",
        "otto2021",
        "--dose",
        "iv 35 mg over 40 min",
        "--of",
        "S-ketamine",
        "--as",
        "base",
        "--weight",
        "70 kg",
    ]
    assert main([*asked, "--age", "41 years", "--plot", str(tmp_path / "a.png")]) == 2
    assert "kapstone[plot]" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["simulate", "compare regimens", "compare models"])
def test_the_commands_write_pictures(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = {
        "simulate": ["simulate", "otto2021", "--dose", "iv 35 mg over 40 min", "--n", "50", "--of", "S-ketamine"],
        "compare regimens": [
            "compare", "otto2021", "--regimen", "A: iv 35 mg over 40 min", "--regimen", "B: iv 35 mg over 60 min", "--n", "50",
            "--metric", "cmax(S-ketamine)", "--of", "S-ketamine",
        ],
        "compare models": ["compare", "kamp2020", "domino1982", "--regimen", "A: iv 35 mg over 40 min", "--analyte", "ketamine", "--of", "racemate"],
    }[command]  # fmt: skip

    code = main(
        [
            "pk",
            *given,
            "--as",
            "base",
            "--weight",
            "70 kg",
            "--age",
            "41 years",
            "--until",
            "2 h",
            "--plot",
            str(tmp_path / "a.png"),
        ]
    )

    assert code == 0
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert capsys.readouterr().out
