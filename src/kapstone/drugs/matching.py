"""Which medicine one line of a medication list means, and how certain that is. What is not certain is asked about, never assumed.

    match("Zoloft 100mg qd")          CERTAIN   sertraline, 100 mg a day
    match("sertaline 50 mg po od")    LIKELY    asks: sertraline?
    match("Zyrtec 10 mg daily")       UNKNOWN   in none of the tables

CERTAIN needs an exact name and nothing in the line that says otherwise: no second medicine, no word left over beside the name, no "stopped".
Alike spellings alone never give more than LIKELY.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from kapstone.drugs._lexicon import Meaning, lexicon, look_alikes, plain
from kapstone.drugs._line import Intake, intake_of
from kapstone.drugs._outside import OUTSIDE

__all__ = ["Candidate", "Certainty", "Match", "match"]

_LONGEST_NAME = 4
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


_SALTS = {
    "hcl", "hydrochloride", "hbr", "hydrobromide", "succinate", "tartrate", "bitartrate", "maleate", "mesylate", "besylate", "fumarate", "citrate",
    "carbonate", "sulfate", "sulphate", "phosphate", "acetate", "pamoate", "oxalate", "dipotassium", "dimesylate", "dimaleate", "sodium", "decanoate",
    "monohydrate",
}  # fmt: skip
_FORMS = {
    "er", "xr", "xl", "sr", "cr", "la", "ir", "dr", "ec", "cd", "xt", "odt", "hfa", "extended", "delayed", "immediate", "controlled", "sustained", "release",
    "extended-release", "delayed-release", "immediate-release", "long-acting", "long", "acting", "tab", "tabs", "tablet", "tablets", "cap", "caps", "capsule",
    "capsules", "pill", "pills", "patch", "patches", "film", "films", "strip", "strips", "solution", "suspension", "syrup", "liquid", "elixir", "injection",
    "inj", "injectable", "depot", "vial", "pen", "kwikpen", "flexpen", "solostar", "spray", "nasal", "oral", "sublingual", "buccal", "lozenge", "lozenges",
    "troche", "troches", "chewable", "disintegrating", "orally", "transdermal", "subcutaneous", "intramuscular", "intravenous", "inhaler", "generic", "brand",
    "name", "coated", "film-coated", "enteric", "24hr", "12hr", "hr", "hour", "24-hour", "12-hour",
}  # fmt: skip
_VERBS = {
    "take",
    "takes",
    "taking",
    "takin",
    "on",
    "rx",
    "otc",
    "uses",
    "use",
    "using",
    "currently",
    "med",
    "meds",
    "medication",
    "started",
    "continue",
    "the",
    "a",
    "an",
    "of",
    "my",
    "new",
}
_NOISE = _SALTS | _FORMS | _VERBS
_SKIN = {"cream", "ointment", "gel", "topical", "drops", "eye", "ear", "ophthalmic", "shampoo", "lotion", "foam", "vaginal"}
_DOUBT = {
    "no", "not", "never", "none", "denies", "denied", "allergic", "allergy", "allergies", "stopped", "stop", "stopping", "discontinued", "discontinue", "d/c",
    "dc", "dcd", "d/c'd", "quit", "off", "former", "formerly", "past", "previous", "previously", "history", "hx", "h/o", "held", "hold", "avoid", "avoids",
    "intolerant", "intolerance", "was", "were", "used", "ran", "out", "last", "instead", "vs", "or", "maybe", "possibly", "unsure", "refuses", "declined",
    "considering", "wants", "failed", "tried", "son's", "wife's", "husband's", "mother's", "friend's", "partner's", "like", "without",
}  # fmt: skip
_DIRECTION = {
    "for", "at", "by", "with", "before", "after", "as", "every", "each", "once", "twice", "thrice", "daily", "nightly", "weekly", "monthly", "qd", "od", "bid",
    "tid", "qid", "qhs", "hs", "qam", "qpm", "prn", "po", "sl", "im", "iv", "sc", "sq", "subq", "pr", "in", "per", "when", "if", "up", "to", "q", "qod", "bd",
    "qday", "am", "pm", "mg", "mcg", "g", "ml", "sig", "half", "one", "two", "three", "x", "since", "due", "because", "d", "day", "max", "qw", "qwk", "dose",
    "occasionally", "sometimes", "rarely", "mgs", "milligrams",
}  # fmt: skip
_JOIN = {"/", "-", "&", "+", "and", "with", "plus"}
_NUMBERS = {"one": "1", "two": "2", "three": "3"}
_TOKEN = re.compile(r"[a-z][a-z0-9']*(?:[-/][a-z0-9']+)*|#?\d[\d.,]*%?|\.\d+|[/\-&+?,]|½|¼")


@lru_cache(maxsize=4096)
def match(line: str) -> Match:
    """Read one line. Never raises for text: what cannot be understood is UNKNOWN."""
    text = _tidied(line[:_LONGEST_LINE])
    words = _TOKEN.findall(text)
    if not any(word[0].isalpha() for word in words):
        return Match(
            line=line, certainty=Certainty.UNKNOWN, because="The line names no medicine.", asks=("Which medicine is it?",)
        )
    found = _Found(words)
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


def _tidied(line: str) -> str:
    text = plain(line).replace("–", "-").replace("—", "-").replace("−", "-")
    text = re.sub(r"(\d+)\s*(?:½|\s1/2\b)", r"\1.5 ", text).replace("½", " 0.5 ").replace("¼", " 0.25 ")
    text = re.sub(r"\b(\d+|one|two|three) and (?:a |one )?half\b", lambda said: f"{_NUMBERS.get(said[1], said[1])}.5", text)
    text = re.sub(r"\b1/2\s*(?=(?:a\s+)?(?:tab|cap|pill|of))", "0.5 ", text)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    text = re.sub(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?", lambda dotted: dotted[0].replace(".", "") + " ", text)
    text = re.sub(r"(?<=\d)(?=(?:mg|mcg|ug|µg|g|gm|ml|tabs?|caps?|hr|h|x)\b)", " ", text)
    return re.sub(r"\s+", " ", text).strip()


class _Found:
    """The names in the words of a line, and what is left beside them."""

    def __init__(self, words: list[str]) -> None:
        self.words = _split_unknown(words)
        self.inside: list[Meaning] = []
        self.inside_at: list[int] = []
        self.outside: list[str] = []
        self.spans: list[tuple[int, int]] = []
        place = 0
        while place < len(self.words):
            place += self._name_at(place) or 1
        self.region = self._region()

    def _name_at(self, place: int) -> int:
        for length in range(min(_LONGEST_NAME, len(self.words) - place), 0, -1):
            part = self.words[place : place + length]
            for name in dict.fromkeys(
                (" ".join(part), "".join(part) if "-" in part else " ".join(part), " ".join(part).replace("#", ""))
            ):
                meaning = lexicon().get(name)
                if meaning is not None:
                    self.inside.append(meaning)
                    self.inside_at.append(place)
                elif name in OUTSIDE:
                    self.outside.append(name)
                else:
                    continue
                self.spans.append((place, place + length))
                return length
        return 0

    def _region(self) -> int:
        """Where the part of the line that names the medicine ends: at the first dose or direction after its first word."""
        named = min((start for start, _ in self.spans), default=None)
        seen_word = False
        for place, word in enumerate(self.words):
            covered = any(start <= place < end for start, end in self.spans)
            if covered or (word[0].isalpha() and word not in _NOISE | _DIRECTION):
                seen_word = True
            ends = word in _DIRECTION - _JOIN or word == "," or word[0].isdigit() or word.startswith((".", "#"))
            if ends and not covered and seen_word and (named is None or place > named):
                return place
        return len(self.words)

    @property
    def beside(self) -> list[str]:
        """Words of the naming part that are neither a name nor a form nor a salt."""
        known = (
            {word for meaning in self.inside for other in meaning.others for word in other.split()}
            | _NOISE
            | _JOIN
            | _DIRECTION
        )
        return [
            word
            for place, word in enumerate(self.words[: self.region])
            if word[0].isalpha() and word not in known and not any(start <= place < end for start, end in self.spans)
        ]

    @property
    def doubts(self) -> list[str]:
        return [word for word in self.words if word in _DOUBT or word == "?"]

    def joined(self) -> set[str]:
        """What stands between the first and the last name of the naming part."""
        within = [span for span in self.spans if span[0] < self.region]
        between = self.words[within[0][1] : within[-1][0]] if len(within) > 1 else []
        return {word for word in between if word in _JOIN | {","}}

    def rest_of(self, text: str) -> str:
        """The line without the names, so that a number in a name is no dose."""
        for start, end in self.spans:
            name = r"\s*".join(re.escape(word) for word in self.words[start:end])
            text = re.sub(rf"(?<!\w){name}(?!\w)", " ", text, count=1)
        return text


def _split_unknown(words: list[str]) -> list[str]:
    """`dextromethorphan-bupropion` into its parts, unless the whole is a name or a direction of its own."""
    found: list[str] = []
    for word in words:
        whole = word in lexicon() or word in OUTSIDE or word in _NOISE | _DOUBT
        if whole or not any(mark in word[1:] for mark in "-/") or not word[0].isalpha():
            found.append(word)
        else:
            found += [part for part in re.split(r"([-/])", word) if part]
    return found


def _of_names(line: str, found: _Found, intake: Intake) -> Match:
    within = [start for start in found.inside_at if start < found.region]
    ingredients = tuple(dict.fromkeys(name for meaning in found.inside for name in meaning.ingredients))
    others = tuple(dict.fromkeys([*(name for meaning in found.inside for name in meaning.others), *found.outside]))
    whole = next((meaning for meaning in found.inside if set(meaning.ingredients) == set(ingredients)), None)
    asks: list[str] = []
    if found.doubts:
        asks.append(f"The line says “{', '.join(dict.fromkeys(found.doubts))}”: is it taken now, and which one?")
    if any(word in _SKIN for word in found.words):
        asks.append("Is it for skin, eye or ear only?")
    beside = [word for word in found.beside if word not in _DOUBT | _SKIN]
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


def _of_spelling(line: str, found: _Found, intake: Intake) -> Match:
    """No exact name: what is spelled alike is offered, and a name outside the tables that is more alike ends the guessing."""
    words = [
        word for word in found.words[: found.region] if word[0].isalpha() and word not in _NOISE | _DIRECTION | _DOUBT | _JOIN
    ]
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
