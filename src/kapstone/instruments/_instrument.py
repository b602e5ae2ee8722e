"""What an instrument is: its questions, who is asked what, how the answers count, what a change in them means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from kapstone.evidence import Citation, Review, Standing
from kapstone.facts import Informant, Sex
from kapstone.findings import Level

__all__ = [
    "Answers",
    "Band",
    "Change",
    "CriticalRule",
    "Cut",
    "Direction",
    "Example",
    "Instrument",
    "Item",
    "Licence",
    "Number",
    "Option",
    "Subscale",
    "Sums",
    "Tone",
    "Triage",
    "When",
]

Answers = Mapping[str, int | None]
"""Item id to the value of the option chosen; None is an answer withheld."""


class Licence(StrEnum):
    """What may be done with the wording."""

    FREE = "free"
    FREE_WITH_ATTRIBUTION = "free_with_attribution"
    NON_COMMERCIAL = "non_commercial"
    REGISTRATION = "registration"
    PERMISSION = "permission"
    OWN = "own"

    @property
    def words(self) -> str:
        return _LICENCES[self]


_LICENCES = {
    Licence.FREE: "free to use",
    Licence.FREE_WITH_ATTRIBUTION: "free to use unchanged and with its source named",
    Licence.NON_COMMERCIAL: "free for non-commercial use only",
    Licence.REGISTRATION: "free once the user has registered",
    Licence.PERMISSION: "to be used with permission only",
    Licence.OWN: "written for Kapstone",
}


class Direction(StrEnum):
    LOWER_IS_BETTER = "lower_is_better"
    HIGHER_IS_BETTER = "higher_is_better"
    NEITHER = "neither_is_better"
    """It describes an experience: more of it is neither better nor worse."""


class Tone(StrEnum):
    """How strongly a band is drawn; always shown together with its word."""

    CALM = "calm"
    MILD = "mild"
    MODERATE = "moderate"
    HIGH = "high"
    SEVERE = "severe"


class Triage(StrEnum):
    """The tiers of the Columbia screener, least first."""

    NONE = "none"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"

    @property
    def rank(self) -> int:
        return list(Triage).index(self)


@dataclass(frozen=True, slots=True)
class Option:
    value: int
    label: str
    """Empty where the wording is licensed: then the clinic's text brings it."""
    code: str = ""
    """LOINC answer code, empty where none is confirmed."""

    @property
    def shown(self) -> str:
        """The label with its value, or the value alone where the label says no more."""
        return f"{self.label} ({self.value})" if self.label not in {"", str(self.value)} else str(self.value)


@dataclass(frozen=True, slots=True)
class When:
    """An item is asked when any of `items` was answered with one of `values`."""

    items: tuple[str, ...]
    values: frozenset[int]

    def holds(self, answers: Answers) -> bool | None:
        """Whether to ask; None while that depends on a question not answered yet."""
        given = [answers.get(item) for item in self.items]
        if any(value in self.values for value in given if value is not None):
            return True
        return None if None in given else False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    id: str
    text: str
    """Empty where the wording is licensed: then the clinic's text brings it."""
    options: tuple[Option, ...]
    short: str = ""
    """Its name within a sentence, in lower case."""
    loinc: str = ""
    is_scored: bool = True
    when: When | None = None
    unasked: int = 0
    """What the item counts as once it is known that it need not be asked."""
    spoken: str = ""
    """The question as one full sentence, where stem and text do not make one."""
    is_reversed: bool = False
    """Whether a higher answer counts less."""
    or_else: str = ""
    """Another item whose answer does as well: of the two only one is needed (QIDS 6 or 7)."""

    @property
    def has_text(self) -> bool:
        return bool(self.text) and all(option.label for option in self.options)

    @property
    def shown(self) -> str:
        """The question, or its name in brackets where the wording is not here."""
        return self.text or f"({self.name})"

    @property
    def answers(self) -> str:
        """Its answers in a line: "0 Not at all, 1 Several days", or "0 to 10" where they are only numbers."""
        values = [option.value for option in self.options]
        if all(option.label in {"", str(option.value)} for option in self.options):
            return f"{min(values)} to {max(values)}"
        return ", ".join(
            option.label if option.label.startswith(str(option.value)) else f"{option.value} {option.label}".strip()
            for option in self.options
        )

    def worth(self, value: int) -> int:
        """What that answer counts as in a score."""
        if not self.is_reversed:
            return value
        values = [option.value for option in self.options]
        return min(values) + max(values) - value

    def option(self, value: int) -> Option | None:
        return next((option for option in self.options if option.value == value), None)

    @property
    def name(self) -> str:
        return self.short or self.text


@dataclass(frozen=True, slots=True)
class Subscale:
    id: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the range, both ends in it, with the word people use for it."""

    low: float
    high: float
    word: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Number:
    """A threshold with its standing and the key of the citation it rests on."""

    value: float
    standing: Standing
    source: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A screening cut: `at` or more is positive, or less where `at_most`. `sex` says for whom it holds; None is for everyone else."""

    at: float
    means: str
    standing: Standing
    source: str
    sex: Sex | None = None
    at_most: bool = False

    @property
    def reach(self) -> str:
        """Which totals are positive, in words."""
        return f"{self.at:g} or {'less' if self.at_most else 'more'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The numbers a change is judged by. What is None has no published number and is never concluded."""

    important: Number | None = None
    """Minimal clinically important difference, in points."""
    reliable: Number | None = None
    """Reliable change, in points."""
    response_percent: Number | None = None
    partial_percent: Number | None = None
    """An improvement of this share that does not reach response is a partial response."""
    response_at_most: Number | None = None
    """Where response is an end point and no share: a later total of at most this, from a higher one."""
    remission_below: Number | None = None
    remission_each_at_most: Number | None = None
    """Remission also needs every subscale at this or lower."""
    remission_from: Number | None = None
    """Remission means nothing when the baseline was lower than this."""
    recovered_at_most: Number | None = None
    """Clinically significant change: an improvement of `recovered_drop` that ends here or lower, from `remission_from` or more."""
    recovered_drop: Number | None = None
    """Points of improvement it takes; the reliable change where none is stated."""
    worsening: Number | None = None
    """Points of worsening that call for review; the reliable change where none is stated."""

    @property
    def numbers(self) -> dict[str, Number]:
        """Every number there is, by what it is called."""
        named = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: number for name, number in named.items() if number is not None}


@dataclass(frozen=True, slots=True)
class CriticalRule:
    """An item whose answer is read on its own, whatever the total is."""

    item: str
    values: frozenset[int]
    level: Level
    sentence: str
    offers_help: bool = True
    """Whether help in a crisis is offered at once; a sign of the body calls for other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What a scoring method makes of the answers."""

    total: float | None
    subscales: Mapping[str, float | None] = field(default_factory=lambda: MappingProxyType({}))
    prorated: bool = False
    maximum: float | None = None
    """The highest this total could be, where fewer items than usual were asked; it then has no band."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A worked example, tried in every test run."""

    says: str
    answers: Answers
    total: float | None = None
    word: str = ""
    triage: Triage | None = None


Scoring = Callable[["Instrument", Answers], Sums]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One questionnaire or scale."""

    id: str
    version: str
    title: str
    short: str
    about: str
    """What it measures, as it follows "your ... score"."""
    stem: str
    items: tuple[Item, ...]
    template: Item | None = None
    """Where the patient's own goals are the items: what each of them looks like."""
    scoring: Scoring
    subscales: tuple[Subscale, ...] = ()
    triage: Callable[[Answers], Triage | None] | None = None
    flags: Callable[[Answers], Mapping[str, bool | None]] | None = None
    has_total: bool = True
    """Whether the answers add up to one number; where they do not, the subscales are the result."""
    range: tuple[float, float]
    step: float = 1
    scale: str = ""
    """Said instead of the two ends of the range, where those say little."""
    bands: tuple[Band, ...]
    cuts: tuple[Cut, ...] = ()
    change: Change = Change()
    direction: Direction
    critical: tuple[CriticalRule, ...] = ()
    recall: str
    """The time it asks about, as in "the last 2 weeks"."""
    informant: Informant
    loinc_panel: str = ""
    loinc_total: str = ""
    licence: Licence
    copyright: str = ""
    holder: str = ""
    """Who gives the right to use the wording, where it does not ship."""
    cites: tuple[Citation, ...]
    standing: Standing
    remarks: str = ""
    review: Review
    examples: tuple[Example, ...]

    def item(self, item_id: str) -> Item | None:
        """The item of that id, or None; goals all follow the template."""
        return next((item for item in self.items if item.id == item_id), self.template)

    @property
    def has_text(self) -> bool:
        """Whether the wording is here; without it the instrument can be read about, and not be asked (see `text`)."""
        return bool(self.items or not self.holder) and all(item.has_text for item in self.items)

    @property
    def scored(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.is_scored)

    @property
    def critical_items(self) -> frozenset[str]:
        return frozenset(rule.item for rule in self.critical)

    def band(self, total: float) -> Band | None:
        """The band `total` lies in; None where no bands are published."""
        reached = [band for band in self.bands if band.low <= total]
        return reached[-1] if reached else None

    def cut_for(self, sex: Sex | None = None) -> Cut | None:
        """The screening cut for that sex, or the one for everyone else; the first where there are several."""
        by_sex = {cut.sex: cut for cut in reversed(self.cuts)}
        return by_sex.get(sex) or by_sex.get(None)

    @property
    def to_confirm(self) -> tuple[str, ...]:
        """The numbers nobody has checked against their source yet: settings for the clinic to confirm."""
        numbers = [f"{name.replace('_', ' ')} {n.value:g}" for name, n in self.change.numbers.items() if n.standing.is_setting]
        return (*numbers, *(f"{cut.means} at {cut.reach}" for cut in self.cuts if cut.standing.is_setting))

    def ask(self, item: Item) -> str:
        """The item as it is read to or by a person when it stands alone on a screen."""
        return item.spoken or f"{self.stem} {item.text}".strip()
