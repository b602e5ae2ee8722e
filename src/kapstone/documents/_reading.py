"""How hard a text is to read: the Flesch-Kincaid grade, with the words of medicine that cannot be said more simply."""

import re

__all__ = ["MEDICAL", "longest_sentence", "reading_grade", "syllables"]

MEDICAL = frozenset({
    "ketamine", "esketamine", "electroconvulsive", "psychotherapy", "medicine", "medicines", "clinician", "clinicians", "medication",
})  # fmt: skip
"""Words that cannot be said more simply; they count as two syllables."""


def syllables(word: str) -> int:
    """Syllables of a lower-case English word by its groups of vowels: an estimate, right for most words.

    >>> [syllables(word) for word in ("sleep", "able", "medicine", "doctor", "depression")]
    [1, 2, 2, 2, 3]
    """
    if word in MEDICAL:
        return 2
    groups = len(re.findall(r"[aeiouy]+", word))
    return max(1, groups - (word.endswith("e") and not word.endswith("le")))


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade, 0.39 words per sentence + 11.8 syllables per word - 15.59; a child of twelve reads grade 6 to 7.

    A colon and a semicolon end a sentence, as a reader takes breath there. ValueError for a text without words.

    >>> round(reading_grade("The cat sat on the mat."), 2)
    -1.45
    """
    sentences = [part for part in re.split(r"[.:;?!\n]+", text) if part.strip()]
    words = re.findall(r"[a-z']+", text.lower())
    if not words:
        raise ValueError("a text without words has no reading grade")
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def longest_sentence(text: str) -> str:
    """The sentence with the most words."""
    return max(re.split(r"[.?!]+(?:\s|$)", text), key=lambda sentence: len(sentence.split()))
