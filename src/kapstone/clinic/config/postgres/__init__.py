"""The PostgreSQL that comes with Kapstone: started in the data folder when no DATABASE_URL is given."""

from kapstone.clinic.config.postgres.binaries import binaries
from kapstone.clinic.config.postgres.launcher import (
    APP,
    DATABASE,
    OWNER,
    PostgresError,
    Server,
    connection,
    ensure_running,
    find_running,
    running,
    stop,
)

__all__ = [
    "APP",
    "DATABASE",
    "OWNER",
    "PostgresError",
    "Server",
    "binaries",
    "connection",
    "ensure_running",
    "find_running",
    "running",
    "stop",
]
