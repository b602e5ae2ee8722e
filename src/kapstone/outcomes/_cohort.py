"""A group of patients in one table, with every denominator beside its share: who began, who could be counted, who was left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from kapstone.facts import DoseGiven, Facts, MeasureAnswered
from kapstone.instruments import Changed, Instrument, change
from kapstone.outcomes._baseline import baseline, first_dose_at
from kapstone.outcomes._points import Point, points

__all__ = ["SMALL", "Cohort", "Endpoint", "PatientOutcome", "Share", "cohort", "patient_outcome"]

SMALL = 10
"""Shares of fewer people than this are flagged; a design decision."""
_Z95 = 1.959963984540054
_SELF_HARM = {"phq9": "phq9_9"}
"""The item whose answer of 1 or more says thoughts of death or self-harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """When the outcome is read: the last complete score so many days after the last dose (of those given by then)."""

    from_days: float = 14
    to_days: float = 31
    after_doses: int | None = None
    """Count from this dose session; None: from the last one."""

    def __post_init__(self) -> None:
        if not 0 <= self.from_days < self.to_days:
            raise ValueError(f"an endpoint opens before it closes: {self.from_days:g} to {self.to_days:g} days")


@dataclass(frozen=True, slots=True)
class Share:
    """A count of a count. `percent` is None when there is nobody to count among; the interval is Wilson's at 95 %."""

    count: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.of:
            raise ValueError(f"{self.count} of {self.of} cannot be")

    @property
    def percent(self) -> float | None:
        return None if self.of == 0 else 100 * self.count / self.of

    @property
    def is_small(self) -> bool:
        """Too few for a share to say much."""
        return self.of < SMALL

    @property
    def interval(self) -> tuple[float, float] | None:
        """In percent."""
        if self.of == 0:
            return None
        n, p, z = self.of, self.count / self.of, _Z95
        middle, spread = (p + z * z / (2 * n)), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        low, high = ((middle + sign * spread) / (1 + z * z / n) for sign in (-1, 1))
        return 100 * max(0.0, low), 100 * min(1.0, high)

    def __str__(self) -> str:
        """ "9 of 20 (45 %, 26 to 66 %)", with a warning when the number is small."""
        if self.percent is None or self.interval is None:
            return "0 of 0"
        few = "; few people" if self.is_small else ""
        return f"{self.count} of {self.of} ({self.percent:.0f} %, {self.interval[0]:.0f} to {self.interval[1]:.0f} %{few})"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientOutcome:
    """One patient as the table counts them."""

    started: bool
    before: Point | None
    after: Point | None
    changed: Changed | None
    thoughts_before: bool | None
    thoughts_after: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """The table. Shares named `itt` count everyone who began, those without an endpoint as not better."""

    instrument: str
    n: int
    n_started: int
    n_baseline: int
    n_endpoint: int
    """With a baseline and an endpoint: the completers."""
    completed: Share
    response: Share
    response_itt: Share
    remission: Share
    """Among completers whose baseline was high enough for remission to mean something."""
    remission_itt: Share
    reliable: Share
    recovered: Share
    """Clinically significant change, by the instrument's rule."""
    worsened: Share
    thoughts_gone: Share
    """Thoughts of death or self-harm at baseline and none at the endpoint, among those who had them and answered."""
    thoughts_new: Share
    """None at baseline and some at the endpoint."""
    mean_change: float | None
    """Mean of endpoint minus baseline among completers, in points."""

    @property
    def left_out(self) -> int:
        """Who began and has no endpoint: the shares of completers say nothing of them."""
        return self.n_started - self.n_endpoint


def patient_outcome(facts: Facts, instrument: Instrument, endpoint: Endpoint) -> PatientOutcome:
    """How one patient counts. Without a dose they did not begin; without a baseline or endpoint there is no change."""
    if first_dose_at(facts) is None:
        return PatientOutcome(started=False, before=None, after=None, changed=None, thoughts_before=None, thoughts_after=None)
    before = baseline(facts, instrument).point
    counted = _counted_from(facts, endpoint)
    inside = [
        point
        for point in points(facts, instrument)
        if counted is not None
        and point.total is not None
        and timedelta(days=endpoint.from_days) <= point.at - counted <= timedelta(days=endpoint.to_days)
    ]
    after = inside[-1] if inside else None
    return PatientOutcome(
        started=True,
        before=before,
        after=after,
        changed=change(instrument, before.score, after.score) if before is not None and after is not None else None,
        thoughts_before=_thoughts(facts, instrument, before),
        thoughts_after=_thoughts(facts, instrument, after),
    )


def cohort(patients: Iterable[Facts], instrument: Instrument, endpoint: Endpoint | None = None) -> Cohort:
    """The table of a group. Everyone given is in `n`; who never had a dose is in nothing else."""
    found = [patient_outcome(facts, instrument, endpoint or Endpoint()) for facts in patients]
    started = [each for each in found if each.started]
    done = [each.changed for each in started if each.changed is not None]
    known = [
        each
        for each in started
        if each.changed is not None and each.thoughts_before is not None and each.thoughts_after is not None
    ]
    moved = [each.points for each in done if each.points is not None]
    return Cohort(
        instrument=instrument.id,
        n=len(found),
        n_started=len(started),
        n_baseline=sum(each.before is not None for each in started),
        n_endpoint=len(done),
        completed=Share(len(done), len(started)),
        response=_among([each.response for each in done]),
        response_itt=Share(sum(each.response is True for each in done), len(started)),
        remission=_among([each.remission for each in done]),
        remission_itt=Share(sum(each.remission is True for each in done), len(started)),
        reliable=_among([each.reliable_improvement for each in done]),
        recovered=_among([each.recovered for each in done]),
        worsened=_among([each.worsening for each in done]),
        thoughts_gone=_among([not each.thoughts_after for each in known if each.thoughts_before]),
        thoughts_new=_among([each.thoughts_after for each in known if not each.thoughts_before]),
        mean_change=sum(moved) / len(moved) if moved else None,
    )


def _among(answers: Iterable[bool | None]) -> Share:
    """Of those for whom it can be told."""
    known = [answer for answer in answers if answer is not None]
    return Share(sum(known), len(known))


def _counted_from(facts: Facts, endpoint: Endpoint) -> datetime | None:
    firsts: dict[object, datetime] = {}
    for record in facts.of(DoseGiven):
        firsts.setdefault(record.fact.session, record.at)
    starts = list(firsts.values())
    if endpoint.after_doses is None:
        return starts[-1]
    return starts[endpoint.after_doses - 1] if len(starts) >= endpoint.after_doses else None


def _thoughts(facts: Facts, instrument: Instrument, point: Point | None) -> bool | None:
    item, record = _SELF_HARM.get(instrument.id), facts.get(point.record) if point else None
    if item is None or record is None or not isinstance(record.fact, MeasureAnswered):
        return None
    answer = record.fact.answers.get(item)
    return None if answer is None else answer >= 1
