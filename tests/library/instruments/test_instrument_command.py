"""`kapstone instrument` and `kapstone score --text`: what there is, what may be used, and the wording a clinic brings."""

import json
from importlib import resources
from pathlib import Path

import pytest

from kapstone.cli import main
from kapstone.instruments import all_instruments
from wording import filled

ISI = all_instruments()["isi"]


@pytest.fixture
def isi_text(tmp_path: Path) -> str:
    file = tmp_path / "isi.toml"
    file.write_text(filled(ISI), encoding="utf-8")
    return str(file)


def test_the_list_says_whose_wording_ships(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instrument", "list"]) == 0

    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert set(lines) == set(all_instruments())
    assert "ships" in lines["phq9"]
    assert "licensed" in lines["isi"]


@pytest.mark.parametrize("name", all_instruments())
def test_each_can_be_read_about(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instrument", "show", name]) == 0

    said = capsys.readouterr().out
    assert all_instruments()[name].title in said
    assert ("The wording does not ship" in said) is not all_instruments()[name].has_text


def test_one_is_printed_as_a_questionnaire(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instrument", "show", "gad7", "--fhir"]) == 0

    assert json.loads(capsys.readouterr().out)["resourceType"] == "Questionnaire"


def test_one_without_its_wording_is_not_printed_as_a_questionnaire(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instrument", "show", "isi", "--fhir"]) == 2

    said = capsys.readouterr()
    assert "ISI ships without its wording" in said.err
    assert not said.out


def test_with_the_wording_it_is(isi_text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instrument", "show", "isi", "--fhir", "--text", isi_text]) == 0

    assert json.loads(capsys.readouterr().out)["title"] == "Insomnia Severity Index"


def test_the_template_is_refused_until_it_is_filled_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instrument", "template", "isi"]) == 0
    file = tmp_path / "isi.toml"
    file.write_text(capsys.readouterr().out, encoding="utf-8")

    assert main(["instrument", "check", str(file)]) == 2

    said = capsys.readouterr().err
    assert "items.isi_1.text: must not be empty" in said
    assert "licence.holder: must not be empty" in said


def test_a_file_that_holds_the_wording_is_accepted_with_its_licence(isi_text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instrument", "check", isi_text]) == 0

    said = capsys.readouterr().out
    assert "holds the wording of Insomnia Severity Index (isi, version 1): 7 questions" in said
    assert "licensed to Words for holder" in said


def test_scoring_needs_the_wording(isi_text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "isi", "3,2,2,2,2,2,2"]) == 2
    assert "kapstone instrument template isi" in capsys.readouterr().err

    assert main(["score", "isi", "3,2,2,2,2,2,2", "--text", isi_text, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 15


def test_a_shorter_form_says_what_its_total_is_out_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "wsas.toml"
    file.write_text(filled(all_instruments()["wsas"]), encoding="utf-8")

    assert main(["score", "wsas", "wsas_working=no,wsas_2=4,wsas_3=4,wsas_4=4,wsas_5=4", "--text", str(file), "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert (said["total"], said["range"], said["band"]) == (16, [0, 32], None)


@pytest.mark.parametrize(
    "arguments,says",
    [
        (["instrument", "show", "phq8"], "instrument: no instrument is called 'phq8'"),
        (["instrument", "template", "phq9"], "ships with its wording"),
        (["instrument", "check", "/no/such/file.toml"], "cannot be read"),
        (["score", "isi", "1,1,1,1,1,1,1", "--text", "/"], "cannot be read"),
    ],
)
def test_bad_input_ends_with_2_and_says_why(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2

    said = capsys.readouterr()
    assert says in said.err
    assert not said.out


def test_the_wording_of_another_instrument_is_refused(isi_text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "oci4", "1,1,1,1", "--text", isi_text]) == 2

    assert "this is the wording of isi 1, not of oci4 1" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"\xff\xfe", b"instrument = ", b"x" * 1_000_001])
def test_a_file_that_is_no_wording_is_refused(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bad.toml"
    file.write_bytes(content)

    assert main(["instrument", "check", str(file)]) == 2

    said = capsys.readouterr().err
    assert "bad.toml" in said
    assert "Traceback" not in said


def test_a_protocol_that_asks_for_licensed_wording_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = resources.files("kapstone.protocols").joinpath("iv-trd-induction.toml").read_text(encoding="utf-8")
    file = tmp_path / "mine.toml"
    file.write_text(source.replace('instrument = "pcptsd5"', 'instrument = "isi"'), encoding="utf-8")

    assert main(["protocol", "check", str(file)]) == 0

    assert "isi: its wording is licensed" in capsys.readouterr().out
