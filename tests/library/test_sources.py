"""One key is one paper: a source that several parts rest on is described once."""

import ast
from collections import defaultdict
from pathlib import Path

LIBRARY = Path(__file__).parents[2] / "src" / "kapstone"


def described() -> dict[str, list[str]]:
    """Each key of a citation written in the library, with the files that write it."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(LIBRARY.rglob("*.py")):
        if "clinic" in path.relative_to(LIBRARY).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Citation" and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    found[str(key.value)].append(str(path.relative_to(LIBRARY)))
    return found


def test_each_source_is_described_once() -> None:
    assert len(described()) > 100
    assert {key: files for key, files in described().items() if len(files) > 1} == {}, "put it into kapstone/sources.py"
