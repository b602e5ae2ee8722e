"""One session as its rules read it: what was seen before and after the first dose, and how to speak about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from kapstone.chart import Chart
from kapstone.facts import AdverseEventSeen, Discharged, Record, SessionEvent, StateObserved, VitalsTaken
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._events import plain

__all__ = ["Scene", "both", "in_session", "minutes", "pressure_of"]


@dataclass(frozen=True)
class Scene:
    """The chart narrowed to one session. `until` is now, or the moment the patient left."""

    chart: Chart
    session: UUID
    until: datetime = field(init=False)

    def __post_init__(self) -> None:
        left = self.chart.facts.latest(Discharged, lambda fact: fact.session == self.session)
        object.__setattr__(self, "until", min(self.chart.now, left.at) if left else self.chart.now)

    # -- what was seen --------------------------------------------------------------------------------------------

    @cached_property
    def started_at(self) -> datetime | None:
        """T0, the first dose."""
        return self.chart.first_dose_at

    def vitals(self, *fields: str) -> tuple[Record[VitalsTaken], ...]:
        """Readings of this session that hold all of `fields`, oldest first, artefacts left out."""
        taken = self.chart.vitals(session=self.session)
        return self.chart.once(
            ("vitals with", self.session, fields),
            lambda: tuple(record for record in taken if all(getattr(record.fact, name) is not None for name in fields)),
        )

    def unvalidated(self, *fields: str) -> tuple[Record[VitalsTaken], ...]:
        """Readings of devices in this session that nobody has accepted, with all of `fields`, after the last accepted one."""
        taken, accepted = self.chart.unvalidated(session=self.session), self.vitals(*fields)
        return tuple(
            record
            for record in taken
            if all(getattr(record.fact, name) is not None for name in fields) and (not accepted or record.at > accepted[-1].at)
        )

    def before_dose(self, *fields: str) -> tuple[Record[VitalsTaken], ...]:
        return tuple(record for record in self.vitals(*fields) if self.started_at is None or record.at <= self.started_at)

    def after_dose(self, *fields: str) -> tuple[Record[VitalsTaken], ...]:
        return tuple(record for record in self.vitals(*fields) if self.started_at is not None and record.at > self.started_at)

    @cached_property
    def baseline(self) -> Record[VitalsTaken] | None:
        """The last blood pressure before the first dose."""
        before = self.before_dose("systolic_mmhg")
        return before[-1] if before else None

    def states(self, name: str) -> tuple[Record[StateObserved], ...]:
        """Observations of this session in which `name` was looked at."""
        return self.chart.facts.of(StateObserved, lambda fact: fact.session == self.session and getattr(fact, name) is not None)

    def events(self, *words: str) -> tuple[Record[SessionEvent], ...]:
        return self.chart.facts.of(SessionEvent, lambda fact: fact.session == self.session and plain(fact.event) in words)

    def has_adverse_event(self, words: tuple[str, ...], since: datetime) -> bool:
        """Whether an adverse event of that kind was recorded in this session from shortly before `since`."""
        return any(
            fact.session == self.session and any(word in plain(fact.term) for word in words)
            for fact in (
                record.fact for record in self.chart.facts.of(AdverseEventSeen) if record.at >= since - timedelta(minutes=10)
            )
        )

    # -- how to speak of it ---------------------------------------------------------------------------------------

    def age(self, record: Record[Any]) -> timedelta:  # Any: a record of any fact
        return self.until - record.at

    def when(self, record: Record[Any]) -> str:  # Any: a record of any fact
        """The moment in words that do not change as time passes."""
        if self.started_at is None or record.at <= self.started_at:
            return "before the dose"
        return f"{minutes(record.at - self.started_at)} after the dose"

    def say(self, level: Level, because: str, **more: Any) -> Verdict:  # Any: the verdict's own fields
        """A verdict about this session."""
        return Verdict(level=level, because=because, subject=str(self.session), **more)

    def missing(self, *names: str, because: str = "", act: str = "") -> Verdict:
        """UNKNOWN about this session, naming what it waits for."""
        what = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
        return self.say(
            Level.UNKNOWN, because or f"{_sentence(what)} not known yet.", act=act or f"Record: {what}.", waits_for=names
        )


Decide = Callable[[Chart, Limits], Verdict | tuple[Verdict, ...]]


def in_session(decide: Callable[[Scene, Limits], Verdict | tuple[Verdict, ...]]) -> Decide:
    """For a rule about one session: without a session there is nothing to judge, and that is UNKNOWN."""

    def judge(chart: Chart, limits: Mapping[str, float]) -> Verdict | tuple[Verdict, ...]:
        session = chart.session
        if session is None:
            return Verdict(
                level=Level.UNKNOWN,
                because="It is not known which session this is about.",
                act="Open a session.",
                waits_for=("session",),
            )
        return decide(chart.once(("scene", session), lambda: Scene(chart, session)), limits)

    return judge


def minutes(span: timedelta) -> str:
    """ "25 min"; from three hours on "4 h 10 min"."""
    whole = int(span.total_seconds() // 60)
    if whole < 180:
        return f"{whole} min"
    return f"{whole // 60} h {whole % 60} min" if whole % 60 else f"{whole // 60} h"


def both(record: Record[VitalsTaken]) -> tuple[float, float]:
    """Systolic and diastolic of a record that holds a pressure."""
    systolic, diastolic = record.fact.systolic_mmhg, record.fact.diastolic_mmhg
    assert systolic is not None, "asked of a record without a blood pressure"
    assert diastolic is not None, "asked of a record without a blood pressure"
    return systolic, diastolic


def pressure_of(record: Record[VitalsTaken]) -> str:
    """ "171/104"."""
    return f"{record.fact.systolic_mmhg:g}/{record.fact.diastolic_mmhg:g}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
