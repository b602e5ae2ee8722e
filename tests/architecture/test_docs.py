"""The reference is what the code says: printed pages are equal to it, and the pages written by hand leave nothing out."""

import ast
import re

import pytest

from architecture.places import DOCS, PACKAGE, ROOT
from kapstone.commands._reference import WRITTEN, pages

SHELF = DOCS / "reference"
PAGES = pages(DOCS / "hazards")

BETWEEN_OUR_PROCESSES = {
    "KAPSTONE_ROLE": "tells a process which database role it has; not for people",
    "KAPSTONE_SERVING": "tells a web process that it is one; not for people",
    "KAPSTONE_STATIC_FROM_SOURCE": "for tests, which collect no static files",
}
READ_BY_TESTS = {"KAPSTONE_CHROMIUM": "tests/conftest.py finds the browser with it"}

_SETTING = re.compile(r"^(KAPSTONE_[A-Z_]+|DATABASE_[A-Z_]*URL|PORT)$")


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_page_is_what_the_code_says(name: str) -> None:
    page = SHELF / name

    assert page.exists() and page.read_text(encoding="utf-8") == PAGES[name], "run `make docs`"  # noqa: PT018 - one sentence for both


def test_nothing_else_lies_on_the_shelf() -> None:
    assert {path.name for path in SHELF.iterdir()} == set(PAGES) | set(WRITTEN)


def test_printing_again_changes_nothing() -> None:
    assert pages(DOCS / "hazards") == PAGES


def test_every_setting_is_explained_and_every_one_explained_is_read() -> None:
    page = (SHELF / "settings.md").read_text(encoding="utf-8")
    explained: set[str] = set()
    for row in re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE):
        first, *more = re.findall(r"`([A-Z_]+)`", row) or [""]
        stem = first.rpartition("_")[0]
        explained |= {first, *(stem + name if name.startswith("_") else name for name in more)} - {""}
    read: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                said = [each.value for each in node.args[:1] if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
                said = [node.slice.value]
            else:
                continue
            read |= {each for each in said if _SETTING.match(each)}

    assert read - explained - set(BETWEEN_OUR_PROCESSES) == set(), "explain these in docs/reference/settings.md"
    assert explained - read - set(READ_BY_TESTS) == set(), "nothing reads these"


def test_the_four_shelves_have_something_on_them() -> None:
    for shelf in ("tutorial", "how-to", "explanation", "reference", "adr"):
        assert list((DOCS / shelf).glob("*.md")), f"docs/{shelf} is empty"


def test_decisions_are_numbered_and_dated() -> None:
    found = sorted((DOCS / "adr").glob("*.md"))

    assert [path.name[:4] for path in found] == [f"{number:04}" for number in range(1, len(found) + 1)]
    for path in found:
        text = path.read_text(encoding="utf-8")
        missing = [part for part in ("Date:", "## Context", "## Decision", "## Consequences") if part not in text]
        assert not missing, f"{path.relative_to(ROOT)} has no {missing}"
