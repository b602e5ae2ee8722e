"""The hazard log cannot rot: every control names tests that exist, and every hazard that a room names is in the log."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from architecture.places import CLINIC, DOCS, ROOT
from kapstone.commands._reference.hazards import Hazard, read

LOG = DOCS / "hazards"
HAZARDS = read(LOG)
_ID = re.compile(r"\bH-\d\d\b")


def test_the_log_is_numbered_without_a_gap_and_each_file_is_called_for_its_hazard() -> None:
    assert [each.id for each in HAZARDS] == [f"H-{number:02}" for number in range(1, len(HAZARDS) + 1)]
    assert [path.name[:4] for path in sorted(LOG.glob("*.toml"))] == [each.id for each in HAZARDS]


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.id)
def test_each_has_causes_controls_and_something_for_the_clinic(hazard: Hazard) -> None:
    assert all((hazard.hazard, hazard.harm, hazard.cause, hazard.controls, hazard.clinic, hazard.remaining))
    assert all(does and tests for does, tests in hazard.controls)


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.id)
def test_every_control_is_proved_by_tests_that_exist(hazard: Hazard) -> None:
    lost = [test for _, tests in hazard.controls for test in tests if not _exists(test)]

    assert not lost, f"{hazard.id} names tests that are not there:\n" + "\n".join(lost)


def test_every_hazard_that_is_named_anywhere_is_in_the_log() -> None:
    known = {each.id for each in HAZARDS}
    pages = [*CLINIC.glob("*/README.md"), *(path for path in DOCS.rglob("*.md"))]
    named = {(path.relative_to(ROOT), found) for path in pages for found in _ID.findall(path.read_text(encoding="utf-8"))}

    assert not [f"{where}: {found}" for where, found in sorted(named) if found not in known]


def _exists(node: str) -> bool:
    where, *names = node.split("::")
    return tuple(names) in _tests_in(ROOT / where)


@cache
def _tests_in(path: Path) -> frozenset[tuple[str, ...]]:
    if not path.exists():
        return frozenset()
    found: set[tuple[str, ...]] = set()
    for each in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(each, ast.FunctionDef):
            found.add((each.name,))
        elif isinstance(each, ast.ClassDef):
            found |= {(each.name, inner.name) for inner in each.body if isinstance(inner, ast.FunctionDef)}
    return frozenset(name for name in found if name[-1].startswith("test_"))
