"""`kapstone verify` says whether the journal is whole, to people and to programs."""

import argparse
import json
from contextlib import nullcontext
from uuid import UUID, uuid4

import pytest

from clinic.journal.test_journal import say, tamper
from kapstone.clinic.config import boot
from kapstone.commands import BadInput, verify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _already_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boot, "clinic", nullcontext)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    verify.add_arguments(parser)
    code = verify.run(parser.parse_args(words))
    return code, capsys.readouterr().out


def test_a_whole_journal(capsys: pytest.CaptureFixture[str]) -> None:
    say(uuid4(), "a", "b")

    assert told(capsys) == (0, "Lines read: 2. Streams: 1. Checkpoints: 0.\nThe journal is whole.\n")


def test_a_broken_journal_names_the_place(capsys: pytest.CaptureFixture[str]) -> None:
    stream: UUID = uuid4()
    first, second = say(stream, "a", "b")
    tamper("update journal_entry set by_role = 'director' where stream = %s and sequence = 2", stream)

    code, words = told(capsys)
    assert code == 1
    assert f"broken at line 2 of stream {stream}" in words

    code, words = told(capsys, "--json", "--stream", str(stream))
    assert code == 1
    assert json.loads(words)["broken"] == {
        "stream": str(stream),
        "sequence": 2,
        "entry": str(second.id),
        "because": "what it says is not what was written",
    }
    assert first.sequence == 1


def test_a_stream_has_an_id(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadInput, match="is not an id"):
        told(capsys, "--stream", "everything")
