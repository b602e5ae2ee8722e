"""One life in the demonstration: whose it is, who cares for them, and when each thing happens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.config.demo.house import House
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.clinic.people.models import Patient
from kapstone.facts import Fact, Facts, Record
from kapstone.pathway import Stage
from kapstone.protocols import Protocol, all_protocols
from kapstone.synthetic.lives import Plan, Twist
from kapstone.synthetic.neighbours import SomePerson, some_people

__all__ = ["Life", "lives_of"]

_WEEKEND = 5
_HOURS = ((9, 30), (13, 15))
_JUST_NOW = timedelta(hours=36)
_VISIT = timedelta(hours=3, minutes=30)
BEFORE_FIRST_DOSE = {
    "enquiry": -25, "opening": -23, "answers": -22, "prescreen": -21, "evaluation": -18, "psychiatry": -17, "decision": -15,
    "match": -13, "consent": -11, "goals": -9, "first preparation": -7, "second preparation": -3,
}  # fmt: skip
"""Days of the groundwork, counted from the first dose."""
_LAST_STEP = {
    Stage.ENQUIRY: "opening", Stage.PRESCREEN: "answers", Stage.EVALUATION: "prescreen", Stage.ELIGIBILITY: "psychiatry", Stage.MATCHING: "decision",
    Stage.CONSENT: "match", Stage.GOALS: "consent", Stage.PREPARATION: "first preparation", Stage.DOSING: "second preparation",
    Stage.CLOSED: "decision",
}  # fmt: skip


@dataclass(kw_only=True)
class Diary:
    """When doses are given, so that no more of them fall together than there are rooms."""

    rooms: int
    doses: list[datetime] = field(default_factory=list)

    def has_room(self, at: datetime) -> bool:
        """Whether one more visit would leave a room for everybody, whoever is booked first."""
        beside = self._beside(at)
        return len(beside) < self.rooms and all(len(self._beside(other)) < self.rooms for other in beside)

    def enter(self, at: datetime) -> datetime:
        self.doses.append(at)
        return at

    def _beside(self, at: datetime) -> list[datetime]:
        return [other for other in self.doses if abs(other - at) < _VISIT and other is not at]


@dataclass(kw_only=True)
class Life:
    """What is known of one life while it is lived."""

    plan: Plan
    person: SomePerson
    house: House
    now: datetime
    rng: Random
    prescriber: Actor
    therapist: Actor
    monitor: Actor
    dose_times: list[datetime] = field(default_factory=list)
    day0: date
    patient: Patient | None = None
    herself: Actor | None = None
    made: Episode | None = None
    sessions: list[UUID] = field(default_factory=list)
    goals: list[UUID] = field(default_factory=list)

    @property
    def episode(self) -> Episode:
        assert self.made is not None, "the episode is open by then"
        return self.made

    @property
    def coordinator(self) -> Actor:
        return self.house.who("Cato")

    @property
    def protocol(self) -> Protocol:
        return all_protocols()[self.plan.programme]

    @property
    def answering(self) -> Actor:
        """Who enters what the patient says: the patient, where they have a portal."""
        return self.herself or self.coordinator

    @property
    def facts(self) -> Facts:
        return facts_of(self.episode)

    def has(self, twist: Twist) -> bool:
        return self.plan.has(twist)

    def at(self, days: float, hour: int, minute: int = 0) -> datetime:
        """A time on a working day, counted in days from the first dose."""
        return self.on(self.day0 + timedelta(days=days), hour, minute)

    def on(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A time in the clinic's zone; what falls on a weekend is done on the Friday before."""
        day -= timedelta(days=max(0, day.weekday() - _WEEKEND + 1))
        return datetime.combine(day, time(hour, minute), tzinfo=self.house.zone)

    def step(self, name: str, hour: int, minute: int = 0) -> datetime:
        """When a part of the groundwork is done."""
        return self.at(BEFORE_FIRST_DOSE[name], hour, minute)

    def after(self, minutes: float) -> datetime:
        return clock.now() + timedelta(minutes=minutes)

    def record(self, *facts: Fact, by: Actor) -> Record[Fact]:
        """Through the spine, what no room has an action of its own for."""
        return episodes.record(episode=self.episode, facts=facts, by=by, at=clock.now()).first

    def last(self, kind: type[Fact]) -> datetime | None:
        """When something of this kind was last true."""
        latest = self.facts.latest(kind)
        return latest.at if latest else None


def lives_of(plans: Sequence[Plan], *, house: House, now: datetime, rng: Random) -> list[Life]:
    """A life for each plan, each with a person and people who care for them."""
    people = some_people(now.date(), rng)
    diary = Diary(rooms=len(house.rooms))
    for plan in plans:
        if plan.doses and plan.since < _JUST_NOW:
            diary.enter(_last_dose(plan, house, now))
    return [
        _life(number, plan, person, house, now, rng, diary)
        for number, (plan, person) in enumerate(zip(plans, people, strict=False))
    ]


def _last_dose(plan: Plan, house: House, now: datetime) -> datetime:
    return (now - plan.since).astimezone(house.zone)


def _life(number: int, plan: Plan, person: SomePerson, house: House, now: datetime, rng: Random, diary: Diary) -> Life:
    therapists = ("Sol", "Teo") if person.state == "WA" else ("Sol", "Bea", "Teo") if person.state == "OR" else ("Bea", "Teo")
    life = Life(
        plan=plan, person=person, house=house, now=now, rng=Random(rng.getrandbits(64)),  # noqa: S311 - lives, not secrets
        prescriber=house.who("Noor" if person.state == "CA" or number % 3 else "Hugo"),
        therapist=house.who("Sol" if plan.has(Twist.SHOWN) else therapists[number % len(therapists)]),
        monitor=house.who("Mira" if number % 2 or plan.has(Twist.SHOWN) else "June"), day0=now.date(),
    )  # fmt: skip
    local = _last_dose(plan, house, now)
    if plan.doses:
        life.dose_times = list(_dose_times(life, local, diary))
        life.day0 = life.dose_times[0].astimezone(house.zone).date()
    else:
        life.day0 = local.date() - timedelta(days=BEFORE_FIRST_DOSE[_LAST_STEP[plan.target]])
    return life


def _dose_times(life: Life, last: datetime, diary: Diary) -> Iterator[datetime]:
    """When each dose was given, first to last: at the protocol's usual pace, on working days, where there was room."""
    hour = life.rng.choice(_HOURS)
    times = [last if life.plan.since < _JUST_NOW else _nearest(life, last.date(), hour, diary)]
    weekly = life.protocol.course.usual_interval >= timedelta(days=6)
    for number in range(life.plan.doses - 1, 0, -1):
        gap = 7 if weekly or number >= life.protocol.course.induction_doses else (3, 4)[number % 2]
        day = times[-1].astimezone(life.house.zone).date() - timedelta(days=gap)
        times.append(_nearest(life, day, hour, diary))
    return reversed(times)


def _nearest(life: Life, day: date, hour: tuple[int, int], diary: Diary) -> datetime:
    """That day at that hour, else at the other, else the day before: the weekend's visits all fall on one Friday."""
    hours = (hour, *(other for other in _HOURS if other != hour))
    for earlier in range(14):
        for at in (life.on(day - timedelta(days=earlier), *clock_time) for clock_time in hours):
            if diary.has_room(at):
                return diary.enter(at)
    raise AssertionError("more doses than a fortnight has room for")
