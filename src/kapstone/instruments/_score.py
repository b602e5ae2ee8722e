"""From answers to a score: who is asked what, what is refused, what is missing, and what stands out by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kapstone.facts import Implausible
from kapstone.findings import Level
from kapstone.instruments import _words
from kapstone.instruments._instrument import Answers, Band, Instrument, Item, Triage

__all__ = [
    "Critical",
    "Score",
    "TextNotSupplied",
    "asked_items",
    "check_answers",
    "is_complete",
    "require_text",
    "score",
    "score_of_answers",
    "score_of_total",
]


class TextNotSupplied(Implausible):
    """The wording of this instrument is licensed and not here, so nobody can have been asked it here."""

    def __init__(self, instrument: Instrument) -> None:
        super().__init__(
            "instrument",
            f"{instrument.short} ships without its wording, which is {instrument.licence.words}. Get it from {instrument.holder}, write it into "
            f"the file that `kapstone instrument template {instrument.id}` prints, and give that file with --text",
        )
        self.instrument = instrument


def require_text(instrument: Instrument) -> Instrument:
    """The instrument, ready to be asked. Raises TextNotSupplied, which says what to do, where its wording is not here."""
    if not instrument.has_text:
        raise TextNotSupplied(instrument)
    return instrument


@dataclass(frozen=True, slots=True)
class Critical:
    """An answer that is acted on whatever the total is."""

    item: str
    level: Level
    sentence: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What the answers amount to. `total` is None when too much is missing; a missing answer is never a zero."""

    instrument: str
    total: float | None
    band: Band | None
    subscales: Mapping[str, float | None] = field(default_factory=lambda: MappingProxyType({}))
    missing: tuple[str, ...] = ()
    """Items the score needs that were asked and not answered."""
    prorated: bool = False
    maximum: float | None = None
    """The highest the total could be, where fewer items than usual were asked."""
    critical: tuple[Critical, ...] = ()
    critical_missing: tuple[str, ...] = ()
    """Critical items without an answer: what nobody has looked at yet."""
    flags: Mapping[str, bool | None] = field(default_factory=lambda: MappingProxyType({}))
    """Further rules of the instrument, such as the DSM symptom rule; None where missing answers leave it open."""
    triage: Triage | None = None
    because: str
    """For a clinician."""
    plain: str
    """For the patient: two sentences, with the band."""

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to ask: every answer is there, the critical ones among them."""
        has_result = self.total is not None or self.triage is not None or _words.is_whole(self.subscales)
        return not self.missing and not self.critical_missing and has_result


def asked_items(instrument: Instrument, answers: Answers) -> tuple[Item, ...]:
    """The items to ask, in order, as far as the answers so far decide it; for forms of one question a screen."""
    return tuple(
        item
        for item in instrument.items
        if (item.when is None or item.when.holds(answers)) and not _is_answered_elsewhere(item, answers)
    )


def is_complete(instrument: Instrument, answers: Answers) -> bool:
    """Whether every item the score needs and that is asked has an answer."""
    return bool(instrument.items or answers) and not _missing(instrument, answers)


def check_answers(instrument: Instrument, answers: Answers) -> None:
    """Refuse what cannot be an answer, naming the item: unknown item, value out of range, item that was not asked.

    An answer to an item that was not asked passes when it says what leaving it out says ("No" to C-SSRS 3 after "No" to 2).
    """
    asked = {item.id for item in asked_items(instrument, answers)}
    for item_id, value in answers.items():
        item = instrument.item(item_id)
        if item is None:
            raise Implausible(item_id, f"{instrument.short} has no such item")
        if value is None:
            continue
        if type(value) is not int or item.option(value) is None:  # a bool is no answer either
            allowed = ", ".join(str(option.value) for option in item.options)
            raise Implausible(item_id, f"{value!r} is not an answer of {instrument.short}; choose one of {allowed}")
        if item.when and item.is_scored and item_id not in asked and value != item.unasked:
            raise Implausible(item_id, f"this is only asked after another answer to {' or '.join(item.when.items)}")


def score(instrument: Instrument, answers: Answers) -> Score:
    """The score of answers just given. Raises TextNotSupplied without the wording, and Implausible, naming the item, for answers that cannot be."""
    return score_of_answers(require_text(instrument), answers)


def score_of_answers(instrument: Instrument, answers: Answers) -> Score:
    """The score of answers on record; it needs no wording. Raises Implausible, naming the item, for answers that cannot be."""
    check_answers(instrument, answers)
    counted = _counted(instrument, answers)
    sums = instrument.scoring(instrument, counted)
    triage = instrument.triage(counted) if instrument.triage else None
    band = _band(instrument, sums.total, triage) if sums.maximum is None else None
    missing = _missing(instrument, answers)
    critical = tuple(_critical(instrument, answers))
    return Score(
        instrument=instrument.id,
        total=sums.total,
        band=band,
        subscales=sums.subscales,
        missing=missing,
        prorated=sums.prorated,
        maximum=sums.maximum,
        critical=critical,
        critical_missing=tuple(item for item in missing if item in instrument.critical_items),
        flags=instrument.flags(counted) if instrument.flags else {},
        triage=triage,
        because=_words.because(
            instrument,
            total=sums.total,
            band=band,
            subscales=sums.subscales,
            maximum=sums.maximum,
            missing=missing,
            prorated=sums.prorated,
            sentences=tuple(dict.fromkeys(found.sentence for found in critical)),
        ),
        plain=_words.plain(
            instrument,
            total=sums.total,
            band=band,
            triage=triage,
            subscales=sums.subscales,
            maximum=sums.maximum,
            missing=missing,
        ),
    )


def score_of_total(instrument: Instrument, total: float) -> Score:
    """The score of a total that came without its items. Its critical items are not known, and are named as missing."""
    low, high = instrument.range
    if instrument.triage is not None or not instrument.has_total:
        raise Implausible("total_only", f"{instrument.short} has no total; give its answers")
    if not low <= total <= high:
        raise Implausible("total_only", f"{total:g} is not a total of {instrument.short}, which runs from {low:g} to {high:g}")
    band = instrument.band(total)
    return Score(
        instrument=instrument.id,
        total=total,
        band=band,
        critical_missing=tuple(item.id for item in instrument.scored if item.id in instrument.critical_items),
        because=f"{_words.because(instrument, total=total, band=band)} The single answers are not known.",
        plain=_words.plain(instrument, total=total, band=band),
    )


def _critical(instrument: Instrument, answers: Answers) -> Iterator[Critical]:
    """What stands out by itself. A rule about the template holds for every item made from it."""
    for rule in instrument.critical:
        is_about_all = instrument.template is not None and rule.item == instrument.template.id
        for item in answers if is_about_all else (rule.item,):
            value = answers.get(item)
            if value is not None and value in rule.values:
                yield Critical(item, rule.level, rule.sentence, value)


def _counted(instrument: Instrument, answers: Answers) -> dict[str, int | None]:
    """Every item with what it counts as: its answer, what not asking it means, or None."""
    if instrument.template is not None:
        return dict(answers)
    counted: dict[str, int | None] = {}
    for item in instrument.items:
        asked = item.when is None or item.when.holds(counted)  # an item that is not asked leaves out those that hang on it
        counted[item.id] = item.unasked if asked is False else answers.get(item.id)
    return counted


def _missing(instrument: Instrument, answers: Answers) -> tuple[str, ...]:
    if instrument.template is not None:
        return tuple(item_id for item_id, value in answers.items() if value is None)
    needed = {item.id for item in instrument.scored} | {item for scale in instrument.subscales for item in scale.items}
    needed |= {gate for item in instrument.items if item.id in needed and item.when for gate in item.when.items}
    return tuple(item.id for item in asked_items(instrument, answers) if item.id in needed and answers.get(item.id) is None)


def _is_answered_elsewhere(item: Item, answers: Answers) -> bool:
    """Whether another item stands in for this one, which was left open."""
    return bool(item.or_else) and answers.get(item.id) is None and answers.get(item.or_else) is not None


def _band(instrument: Instrument, total: float | None, triage: Triage | None) -> Band | None:
    if triage is not None:
        return instrument.band(triage.rank)
    return instrument.band(total) if total is not None else None
