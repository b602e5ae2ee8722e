"""How an in-session rule looks at a series: the latest state decides; what was worse before stays as a note; silence is unknown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from kapstone.evidence import Citation, Standing
from kapstone.facts import Record
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Example, Limit, Limits, Moment, Rule, Verdict
from kapstone.rules.session import _limits as lim
from kapstone.rules.session._cards import card
from kapstone.rules.session._scene import Scene, in_session, minutes
from kapstone.rules.session._sources import REVIEW

__all__ = ["alarm", "emergency", "nobody_called", "watch", "watch_rule", "watch_vitals"]

Seen = Record[Any]  # Any: vitals or an observation
Judge = Callable[[Scene, Limits, Sequence[Seen]], Verdict]
"""The verdict on a series as if its last element were the latest."""


def watch_vitals(
    scene: Scene, limits: Limits, fields: tuple[str, ...], judge: Judge, *, name: str, event_words: tuple[str, ...]
) -> tuple[Verdict, ...]:
    """The verdict on the readings a person stands behind, and beside it an alarm from what devices said since, if they say worse.

    A device's reading that nobody accepted never makes the first verdict better, fresher or known; it can only add the second.
    """
    accepted = scene.vitals(*fields)
    verdict = watch(scene, limits, accepted, judge, name=name, event_words=event_words)
    said = scene.unvalidated(*fields)
    if not said:
        return (verdict,)
    worst = max(
        (judge(scene, limits, (*accepted, *said[: index + 1])) for index in range(len(said))), key=lambda each: each.level
    )
    if worst.level < Level.CAUTION or (worst.level <= verdict.level and verdict.level is not Level.UNKNOWN):
        return (verdict,)
    because = f"{worst.because} The device says so; nobody has accepted or rejected it yet."
    return (verdict, replace(worst, because=because, subject=f"{worst.subject}:device"))


def watch(
    scene: Scene, limits: Limits, series: Sequence[Seen], judge: Judge, *, name: str, event_words: tuple[str, ...]
) -> Verdict:
    """The verdict on the latest of `series`. Back to normal leaves a note, which asks for an adverse event until one is recorded."""
    if not series:
        return scene.missing(name, act=f"Take {name}.")
    verdict = judge(scene, limits, series)
    stale_at = series[-1].at + timedelta(minutes=limits["max_age_min"])
    if scene.until > stale_at and verdict.level < Level.UNKNOWN:
        was = f" It was: {verdict.because}" if verdict.level is Level.CAUTION else ""
        return scene.missing(
            name,
            because=f"{name[:1].upper()}{name[1:]} not looked at for {minutes(scene.age(series[-1]))}.{was}",
            act=f"Take {name} now.",
        )
    if verdict.level is Level.CLEAR:
        verdict = _after(scene, limits, series, judge, verdict, event_words)
    if verdict.changes_at is None and verdict.level < Level.UNKNOWN:
        verdict = replace(verdict, changes_at=stale_at + timedelta(seconds=1))
    return verdict


def _after(scene: Scene, limits: Limits, series: Sequence[Seen], judge: Judge, now: Verdict, words: tuple[str, ...]) -> Verdict:
    """What remains of the worst earlier state: a note, asking for an adverse event entry while there is none."""
    before = [(judge(scene, limits, series[: index + 1]), record) for index, record in enumerate(series[:-1])]
    worst, record = max(before, key=lambda pair: pair[0].level, default=(now, series[-1]))
    if worst.level < Level.CAUTION:
        return now
    entered = scene.has_adverse_event(words, record.at)
    return scene.say(
        Level.NOTE,
        f"{now.because} Earlier, {scene.when(record)}: {worst.because}",
        act="" if entered else "Record it as an adverse event.",
        waits_for=() if entered else ("adverse event",),
        value=now.value,
        limit=now.limit,
        facts=tuple(dict.fromkeys((*now.facts, *worst.facts))),
    )


def alarm(
    scene: Scene, limits: Limits, level: Level, because: str, seen: Seen, **more: Any
) -> Verdict:  # Any: the verdict's fields
    """An amber (CAUTION) or red (STOP) state with the time by which someone answers; an emergency is for this second."""
    seconds = {Level.CAUTION: limits.get("amber_s", 120), Level.STOP: limits.get("red_s", 30)}.get(level, 0)
    given = {"facts": (seen.id,), "due": seen.at + timedelta(seconds=seconds)} | more
    return scene.say(level, because, **given)


def emergency(
    scene: Scene, limits: Limits, words: tuple[str, ...], over: str, *, card_id: str, name: str
) -> tuple[Verdict, ...]:
    """An emergency that was called out: URGENT until it is said to be over; from then on no more drug in this session."""
    called = scene.events(*words)
    if not called:
        return nobody_called(scene, limits, name)
    last = called[-1]
    ended = [record for record in scene.events(over) if record.at >= last.at and record.id != last.id]
    prompt = card(card_id)
    if not ended:
        because = f"{last.fact.event[:1].upper()}{last.fact.event[1:]}, {scene.when(last)}."
        return (
            alarm(
                scene, limits, Level.URGENT, because, last, act=f"{prompt.prompt} {' '.join(prompt.then)}", owner=Role.MONITOR
            ),
        )
    entered = scene.has_adverse_event(words, last.at)
    return (
        scene.say(
            Level.HOLD,
            f"There was {last.fact.event}, {scene.when(last)}; it is over{' and recorded' if entered else ''}.",
            act="No more drug in this session; see the patient." + ("" if entered else " Record it as an adverse event."),
            waits_for=() if entered else ("adverse event",),
            facts=(last.id, ended[-1].id),
            owner=Role.PRESCRIBER,
            override=Override.NEVER,
        ),
    )


def nobody_called(scene: Scene, limits: Limits, name: str) -> tuple[Verdict, ...]:
    """Nothing was called out. That says something only when somebody has been looking."""
    looked = [*scene.vitals(), *scene.states("moaas"), *scene.states("distress_0_10")]
    latest = max(looked, key=lambda record: record.at, default=None)
    if latest is None or scene.age(latest) > timedelta(minutes=limits["max_age_min"]):
        return (
            scene.missing("observation of the patient", because="Nobody has looked at the patient in this session lately."),
        )
    stale_at = latest.at + timedelta(minutes=limits["max_age_min"], seconds=1)
    return (scene.say(Level.CLEAR, f"No {name} was seen.", facts=(latest.id,), changes_at=stale_at),)


def watch_rule(
    *,
    id: str,  # noqa: A002 - the name every entry has
    title: str,
    says: str,
    reads: tuple[str, ...],
    decide: Callable[[Scene, Limits], Verdict | tuple[Verdict, ...]],
    examples: tuple[Example, ...],
    limits: Mapping[str, Limit],
    cites: tuple[Citation, ...],
    standing: Standing,
    moments: frozenset[Moment] = frozenset({Moment.IN_SESSION}),
) -> Rule:
    """A rule of the running session, with the numbers all of them share."""
    shared = {"amber_s": lim.ANSWER_AMBER["answer_s"], "red_s": lim.ANSWER_RED["answer_s"], **lim.SEEN_WITHIN}
    return Rule(
        id=id,
        title=title,
        says=says,
        moments=moments,
        reads=reads,
        decide=in_session(decide),
        cites=cites,
        standing=standing,
        review=REVIEW,
        examples=examples,
        limits={**shared, **limits},
        critical=True,
        owner=Role.MONITOR,
        override=Override.PRESCRIBER,
    )
