"""`kapstone protocol`: list, show, check; a file with mistakes exits with 2 and names them."""

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
