"""What the settings read from the environment: yes and no, lists, and the address of the database."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

__all__ = ["BadSetting", "a_list", "a_number", "database_from_url", "yes"]

_YES = {"1", "true", "yes", "on"}
_NO = {"", "0", "false", "no", "off"}


class BadSetting(Exception):
    """An environment variable holds something the clinic cannot use; the sentence names it."""


def yes(name: str, *, default: bool = False) -> bool:
    given = os.environ.get(name)
    if given is None:
        return default
    if given.lower() in _YES:
        return True
    if given.lower() in _NO:
        return False
    raise BadSetting(f"{name} is {given!r}; use 1 or 0.")


def a_number(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    given = os.environ.get(name, "").strip()
    if not given:
        return default
    if not given.isdecimal() or not least <= int(given) <= most:
        raise BadSetting(f"{name} is {given!r}; use a whole number from {least} to {most}.")
    return int(given)


def a_list(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def database_from_url(url: str, *, name: str = "DATABASE_URL") -> dict[str, Any]:  # Any: Django's own shape
    """Read `postgresql://user:password@host:port/database?option=value` into Django's dictionary.

    A socket folder is given as `?host=/folder`, as libpq does.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting(f"{name} must begin with postgresql://; Kapstone stores its records in PostgreSQL only.")
    database = unquote(parts.path.lstrip("/"))
    if not database:
        raise BadSetting(f"{name} names no database: postgresql://user:password@host:port/DATABASE.")
    try:
        port = parts.port
    except ValueError:
        raise BadSetting(f"{name} has a port that is not a number.") from None
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": options.pop("port", "") or (str(port) if port else ""),
        "OPTIONS": dict(options),
    }
