"""The repository as a whole: it names no machine, says one version, has its licence, and no file outgrows a head."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import kapstone
from architecture.places import ROOT, own_files

MAX_BYTES = 1024 * 1024
MAX_LINES = 400

MAY_BE_LONGER: dict[str, str] = {
    "bench/_by_hand.py": "one function of plain if-statements on purpose: what the rules are timed against",
    "tests/clinic/sessions/test_visit.py": "the dosing visit from check-in to the way home, each test a step of it",
    "tests/journeys/test_course.py": "one patient's course from enquiry to review, told in one go",
}
"""Python files of more than 400 lines, each with its reason."""

NOT_WRITTEN_HERE = {"tests/vendor", "requirements"}
_TEXT = {".py", ".md", ".html", ".css", ".js", ".toml", ".txt", ".sh", ".json", ".svg", ".yml", ".yaml", ".typ", ".cfg", ""}
_MACHINE = re.compile(r"(?<![\w.])(?:/work/|/home/[a-z]|/Users/|/root/|C:\\Users)")
_REGISTRY = re.compile(r"https?://[^\s\"')]*(?:index|simple|registry|mirror|proxy|artifactory|nexus)[^\s\"')]*", re.IGNORECASE)
_OF_ANY_MACHINE: dict[str, str] = {
    "tests/architecture/test_repository.py": "names what it looks for",
}


def _where(path: Path) -> str:
    return str(path.relative_to(ROOT))


OWN = [path for path in own_files() if not any(_where(path).startswith(f"{folder}/") for folder in NOT_WRITTEN_HERE)]
TEXTS = [path for path in OWN if path.suffix in _TEXT and _where(path) not in _OF_ANY_MACHINE]
PYTHON = [path for path in OWN if path.suffix == ".py"]


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in [*TEXTS, *(ROOT / "requirements").glob("*")]:
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{_where(path)}: {match[0]}" for pattern in (_MACHINE, _REGISTRY) for match in pattern.finditer(text)]

    assert not found, "\n".join(found)


def test_requirements_name_no_index() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        assert not re.search(r"^--(?:index|extra-index|find-links|trusted)", path.read_text(encoding="utf-8"), re.MULTILINE), (
            _where(path)
        )


def test_the_version_is_the_same_everywhere() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

    assert version("kapstone") == declared
    assert getattr(kapstone, "__version__", declared) == declared
    assert re.search(rf"^## {re.escape(declared)}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_licence_is_there() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache-2.0" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", "GLOSSARY.md", "LICENSE", "Makefile", ".ci/run", "requirements/runtime.txt"]
)
def test_what_a_newcomer_looks_for_is_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 100


def test_no_file_is_large() -> None:
    assert not [_where(path) for path in own_files() if path.stat().st_size > MAX_BYTES]


def test_no_python_file_outgrows_a_head() -> None:
    lines = {_where(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON}
    long = {where: count for where, count in lines.items() if count > MAX_LINES}

    assert set(long) <= set(MAY_BE_LONGER), f"look for the second idea in {set(long) - set(MAY_BE_LONGER)}"
    assert set(MAY_BE_LONGER) <= set(long), "these are short enough now"


def test_every_module_says_what_it_knows() -> None:
    silent = []
    for path in PYTHON:
        text = path.read_text(encoding="utf-8")
        if text.strip() and "/migrations/" not in _where(path) and not text.lstrip().startswith(('"""', "#!", 'r"""')):
            silent.append(_where(path))

    assert not silent, f"begin with a docstring: {silent}"


def test_every_link_between_pages_leads_somewhere() -> None:
    lost = []
    for page in (path for path in OWN if path.suffix == ".md"):
        targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
        lost += [f"{_where(page)}: {target}" for target in targets if not (page.parent / target).exists()]

    assert not lost, "\n".join(lost)
