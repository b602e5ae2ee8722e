"""The tutorial of pharmacokinetics runs from top to bottom, and shows what is printed in it."""

import time
from pathlib import Path

import nbformat

from kapstone.documents import find_claims
from library.pk.notebooks import run, texts

TUTORIAL = Path(__file__).parents[3] / "docs" / "tutorial" / "pharmacokinetics.ipynb"


def test_the_tutorial_shows_what_a_run_of_it_shows() -> None:
    printed = nbformat.read(TUTORIAL, as_version=4)
    began = time.monotonic()

    ran = run(TUTORIAL, seconds=60)

    assert time.monotonic() - began < 60
    assert texts(ran) == texts(printed)


def test_the_tutorial_is_small_and_says_nothing_of_who_ran_it() -> None:
    printed = nbformat.read(TUTORIAL, as_version=4)
    text = TUTORIAL.read_text(encoding="utf-8")

    assert len(text) < 200_000
    assert "/home" not in text
    assert "site-packages" not in text
    assert not any("stderr" in output.get("name", "") for cell in printed.cells for output in cell.get("outputs", ()))
    assert [cell.execution_count for cell in printed.cells if cell.cell_type == "code"] == list(
        range(1, 1 + sum(cell.cell_type == "code" for cell in printed.cells))
    )
    assert not find_claims(" ".join([*(cell.source for cell in printed.cells), *texts(printed)]))
