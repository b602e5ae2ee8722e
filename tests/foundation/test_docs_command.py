"""`kapstone docs` prints the shelf, says what changed, and refuses a folder that holds none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def kapstone_docs(*words: str) -> tuple[int, str]:
    """Run in a process of its own: the command sets Django up as a plain clinic has it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KAPSTONE_", "DATABASE_", "DJANGO_"))}
    run = subprocess.run(
        [sys.executable, "-m", "kapstone", "docs", *words], env=kept, capture_output=True, text=True, check=False
    )
    return run.returncode, run.stdout + run.stderr


def test_it_prints_what_is_missing_and_takes_away_what_is_stray(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs" / "hazards", tmp_path / "hazards")
    shelf = tmp_path / "reference"
    shelf.mkdir()
    (shelf / "old.md").write_text("An old page.")

    first, said = kapstone_docs("--docs", str(tmp_path))
    (shelf / "facts.md").write_text("Not what the code says.")
    second, differs = kapstone_docs("--check", "--docs", str(tmp_path))

    assert first == 0, said
    assert "printed  rules-screening.md" in said
    assert "removed  old.md" in said
    assert second == 1
    assert differs.strip() == "differs  facts.md"


def test_a_folder_without_a_shelf_is_refused(tmp_path: Path) -> None:
    code, said = kapstone_docs("--docs", str(tmp_path))

    assert code == 2
    assert "is no folder" in said
