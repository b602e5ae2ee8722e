"""Changes between two protocols as lines, grouped by part."""

from itertools import groupby

from kapstone.protocols import Protocol
from kapstone.protocols.diff import changes

__all__ = ["as_text"]


def as_text(old: Protocol, new: Protocol) -> str:
    """What changes from one to the other; a sentence when nothing does."""
    found = changes(old, new)
    if not found:
        return f"Nothing changes from {old.id} {old.version} to {new.id} {new.version}: both say the same.\n"
    lines = [
        f"From {old.id} {old.version} to {new.id} {new.version}: {len(found)} {'change' if len(found) == 1 else 'changes'}."
    ]
    for part, several in groupby(found, key=lambda change: change.part):
        lines += ["", part, *(f"  {change.words}" for change in several)]
    return "\n".join(lines) + "\n"
