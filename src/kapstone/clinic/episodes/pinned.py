"""The protocol as an episode pinned it, read once per text."""

from functools import lru_cache

from kapstone.protocols import Protocol, parse

__all__ = ["pinned"]


@lru_cache(maxsize=256)
def pinned(text: str) -> Protocol:
    """The protocol in `text`. It was checked when it was pinned, so that it parses is a promise of ours."""
    return parse(text, "pinned protocol")
