"""The command line answers in sentences: 2 for bad input, a name for every command, never a traceback."""

import subprocess
import sys
from importlib import import_module

import pytest

from kapstone import cli
from kapstone.clinic.config.environment import BadSetting, a_number, database_from_url, yes


def test_every_command_has_a_line_of_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"])

    said = " ".join(capsys.readouterr().out.split())
    assert left.value.code == 0
    for name, module in cli.names().items():
        assert f" {name} {(import_module(module).__doc__ or '').splitlines()[0]} " in said, name


@pytest.mark.parametrize("words", [["no-such-command"], ["backup"], ["serve", "--port", "many"], []])
def test_a_mistake_is_answered_with_2_and_a_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(words)

    assert left.value.code == 2
    assert "kapstone: " in capsys.readouterr().err


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PORT", "eighty")

    assert cli.main(["serve"]) == 2

    assert "PORT is 'eighty'" in capsys.readouterr().err


def test_a_fault_of_ours_is_said_to_be_ours(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kapstone.clinic.config.server.listening", broken)
    monkeypatch.delenv("KAPSTONE_TRACE", raising=False)

    assert cli.main(["serve"]) == 1

    said = capsys.readouterr().err
    assert "fault in Kapstone: ZeroDivisionError" in said
    assert "Traceback" not in said


def test_help_needs_no_django() -> None:
    program = "import sys; sys.modules['django'] = None; from kapstone.cli import main; main(['--help'])"

    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    "url, because",
    [
        ("mysql://x@y/z", "PostgreSQL only"),
        ("postgresql://user@host", "names no database"),
        ("postgresql://user@host:port/kapstone", "not a number"),
    ],
)
def test_a_wrong_database_address_is_refused(url: str, because: str) -> None:
    with pytest.raises(BadSetting, match=because):
        database_from_url(url)


def test_a_database_address_is_read() -> None:
    read = database_from_url("postgresql://ines:p%40ss@db.example:6432/kapstone?sslmode=require")

    assert read == {
        "NAME": "kapstone",
        "USER": "ines",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }


def test_numbers_and_switches_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A", "70000")
    monkeypatch.setenv("B", "perhaps")

    with pytest.raises(BadSetting, match="from 1 to 65535"):
        a_number("A", 1, least=1, most=65535)
    with pytest.raises(BadSetting, match="use 1 or 0"):
        yes("B")
