"""What the long-term rules share: the sessions so far, when something is next due, and how to say so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from kapstone.chart import Chart
from kapstone.evidence import Citation, Standing
from kapstone.facts import DoseGiven, Record, ReviewDecided
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Example, Limit, Limits, Moment, Rule, Verdict
from kapstone.rules._sources import REVIEW
from kapstone.rules.session._limits import number

__all__ = ["PREFIX", "Given", "day_of", "days", "last_review", "long_term_rule", "on_time", "sessions", "working_days_after"]

PREFIX = "LONG-"
"""How the ids of these rules begin; the pathway puts what they find due on the worklist."""


@dataclass(frozen=True, slots=True)
class Given:
    """One session in which a dose was given: when it began, and how much in all."""

    session: UUID
    at: datetime
    mg: float
    record: UUID


def sessions(chart: Chart) -> tuple[Given, ...]:
    """The sessions with a dose, oldest first."""
    by_session: dict[UUID, list[Record[DoseGiven]]] = {}
    for record in chart.facts.of(DoseGiven):
        by_session.setdefault(record.fact.session, []).append(record)
    return tuple(
        Given(session, records[0].at, sum(record.fact.dose_mg for record in records), records[0].id)
        for session, records in by_session.items()
    )


def last_review(chart: Chart) -> Record[ReviewDecided] | None:
    return chart.facts.latest(ReviewDecided)


def days(limits: Limits, name: str) -> timedelta:
    return timedelta(days=limits[name])


def day_of(moment: datetime) -> str:
    """A day as it is written in a sentence, e.g. 4 March 2026."""
    return f"{moment.day} {moment:%B %Y}"


def working_days_after(moment: datetime, count: int) -> datetime:
    """The same hour so many working days later. Saturdays and Sundays are skipped; public holidays are not known here and count."""
    while count > 0:
        moment += timedelta(days=1)
        count -= moment.weekday() < 5
    return moment


def on_time(
    chart: Chart, due: datetime, *, subject: str, name: str, act: str, done: Record[Any] | None = None, **more: Any
) -> Verdict:  # Any: a record of any fact; the verdict's own fields
    """Something that is asked again and again: in time and done it is CLEAR, in time and never done a NOTE, late UNKNOWN."""
    facts = (done.id,) if done else ()
    last = f"the last is from {day_of(done.at)}" if done else "there is none yet"
    if chart.now < due:
        level = Level.CLEAR if done else Level.NOTE
        return Verdict(
            level=level, because=f"{_upper(name)}: {last}; due by {day_of(due)}.", subject=subject, facts=facts, due=due, changes_at=due, **more
        )  # fmt: skip
    return Verdict(
        level=Level.UNKNOWN, because=f"{_upper(name)} was due on {day_of(due)}; {last}.", act=act, subject=subject, facts=facts, due=due,
        waits_for=(name,), **more,
    )  # fmt: skip


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def long_term_rule(
    *,
    id: str,  # noqa: A002 - the name every entry has
    title: str,
    says: str,
    reads: tuple[str, ...],
    decide: Callable[[Chart, Limits], tuple[Verdict, ...]],
    examples: tuple[Example, ...],
    opens_days: float = 14,
    limits: Mapping[str, Limit] = MappingProxyType({}),
    cites: tuple[Citation, ...],
    standing: Standing,
    owner: Role = Role.PRESCRIBER,
) -> Rule:
    """A rule of the long run. It speaks only once a dose was given, and what is missing does not by itself keep a dose away."""

    def once_dosed(chart: Chart, numbers: Limits) -> tuple[Verdict, ...]:
        return decide(chart, numbers) if sessions(chart) else ()

    opens = number(opens_days, "days", "What is due is put on the list this long before.", low=0, high=60)
    return Rule(
        id=f"{PREFIX}{id}",
        title=title,
        says=says,
        moments=frozenset({Moment.FOLLOW_UP}),
        reads=(*reads, "DoseGiven"),
        decide=once_dosed,
        cites=cites,
        standing=standing,
        review=REVIEW,
        examples=examples,
        limits={**limits, "opens_days": opens},
        critical=False,
        owner=owner,
        override=Override.PRESCRIBER,
    )
