"""From answers to a score: who is asked what, what is refused, what is missing, and what stands out by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kapstone.facts import Implausible
from kapstone.findings import Level
from kapstone.instruments import _words
from kapstone.instruments._instrument import Answers, Band, Instrument, Item, Triage

__all__ = ["Critical", "Score", "asked_items", "check_answers", "is_complete", "score", "score_of_total"]


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
        return not self.missing and not self.critical_missing and (self.total is not None or self.triage is not None)


def asked_items(instrument: Instrument, answers: Answers) -> tuple[Item, ...]:
    """The items to ask, in order, as far as the answers so far decide it; for forms of one question a screen."""
    return tuple(item for item in instrument.items if item.when is None or item.when.holds(answers))


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
    """The score of checked answers. Raises Implausible, naming the item, for answers that cannot be."""
    check_answers(instrument, answers)
    counted = _counted(instrument, answers)
    sums = instrument.scoring(instrument, counted)
    triage = instrument.triage(counted) if instrument.triage else None
    band = _band(instrument, sums.total, triage)
    missing = _missing(instrument, answers)
    critical = tuple(
        Critical(rule.item, rule.level, rule.sentence, value)
        for rule in instrument.critical
        if (value := answers.get(rule.item)) is not None and value in rule.values
    )
    return Score(
        instrument=instrument.id,
        total=sums.total,
        band=band,
        subscales=sums.subscales,
        missing=missing,
        prorated=sums.prorated,
        critical=critical,
        critical_missing=tuple(item for item in missing if item in instrument.critical_items),
        flags=instrument.flags(counted) if instrument.flags else {},
        triage=triage,
        because=_words.because(
            instrument,
            total=sums.total,
            band=band,
            missing=missing,
            prorated=sums.prorated,
            sentences=tuple(dict.fromkeys(found.sentence for found in critical)),
        ),
        plain=_words.plain(instrument, total=sums.total, band=band, triage=triage, missing=missing),
    )


def score_of_total(instrument: Instrument, total: float) -> Score:
    """The score of a total that came without its items. Its critical items are not known, and are named as missing."""
    low, high = instrument.range
    if instrument.triage is not None or not low <= total <= high:
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


def _counted(instrument: Instrument, answers: Answers) -> dict[str, int | None]:
    """Every item with what it counts as: its answer, what not asking it means, or None."""
    if instrument.template is not None:
        return dict(answers)
    counted: dict[str, int | None] = {}
    for item in instrument.items:
        asked = item.when is None or item.when.holds(answers)
        counted[item.id] = item.unasked if asked is False else answers.get(item.id)
    return counted


def _missing(instrument: Instrument, answers: Answers) -> tuple[str, ...]:
    if instrument.template is not None:
        return tuple(item_id for item_id, value in answers.items() if value is None)
    gates = {gate for item in instrument.scored if item.when for gate in item.when.items}
    return tuple(
        item.id
        for item in asked_items(instrument, answers)
        if (item.is_scored or item.id in gates) and answers.get(item.id) is None
    )


def _band(instrument: Instrument, total: float | None, triage: Triage | None) -> Band | None:
    if triage is not None:
        return instrument.band(triage.rank)
    return instrument.band(total) if total is not None else None
