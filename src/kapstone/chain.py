"""A hash chain: each link's hash covers what it says and the hash before it, so nothing can change unseen.

The canonical text is JSON with sorted keys and no spaces, in UTF-8; a number that is whole is written without a fraction,
so 1.0 and 1 are the same number before and after a database has stored them. A worked example:

>>> canonical({"b": 1.0, "a": [True, None, 2.5]})
'{"a":[true,null,2.5],"b":1}'
>>> first = link(GENESIS, {"said": "one"})
>>> first
'39f076fc0af0be5b5c491d03f3d5cac15b347a671b5f5fe5afdaa8a3a6b3fa3b'
>>> link(first, {"said": "two"}) == link(GENESIS, {"said": "two"})
False
"""

import hashlib
import json
import math
from typing import Any

__all__ = ["GENESIS", "Uncanonical", "canonical", "link", "plain"]

GENESIS = "0" * 64
"""What the first link of a chain names as the hash before it."""


class Uncanonical(ValueError):
    """A value that has no single JSON text, or that a database could not keep as it is."""


def canonical(value: Any) -> str:  # Any: JSON values
    """The one JSON text of `value`."""
    return json.dumps(plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def link(previous: str, said: Any) -> str:  # Any: JSON values
    """The hash (SHA-256, hex) of a link that says `said` and follows the link with hash `previous`."""
    return hashlib.sha256(f"{previous}\n{canonical(said)}".encode()).hexdigest()


def plain(value: Any) -> Any:  # Any: JSON values
    """`value` with each whole float as an integer; refuses what JSON or PostgreSQL's jsonb would lose."""
    match value:
        case None | bool() | int():
            return value
        case str():
            if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
                raise Uncanonical("a text holds a character that cannot be stored")
            return value
        case float():
            if not math.isfinite(value):
                raise Uncanonical(f"{value} is not a number that can be kept")
            return int(value) if value.is_integer() else value
        case list() | tuple():
            return [plain(each) for each in value]
        case dict():
            if not all(isinstance(key, str) for key in value):
                raise Uncanonical("the name of a field is not a text")
            return {plain(key): plain(each) for key, each in value.items()}
        case _:
            raise Uncanonical(f"{type(value).__name__} is not a JSON value; turn it into text or a number first")
