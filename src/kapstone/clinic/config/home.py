"""The data folder: where it is, what lies in it, and the secrets it keeps."""

import os
import secrets
import sys
from pathlib import Path

__all__ = ["HomeError", "a_secret", "home", "keys"]


class HomeError(Exception):
    """The data folder cannot be used; the sentence says why and what to do."""


def home() -> Path:
    """Return the data folder, made on first use, open to its owner only.

    `KAPSTONE_HOME` decides; else `.home` in a checkout, else the platform's folder for data.
    """
    folder = Path(os.environ.get("KAPSTONE_HOME") or _default()).expanduser().absolute()
    try:
        if not folder.exists():
            folder.mkdir(parents=True, mode=_mode())
    except OSError as problem:
        raise HomeError(
            f"The data folder {folder} cannot be made ({problem.strerror}). Set KAPSTONE_HOME to a folder you may write to."
        ) from problem
    if not folder.is_dir():
        raise HomeError(f"KAPSTONE_HOME is {folder}, which is not a folder.")
    return folder


def keys(folder: Path) -> Path:
    """Return the folder of keys that seal psychotherapy notes; `kapstone backup` takes it along."""
    place = folder / "keys"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def a_secret(folder: Path, name: str) -> str:
    """Return the secret kept in this file of the data folder, drawn once; safe when several start at once."""
    place = folder / name
    try:
        return place.read_text().strip()
    except FileNotFoundError:
        pass
    drawn = secrets.token_urlsafe(48)
    draft = folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(drawn + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, place)  # the first to arrive wins; the others read what it wrote
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return place.read_text().strip()


def _mode() -> int:
    # As root, PostgreSQL runs under another account and must be able to pass through; the files are closed anyway.
    return 0o711 if os.geteuid() == 0 else 0o700


def _default() -> Path:
    checkout = Path(__file__).resolve().parents[4]
    if (checkout / "pyproject.toml").is_file() and (checkout / "src" / "kapstone").is_dir():
        return checkout / ".home"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "kapstone"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "kapstone"
