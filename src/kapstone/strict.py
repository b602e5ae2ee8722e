"""What the strict readers of files share: every mistake named by its place, and the nearest word that is known."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

__all__ = ["FileRefused", "Mistake", "did_you_mean", "did_you_mean_or_known"]

_FEW = 12


class Mistake(NamedTuple):
    """One thing wrong with a file: where, and what is wanted, in a sentence."""

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"


class FileRefused(ValueError):
    """The file called `name` is not taken; `mistakes` holds every reason, in the order of the file."""

    def __init__(self, name: str, mistakes: Iterable[Mistake]) -> None:
        self.name = name
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join([f"{name} is refused:", *(f"  {mistake}" for mistake in self.mistakes)]))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence that names the nearest known word, or nothing."""
    near = get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def did_you_mean_or_known(word: str, known: Iterable[str]) -> str:
    """The end of a sentence that names the nearest known word, or all of them when they are few, or nothing."""
    words = sorted(known)
    return did_you_mean(word, words) or (f"; known are {', '.join(words)}" if 0 < len(words) <= _FEW else "")
