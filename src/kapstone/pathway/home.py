"""Doses handed out for use at home: how many at once, how soon again, and whether all are accounted for."""

from collections.abc import Iterator

from kapstone.facts import DosesDispensed
from kapstone.findings import Finding, Level
from kapstone.pathway._episode import Episode
from kapstone.pathway._says import say
from kapstone.pathway._words import on_day, span_words
from kapstone.protocols import Setting

__all__ = ["dispensing", "in_hand"]

_ACT = "Look for misuse with the patient, and say what you found."


def in_hand(episode: Episode) -> int:
    """How many of the doses handed out were not taken at home and not reported missing."""
    out = sum(record.fact.doses - record.fact.missing_since for record in episode.facts.of(DosesDispensed))
    taken = sum(episode.protocol.place_of(episode.number(visit)) is Setting.HOME for visit in episode.dosed)
    return out - taken


def dispensing(episode: Episode) -> Iterator[Finding]:
    """Too many at once, too early, more in the house than the programme allows, or some that nobody can account for: the next dose waits."""
    plan = episode.protocol.home
    if plan is None:
        return
    records = episode.facts.of(DosesDispensed)
    for place, record in enumerate(records):
        facts, subject, day = (record.id,), str(record.id), on_day(record.at)
        if record.fact.doses > plan.doses_at_once:
            yield say(
                episode.protocol, "PW-DISPENSING", Level.HOLD, f"On {day} {record.fact.doses} doses were handed out; the programme allows {plan.doses_at_once} at once.",
                act=_ACT, subject=f"{subject}:count", facts=facts, value=str(record.fact.doses), limit=str(plan.doses_at_once),
            )  # fmt: skip
        if place and record.at - records[place - 1].at < plan.between_dispensings:
            yield say(
                episode.protocol, "PW-DISPENSING", Level.HOLD, f"On {day} doses were handed out less than {span_words(plan.between_dispensings)} after the last time.",
                act=_ACT, subject=f"{subject}:early", facts=facts, limit=span_words(plan.between_dispensings), origin="home.between_dispensings",
            )  # fmt: skip
        if record.fact.missing_since:
            yield say(
                episode.protocol, "PW-DISPENSING", Level.HOLD, f"On {day} {record.fact.missing_since} of the doses handed out before could not be accounted for.",
                act=_ACT, subject=f"{subject}:missing", facts=facts, value=str(record.fact.missing_since),
            )  # fmt: skip
    left = in_hand(episode)
    if records and left > plan.doses_at_once:
        yield say(
            episode.protocol, "PW-DISPENSING", Level.HOLD, f"{left} doses are in the house; the programme allows {plan.doses_at_once}.",
            act="Count them on video and take back what is too many.", subject="in-hand", facts=tuple(record.id for record in records), value=str(left),
            limit=str(plan.doses_at_once),
        )  # fmt: skip
