"""How much and how often, from one line of a medication list: only what is said, never a usual dose."""

import re
from dataclasses import dataclass

__all__ = ["Intake", "intake_of"]

_NUMBER = r"(?:\d+\.\d+|\.\d+|\d+)"
_UNITS = {
    "mg": 1.0,
    "milligram": 1.0,
    "milligrams": 1.0,
    "mgs": 1.0,
    "g": 1000.0,
    "gm": 1000.0,
    "gram": 1000.0,
    "grams": 1000.0,
}
_UNITS |= dict.fromkeys(("mcg", "ug", "µg", "μg", "microgram", "micrograms"), 0.001)
_MOST_MG = 100_000
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_SOLID = r"(?:tabs?|tablets?|caps?|capsules?|pills?|strips?|films?|lozenges?|troches?)"

_AMOUNT = re.compile(
    rf"(?P<low>{_NUMBER})(?:\s*(?:-|to)\s*(?P<high>{_NUMBER}))?\s*(?P<unit>{_UNIT})\b(?P<per>\s*(?:/|per\s)\s*\w+)?"
)
_TWO_STRENGTHS = re.compile(rf"{_NUMBER}\s*(?:{_UNIT})?\s*[/-]\s*{_NUMBER}\s*(?:{_UNIT})?\b")
_COUNT = re.compile(
    rf"(?P<low>{_NUMBER}|one|two|three|four|half)(?:\s*(?:-|to|or)\s*(?P<high>{_NUMBER}|two|three|four))?(?:\s+an?|\s+of\s+an?)?\s*{_SOLID}\b"
)
_WORDS = {"half": 0.5, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0}
_PLURAL = re.compile(r"\b(?:tabs|tablets|caps|capsules|pills|strips|films|lozenges|troches)\b")
_BARE = re.compile(
    rf"(?<![\w./#-])(?P<value>{_NUMBER})(?![\w./%-]*\d)(?!\s*(?:{_SOLID}|{_UNIT}|x|times|hr?s?|hours?|days?|d|ml|units?|iu|%)\b)(?![%/])\b"
)
_AS_NEEDED = re.compile(
    r"\b(?:prn|sos|as needed|if needed|when needed|as required|as necessary|occasional(?:ly)?|rarely|sometimes)\b"
)
_CAPPED = re.compile(r"\b(?:up to|max(?:imum)?|no more than|may repeat|taper(?:ing)?|titrat\w*|increas\w*|then)\b")
_TIMES = re.compile(
    rf"\bx\s*\d+\b(?!\s*(?:days?|weeks?|wks?|months?|/|a\s+day|per\s+day|daily|years?|yrs?))|\b\d+\s*x\s*{_NUMBER}\s*(?:{_UNIT})\b"
)
_FOR_A_WHILE = re.compile(r"\b(?:x|for)\s*\d+\s*(?:days?|weeks?|wks?|months?|years?|yrs?)\b")

_OFTEN: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(rf"(?<![\w/])(?:{pattern})(?!\w)"), per_day)
    for pattern, per_day in (
        (r"q\s*4\s*h(?:rs?|ours?)?|every (?:4|four) hours?", 6),
        (r"q\s*6\s*h(?:rs?|ours?)?|every (?:6|six) hours?", 4),
        (r"q\s*8\s*h(?:rs?|ours?)?|every (?:8|eight) hours?", 3),
        (r"q\s*12\s*h(?:rs?|ours?)?|every (?:12|twelve) hours?", 2),
        (r"qid|(?:4|four)\s*(?:x|times)\s*(?:/|a|per)?\s*(?:daily|day|d)", 4),
        (r"tid|(?:3|three)\s*(?:x|times)\s*(?:/|a|per)?\s*(?:daily|day|d)|thrice daily|x\s*3\s*(?:/|a|per)?\s*(?:daily|day)", 3),
        (r"bid|bd|(?:2|two)\s*(?:x|times)\s*(?:/|a|per)?\s*(?:daily|day|d)|twice\s*(?:a|per)?\s*(?:daily|day)|x\s*2\s*(?:/|a|per)?\s*(?:daily|day)", 2),
        (r"qod|every other (?:day|night)|alternate days|eod", 0.5),
        (r"(?:once\s*(?:a|per|every)?\s*|every\s*|q\s*)week|weekly|qwk|qw", 1 / 7),
        (r"(?:once\s*(?:a|per|every)?\s*|every\s*|q\s*)month|monthly", 12 / 365.25),
    )
)  # fmt: skip
_ODD = re.compile(
    r"\bq\s*\d+\s*-\s*\d+\s*h|\bevery\s*\d+\s*(?:-|to)\s*\d+\s*h|\bevery \d+ (?:weeks?|months?|days?|nights?)|\bq\s*\d+\s*(?:w|wk|weeks?|d|days?|m)\b"
    r"|\b(?:twice|thrice|\d+\s*x|(?:two|three|four|five|\d+)\s*times)\s*(?:a|per|/|every)?\s*week"
    r"|\b(?:nights?|days?|times)\s*(?:a|per|/|each|every)\s*week|\bweek(?:ends?|days?)\b"
    r"|\b(?:mon|tues?|wed|wednes|thurs?|fri|satur?|sun)(?:days?)?\b|\bm/w/f\b|\bmwf\b"
)
_DAILY = re.compile(
    r"(?<![\w/])(?:qd|od|qday|q day|once daily|once a day|daily|every day|each day|per day|a day|1x\s*/?\s*day|x\s*1\s*daily|/\s*day|/\s*d)(?!\w)"
)
_TIME_OF_DAY: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("morning", re.compile(r"\b(?:qam|q am|am|mornings?|every morning)\b")),
    ("noon", re.compile(r"\b(?:noon|midday|lunch|afternoons?)\b")),
    ("night", re.compile(r"\b(?:qhs|hs|qpm|q pm|pm|evenings?|nightly|bedtime|nights?|before bed|qnight|qnoc)\b")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a line says about amount and time. None: not said, or not said clearly; `asks` then says what to ask."""

    amount_mg: float | None = None
    """Milligrams at one time."""
    per_day: float | None = None
    as_needed: bool = False
    asks: tuple[str, ...] = ()

    @property
    def daily_mg(self) -> float | None:
        """Milligrams a day. A medicine taken as needed has no daily dose that may be assumed."""
        if self.as_needed or self.amount_mg is None or self.per_day is None:
            return None
        return self.amount_mg * self.per_day


def intake_of(text: str) -> Intake:
    """Read the line without the medicine's name, in small letters."""
    as_needed = bool(_AS_NEEDED.search(text))
    asks: list[str] = []
    amount, a_day = _amount(text, asks)
    per_day = 1.0 if a_day else _per_day(text, asks)
    if _CAPPED.search(text) or _TIMES.search(text):
        asks.append("The line gives no one steady dose: how much is taken in a day?")
        amount = None
    if amount is not None and not amount <= _MOST_MG:
        asks.append("The amount cannot be right: how much is taken?")
        amount = None
    if amount is not None and per_day is None and not as_needed:
        asks.append("How often is it taken?")
    return Intake(amount_mg=amount, per_day=per_day, as_needed=as_needed, asks=tuple(dict.fromkeys(asks)))


def _amount(text: str, asks: list[str]) -> tuple[float | None, bool]:
    """Milligrams at one time, and whether they were said to be those of a day."""
    found = [each for each in _AMOUNT.finditer(text) if not _is_rate(each["per"])]
    counts = list(_COUNT.finditer(text))
    if not found and _AMOUNT.search(text):
        asks.append("The line gives a strength or a rate: how much is taken in a day?")
        return None, False
    if not found:
        bare = _BARE.search(text)
        if bare is not None and not _TWO_STRENGTHS.search(text):
            asks.append(f"{bare['value']} of which unit is meant?")
        return None, False
    if len(found) > 1 or len(counts) > 1 or found[0]["high"] or (counts and counts[0]["high"]) or _TWO_STRENGTHS.search(text):
        asks.append("The line gives more than one amount: how much is taken in a day?")
        return None, False
    if (
        counts
        and counts[0].start() < found[0].start()
        and counts[0]["low"] not in {"1", "one"}
        and " of " not in text[counts[0].end() - 1 : found[0].start() + 1]
    ):
        asks.append("Is the amount that of one, or of all that are taken at one time?")
        return None, False
    if _BARE.search(_without(text, [found[0].span(), *(each.span() for each in counts)])):
        asks.append("The line holds another number: how much is taken in a day?")
        return None, False
    one = float(found[0]["low"]) * _UNITS[found[0]["unit"]]
    if not counts:
        if _PLURAL.search(text):
            asks.append("How many are taken at one time?")
            return None, False
        return one, _is_daily(found[0]["per"])
    said = counts[0]["low"]
    return one * (_WORDS[said] if said in _WORDS else float(said)), False


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text without those spans, and without what says how often and for how long."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} | {text[end:]}"
    for pattern in (_FOR_A_WHILE, *(pattern for pattern, _ in _OFTEN), _DAILY, _ODD):
        text = pattern.sub(" | ", text)
    return text


def _is_daily(per: str | None) -> bool:
    return per is not None and per.strip(" /").removeprefix("per").strip() in {"day", "d", "daily"}


def _is_rate(per: str | None) -> bool:
    """`mg/mL`, `mcg/hr`: a strength or a rate, no amount at one time."""
    return (
        per is not None
        and not _is_daily(per)
        and per.strip(" /").removeprefix("per").strip() not in {"tab", "tablet", "cap", "dose", "pill"}
    )


def _per_day(text: str, asks: list[str]) -> float | None:
    often = {per_day for pattern, per_day in _OFTEN if pattern.search(text)}
    if _ODD.search(text) or len(often) > 1:
        asks.append("The line gives no one steady rhythm: how often is it taken?")
        return None
    if often:
        return often.pop()
    if re.search(r"\band\b|\+|&", text) and sum(bool(pattern.search(text)) for _, pattern in _TIME_OF_DAY) > 1:
        return float(sum(bool(pattern.search(text)) for _, pattern in _TIME_OF_DAY))
    times = [name for name, pattern in _TIME_OF_DAY if pattern.search(text)]
    if len(times) > 1:
        asks.append("The line names several times of day: how often is it taken?")
        return None
    return 1.0 if times or _DAILY.search(text) else None
