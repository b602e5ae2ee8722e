"""Watching a patient: readings at the protocol's pace, with a rise that comes and goes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import exp
from uuid import UUID

from kapstone.clinic.config.demo.life import Life
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.journal import clock
from kapstone.clinic.journal.models import Via
from kapstone.clinic.sessions import actions as sessions
from kapstone.facts import StateObserved, VitalsTaken

__all__ = ["observe", "watch"]


def watch(
    life: Life, session: UUID, start: datetime, until: datetime, *, since: datetime | None = None, one_by_one: bool = False
) -> Iterator[datetime]:
    """Readings from `start` to `until`. A session that is over is written as the monitor's record of it, in one piece."""
    began = since or start
    moments = list(_moments(life, start, until, during=since is None))
    if one_by_one:
        for moment in moments:
            yield moment
            _take(life, session, _minutes(moment - began))
        return
    if moments:
        yield moments[-1]
        said = []
        for moment in moments:
            vitals, state = _look(life, session, _minutes(moment - began))
            said += [episodes.Dated(vitals, moment), episodes.Dated(state, moment)]
        episodes.record(episode=life.episode, facts=said, by=life.monitor, at=clock.now(), via=Via.DEVICE)


def observe(life: Life, session: UUID, *, rise: float = 0.0) -> None:
    """One look at the patient now, at rest or nearly."""
    vitals = _reading(life, session, rise)
    state = StateObserved(session=session, moaas=5, dissociation_0_10=0, distress_0_10=life.rng.randint(0, 2), nausea_0_10=0)
    sessions.take_vitals(episode=life.episode, vitals=vitals, state=state, by=life.monitor, at=clock.now())


def _moments(life: Life, start: datetime, until: datetime, *, during: bool) -> Iterator[datetime]:
    plan = life.protocol.monitoring
    if plan.during_every and during:
        step = plan.during_every
    elif plan.at:
        step = timedelta(minutes=15)
    else:
        step = plan.then_every
    moment = start + step
    while moment <= until:
        yield moment
        moment += step


def _take(life: Life, session: UUID, minutes: float) -> None:
    vitals, state = _look(life, session, minutes)
    sessions.take_vitals(episode=life.episode, vitals=vitals, state=state, by=life.monitor, at=clock.now())


def _look(life: Life, session: UUID, minutes: float) -> tuple[VitalsTaken, StateObserved]:
    """How the patient is so many minutes after the dose began: a rise to a peak around half an hour, then back."""
    depth = (minutes / 30) * exp(1 - minutes / 30)
    state = StateObserved(
        session=session, moaas=5 if depth < 0.75 else 4, dissociation_0_10=round(7 * depth) if minutes < 110 else 0,
        distress_0_10=life.rng.randint(0, 2), nausea_0_10=life.rng.choice((0, 0, 0, 1)),
    )  # fmt: skip
    return _reading(life, session, 19 * depth if minutes < 110 else 2), state


def _reading(life: Life, session: UUID, rise: float) -> VitalsTaken:
    rng, base = life.rng, life.person.systolic_mmhg
    return VitalsTaken(
        session=session, systolic_mmhg=round(base + rise + rng.randint(-3, 3)), diastolic_mmhg=round(base * 0.62 + rise * 0.5 + rng.randint(-2, 2)),
        heart_rate_per_min=round(68 + rise * 0.6 + rng.randint(-4, 4)), spo2_percent=rng.choice((97, 98, 98, 99)),
        respiratory_rate_per_min=rng.randint(12, 16), temperature_celsius=36.6,
    )  # fmt: skip


def _minutes(span: timedelta) -> float:
    return span / timedelta(minutes=1)
