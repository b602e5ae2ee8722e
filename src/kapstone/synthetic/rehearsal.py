"""A protocol rehearsed: a synthetic cohort goes through it, judged by the real rules; who is screened out and why, visits, hours, waits."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random  # noqa: TID251 - only the type of the rng that is passed in

from kapstone.facts import CheckedIn, Discharged, FindingOverridden, Record, VisitCancelled
from kapstone.facts import Facts as FactSet
from kapstone.findings import Finding, Level
from kapstone.pathway import GateId, Phase, assess, before_dose, screen
from kapstone.protocols import Protocol
from kapstone.rules.report import ARRANGEMENTS
from kapstone.synthetic.cohort import Assumptions, someone
from kapstone.synthetic.people import CATO, NOOR
from kapstone.synthetic.story import Story

__all__ = ["MOST_PATIENTS", "Rehearsal", "Spread", "rehearse"]

MOST_PATIENTS = 20_000
_DAY = timedelta(days=1)
_STAGES = ("identity", "evaluated", "decided", "consented", "prepared", "first dose", "last dose", "review")


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, and the tenth and ninetieth percentile, of `count` values."""

    count: int
    p10: float
    median: float
    p90: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What happened to the cohort. Everything rests on `assumptions`, which are synthetic; nothing here says how well treatment works."""

    protocol: str
    version: str
    digest: str
    seed: int
    patients: int
    ended: Mapping[str, int]
    """How each patient's way ended, every patient once."""
    screened_out: Mapping[str, int]
    """By rule: how many patients it kept out (a patient may be kept out by several)."""
    dose_days_held: Mapping[str, int]
    """By rule: on how many dose days it closed the gate."""
    visits: Spread | None
    """Visits of a patient who had at least one dose."""
    doses: Spread | None
    chair_hours: Spread | None
    staff_hours: Mapping[str, Spread]
    days_to: Mapping[str, Spread]
    """Days from the enquiry to each stage, of those who reached it."""
    assumptions: Assumptions


@dataclass
class _Tally:
    """What is counted on the way."""

    ended: Counter[str] = field(default_factory=Counter)
    screened_out: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    visits: list[float] = field(default_factory=list)
    doses: list[float] = field(default_factory=list)
    chair: list[float] = field(default_factory=list)
    staff: dict[str, list[float]] = field(default_factory=dict)
    days: dict[str, list[float]] = field(default_factory=lambda: {stage: [] for stage in _STAGES})


def rehearse(
    protocol: Protocol, *, patients: int, seed: int, start: datetime, rng: Random, assume: Assumptions | None = None
) -> Rehearsal:
    """Send `patients` people through `protocol`. `rng` is seeded with `seed` by the caller; the same gives the same, to the byte."""
    if not 1 <= patients <= MOST_PATIENTS:
        raise ValueError(f"patients is {patients}; it lies from 1 to {MOST_PATIENTS}")
    given, tally = assume or Assumptions(), _Tally()
    for _ in range(patients):
        _Way(protocol, given, start, rng.__class__(rng.getrandbits(64)), tally).go()
    return Rehearsal(
        protocol=protocol.id, version=protocol.version, digest=protocol.digest, seed=seed, patients=patients, ended=_sorted(tally.ended),
        screened_out=_sorted(tally.screened_out), dose_days_held=_sorted(tally.held), visits=_spread(tally.visits), doses=_spread(tally.doses),
        chair_hours=_spread(tally.chair), staff_hours=_spreads(tally.staff), days_to=_spreads(tally.days), assumptions=given,
    )  # fmt: skip


class _Left(Exception):
    """The way of one patient is over; the text says how."""


class _Way:
    """One patient's way."""

    def __init__(self, protocol: Protocol, assume: Assumptions, start: datetime, rng: Random, tally: _Tally) -> None:
        self.protocol, self.assume, self.start, self.rng, self.tally = protocol, assume, start, rng, tally
        self.story = Story(
            protocol=protocol, now=start, rng=rng, patient=someone(assume, protocol.indication, start.date(), rng)
        )
        self.visits, self.given, self.chair = 0, 0, 0.0
        self.minutes: Counter[str] = Counter()
        self.last_dose_at = start

    def go(self) -> None:
        try:
            self._groundwork()
            self._doses()
            ended = "finished the induction and its review"
        except _Left as left:
            ended = str(left)
        self.tally.ended[ended] += 1
        if self.given:
            self.tally.visits.append(self.visits)
            self.tally.doses.append(self.given)
            self.tally.chair.append(self.chair / 60)
            for role, minutes in self.minutes.items():
                self.tally.staff.setdefault(role, []).append(minutes / 60)

    # -- before the first dose ------------------------------------------------------------------------------------

    def _groundwork(self) -> None:
        story = self.story
        story.enquiry()
        self._step("identity", story.identity, "identity", {"coordinator": "intake"})
        self._step("prescreen", story.prescreen, "", {}, visit=False)
        self._step(
            "evaluation", story.evaluation, "evaluated", {"prescriber": "medical", "therapist": "psychiatric"}, visit=True
        )
        self.visits += 1
        self._screen()
        self._step("decision", story.eligibility, "decided", {"prescriber": "decision"}, visit=False)
        self._step("therapist", story.matching, "", {"coordinator": "match"})
        self._step("consent", story.consented, "consented", {"therapist": "consent"})
        self._step("goals", story.goals, "", {}, visit=False)
        self._step("preparation", story.preparation, "prepared", {}, visit=False)
        sessions = self.protocol.preparation.min_sessions
        self.visits += sessions
        self.minutes["therapist"] += round(sessions * self.assume.minutes["preparation"])

    def _step(self, name: str, act: Callable[[], object], reached: str, work: Mapping[str, str], *, visit: bool = True) -> None:
        self._may_leave(self.assume.leaves_before_first_dose, "left before the first dose")
        self._wait(name)
        act()
        self.visits += visit
        for role, piece in work.items():
            self.minutes[role] += round(self.assume.minutes[piece])
        if reached:
            self._reached(reached)

    def _screen(self) -> None:
        """The eligibility report by the real rules, and what a prescriber makes of it by the assumptions."""
        found = [
            finding
            for finding in screen(self.protocol, FactSet(self.story.records), self.story.now)
            if finding.blocks_dose and finding.rule not in ARRANGEMENTS
        ]
        against = [finding for finding in found if not self._goes_on(finding)]
        for finding in {finding.rule: finding for finding in against}.values():
            self.tally.screened_out[f"{finding.rule} {finding.title}"] += 1
        if any(finding.level is Level.URGENT for finding in against):
            raise _Left("to the crisis path at screening")
        if against:
            raise _Left("screened out")
        for finding in found:
            fact = FindingOverridden(finding=finding.key, level=finding.level.name, reason="Assumed in a rehearsal.")
            self.story.tell(fact, NOOR)

    def _goes_on(self, finding: Finding) -> bool:
        match finding.level:
            case Level.REVIEW:
                return self.rng.random() < self.assume.review_accepted_share
            case Level.HOLD | Level.UNKNOWN:
                return self.rng.random() < self.assume.hold_resolved_share
            case _:
                return False

    # -- the doses ------------------------------------------------------------------------------------------------

    def _doses(self) -> None:
        for number in range(1, self.protocol.course.induction_doses + 1):
            if number > 1:
                self._may_leave(self.assume.leaves_between_doses, "left during the induction")
            for attempt in range(self.assume.tries_per_dose):
                if self._dose_day(number, attempt):
                    break
            else:
                raise _Left("not dosed: the gate stayed closed")
            if number == 1:
                self._reached("first dose")
        self._reached("last dose")
        self._therapy()
        self._wait("review")
        self.story.review()
        self.visits += 1
        self.minutes["prescriber"] += round(self.assume.minutes["review"])
        self._reached("review")

    def _dose_day(self, number: int, attempt: int) -> bool:
        """One day in the room; whether the dose was given. The gate is the real one: all of it at the first dose, the pre-dose rules at the others."""
        story, assume, spread = self.story, self.assume, self.assume.day_to_day_mmhg
        story.today_mmhg = (
            float(round(story.patient.systolic_mmhg + self.rng.gauss(-2, spread))),
            float(round(story.patient.diastolic_mmhg + self.rng.gauss(-2, spread / 2))),
        )
        again, first = assume.waits_days["again"], assume.waits_days["first_dose"]
        usual = self.protocol.course.usual_interval
        wait = (
            _DAY * self.rng.uniform(*again) if attempt
            else _DAY * self.rng.uniform(*first) if number == 1
            else max(usual * self.rng.uniform(*assume.dose_delay) - (story.now - self.last_dose_at), 12 * _DAY / 24)
        )  # fmt: skip
        session = story.new_id()
        for phase in story.dose_steps(session, timedelta(minutes=round(wait / timedelta(minutes=1)))):
            if phase is Phase.ORDERED and not self._is_open(number, session):
                story.tell(VisitCancelled(session=session, reason="The gate stayed closed."), CATO)
                story.sessions.pop()
                self.visits += 1
                return False
            if phase is Phase.DOSED:
                self.last_dose_at = story.now
        self.given += 1
        self._spent(number, session)
        return True

    def _is_open(self, number: int, session: object) -> bool:
        facts = FactSet(self.story.records)
        here = self.story.sessions[-1]
        assert here == session
        if number == 1:
            closing = assess(self.protocol, facts, self.story.now).gate(GateId.ADMINISTER, here).closed_by
        else:
            closing = tuple(
                finding for finding in before_dose(self.protocol, facts, self.story.now, here) if finding.blocks_dose
            )
        for rule in {f"{finding.rule} {finding.title}" for finding in closing}:
            self.tally.held[rule] += 1
        return not closing

    def _spent(self, number: int, session: object) -> None:
        """Hours of chair and staff: from check-in to discharge, and what comes after."""
        protocol, minutes = self.protocol, self.assume.minutes
        arrived = next(record.at for record in reversed(self.story.records) if _is(record, CheckedIn, session))
        left = next(record.at for record in reversed(self.story.records) if _is(record, Discharged, session))
        here = (left - arrived) / timedelta(minutes=1)
        self.chair += here
        self.minutes["monitor"] += round(here / protocol.staffing.patients_per_monitor + minutes["next_day"])
        self.minutes["prescriber"] += round(minutes["order"])
        self.visits += 1
        if protocol.staffing.therapist_in_room:
            self.minutes["therapist"] += round(here)
        if protocol.integration.required_after(number):
            self.visits += 1
            self.minutes["therapist"] += round(minutes["integration"])

    def _therapy(self) -> None:
        """Therapy sessions of the programme beyond preparation and integration."""
        plan = self.protocol.therapy
        if plan is None:
            return
        held = self.protocol.preparation.min_sessions + sum(
            self.protocol.integration.required_after(number) for number in range(1, self.protocol.course.induction_doses + 1)
        )
        more = max(0, plan.sessions - held)
        self.visits += more
        self.minutes["therapist"] += round(more * (plan.length / timedelta(minutes=1)))

    # -- small things ---------------------------------------------------------------------------------------------

    def _may_leave(self, share: float, how: str) -> None:
        if self.rng.random() < share:
            raise _Left(how)

    def _wait(self, name: str) -> None:
        self.story.wait(timedelta(minutes=round(self.rng.uniform(*self.assume.waits_days[name]) * 1440)))

    def _reached(self, stage: str) -> None:
        self.tally.days[stage].append((self.story.now - self.start) / _DAY)


def _is(record: Record[object], kind: type, session: object) -> bool:  # type: ignore[type-var]  # any fact will do
    return isinstance(record.fact, kind) and getattr(record.fact, "session", None) == session


def _sorted(counted: Counter[str]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def _spreads(values: Mapping[str, list[float]]) -> dict[str, Spread]:
    return {name: spread for name, each in _in_order(values) if (spread := _spread(each)) is not None}


def _in_order(values: Mapping[str, list[float]]) -> Iterator[tuple[str, list[float]]]:
    """Stages in their order, everything else by name."""
    return iter(sorted(values.items(), key=lambda each: (_STAGES.index(each[0]) if each[0] in _STAGES else 0, each[0])))


def _spread(values: list[float]) -> Spread | None:
    """None without a value. Percentiles are values that occurred: the nearest rank."""
    if not values:
        return None
    ranked = sorted(values)
    at = [ranked[max(0, -(-len(ranked) * percent // 100) - 1)] for percent in (10, 50, 90)]
    return Spread(len(ranked), *(round(value, 2) for value in at))
