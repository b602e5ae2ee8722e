"""`kapstone score`: every way of writing answers, and a refusal that names the field for every way of getting them wrong."""

import io
import json
from pathlib import Path

import pytest

from kapstone.cli import main

PHQ9_OF_NINETEEN = "3,3,3,2,2,2,2,1,1"


def json_of(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    said = json.loads(capsys.readouterr().out)
    assert isinstance(said, dict)
    return said


@pytest.mark.parametrize(
    "answers",
    [
        PHQ9_OF_NINETEEN,
        f"[{PHQ9_OF_NINETEEN}]",
        ",".join(f"phq9_{number}={value}" for number, value in enumerate(PHQ9_OF_NINETEEN.split(","), start=1)),
        json.dumps({f"phq9_{number}": int(value) for number, value in enumerate(PHQ9_OF_NINETEEN.split(","), start=1)}),
        json.dumps(
            {"answers": {f"phq9_{number}": int(value) for number, value in enumerate(PHQ9_OF_NINETEEN.split(","), start=1)}}
        ),
    ],
)
def test_the_same_answers_written_in_any_way_give_the_same_score(answers: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "phq9", answers, "--json"]) == 0

    assert json_of(capsys)["total"] == 19


def test_text_says_the_band_the_critical_item_and_the_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "phq9", PHQ9_OF_NINETEEN]) == 0

    said = capsys.readouterr().out
    assert "PHQ-9 is 19 of 27: moderately severe (15 to 19)." in said
    assert "Review: phq9_9 = 1" in said
    assert "Kroenke" in said


def test_answers_come_from_a_file_or_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.json"
    file.write_text('{"gad7_1": 3, "gad7_2": 3, "gad7_3": 3, "gad7_4": 3, "gad7_5": 3, "gad7_6": 0, "gad7_7": 0}')
    monkeypatch.setattr("sys.stdin", io.StringIO("1,1,1,1,1,1,1\n"))

    assert main(["score", "gad7", str(file), "--json"]) == 0
    assert json_of(capsys)["total"] == 15
    assert main(["score", "gad7", "-", "--json"]) == 0
    assert json_of(capsys)["total"] == 7


def test_yes_and_no_are_understood_where_the_instrument_asks_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "cssrs_recent", "cssrs_1=no,cssrs_2=no,cssrs_6=yes,cssrs_6b=yes", "--json"]) == 0

    assert json_of(capsys)["triage"] == "high"


def test_an_answer_withheld_is_told_and_is_not_a_zero(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    assert main(["score", "moaas", "-", "--json"]) == 2  # standard input is empty
    capsys.readouterr()
    assert main(["score", "auditc", "2,-,1", "--json"]) == 0

    said = json_of(capsys)
    assert said["total"] is None
    assert said["missing"] == ["auditc_2"]


@pytest.mark.parametrize(
    "instrument,answers,field",
    [
        ("phq9", "phq9_1=7", "phq9_1"),
        ("phq9", "phq9_1=x", "phq9_1"),
        ("phq9", "phq9_1=1,phq9_1=2", "phq9_1"),
        ("phq9", '{"phq9_1": 1.5}', "phq9_1"),
        ("phq9", '{"phq9_1": true}', "phq9_1"),
        ("phq9", '{"phq9_1": 1, "phq9_1": 2}', "phq9_1"),
        ("phq9", '{"phq9_1": [1]}', "phq9_1"),
        ("phq9", "phq9_99=1", "phq9_99"),
        ("phq9", "1,2", "answers"),
        ("phq9", '{"phq9_1": 1,', "answers"),
        ("phq9", "{}", "answers"),
        ("phq9", "", "answers"),
        ("phq9", "/no/such/file", "answers"),
        ("phq9", "/", "answers"),
        ("cssrs_recent", "cssrs_2=no,cssrs_4=yes", "cssrs_4"),
        ("phq8", "1,2", "instrument"),
    ],
)
def test_bad_input_ends_with_2_and_names_the_field(
    instrument: str, answers: str, field: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", instrument, answers]) == 2

    said = capsys.readouterr()
    assert f"{field}: " in said.err
    assert not said.out


def test_a_file_that_is_not_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "answers.bin"
    file.write_bytes(b"\xff\xfe\x00")

    assert main(["score", "phq9", str(file)]) == 2
    assert "is not text" in capsys.readouterr().err
