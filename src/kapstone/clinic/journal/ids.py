"""Identifiers that sort by the time they were made (UUID version 7, RFC 9562), and what a digest looks like."""

import os
import time
from uuid import UUID

SHA256 = r"^[0-9a-f]{64}$"
"""For the constraints of whatever keeps a digest: it is whole."""
_RANDOM_BITS = 74


def new_id() -> UUID:
    """A fresh UUID v7: 48 bits of milliseconds, then 74 random bits. Neighbours in time are neighbours in an index."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10)) & ((1 << _RANDOM_BITS) - 1)
    high, low = random >> 62, random & ((1 << 62) - 1)
    return UUID(int=(milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)
