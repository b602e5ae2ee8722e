"""Facts to plain JSON values and back, strictly: an unknown field or a wrong type is refused with its path."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import msgspec

from kapstone.facts._base import KINDS, Fact, Implausible

__all__ = ["decode", "digest_of", "encode"]


def encode(fact: Fact) -> dict[str, Any]:  # Any: JSON values
    """The fact's fields as JSON values (dates as ISO text, UUIDs as text)."""
    body = msgspec.to_builtins(fact)
    assert isinstance(body, dict)
    return body


def decode(kind: str, version: int, body: Mapping[str, Any]) -> Fact:  # Any: JSON values
    """The fact of `kind` in `body`. Raises Implausible naming the field, or KeyError for a kind nobody knows."""
    cls = KINDS.get(kind)
    if cls is None or version != cls.version:
        raise KeyError(f"no fact is called {kind} version {version}")
    unknown = set(body) - {field.name for field in fields(cls)}
    if unknown:
        field = min(unknown)
        raise Implausible(field, f"{kind} has no field {field!r}")
    try:
        return msgspec.convert(body, cls)
    except msgspec.ValidationError as error:
        if isinstance(error.__cause__, Implausible):
            raise error.__cause__ from None
        message, _, path = str(error).partition(" - at ")
        raise Implausible(path.strip("`$. ") or kind, message) from None


def digest_of(value: Any) -> str:  # Any: anything msgspec can turn into JSON
    """SHA-256 of the value's canonical JSON (sorted keys), in hex."""
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()
