"""`kapstone protocol`: list, show, diff, check, rehearse; a file with mistakes exits with 2 and names them."""

import json
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from kapstone.cli import main
from kapstone.protocols import all_protocols

IV = resources.files("kapstone.protocols").joinpath("iv-trd-induction.toml").read_text(encoding="utf-8")


def test_the_list_names_every_protocol(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocol", "list"]) == 0

    printed = capsys.readouterr().out
    assert all(name in printed for name in all_protocols())


@pytest.mark.parametrize("name", sorted(all_protocols()))
def test_a_protocol_is_shown_with_where_its_numbers_come_from(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocol", "show", name]) == 0

    printed = capsys.readouterr().out
    assert "off-label" in printed
    assert "for your clinic to confirm" in printed
    assert all_protocols()[name].digest in printed


def test_a_sound_file_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(IV, encoding="utf-8")

    assert main(["protocol", "check", str(file)]) == 0
    assert "is a protocol" in capsys.readouterr().out


def test_every_mistake_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(IV.replace("induction_doses =", "induction_dosis =").replace('"trd"', '"tdr"'), encoding="utf-8")

    assert main(["protocol", "check", str(file)]) == 2
    said = capsys.readouterr().err
    assert "course.induction_dosis" in said
    assert "protocol.indication" in said


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(b"\xff\xfe\x00")

    assert main(["protocol", "check", str(tmp_path / "none.toml")]) == 2
    assert main(["protocol", "check", str(file)]) == 2
    assert "not text" in capsys.readouterr().err


def test_an_unknown_protocol_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocol", "show", "nothing"]) == 2
    assert "iv-trd-induction" in capsys.readouterr().err


def test_the_page_is_written_as_html_and_as_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    html = tmp_path / "page.html"

    assert main(["protocol", "show", "esketamine-trd", "--html", str(html)]) == 0
    assert "written" in capsys.readouterr().out
    assert all_protocols()["esketamine-trd"].digest in html.read_text(encoding="utf-8")


def test_the_pdf_is_made_in_a_process_of_its_own_and_is_the_same_each_time(tmp_path: Path) -> None:
    files = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for file in files:
        done = subprocess.run(
            [sys.executable, "-m", "kapstone", "protocol", "show", "iv-ptsd", "--pdf", str(file)], capture_output=True, text=True, check=False
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    assert files[0].read_bytes().startswith(b"%PDF")
    assert files[0].read_bytes() == files[1].read_bytes()


def test_without_typst_the_pdf_is_refused_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    assert main(["protocol", "show", "iv-ptsd", "--pdf", str(tmp_path / "page.pdf")]) == 2
    assert "--pdf needs Typst" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocol", "show", "iv-ptsd", "--html", str(tmp_path / "none" / "page.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_difference_between_an_id_and_a_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(IV.replace('min_interval    = { is = "24 h"', 'min_interval    = { is = "48 h"'), encoding="utf-8")

    assert main(["protocol", "diff", "iv-trd-induction", str(file)]) == 0
    said = capsys.readouterr().out
    assert "1 change." in said
    assert "Induction\n  Least time between doses: 24 h → 48 h\n" in said
    assert main(["protocol", "diff", "iv-trd-induction", "iv-trd-induction"]) == 0
    assert "Nothing changes" in capsys.readouterr().out
    assert main(["protocol", "diff", "iv-trd-induction", "nothing"]) == 2


def test_a_rehearsal_is_the_same_for_the_same_seed(capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for seed in ("4", "4", "5"):
        assert main(["protocol", "rehearse", "im-kap-course", "--patients", "12", "--seed", seed, "--json"]) == 0
        printed.append(capsys.readouterr().out)

    assert printed[0] == printed[1] != printed[2]
    told = json.loads(printed[0])
    assert told["synthetic"] is True
    assert sum(told["ended"].values()) == told["patients"] == 12
    assert told["assumptions"]["history_shares"]


def test_a_rehearsal_in_words_states_its_assumptions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocol", "rehearse", "esketamine-trd", "--patients", "10"]) == 0
    said = capsys.readouterr().out

    assert "Everything here rests on synthetic assumptions" in said
    assert "Synthetic assumptions (none is taken from a study)" in said
    assert "hours in the room" in said


@pytest.mark.parametrize("patients", ["0", "-3", "1000000"])
def test_a_cohort_that_cannot_be_is_refused(patients: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocol", "rehearse", "iv-ocd", "--patients", patients]) == 2
    assert "it lies from 1 to" in capsys.readouterr().err
