"""Where the cluster of a data folder lies, and the folder of its socket."""

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kapstone.clinic.config.postgres.account import Account, account
from kapstone.clinic.config.postgres.binaries import SYSTEM, own_folder
from kapstone.clinic.config.postgres.errors import PostgresError

__all__ = ["Place", "place"]

_LONGEST_SOCKET = 90  # the system's limit is 103 to 107 bytes, less "/.s.PGSQL.5432"


@dataclass(frozen=True)
class Place:
    """The folders of one cluster, all owned by the account that runs it."""

    home: Path
    root: Path
    data: Path
    socket: Path
    log: Path

    def make(self, who: Account) -> None:
        """Create the folders. Only folders of ours are made or given away, never those above them."""
        if self.root.parent == SYSTEM:
            own_folder(SYSTEM)
        for folder in (self.root, self.socket):
            if not folder.exists():
                folder.mkdir(mode=0o700)
                who.take(folder)
            if folder.is_symlink() or not who.owns(folder) or folder.stat().st_mode & 0o077:
                raise PostgresError(f"{folder} must be a folder of the account that runs PostgreSQL, closed to others.")


def place(home: Path) -> Place:
    """Return where the cluster of this data folder lies; decided once, then kept in `postgres.place`."""
    home = home.resolve()
    note = home / "postgres.place"
    if note.is_file():
        root = Path(note.read_text().strip())
    else:
        who = account()
        root = home / "postgres" if who.reaches(home) else SYSTEM / f"{home.name.lstrip('.')}-{_digest(home)}"
    socket = root / "run"
    if len(bytes(socket)) > _LONGEST_SOCKET:
        socket = Path(tempfile.gettempdir()) / f"kapstone-{_digest(home)}"
    if len(bytes(socket)) > _LONGEST_SOCKET:
        socket = Path("/tmp") / f"kapstone-{_digest(home)}"  # noqa: S108 - owner and mode are checked before use
    return Place(home, root, root / "data", socket, root / "postgres.log")


def _digest(home: Path) -> str:
    return hashlib.sha256(bytes(home)).hexdigest()[:12]
