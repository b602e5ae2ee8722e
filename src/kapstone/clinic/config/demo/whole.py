"""A whole life, phase after phase, up to where its plan ends."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kapstone.clinic.config.demo import aftercare, agreeing, duties, endings, groundwork, visits
from kapstone.clinic.config.demo.life import Life
from kapstone.clinic.config.demo.newcomer import arrive_with_a_record
from kapstone.clinic.journal import clock
from kapstone.pathway import Stage
from kapstone.synthetic.lives import Twist

__all__ = ["live"]

_ORDER = tuple(stage for stage in Stage if stage not in {Stage.SUSPENDED, Stage.CLOSED})


def live(life: Life) -> Iterator[datetime]:
    """Yield the moment of each step; what happens then happens when it is asked to go on."""
    if life.has(Twist.IMPORTED):
        yield from arrive_with_a_record(life)
        return
    yield from _before(life)
    yield from _course(life)
    if life.plan.target is Stage.CLOSED:
        yield from endings.close(life)


def _before(life: Life) -> Iterator[datetime]:
    """The groundwork, as far as the plan goes."""
    yield from groundwork.enquire(life)
    steps = (
        (Stage.PRESCREEN, groundwork.tell_history), (Stage.EVALUATION, groundwork.prescreen), (Stage.ELIGIBILITY, _evaluations),
        (Stage.MATCHING, groundwork.decide), (Stage.CONSENT, agreeing.match), (Stage.GOALS, _consent),
        (Stage.PREPARATION, agreeing.set_goals), (Stage.DOSING, agreeing.prepare),
    )  # fmt: skip
    for reached, step in steps:
        if not _goes_to(life, reached):
            break
        yield from step(life)
    yield from _part_of_the_next(life)


def _part_of_the_next(life: Life) -> Iterator[datetime]:
    """Some stand in the middle of a stage."""
    if life.plan.target is Stage.PRESCREEN and (life.plan.since > timedelta(hours=12) or life.has(Twist.HALF_ANSWERED)):
        yield from groundwork.tell_history(life)
    elif life.plan.target is Stage.EVALUATION and life.has(Twist.AMBER):
        yield from groundwork.evaluate(life)
    elif life.plan.target is Stage.MATCHING and life.plan.since < timedelta(days=3):
        yield from agreeing.match(life, only_offered=True)
    elif life.has(Twist.UNSIGNED):
        yield from agreeing.consent(life)
    elif life.plan.target is Stage.PREPARATION and life.rng.random() < 0.7:
        yield from agreeing.prepare(life, only_first=True)
    elif life.plan.target is Stage.ELIGIBILITY and life.has(Twist.DECLINED):
        yield from groundwork.decide(life)


def _goes_to(life: Life, stage: Stage) -> bool:
    target = life.plan.target
    if life.plan.doses or target is Stage.SUSPENDED:
        return True
    if target is Stage.CLOSED:
        return stage in _ORDER[: _ORDER.index(Stage.MATCHING) + 1]
    return _ORDER.index(target) >= _ORDER.index(stage)


def _evaluations(life: Life) -> Iterator[datetime]:
    yield from groundwork.evaluate(life)
    yield from groundwork.evaluate_mind(life)


def _consent(life: Life) -> Iterator[datetime]:
    yield from agreeing.consent(life)
    yield from duties.enrol(life)


def _course(life: Life) -> Iterator[datetime]:
    """The doses and what follows each."""
    whole = life.protocol.course.induction_doses
    for number, dose_at in enumerate(life.dose_times, start=1):
        yield from visits.dosing_visit(life, dose_at)
        is_last = number == len(life.dose_times)
        if is_last and (life.has(Twist.RUNNING) or life.plan.target is Stage.NEXT_DAY):
            return
        yield from aftercare.call_next_day(life, dose_at)
        yield from duties.send_form(life, dose_at)
        if is_last and life.plan.target is Stage.INTEGRATION:
            break
        yield from aftercare.integrate(life, dose_at)
        if life.has(Twist.EVENT_REVIEWED):
            yield from aftercare.review_events(life)
        if number == whole and (life.plan.target is Stage.MAINTENANCE or life.has(Twist.COMPLETED)):
            yield from aftercare.review(life)
    yield from _turns(life)


def _turns(life: Life) -> Iterator[datetime]:
    """What happens after the last dose so far."""
    if life.has(Twist.CORRECTED):
        yield from endings.correct(life)
    if life.has(Twist.WITHDRAWN):
        yield from agreeing.withdraw(life)
    if life.has(Twist.PLANNED):
        yield max(clock.now(), life.now - timedelta(hours=20))
        today = life.has(Twist.CHECKED_IN)
        day = life.now.astimezone(life.house.zone).date() + timedelta(days=1)
        while day.weekday() > 4:
            day += timedelta(days=1)
        next_dose = life.now + timedelta(minutes=25) if today else life.on(day, 9 if life.has(Twist.SHOWN) else 13, 30)
        yield from visits.renew(life)
        session = visits.plan(life, next_dose)
        if today:
            yield from visits.check_in(life, session, next_dose)
    yield from endings.worry(life)
