"""One file that holds a whole clinic: its database, the keys that unseal notes, and a list with digests.

The file opens everything: keep it as you keep the records themselves.
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from django.db import connection

from kapstone.clinic.config import boot, postgres
from kapstone.clinic.config.home import home

__all__ = ["BackupError", "Manifest", "make", "restore"]

_FORMAT = 1
_DATABASE = "database.sql"
_MANIFEST = "manifest.json"
_SECRETS = ("secret.key",)
_CHUNK = 1 << 20


class BackupError(Exception):
    """The backup could not be made or restored; the sentence names the file and the reason."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: who made it, when, and the digest of each file in it."""

    format: int
    kapstone: str
    made_at: str
    migrations: list[str]
    sha256: dict[str, str]


def make(target: Path) -> Manifest:
    """Write the clinic to `target`, whole or not at all. Serving may go on: the dump is one consistent moment."""
    if target.exists():
        raise BackupError(f"{target} exists; a backup never overwrites a file.")
    if not target.parent.is_dir():
        raise BackupError(f"There is no folder {target.parent}.")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=home()) as scratch:
        dump = Path(scratch) / _DATABASE
        _client("pg_dump", "--no-owner", "--file", str(dump))
        files = {_DATABASE: dump, **dict(_kept_in_home())}
        manifest = Manifest(
            format=_FORMAT,
            kapstone=version("kapstone"),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            migrations=_applied_migrations(),
            sha256={name: _digest(path) for name, path in files.items()},
        )
        draft = target.with_name(target.name + ".part")
        try:
            with _new_file(draft) as raw, tarfile.open(fileobj=raw, mode="w:gz") as archive:
                listing = json.dumps(asdict(manifest), indent=2).encode()
                entry = tarfile.TarInfo(_MANIFEST)
                entry.size, entry.mode, entry.mtime = len(listing), 0o600, int(time.time())
                archive.addfile(entry, io.BytesIO(listing))
                for name, path in files.items():
                    archive.add(path, arcname=name)
            with draft.open("rb") as written:
                os.fsync(written.fileno())
            draft.rename(target)
        finally:
            draft.unlink(missing_ok=True)
    return manifest


def restore(source: Path, *, replace: bool) -> Manifest:
    """Put the clinic of `source` here. What is here already is only replaced when that is asked for."""
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=home()) as scratch:
        folder = Path(scratch)
        manifest = _unpacked(source, folder)
        _refuse_what_is_newer(manifest, source)
        if not replace:
            _refuse_to_overwrite()
        _refuse_while_serving()
        script = folder / "restore.sql"
        with script.open("wb") as whole, (folder / _DATABASE).open("rb") as dump:
            whole.write(b"drop owned by current_user cascade;\n")
            shutil.copyfileobj(dump, whole, _CHUNK)
        connection.close()
        _client("psql", "--quiet", "--no-psqlrc", "--single-transaction", "-v", "ON_ERROR_STOP=1", "--file", str(script))
        _put_back(folder, manifest, keep=replace)
    if boot.embedded():
        postgres.ensure_running(home())  # grants again what was dropped with the old tables
    return manifest


def _unpacked(source: Path, folder: Path) -> Manifest:
    """Unpack and compare every digest before anything here is touched."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            for entry in archive:
                if not entry.isfile() or entry.name.startswith(("/", "..")) or "/../" in entry.name:
                    raise BackupError(f"{source} holds {entry.name!r}, which no backup holds.")
                place = folder / entry.name
                place.parent.mkdir(parents=True, exist_ok=True)
                content = archive.extractfile(entry)
                assert content is not None
                with _new_file(place) as file:
                    shutil.copyfileobj(content, file, _CHUNK)
        manifest = Manifest(**json.loads((folder / _MANIFEST).read_text()))
    except FileNotFoundError as problem:
        raise BackupError(f"{source} holds no list of its files." if source.exists() else f"There is no {source}.") from problem
    except (OSError, EOFError, tarfile.TarError, ValueError, TypeError) as problem:
        raise BackupError(f"{source} is not a whole Kapstone backup ({problem}).") from problem
    if manifest.format != _FORMAT:
        raise BackupError(f"{source} has format {manifest.format}; this version reads format {_FORMAT}.")
    for name, digest in manifest.sha256.items():
        if not (folder / name).is_file():
            raise BackupError(f"{source} lacks {name}, which its list names.")
        if _digest(folder / name) != digest:
            raise BackupError(f"{source} is damaged: {name} is not what was written. Nothing was changed.")
    if _DATABASE not in manifest.sha256:
        raise BackupError(f"{source} holds no database.")
    return manifest


def _refuse_what_is_newer(manifest: Manifest, source: Path) -> None:
    from django.db.migrations.loader import MigrationLoader

    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(manifest.migrations) - known):
        raise BackupError(f"{source} was made by Kapstone {manifest.kapstone}, which is newer than this one ({newer[0]}).")


def _refuse_to_overwrite() -> None:
    if connection.introspection.table_names() and _has_people():
        raise BackupError("This database holds a clinic already. Use --replace to put the backup in its place.")


def _has_people() -> bool:
    """An empty, just migrated database may be overwritten; one that anybody has an account in may not."""
    from django.contrib.auth import get_user_model

    table = get_user_model()._meta.db_table
    return table in connection.introspection.table_names() and get_user_model().objects.exists()


def _refuse_while_serving() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
            " and backend_type = 'client backend'"
        )
        if cursor.fetchone()[0]:
            raise BackupError("Somebody is connected to this database. Stop the clinic first, then restore.")


def _put_back(folder: Path, manifest: Manifest, *, keep: bool) -> None:
    """Put the secrets of the backup in their places; those of a replaced clinic are kept in a folder of their own."""
    before = home() / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    for name, path in list(_kept_in_home()) if keep else []:
        (before / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.rename(before / name)
    for name in manifest.sha256:
        if name != _DATABASE:
            place = home() / name
            place.parent.mkdir(mode=0o700, exist_ok=True)
            shutil.move(folder / name, place)


def _kept_in_home() -> Iterator[tuple[str, Path]]:
    for path in (home() / name for name in _SECRETS):
        if path.is_file():
            yield path.name, path
    for path in sorted((home() / "keys").glob("*")):
        if path.is_file():
            yield f"keys/{path.name}", path


def _applied_migrations() -> list[str]:
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _client(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs on our database. With a server elsewhere, the system's comes first."""
    elsewhere = None if boot.embedded() else shutil.which(program)
    path = elsewhere or str(postgres.binaries() / program)
    to = connection.settings_dict
    environment = os.environ | {
        "PGHOST": to["HOST"] or "localhost",
        "PGPORT": str(to["PORT"] or 5432),
        "PGUSER": to["USER"],
        "PGPASSWORD": to["PASSWORD"],
        "PGDATABASE": to["NAME"],
        "PGOPTIONS": "-c lock_timeout=30s",
    }
    ran = subprocess.run([path, *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if ran.returncode:
        last = ran.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no reason given"]
        raise BackupError(f"{program} failed and nothing was changed: {last[0]}")


def _new_file(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
