"""How names are compared: without case, accents and punctuation, so that Øyvind is found by oyvind."""

import unicodedata
from difflib import SequenceMatcher

__all__ = ["alike", "normalised"]

_NO_DECOMPOSITION = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_ALIKE = 0.8
"""At and above this share of common letters two names of people born on the same day are probably one person's."""


def normalised(name: str) -> str:
    """The name as it is compared and searched: NFKD, case folded, letters and digits only, single spaces."""
    folded = unicodedata.normalize("NFKD", name).casefold().translate(_NO_DECOMPOSITION)
    kept = "".join(letter if letter.isalnum() else " " for letter in folded if not unicodedata.combining(letter))
    return " ".join(kept.split())


def alike(one: str, other: str) -> bool:
    """Whether two normalised names may be one person's: nearly the same letters, in any order of the words."""
    first, second = sorted(one.split()), sorted(other.split())
    if set(first) <= set(second) or set(second) <= set(first):
        return bool(first and second)
    return SequenceMatcher(None, " ".join(first), " ".join(second), autojunk=False).ratio() >= _ALIKE
