"""What a change between two scores means, by the numbers of the instrument; what has no number is not concluded."""

from dataclasses import dataclass, replace

from kapstone.instruments._instrument import Change, Direction, Instrument, Number
from kapstone.instruments._score import Score
from kapstone.instruments._words import figure, is_whole

__all__ = ["Changed", "change", "change_sentence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """From one score to a later one. None: a total is missing, or the instrument has no number for it."""

    instrument: str
    before: float | None
    after: float | None
    points: float | None = None
    """After minus before, in the instrument's own points."""
    percent: float | None = None
    """Improvement as a share of the first score; negative is worse."""
    response: bool | None = None
    partial_response: bool | None = None
    """Less than response, and not nothing; None where no line is published for it."""
    remission: bool | None = None
    important: bool | None = None
    reliable_improvement: bool | None = None
    recovered: bool | None = None
    """Clinically significant change, by the rule of the instrument."""
    worsening: bool | None = None
    verdict: str = ""
    """The judgement alone: "reliable, response reached, not yet remission"."""
    words: str
    plain: str


def change(instrument: Instrument, before: Score, after: Score) -> Changed:
    """The change from `before` (for response and remission: the baseline before the first dose) to `after`."""
    if before.triage is not None and after.triage is not None:
        return _between_tiers(instrument, before, after, worse=after.triage.rank > before.triage.rank)
    if not instrument.has_total:
        words = f"{instrument.short}: there is no total that could change; compare the answers one by one."
        plain = "There is no sum to compare. Your clinician can look at the answers with you, one by one."
        return Changed(instrument=instrument.id, before=None, after=None, words=words, plain=plain)
    if before.total is None or after.total is None:
        which = "first" if before.total is None else "later"
        return Changed(
            instrument=instrument.id,
            before=before.total,
            after=after.total,
            words=f"{instrument.short}: no change can be told, the {which} score has no total.",
            plain="We cannot compare the two, because one of them is not complete. Your clinician can tell you more.",
        )
    if before.maximum != after.maximum:
        return Changed(
            instrument=instrument.id,
            before=before.total,
            after=after.total,
            words=f"{instrument.short}: no change can be told, because not the same questions were asked.",
            plain="We cannot compare the two, because not the same questions were asked. Your clinician can tell you more.",
        )
    if instrument.direction is Direction.NEITHER:
        moved = Changed(
            instrument=instrument.id,
            before=before.total,
            after=after.total,
            points=after.total - before.total,
            words="",
            plain="",
        )
        return _with_words(instrument, moved, verdict="")
    sign = 1 if instrument.direction is Direction.LOWER_IS_BETTER else -1
    gained = sign * (before.total - after.total)
    rules = instrument.change
    response = _response(rules, gained, before.total, after.total)
    changed = Changed(
        instrument=instrument.id,
        before=before.total,
        after=after.total,
        points=after.total - before.total,
        percent=100 * gained / before.total if before.total > 0 else None,
        response=response,
        partial_response=_partial(rules, response, gained, before.total),
        remission=_remission(rules, before, after),
        important=_at_least(gained, rules.important),
        reliable_improvement=_at_least(gained, rules.reliable),
        recovered=_recovered(rules, gained, before.total, after.total),
        worsening=_at_least(-gained, rules.worsening or rules.reliable),
        words="",
        plain="",
    )
    verdict = _verdict(changed, gained)
    return _with_words(instrument, changed, verdict)


def change_sentence(instrument: Instrument, changed: Changed, *, since: str = "") -> str:
    """For a clinician: "PHQ-9 fell 11 points since 02-Sep (from 19 to 8): reliable, response reached, not yet remission."."""
    if changed.points is None or changed.before is None or changed.after is None:
        return changed.words
    when = f" since {since}" if since else ""
    if changed.points == 0:
        return f"{instrument.short} is unchanged{when} ({figure(changed.after)})."
    verb, points = ("fell" if changed.points < 0 else "rose"), figure(abs(changed.points))
    moved = f"{instrument.short} {verb} {points} point{'' if points == '1' else 's'}{when}"
    said = f"{moved} (from {figure(changed.before)} to {figure(changed.after)})"
    return f"{said}: {changed.verdict}." if changed.verdict else f"{said}."


def _between_tiers(instrument: Instrument, before: Score, after: Score, *, worse: bool) -> Changed:
    """A screener has no points: it moves between tiers."""
    was, now = (score.band.word if score.band else "not known" for score in (before, after))
    words = f"{instrument.short}: {now}, as before." if was == now else f"{instrument.short}: {now}, before it was {was}."
    return Changed(instrument=instrument.id, before=None, after=None, worsening=worse, words=words, plain=after.plain)


def _at_least(points: float, number: Number | None) -> bool | None:
    return None if number is None else points >= number.value


def _response(rules: Change, gained: float, before: float, after: float) -> bool | None:
    if rules.response_at_most is not None:  # an end point: whoever began there has nothing to respond to
        return after <= rules.response_at_most.value if before > rules.response_at_most.value else None
    return _reaches(rules.response_percent, gained, before)


def _partial(rules: Change, response: bool | None, gained: float, before: float) -> bool | None:
    reached = _reaches(rules.partial_percent, gained, before)
    return reached and not response if reached is not None else None


def _reaches(percent: Number | None, gained: float, before: float) -> bool | None:
    if percent is None or before <= 0:
        return None
    return gained * 100 >= percent.value * before


def _remission(rules: Change, before: Score, after: Score) -> bool | None:
    """None where the baseline was too low for remission to mean anything, or where a subscale it needs is not known."""
    below, entry, each = rules.remission_below, rules.remission_from, rules.remission_each_at_most
    assert before.total is not None
    assert after.total is not None
    if below is None or (entry is not None and before.total < entry.value):
        return None
    if after.total >= below.value or each is None:
        return after.total < below.value
    if not is_whole(after.subscales):
        return None
    return all(value is not None and value <= each.value for value in after.subscales.values())


def _recovered(rules: Change, gained: float, before: float, after: float) -> bool | None:
    drop, line, entry = rules.recovered_drop or rules.reliable, rules.recovered_at_most, rules.remission_from
    if drop is None or line is None or (entry is not None and before < entry.value):
        return None
    return gained >= drop.value and after <= line.value


def _verdict(changed: Changed, gained: float) -> str:
    if gained < 0:
        reliable = {True: "enough to need a review", False: "less than calls for a review", None: ""}
        return reliable[changed.worsening]
    parts = (
        {True: "reliable", False: "within what measurement error can explain", None: ""}[changed.reliable_improvement],
        "partial response"
        if changed.partial_response
        else {True: "response reached", False: "not yet response", None: ""}[changed.response],
        {True: "remission reached", False: "not yet remission", None: ""}[changed.remission],
        "now in the range of recovery" if changed.recovered and changed.remission is None else "",
    )
    return ", ".join(part for part in parts if part)


def _with_words(instrument: Instrument, changed: Changed, verdict: str) -> Changed:
    judged = replace(changed, verdict=verdict)
    return replace(judged, words=change_sentence(instrument, judged), plain=_plain(instrument, judged))


def _plain(instrument: Instrument, changed: Changed) -> str:
    assert changed.before is not None
    assert changed.after is not None
    assert changed.points is not None
    score = f"Your {instrument.about} score"
    if changed.points == 0:
        return f"{score} is the same as before, {figure(changed.after)}. Your clinician can tell you what that means for you."
    verb = "fell" if changed.points < 0 else "rose"
    moved = f"{score} {verb} from {figure(changed.before)} to {figure(changed.after)}."
    if instrument.direction is Direction.NEITHER:
        return f"{moved} Neither is better; talk with your therapist about what it was like."
    better = (changed.points < 0) is (instrument.direction is Direction.LOWER_IS_BETTER)
    if not better:
        return f"{moved} {_WORSE if changed.worsening else _LITTLE}"
    if not changed.reliable_improvement:
        return f"{moved} {_LITTLE if changed.reliable_improvement is False else _TALK}"
    below = instrument.change.remission_below
    if below is None:
        return f"{moved} That is a real change."
    goal = (
        "it is below the line that is the goal of the treatment"
        if changed.remission
        else f"the goal of the treatment is below {figure(below.value)}"
    )
    return f"{moved} That is a real change; {goal}."


_WORSE = "That is a real change for the worse, and your clinician should hear about it."
_LITTLE = "So small a change can happen by itself from one time to the next."
_TALK = "Your clinician can tell you what that means for you."
