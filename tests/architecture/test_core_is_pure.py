"""The library is pure: every module of it imports where there is no Django, no database driver and no clinic."""

import subprocess
import sys

from architecture.places import PACKAGE

OUTSIDE = {
    "clinic": "the clinic is the Django project",
    "commands": "the command line lives in the world",
    "cli": "the command line lives in the world",
    "__main__": "runs the command line",
}
ABSENT = ("django", "psycopg", "allauth", "granian", "kapstone.clinic", "kapstone.cli", "kapstone.commands")

_IMPORT_ALL = """
import importlib, sys
for name in {absent}:
    sys.modules[name] = None
for name in {modules}:
    importlib.import_module(name)
"""


def library_modules() -> list[str]:
    """Every module below kapstone that is not of the outside, by its file."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[0] not in OUTSIDE:
            found.append(".".join(("kapstone", *parts)).removesuffix(".__init__"))
    return found


def test_every_module_of_the_library_imports_without_django() -> None:
    modules = library_modules()
    assert len(modules) > 150, "the library was not found"

    program = _IMPORT_ALL.format(absent=ABSENT, modules=modules)
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr


def test_the_outside_is_there() -> None:
    assert all((PACKAGE / name).exists() or (PACKAGE / f"{name}.py").exists() for name in OUTSIDE)
