"""`kapstone pk` answers in tables or JSON, and refuses in sentences with code 2."""

import json
import subprocess
import sys

import pytest

from kapstone import cli

DOSE = ["--dose", "iv 35 mg over 40 min", "--of", "S-ketamine", "--as", "base", "--weight", "70 kg", "--age", "41 years"]


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.main(["pk", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_typical_curve_is_printed_with_what_must_be_known(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answer(capsys, "simulate", "otto2021", *DOSE, "--until", "2 h", "--every", "20 min")

    assert code == 0
    assert "0.6667         158          47.09" in out
    assert "venous blood; published model; verified against the paper" in out
    assert "Decision support; a licensed prescriber decides." in out


def test_a_population_is_printed_with_its_bands_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answer(
        capsys,
        "simulate",
        "otto2021",
        *DOSE,
        "--until",
        "2 h",
        "--n",
        "50",
        "--seed",
        "3",
        "--metric",
        "cmax(S-ketamine)",
        "--measurement",
    )

    assert code == 0
    assert "band: between patients, 50 virtual patients" in out
    assert "band: between patients, plus measurement" in out
    assert "cmax(S-ketamine)" in out


def test_json_holds_all_that_is_needed_to_ask_again_and_is_the_same_again(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["simulate", "otto2021", *DOSE, "--until", "1 h", "--n", "20", "--json"]
    first, second = answer(capsys, *words)[1], answer(capsys, *words)[1]

    asked = json.loads(first)["population"]["asked"]
    assert first == second
    assert asked["options"]["seed"] == "1"
    assert len(asked["model_digest"]) == 64


def test_a_refusal_has_code_2_and_every_reason(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = answer(capsys, "simulate", "otto2021", "--dose", "iv 0.5 mg/kg over 0 min", "--of", "racemate")
    assert (code, "an infusion over 0 min is none" in err) == (2, True)

    code, _, err = answer(
        capsys,
        "simulate",
        "otto2021",
        "--dose",
        "iv 0.5 mg/kg over 40 min",
        "--of",
        "racemate",
        "--weight",
        "22 kg",
        "--age",
        "8 years",
    )
    assert code == 2
    assert all(part in err for part in ("racemate is not what", "base or hydrochloride", "age 8 years", "weight 22 kg"))


@pytest.mark.parametrize(
    "words, says",
    [
        (["simulate", "otto2020", *DOSE], "no model is called"),
        (["simulate", "otto2021", *DOSE, "--n", "-1"], "--n"),
        (["simulate", "otto2021", *DOSE, "--metric", "cmax(S-ketamine)"], "say how many patients with --n"),
        (["simulate", "otto2021", "--dose", "by mouth"], "a dose is written"),
        (["simulate", "otto2021", "--dose", "nasal 28 mg over 5 min"], 'only "iv" runs over a time'),
        (["simulate", "otto2021", *DOSE, "--covariate", "CYP2B6"], "write NAME=NUMBER"),
        (["simulate", "otto2021", *DOSE, "--age", "41"], "a time is wanted"),
        (["compare", "otto2021", "--regimen", "A: iv 35 mg over 40 min"], "two or more --regimen"),
        (["compare", "otto2021", "--regimen", "iv 35 mg"], "write a name of its own"),
        (["compare", "otto2021", "kamp2020", "--regimen", "A: iv 35 mg over 40 min"], "for one --analyte"),
        (["models", "otto2020"], "no model is called"),
        (["check", "otto2020"], "no model is called"),
    ],
)
def test_a_mistake_is_named(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = answer(capsys, *words)

    assert code == 2
    assert says in err


def test_regimens_are_compared_in_pairs(capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "compare",
        "otto2021",
        "--regimen",
        "A: iv 35 mg over 40 min",
        "--regimen",
        "B: iv 35 mg over 60 min",
        *DOSE[2:],
        "--n",
        "50",
        "--metric",
        "cmax(S-ketamine)",
    ]

    code, out, _ = answer(capsys, *words)

    assert code == 0
    assert "B minus A" in out
    assert json.loads(answer(capsys, *words, "--json")[1])["pairs"][0]["share_first_higher"] == 1.0


def test_models_are_compared_with_those_left_out_named(capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "compare",
        "kamp2020",
        "assembled_racemic_iv",
        "otto2021",
        "--regimen",
        "A: iv 35 mg over 40 min",
        "--of",
        "racemate",
        "--as",
        "base",
        "--weight",
        "70 kg",
        "--age",
        "41 years",
        "--analyte",
        "ketamine",
    ]

    code, out, _ = answer(capsys, *words)

    assert code == 0
    assert "band: between models" in out
    assert "Left out: otto2021" in out
    assert set(json.loads(answer(capsys, *words, "--json")[1])["curves"]) == {"kamp2020", "assembled_racemic_iv"}


def test_models_are_listed_and_shown_with_every_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert "have no validated model in adults" in answer(capsys, "models")[1]
    shown = answer(capsys, "models", "perezruixo2021")[1]
    assert "KNOWN FAILURE, S-norketamine auc" in shown
    assert "Table 3" in shown
    assert json.loads(answer(capsys, "models", "otto2021", "--json")[1])["id"] == "otto2021"
    assert len(json.loads(answer(capsys, "models", "--json")[1])) == 8


def test_the_whole_table_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answer(capsys, "check")

    assert code == 0
    assert "0 missed" in out
    assert "Known failure, O4-1" in out
    assert {each["verdict"] for each in json.loads(answer(capsys, "check", "otto2021", "--json")[1])} == {"met"}


def test_the_help_of_the_command_line_needs_no_numpy() -> None:
    program = """
import sys
from kapstone import cli
try:
    cli.main(["--help"])
except SystemExit:
    pass
sys.exit("numpy" in sys.modules)
"""

    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0
