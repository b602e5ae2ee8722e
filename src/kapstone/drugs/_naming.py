"""The words of a line: which are names of medicines, which are forms, salts, directions or doubts, and what is left over."""

import re

from kapstone.drugs._lexicon import Meaning, lexicon, plain
from kapstone.drugs._outside import OUTSIDE

__all__ = ["DIRECTION", "DOUBT", "JOIN", "NOISE", "SKIN", "Found", "tidied", "words_of"]

_LONGEST_NAME = 4

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
NOISE = _SALTS | _FORMS | _VERBS
SKIN = {"cream", "ointment", "gel", "topical", "drops", "eye", "ear", "ophthalmic", "shampoo", "lotion", "foam", "vaginal"}
DOUBT = {
    "no", "not", "never", "none", "denies", "denied", "allergic", "allergy", "allergies", "stopped", "stop", "stopping", "discontinued", "discontinue", "d/c",
    "dc", "dcd", "d/c'd", "quit", "off", "former", "formerly", "past", "previous", "previously", "history", "hx", "h/o", "held", "hold", "avoid", "avoids",
    "intolerant", "intolerance", "was", "were", "used", "ran", "out", "last", "instead", "vs", "or", "maybe", "possibly", "unsure", "refuses", "declined",
    "considering", "wants", "failed", "tried", "son's", "wife's", "husband's", "mother's", "friend's", "partner's", "like", "without",
}  # fmt: skip
DIRECTION = {
    "for", "at", "by", "with", "before", "after", "as", "every", "each", "once", "twice", "thrice", "daily", "nightly", "weekly", "monthly", "qd", "od", "bid",
    "tid", "qid", "qhs", "hs", "qam", "qpm", "prn", "po", "sl", "im", "iv", "sc", "sq", "subq", "pr", "in", "per", "when", "if", "up", "to", "q", "qod", "bd",
    "qday", "am", "pm", "mg", "mcg", "g", "ml", "sig", "half", "one", "two", "three", "x", "since", "due", "because", "d", "day", "max", "qw", "qwk", "dose",
    "occasionally", "sometimes", "rarely", "mgs", "milligrams",
}  # fmt: skip
JOIN = {"/", "-", "&", "+", "and", "with", "plus"}
_NUMBERS = {"one": "1", "two": "2", "three": "3"}
_TOKEN = re.compile(r"[a-z][a-z0-9']*(?:[-/][a-z0-9']+)*|#?\d[\d.,]*%?|\.\d+|[/\-&+?,]|½|¼")


def tidied(line: str) -> str:
    """The line in small letters, with fractions as numbers and numbers apart from their units."""
    text = plain(line).replace("–", "-").replace("—", "-").replace("−", "-")
    text = re.sub(r"(\d+)\s*(?:½|\s1/2\b)", r"\1.5 ", text).replace("½", " 0.5 ").replace("¼", " 0.25 ")
    text = re.sub(r"\b(\d+|one|two|three) and (?:a |one )?half\b", lambda said: f"{_NUMBERS.get(said[1], said[1])}.5", text)
    text = re.sub(r"\b1/2\s*(?=(?:a\s+)?(?:tab|cap|pill|of))", "0.5 ", text)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    text = re.sub(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?", lambda dotted: dotted[0].replace(".", "") + " ", text)
    text = re.sub(r"(?<=\d)(?=(?:mg|mcg|ug|µg|g|gm|ml|tabs?|caps?|hr|h|x)\b)", " ", text)
    return re.sub(r"\s+", " ", text).strip()


def words_of(text: str) -> list[str]:
    """The words and numbers of a tidied line, in order."""
    return _TOKEN.findall(text)


class Found:
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
            if covered or (word[0].isalpha() and word not in NOISE | DIRECTION):
                seen_word = True
            ends = word in DIRECTION - JOIN or word == "," or word[0].isdigit() or word.startswith((".", "#"))
            if ends and not covered and seen_word and (named is None or place > named):
                return place
        return len(self.words)

    @property
    def beside(self) -> list[str]:
        """Words of the naming part that are neither a name nor a form nor a salt."""
        known = (
            {word for meaning in self.inside for other in meaning.others for word in other.split()} | NOISE | JOIN | DIRECTION
        )
        return [
            word
            for place, word in enumerate(self.words[: self.region])
            if word[0].isalpha() and word not in known and not any(start <= place < end for start, end in self.spans)
        ]

    @property
    def doubts(self) -> list[str]:
        return [word for word in self.words if word in DOUBT or word == "?"]

    def joined(self) -> set[str]:
        """What stands between the first and the last name of the naming part."""
        within = [span for span in self.spans if span[0] < self.region]
        between = self.words[within[0][1] : within[-1][0]] if len(within) > 1 else []
        return {word for word in between if word in JOIN | {","}}

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
        whole = word in lexicon() or word in OUTSIDE or word in NOISE | DOUBT
        if whole or not any(mark in word[1:] for mark in "-/") or not word[0].isalpha():
            found.append(word)
        else:
            found += [part for part in re.split(r"([-/])", word) if part]
    return found
