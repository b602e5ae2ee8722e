"""`kapstone pk fit`: what a file may say, what is printed, and how each mistake is named."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kapstone.cli import main
from library.pk.fitting import SAMPLES

Given = dict[str, Any]  # Any: JSON values


@pytest.fixture
def given() -> Given:
    """Case A of the golden values, as a file."""
    dose = {"route": "iv", "formulation": "infusion", "amount": "41 mg", "over": "40 min", "at": "0 min"}
    return {
        "model": "otto2021",
        "patient": {"weight": "82 kg", "age": "41 a", "pregnant": False, "child_pugh": "none", "in_intensive_care": False},
        "regimen": {"substance": "S-ketamine", "salt": "base", "doses": [dose]},
        "observations": [
            {"analyte": "S-ketamine", "value": f"{value} ng/mL", "at": at, "site": "venous"} for value, at in SAMPLES
        ],
        "seed": 7,
        "draws": 500,
    }


@pytest.fixture
def fit(tmp_path: Path, given: Given) -> Callable[..., int]:
    """Write the file and run the command on it."""

    def run(*options: str) -> int:
        (tmp_path / "samples.json").write_text(json.dumps(given), encoding="utf-8")
        return main(["pk", "fit", str(tmp_path / "samples.json"), *options])

    return run


def test_the_text_says_model_mode_samples_and_how_far_to_trust_it(
    fit: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert fit() == 0

    said = capsys.readouterr().out
    for words in (
        "otto2021 1.0.0",
        "verified against the paper",
        "-0.0618",
        "170.8",
        "3 of 3 starts",
        "Pareto k",
        "V_NK",
        "Seed 7",
    ):
        assert words in said


def test_the_json_holds_the_golden_values_and_is_the_same_each_time(
    fit: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert fit("--json") == 0
    first = capsys.readouterr().out
    assert fit("--json") == 0

    whole = json.loads(first)
    assert whole["fit"]["map"]["V1"] == pytest.approx(-0.061794, abs=1e-4)
    assert whole["fit"]["objective"] == pytest.approx(24.138900, abs=1e-5)
    assert whole["bands"] is None
    assert capsys.readouterr().out == first


def test_a_band_is_predicted_when_asked_for(fit: Callable[..., int], given: Given, capsys: pytest.CaptureFixture[str]) -> None:
    given["predict"] = {"until": "2 h", "every": "1 h"}
    assert fit() == 0
    assert "given the samples; without measurement error. Visit: same" in capsys.readouterr().out

    other = given["regimen"] | {"doses": [given["regimen"]["doses"][0] | {"amount": "20 mg"}]}
    given["predict"] = {"until": "2 h", "every": "1 h", "regimen": other}
    assert fit("--json") == 0
    assert json.loads(capsys.readouterr().out)["bands"]["visit"] == "another"


def test_questions_about_a_sample_are_printed(
    fit: Callable[..., int], given: Given, capsys: pytest.CaptureFixture[str]
) -> None:
    given["observations"][0] |= {"value": "0.8 ng/mL", "site": "arterial"}

    assert fit() == 0

    said = capsys.readouterr().out
    assert "Review: " in said
    assert "nmol/mL" in said
    assert "arterial" in said


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_picture_is_written_beside(fit: Callable[..., int], tmp_path: Path, kind: str) -> None:
    assert fit("--plot", str(tmp_path / f"fit.{kind}")) == 0

    assert (tmp_path / f"fit.{kind}").read_bytes()[:4] in {b"\x89PNG", b"<?xm", b"%PDF"}


@pytest.mark.parametrize(
    "change, names",
    [
        ({"model": "nobody1999"}, "no model is called"),
        ({"seed": -1}, "seed: -1"),
        ({"draws": 3}, "draws: 3"),
        ({"colour": "blue"}, "colour"),
        ({"patient": {"weight": "82"}}, "weight"),
        ({"patient": {"weight": "82 kg"}}, "age is not known"),
        ({"regimen": {"doses": []}}, "substance"),
        ({"regimen": {"doses": [{"route": "ear", "formulation": "infusion", "amount": "1 mg"}]}}, "regimen.doses[0].route"),
        (
            {"regimen": {"doses": [{"route": "iv", "formulation": "infusion", "amount": "x mg", "over": "1 h"}]}},
            "regimen.doses[0].amount",
        ),
        ({"observations": [{"analyte": "S-ketamine", "value": "190", "at": "1 h"}]}, "value"),
        ({"observations": [{"analyte": "S-ketamine", "value": "190 ng/mL"}]}, "observations[0]"),
        ({"observations": [{"analyte": "glucose", "value": "190 ng/mL", "at": "1 h"}]}, "not glucose"),
        ({"predict": {"visit": "tomorrow"}}, "predict.visit"),
    ],
)
def test_each_mistake_is_named_and_ends_with_two(
    fit: Callable[..., int], given: Given, capsys: pytest.CaptureFixture[str], change: Given, names: str
) -> None:
    given |= change

    assert fit() == 2

    said = capsys.readouterr().err
    assert names in said
    assert "Traceback" not in said


def test_no_file_no_json_and_no_such_picture_are_named(
    fit: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")

    for arguments, words in (
        ([str(tmp_path / "none.json")], "No such file"),
        ([str(tmp_path / "broken.json")], "is not JSON"),
    ):
        assert main(["pk", "fit", *arguments]) == 2
        assert words in capsys.readouterr().err
    assert fit("--plot", str(tmp_path / "fit.bmp")) == 2
    assert ".png, .svg, .pdf" in capsys.readouterr().err
    assert fit("--plot", str(tmp_path / "nowhere" / "fit.png")) == 2
    assert "No such file" in capsys.readouterr().err
