"""Which medicine one line of a medication list means, and how certain that is. What is not certain is asked about, never assumed.

    match("Zoloft 100mg qd")          CERTAIN   sertraline, 100 mg a day
    match("sertaline 50 mg po od")    LIKELY    asks: sertraline?
    match("Zyrtec 10 mg daily")       UNKNOWN   in none of the tables

CERTAIN needs an exact name and nothing in the line that says otherwise: no second medicine, no word left over beside the name, no "stopped".
Alike spellings alone never give more than LIKELY.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from kapstone.drugs._lexicon import lexicon, look_alikes, plain
from kapstone.drugs._line import Intake, intake_of
from kapstone.drugs._naming import DIRECTION, DOUBT, JOIN, NOISE, SKIN, Found, tidied, words_of
from kapstone.drugs._outside import OUTSIDE

__all__ = ["Candidate", "Certainty", "Match", "match"]

_LONGEST_LINE = 500
_ALIKE_PERCENT = 75.0
"""How alike two spellings are before one is offered for the other."""
_SHORTEST_GUESS = 5
"""Shorter words are alike by chance."""
_MOST_CANDIDATES = 6


_NOTHING_SAID = Intake()


class Certainty(StrEnum):
    """How certain it is which medicine is meant."""

    CERTAIN = "certain"
    LIKELY = "likely"
    """Asked about, with candidates to choose from."""
    UNKNOWN = "unknown"
    """Asked about: in none of the tables, or not understood."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A medicine that may be meant."""

    name: str
    ingredients: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What one line means. `ingredients` is empty unless it is certain."""

    line: str
    certainty: Certainty
    because: str
    name: str = ""
    """The medicine's name without dose and directions; empty unless it is certain."""
    ingredients: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Ingredients of the same product that are in none of the tables."""
    candidates: tuple[Candidate, ...] = ()
    is_outside: bool = False
    """Known as a medicine, and known to be in none of the tables."""
    intake: Intake = _NOTHING_SAID
    asks: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        return self.certainty is Certainty.CERTAIN

    @property
    def daily_mg(self) -> float | None:
        """Milligrams a day, where they are said and are those of one ingredient."""
        return self.intake.daily_mg if len(self.ingredients) + len(self.others) == 1 else None


@lru_cache(maxsize=4096)
def match(line: str) -> Match:
    """Read one line. Never raises for text: what cannot be understood is UNKNOWN."""
    text = tidied(line[:_LONGEST_LINE])
    words = words_of(text)
    if not any(word[0].isalpha() for word in words):
        return Match(
            line=line, certainty=Certainty.UNKNOWN, because="The line names no medicine.", asks=("Which medicine is it?",)
        )
    found = Found(words)
    intake = intake_of(found.rest_of(text))
    if found.inside:
        return _of_names(line, found, intake)
    if found.outside:
        shown = ", ".join(dict.fromkeys(found.outside))
        return Match(
            line=line, certainty=Certainty.UNKNOWN, is_outside=True, intake=intake, because=f"{shown} is in none of the tables here.",
            asks=("Look up its interactions and write down what you found.",),
        )  # fmt: skip
    return _of_spelling(line, found, intake)


def _of_names(line: str, found: Found, intake: Intake) -> Match:
    within = [start for start in found.inside_at if start < found.region]
    ingredients = tuple(dict.fromkeys(name for meaning in found.inside for name in meaning.ingredients))
    others = tuple(dict.fromkeys([*(name for meaning in found.inside for name in meaning.others), *found.outside]))
    whole = next((meaning for meaning in found.inside if set(meaning.ingredients) == set(ingredients)), None)
    asks: list[str] = []
    if found.doubts:
        asks.append(f"The line says “{', '.join(dict.fromkeys(found.doubts))}”: is it taken now, and which one?")
    if any(word in SKIN for word in found.words):
        asks.append("Is it for skin, eye or ear only?")
    beside = [word for word in found.beside if word not in DOUBT | SKIN]
    if beside:
        asks.append(f"What does “{' '.join(beside)}” mean here?")
    if len(within) < len(found.inside) and whole is None:
        asks.append("The line names more than one medicine: write each on a line of its own.")
    elif len(ingredients) > 1 and whole is None and not found.joined() & {"/", "-"}:
        asks.append("Is it one product, or are they several medicines? Write each on a line of its own.")
    known_others = {name for meaning in found.inside for name in meaning.others}
    if set(found.outside) - known_others and not found.joined() & {"/", "-"}:
        asks.append(f"{', '.join(found.outside)} is named too, and is in none of the tables here.")
    if asks:
        candidates = tuple(dict.fromkeys(Candidate(meaning.shown, meaning.ingredients) for meaning in found.inside))
        named = ", ".join(dict.fromkeys(meaning.shown for meaning in found.inside))
        return Match(
            line=line, certainty=Certainty.LIKELY, because=f"{named} is named, but the line leaves a question.", candidates=candidates, others=others,
            intake=intake, asks=tuple(asks),
        )  # fmt: skip
    parts = dict.fromkeys(
        (*(meaning.shown for meaning in found.inside), *(name for name in found.outside if name not in known_others))
    )
    named = whole.shown if whole is not None and not found.outside else " / ".join(parts)
    return Match(
        line=line, certainty=Certainty.CERTAIN, because=_says(named, (*ingredients, *others)), name=named, ingredients=ingredients,
        others=others, intake=intake, asks=intake.asks,
    )  # fmt: skip


def _says(named: str, holds: tuple[str, ...]) -> str:
    both = " and ".join(holds)
    return f"{both}, by its generic name." if plain(named).replace(" / ", " and ") == both else f"{named} is {both}."


def _of_spelling(line: str, found: Found, intake: Intake) -> Match:
    """No exact name: what is spelled alike is offered, and a name outside the tables that is more alike ends the guessing."""
    words = [word for word in found.words[: found.region] if word[0].isalpha() and word not in NOISE | DIRECTION | DOUBT | JOIN]
    scores = _alike(tuple(dict.fromkeys([*words, " ".join(words), *(" ".join(pair) for pair in pairwise(words))])))
    best = max(scores.values(), default=0.0)
    away = [name for name, score in scores.items() if name in OUTSIDE and score >= best]
    names = [name for name in sorted(scores, key=lambda name: (-scores[name], name)) if name in lexicon()]
    if not names or away:
        said = f"It looks like {away[0]}, which is in none of the tables here." if away else "No name of the tables is like it."
        return Match(line=line, certainty=Certainty.UNKNOWN, because=said, intake=intake, asks=("Which medicine is it?",))
    near = sorted({other for name in names[:2] for other in look_alikes(name) if other in lexicon()})
    offered = [lexicon()[name] for name in (*names, *near)]
    by_ingredients: dict[tuple[str, ...], Candidate] = {}
    for meaning in offered:
        by_ingredients.setdefault(meaning.ingredients, Candidate(meaning.shown, meaning.ingredients))
    candidates = tuple(by_ingredients.values())[:_MOST_CANDIDATES]
    elsewhere = sorted({other for name in names[:2] for other in look_alikes(name) if other in OUTSIDE})
    also = f" Or {' or '.join(elsewhere)}, in none of the tables here?" if elsewhere else ""
    return Match(
        line=line, certainty=Certainty.LIKELY, because="It is spelled like a name of the tables, and is none.", candidates=candidates, intake=intake,
        asks=(f"Is {' or '.join(each.name for each in candidates[:3])} meant?{also}",),
    )  # fmt: skip


def _alike(words: tuple[str, ...]) -> dict[str, float]:
    """Names, inside the tables and outside, that are spelled like one of the words, with how alike in percent."""
    from rapidfuzz.distance import DamerauLevenshtein

    found: dict[str, float] = {}
    for word in words:
        if len(word) < _SHORTEST_GUESS:
            continue
        for name in (*lexicon(), *OUTSIDE):
            if abs(len(name) - len(word)) > 3 or len(name) < _SHORTEST_GUESS:
                continue
            score = 100 * DamerauLevenshtein.normalized_similarity(word, name)
            if score >= _ALIKE_PERCENT:
                found[name] = max(score, found.get(name, 0.0))
    return found
