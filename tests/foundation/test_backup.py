"""A backup restores to an equal clinic, elsewhere too; a damaged or unwanted one changes nothing."""

import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kapstone.clinic.config import postgres


def kapstone(home: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KAPSTONE_", "DATABASE_", "DJANGO_"))}
    command = [sys.executable, "-m", "kapstone", *words]
    return subprocess.run(command, env=kept | {"KAPSTONE_HOME": str(home)}, capture_output=True, text=True, check=False)


def rows(home: Path) -> str:
    """Return every table as text, in an order of its own."""
    import psycopg

    to = postgres.connection(home, owner=True)
    with (
        postgres.running(home),
        psycopg.connect(
            host=to["HOST"], port=to["PORT"], user=to["USER"], password=to["PASSWORD"], dbname=to["NAME"]
        ) as connection,
    ):
        tables = connection.execute(
            "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
        )
        said = []
        for (table,) in sorted(tables.fetchall()):
            content = connection.execute(f"select coalesce(string_agg(t::text, '|' order by t::text), '') from {table} t")
            said.append(f"{table}: {content.fetchone()}")
        return "\n".join(said)


def add_a_person(home: Path, email: str) -> None:
    program = (
        "import sys; from kapstone.clinic.config import boot\n"
        "with boot.clinic():\n"
        "    from django.contrib.auth import get_user_model\n"
        "    get_user_model().objects.create(email=sys.argv[1], name='Alma')\n"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("KAPSTONE_", "DATABASE_", "DJANGO_"))}
    subprocess.run([sys.executable, "-c", program, email], env=environment | {"KAPSTONE_HOME": str(home)}, check=True)


def new_home() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kapstone-bk-"))
    folder.chmod(0o711)
    return folder


@pytest.fixture(scope="module")
def clinic() -> Iterator[Path]:
    home = new_home()
    assert kapstone(home, "migrate").returncode == 0
    add_a_person(home, "alma@example.org")
    yield home
    postgres.stop(home)
    subprocess.run(["rm", "-rf", str(home)], check=True)


@pytest.fixture(scope="module")
def backup(clinic: Path) -> Path:
    file = clinic / "clinic.kapstone"
    made = kapstone(clinic, "backup", str(file))
    assert made.returncode == 0, made.stderr
    return file


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    home = new_home()
    yield home
    postgres.stop(home)
    subprocess.run(["rm", "-rf", str(home)], check=True)


def test_a_restored_clinic_equals_the_one_that_was_backed_up(clinic: Path, backup: Path, elsewhere: Path) -> None:
    restored = kapstone(elsewhere, "restore", str(backup))

    assert restored.returncode == 0, restored.stderr
    assert rows(elsewhere) == rows(clinic)
    assert (elsewhere / "secret.key").read_text() == (clinic / "secret.key").read_text()


def test_the_restored_clinic_is_served_by_the_weaker_role(backup: Path, elsewhere: Path) -> None:
    assert kapstone(elsewhere, "restore", str(backup)).returncode == 0

    add_a_person(elsewhere, "sol@example.org")

    assert "sol@example.org" in rows(elsewhere)


def test_a_backup_is_closed_to_others_and_overwrites_nothing(clinic: Path, backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600

    again = kapstone(clinic, "backup", str(backup))

    assert again.returncode == 2
    assert "exists" in again.stderr


def test_a_clinic_is_only_replaced_when_asked(clinic: Path, backup: Path) -> None:
    refused = kapstone(clinic, "restore", str(backup))
    assert refused.returncode == 2, refused.stderr
    assert "--replace" in refused.stderr
    before = rows(clinic)
    add_a_person(clinic, "noor@example.org")

    replaced = kapstone(clinic, "restore", str(backup), "--replace")

    assert replaced.returncode == 0, replaced.stderr
    assert rows(clinic) == before
    assert list(clinic.glob("before-restore-*/secret.key"))


@pytest.mark.parametrize("damage", ["cut", "changed", "not a backup", "missing"])
def test_a_damaged_backup_changes_nothing(clinic: Path, backup: Path, tmp_path: Path, damage: str) -> None:
    broken = tmp_path / "broken.kapstone"
    whole = backup.read_bytes()
    if damage == "cut":
        broken.write_bytes(whole[: len(whole) // 2])
    elif damage == "changed":
        (tmp_path / "open").mkdir()
        with tarfile.open(backup) as archive:
            for entry in archive:
                part = archive.extractfile(entry)
                if part and "/" not in entry.name:
                    (tmp_path / "open" / entry.name).write_bytes(part.read())
        with (tmp_path / "open" / "database.sql").open("a") as file:
            file.write("\ndrop table access_user cascade;\n")
        with tarfile.open(broken, "w:gz") as archive:
            for part in sorted((tmp_path / "open").iterdir()):
                archive.add(part, arcname=part.name)
    elif damage == "not a backup":
        broken.write_text("Dear clinic")
    before = rows(clinic)

    refused = kapstone(clinic, "restore", str(broken), "--replace")

    assert refused.returncode == 2, refused.stderr
    assert "broken.kapstone" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert rows(clinic) == before
