"""Which database serves the clinic, as which role, with what limits."""

import os
from pathlib import Path
from typing import Any

from kapstone.clinic.config import postgres
from kapstone.clinic.config.environment import a_number, database_from_url

__all__ = ["as_owner", "settings"]

_LIMITS = "-c timezone=UTC -c lock_timeout=10s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s"
_OWNER_LIMITS = "-c timezone=UTC -c lock_timeout=30s"


def settings(home: Path) -> dict[str, Any]:  # Any: Django's own shape
    """Return Django's `DATABASES["default"]`.

    The clinic serves as a role that cannot change or delete journal rows. Commands that change tables
    run `as_owner()`: with the embedded server the owner of the tables, else `DATABASE_OWNER_URL`.
    """
    owner = os.environ.get("KAPSTONE_ROLE") == "owner"
    if url := os.environ.get("DATABASE_URL"):
        owner_url = os.environ.get("DATABASE_OWNER_URL", "")
        given = database_from_url(owner_url, name="DATABASE_OWNER_URL") if owner and owner_url else database_from_url(url)
    else:
        given = postgres.connection(home, owner=owner)
    options: dict[str, Any] = {"options": _OWNER_LIMITS if owner else _LIMITS, **given.pop("OPTIONS", {})}
    size = a_number("KAPSTONE_POOL", 0 if owner else 12, most=200)
    if size:
        # Connections are cleaned when they come back: a session setting must not reach the next request.
        options["pool"] = {"min_size": 1, "max_size": size, "timeout": 10, "max_idle": 300, "reset": _clean}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **given,
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,  # the pool keeps connections; Django must not keep one for each thread
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }


def as_owner() -> None:
    """Make the settings, when they are read, connect as the role that owns the tables."""
    os.environ["KAPSTONE_ROLE"] = "owner"


def _clean(connection: Any) -> None:  # Any: a psycopg connection; imported only where there is a pool
    autocommit = connection.autocommit
    connection.autocommit = True
    connection.execute("reset all")
    connection.autocommit = autocommit
