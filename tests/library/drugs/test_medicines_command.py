"""`kapstone medicines`: each line read, judged and asked about."""

import json
from pathlib import Path

import pytest

from kapstone.cli import main

LIST = "Zoloft 100mg qd\nclonazepam 1 mg bid\nlorazepam 1 mg prn hs\nsertaline 50\nPercocet 5/325 prn\n\nomeprazole\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.txt"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_it_says_what_was_understood_and_what_to_ask(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["medicines", str(file), "--route", "iv"]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "Zoloft 100mg qd Certain: Zoloft is sertraline. In a day: 100 mg. Note [DI-22 Antidepressant]" in said
    assert "As needed; a daily dose is not assumed." in said
    assert "sertaline 50 Likely" in said
    assert "Ask: Is sertraline meant?" in said
    assert "Review [DI-03 Opioid]" in said
    assert "omeprazole Unknown" in said
    assert "40 mg a day and what lorazepam comes to, which is not known" in said
    assert "6 lines, 4 certain, 2 to ask about." in said


def test_at_home_an_opioid_is_blocked(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["medicines", str(file), "--route", "sublingual", "--home", "--json"])

    said = json.loads(capsys.readouterr().out)
    opioid = next(line for line in said["lines"] if line["ingredients"] == ["oxycodone"])
    assert [(each["id"], each["level"], each["blocks_dose"]) for each in opioid["interactions"]] == [("DI-03", "STOP", True)]
    assert opioid["others"] == ["acetaminophen"]
    assert opioid["never_stop_abruptly"] is True
    assert said["diazepam_equivalents_mg"] is None
    assert said["diazepam_equivalents_known_mg"] == 40
    assert said["diazepam_equivalents_missing"] == ["lorazepam"]


@pytest.mark.parametrize("route, level", [("sublingual", "REVIEW"), ("iv", "CAUTION"), (None, "UNKNOWN")])
def test_the_route_decides_where_it_matters(
    route: str | None, level: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.txt"
    file.write_text("clarithromycin 500 mg bid")

    main(["medicines", str(file), "--json", *(["--route", route] if route else [])])

    (line,) = json.loads(capsys.readouterr().out)["lines"]
    assert [each["level"] for each in line["interactions"]] == [level]


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\xff\xfe\x00", b"x" * 1_000_001])
def test_what_is_no_list_is_exit_code_2(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.txt"
    file.write_bytes(content)

    assert main(["medicines", str(file)]) == 2
    assert "list.txt" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_exit_code_2(tmp_path: Path) -> None:
    assert main(["medicines", str(tmp_path / "none.txt")]) == 2


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("lithium 900 mg daily"))

    assert main(["medicines", "-"]) == 0
    assert "Note [DI-19 Lithium]" in capsys.readouterr().out
