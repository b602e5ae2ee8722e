"""Where the parts of the repository lie, for tests that read files."""

import subprocess
from functools import cache
from pathlib import Path

from kapstone.clinic.config.rooms import ROOMS

__all__ = ["CLINIC", "DOCS", "PACKAGE", "ROOT", "own_files", "rooms"]

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "kapstone"
CLINIC = PACKAGE / "clinic"
DOCS = ROOT / "docs"

_MADE = {".git", ".venv", ".home", "__pycache__", ".hypothesis", "node_modules"}


def rooms() -> tuple[str, ...]:
    """The rooms that are built: a folder alone is none."""
    return tuple(room for room in ROOMS if (CLINIC / room / "__init__.py").exists())


@cache
def own_files() -> tuple[Path, ...]:
    """Every file of the repository: what git keeps, or in a copy without git everything but what was made."""
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        found = (ROOT / name for name in listed.stdout.split("\0") if name)
    else:
        found = (path for path in ROOT.rglob("*") if not _MADE & set(path.parts) and not _is_cache(path))
    return tuple(sorted(path for path in found if path.is_file()))


def _is_cache(path: Path) -> bool:
    return any(part.endswith(("_cache", ".egg-info")) for part in path.parts)
