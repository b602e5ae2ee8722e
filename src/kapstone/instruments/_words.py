"""The sentences that go with a score, for a clinician and for the patient."""

from collections.abc import Mapping
from types import MappingProxyType

from kapstone.facts import Informant
from kapstone.instruments._instrument import Band, Direction, Instrument, Triage

__all__ = ["because", "figure", "is_whole", "plain"]

_NONE: Mapping[str, float | None] = MappingProxyType({})
_SAFETY = {
    Triage.NONE: "Your answers show no thoughts of ending your life. If that changes, tell your clinic or call or text 988.",
    Triage.LOW: "Your answers show some thoughts about death or about ending your life. Your clinician will want to talk with you about them.",
    Triage.MODERATE: (
        "Your answers show thoughts of ending your life, or a time when you acted on such thoughts, and your clinician needs to talk "
        "about that with you. If the thoughts come or become stronger, call or text 988, or call 911."
    ),
    Triage.HIGH: (
        "Your answers show that you may be in danger from thoughts of ending your life. "
        "Please talk with a clinician now, or call or text 988, or call 911."
    ),
}


def figure(value: float) -> str:
    """A number as people write it: no needless zeros, at most two decimals."""
    return f"{round(value, 2):g}"


def because(
    instrument: Instrument,
    *,
    total: float | None,
    band: Band | None,
    subscales: Mapping[str, float | None] = _NONE,
    maximum: float | None = None,
    missing: tuple[str, ...] = (),
    prorated: bool = False,
    sentences: tuple[str, ...] = (),
) -> str:
    """What the score says and rests on; critical answers are said in their own words after it."""
    parts = [_result(instrument, total, band, subscales, maximum, missing)]
    if prorated:
        parts.append(f"Estimated from the other answers: {_names(missing)}.")
    elif missing and instrument.triage and band:
        parts.append(f"Not complete: {_unanswered(missing)}.")
    return " ".join((*parts, *sentences))


def plain(
    instrument: Instrument,
    *,
    total: float | None,
    band: Band | None,
    triage: Triage | None = None,
    subscales: Mapping[str, float | None] = _NONE,
    maximum: float | None = None,
    missing: tuple[str, ...] = (),
) -> str:
    """What the patient reads: two sentences, never a number without its meaning."""
    if triage is not None:
        return _SAFETY[triage]
    if not instrument.has_total and is_whole(subscales):
        return f"Your answers about {instrument.about} are kept one by one, without a sum. Your clinician looks at each of them with you."
    if total is None:
        left = "one question" if len(missing) == 1 else "some questions"
        return (
            f"There is no result yet, because {left} had no answer. You can answer now, or talk about it with your clinician."
        )
    low, high = instrument.range
    scale = instrument.scale or f"on a scale from {figure(low)} to {figure(high if maximum is None else maximum)}"
    says = f"Your {instrument.about} score is {figure(total)} {scale}"
    if instrument.direction is Direction.NEITHER:
        return f"{says}. It describes what you lived through, and neither much nor little of it is better."
    if band is None:
        return f"{says}, where {instrument.direction.replace('_', ' ')}. There are no agreed ranges for it, so we look at how it changes."
    seen = (
        "is what the team saw at that moment" if instrument.informant is Informant.CLINICIAN else f"sums up {instrument.recall}"
    )
    return f"{says}, which means: {band.word}. It {seen} and is not a diagnosis."


def _result(
    instrument: Instrument,
    total: float | None,
    band: Band | None,
    subscales: Mapping[str, float | None],
    maximum: float | None,
    missing: tuple[str, ...],
) -> str:
    if instrument.triage is not None:
        return f"{instrument.short}: {band.word}." if band else f"{instrument.short} is not complete: {_unanswered(missing)}."
    if not instrument.has_total:
        return f"{instrument.short}: {_apart(instrument, subscales, missing)}."
    if total is None:
        return f"{instrument.short} has no total: {_unanswered(missing)}."
    out_of = "" if instrument.scale else f" of {figure(instrument.range[1] if maximum is None else maximum)}"
    says = f"{instrument.short} is {figure(total)}{out_of}"
    if maximum is not None:
        return f"{says}; fewer questions than usual were asked, and no bands are published for that."
    if band is None:
        return f"{says}; no bands are published for it."
    return (
        f"{says}: {band.word} ({figure(band.low)} to {figure(band.high)})." if band.low < band.high else f"{says}: {band.word}."
    )


def _apart(instrument: Instrument, subscales: Mapping[str, float | None], missing: tuple[str, ...]) -> str:
    """Each result by itself: "strength of the effect 6, fear 2"."""
    titles = {scale.id: scale.title.lower() for scale in instrument.subscales}
    known = [f"{titles[scale]} {figure(value)}" for scale, value in subscales.items() if value is not None]
    return ", ".join(known if is_whole(subscales) else [*known, _unanswered(missing)])


def is_whole(subscales: Mapping[str, float | None]) -> bool:
    """Whether there are subscales and each of them has a value."""
    return bool(subscales) and None not in subscales.values()


def _unanswered(items: tuple[str, ...]) -> str:
    if not items:
        return "nothing was answered"
    return f"{_names(items)} {'was' if len(items) == 1 else 'were'} not answered"


def _names(items: tuple[str, ...]) -> str:
    """Items by the end of their id, which is the number printed on the form: "items 3, 6b"."""
    return f"{'item' if len(items) == 1 else 'items'} {', '.join(item.rpartition('_')[2] for item in items)}"
