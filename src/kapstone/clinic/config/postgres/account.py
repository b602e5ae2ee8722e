"""Under which account PostgreSQL runs: our own, or, since it refuses to run as root, an unprivileged number."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from kapstone.clinic.config.postgres.errors import PostgresError

__all__ = ["Account", "account"]

_UNPRIVILEGED = 64070  # no entry in passwd is needed or made; below 65 534, so that it exists in containers


class _As(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """A user and group that owns the data; `None` for the one we run as."""

    uid: int | None
    gid: int | None

    def options(self) -> _As:
        """Return what `subprocess` needs to run a program as this account."""
        if self.uid is None or self.gid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def reaches(self, folder: Path) -> bool:
        """Say whether this account may enter the folder, asked of the system and not of the mode bits."""
        if self.uid is None:
            return True
        return self._run(["/bin/sh", "-c", 'cd -- "$0"', str(folder)]) == 0

    def runs(self, program: Path) -> bool:
        return self._run([str(program), "--version"]) == 0

    def owns(self, path: Path) -> bool:
        return path.lstat().st_uid == (os.getuid() if self.uid is None else self.uid)

    def take(self, path: Path) -> None:
        """Give the path, and everything in it, to this account."""
        if self.uid is None or self.gid is None:
            return
        os.chown(path, self.uid, self.gid, follow_symlinks=False)
        for folder, folders, files in os.walk(path):
            for name in (*folders, *files):
                os.chown(Path(folder, name), self.uid, self.gid, follow_symlinks=False)

    def named(self) -> "Account":
        """Return an unprivileged account with a name, for `initdb`, which insists on one; else this account."""
        if self.uid is None:
            return self
        try:
            nobody = pwd.getpwnam("nobody")
        except KeyError:
            others = [entry for entry in pwd.getpwall() if entry.pw_uid != 0]
            if not others:
                raise PostgresError("No account but root exists, and PostgreSQL refuses root. Set DATABASE_URL.") from None
            nobody = others[-1]
        return Account(nobody.pw_uid, nobody.pw_gid)

    def _run(self, command: list[str]) -> int:
        try:
            return subprocess.run(command, capture_output=True, check=False, cwd="/", **self.options()).returncode
        except (PermissionError, FileNotFoundError):
            return 126
        except (OSError, subprocess.SubprocessError) as problem:
            raise PostgresError(
                f"PostgreSQL refuses to run as root, and root may not become user {self.uid} here ({problem}). "
                "Run as an ordinary user, or set DATABASE_URL."
            ) from problem


def account() -> Account:
    return Account(_UNPRIVILEGED, _UNPRIVILEGED) if os.geteuid() == 0 else Account(None, None)
