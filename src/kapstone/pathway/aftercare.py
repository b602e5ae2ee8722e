"""What has to stand before the next dose: the contact, the integration, events reviewed, the interval, the course."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kapstone.facts import (
    AdverseEventReviewed,
    AdverseEventSeen,
    Answer,
    ConcernResolved,
    IntegrationDone,
    OrderSigned,
    PreparationDone,
    Record,
)
from kapstone.findings import CLINICIANS, Finding, Level
from kapstone.pathway._episode import Episode, Visit
from kapstone.pathway._says import say
from kapstone.pathway._types import Stage
from kapstone.pathway._words import on_day, span_words
from kapstone.protocols import Phase

__all__ = [
    "adverse_events",
    "after_doses",
    "contact_is_missing",
    "course",
    "integration_is_missing",
    "least_interval",
    "phase_now",
    "spacing",
    "turns_at",
]

_WEEK, _NONE, _INSTANT = timedelta(days=7), timedelta(0), timedelta(seconds=1)
_BREAK = timedelta(days=60)
"""So long without a dose and a course counts as interrupted (our proposal)."""


def after_doses(episode: Episode) -> Iterator[Finding]:
    """Next-day contact after the last dose, and integration after every dose that asks for it."""
    for visit in episode.dosed:
        yield from given_otherwise(episode, visit)
        if visit is episode.last_dosed:
            yield from _contact(episode, visit)
        if integration_is_missing(episode, visit):
            yield _integration(episode, visit)


def given_otherwise(episode: Episode, visit: Visit) -> Iterator[Finding]:
    """What went in is what was ordered: more of it, or something else, is looked at before any further dose."""
    orders = {record.id: record.fact for record in visit.of(OrderSigned)}
    for dose in visit.doses:
        given, signed = dose.fact, orders.get(dose.fact.order)
        most = 0.0 if signed is None else signed.booster_max_mg if given.is_booster else signed.dose_mg
        if signed is None:
            because = f"{given.dose_mg:g} mg were given, and the order they name is not there."
        elif (given.drug, given.route, given.amount_as) != (signed.drug, signed.route, signed.amount_as):
            because = (
                f"Given: {given.drug.value}, {given.route.value}, as {given.amount_as.value}; "
                f"ordered: {signed.drug.value}, {signed.route.value}, as {signed.amount_as.value}."
            )
        elif given.dose_mg > most * 1.005:
            because = f"{given.dose_mg:g} mg were given; the order says {'at most ' if given.is_booster else ''}{most:g} mg."
        else:
            continue
        yield say(
            episode.protocol, "PW-DOSE-GIVEN", Level.REVIEW, because, act="See the patient, record an adverse event if there was one, and say what happened.",
            subject=str(dose.id), facts=(dose.id, dose.fact.order), value=f"{given.dose_mg:g} mg", limit=f"{most:g} mg",
        )  # fmt: skip


def contact_is_missing(episode: Episode, visit: Visit) -> bool:
    return visit.is_dosed and visit.contact is None and not _waived(episode, visit, Stage.NEXT_DAY)


def integration_is_missing(episode: Episode, visit: Visit) -> bool:
    """Whether this dose asks for integration that has neither been done nor waived since."""
    required = episode.protocol.integration.required_after(episode.number(visit))
    return visit.is_dosed and required and visit.integration is None and not _waived(episode, visit, Stage.INTEGRATION)


def _waived(episode: Episode, visit: Visit, stage: Stage) -> bool:
    """A waiver holds for the sessions that were over when it was signed."""
    waiver = episode.waiver(stage)
    return waiver is not None and visit.discharge is not None and visit.discharge.at <= waiver.at


def _contact(episode: Episode, visit: Visit) -> Iterator[Finding]:
    protocol, record = episode.protocol, visit.contact
    subject, over = str(visit.id), visit.over_at
    assert over is not None, "a dosed visit has an end"
    if record is None:
        if not contact_is_missing(episode, visit):
            return
        due = over + protocol.next_day.due
        level = Level.HOLD if episode.now >= due else Level.UNKNOWN
        yield say(
            protocol, "PW-NEXT-DAY", level, f"Nobody has reached the patient since the dose of {on_day(visit.started_at or over)}.", act="Call the patient.",
            subject=subject, waits_for=("next-day contact",), due=due, changes_at=due if episode.now < due else None,
        )  # fmt: skip
        return
    resolved = _resolved(episode).get(record.id)
    if record.fact.feels_safe is Answer.UNKNOWN:
        yield say(
            protocol, "PW-NEXT-DAY-SAFETY", Level.UNKNOWN, "At the next-day contact nobody asked whether the patient feels safe.",
            act="Ask, and record the answer.", subject=subject, facts=(record.id,), waits_for=("feels safe",),
        )  # fmt: skip
    worry = record.fact.feels_safe is Answer.NO or record.fact.mood_unusually_high is Answer.YES
    if worry and not (resolved and resolved.fact.safe_to_continue):
        what = "does not feel safe" if record.fact.feels_safe is Answer.NO else "has an unusually high mood"
        yield say(
            protocol, "PW-NEXT-DAY-SAFETY", Level.URGENT if record.fact.feels_safe is Answer.NO else Level.REVIEW,
            f"At the next-day contact the patient {what}.", act="See the patient, and record what you found and agreed.",
            subject=subject, facts=(record.id,), due=record.at + protocol.windows.concern,
        )  # fmt: skip


def _integration(episode: Episode, visit: Visit) -> Finding:
    protocol, over = episode.protocol, visit.over_at
    assert over is not None, "a dosed visit has an end"
    number, late = episode.number(visit), over + protocol.integration.late
    is_late = episode.now >= late
    return say(
        protocol, "PW-INTEGRATION", Level.HOLD if is_late else Level.UNKNOWN,
        f"Dose {number} of {on_day(visit.started_at or over)} has not been integrated{' within ' + span_words(protocol.integration.late) if is_late else ''}.",
        act="Hold the integration session.", subject=str(visit.id), waits_for=("integration session",), due=over + protocol.integration.due,
        changes_at=None if is_late else late,
    )  # fmt: skip


def adverse_events(episode: Episode) -> Iterator[Finding]:
    """Every adverse event waits for a clinician's review; a serious one stops treatment until then."""
    reviewed = {record.fact.event for record in episode.facts.of(AdverseEventReviewed) if record.roles & CLINICIANS}
    for record in episode.facts.of(AdverseEventSeen):
        if record.id not in reviewed:
            yield _event(episode, record)


def _event(episode: Episode, record: Record[AdverseEventSeen]) -> Finding:
    event = record.fact
    return say(
        episode.protocol, "PW-ADVERSE-EVENT", Level.STOP if event.is_serious else Level.REVIEW,
        f"{event.term} (grade {event.grade}{', serious' if event.is_serious else ''}) of {on_day(record.at)} has not been reviewed.",
        act="Review it and record the conclusion.", subject=str(record.id), facts=(record.id,),
        due=record.at + episode.protocol.windows.adverse_event_review,
    )  # fmt: skip


def _resolved(episode: Episode) -> dict[object, Record[ConcernResolved]]:
    return {record.fact.concern: record for record in episode.facts.of(ConcernResolved) if record.roles & CLINICIANS}


# -- time and number of doses ---------------------------------------------------------------------------------------


def spacing(episode: Episode) -> Iterator[Finding]:
    """The interval since the last dose and the number in seven days, counted at first doses.

    The subject is that dose: what was set aside after one dose is asked again after the next.
    """
    last = episode.last_dosed
    if last is None or last.started_at is None:
        return
    protocol, now = episode.protocol, episode.now
    least, origin = least_interval(episode)
    opens = last.started_at + least
    if now < opens:
        yield say(
            protocol, "PW-INTERVAL", Level.HOLD, f"The last dose was on {on_day(last.started_at)}; the next may follow {span_words(least)} after it.",
            act="Wait, or say why not.", changes_at=opens, limit=span_words(least), origin=origin, subject=str(last.id),
        )  # fmt: skip
    starts = [visit.started_at for visit in episode.dosed if visit.started_at is not None]
    recent = [start for start in starts if start <= now < start + _WEEK]
    most = protocol.course.max_in_7_days
    if len(recent) >= most:
        yield say(
            protocol, "PW-SEVEN-DAYS", Level.HOLD, f"{len(recent)} doses were given within seven days; the programme allows {most}.",
            act="Wait, or say why not.", changes_at=recent[-most] + _WEEK, value=str(len(recent)), limit=str(most), subject=str(last.id),
        )  # fmt: skip


def least_interval(episode: Episode) -> tuple[timedelta, str]:
    """The shortest time between doses now, and the path of the number: of the phase the course is in, or of induction or maintenance."""
    protocol = episode.protocol
    phase = phase_now(episode)
    if phase is not None:
        return phase.min_interval, f"phases[{protocol.phases.index(phase)}].min_interval"
    if episode.in_maintenance:
        return protocol.maintenance.min_interval, "maintenance.min_interval"
    return protocol.course.min_interval, "course.min_interval"


def phase_now(episode: Episode) -> Phase | None:
    """The phase of the schedule by weeks since the first dose; None where the programme has none."""
    if not episode.dosed or episode.dosed[0].started_at is None:
        return None
    return episode.protocol.phase_in((episode.now - episode.dosed[0].started_at) // _WEEK + 1)


def course(episode: Episode) -> Iterator[Finding]:
    """Where the course stands: full and waiting for its review, ended, or in maintenance with its own conditions."""
    protocol, given = episode.protocol, len(episode.dosed)
    if episode.is_ended:
        assert episode.review is not None
        yield say(
            protocol, "PW-COURSE-ENDED", Level.STOP, f"The review of {on_day(episode.review.at)} decided: {episode.review.fact.decision.value}.",
            act="Close the episode, or review again if something has changed.", facts=(episode.review.id,),
        )  # fmt: skip
    elif episode.induction_is_full:
        yield say(
            protocol, "PW-COURSE-FULL", Level.HOLD, f"{given} of {episode.planned_doses} induction doses were given and no review has decided what follows.",
            act="Review the course with the patient and decide.", waits_for=("end-of-induction review",), due=review_due(episode),
            value=str(given), limit=str(episode.planned_doses),
        )  # fmt: skip
    elif episode.in_maintenance:
        yield from _maintenance(episode)
    yield from _therapy(episode)


def turns_at(episode: Episode) -> Iterator[datetime]:
    """The moments at which time alone changes what is said about the course: the weeks of a schedule."""
    starts = [visit.started_at for visit in episode.dosed if visit.started_at is not None]
    if starts:
        yield from (starts[0] + _WEEK * (phase.from_week - 1) for phase in episode.protocol.phases)


def _therapy(episode: Episode) -> Iterator[Finding]:
    """Psychotherapy that belongs to the programme: said when the induction is over and some of it was not held."""
    plan, held = episode.protocol.therapy, len(episode.facts.of(PreparationDone)) + len(episode.facts.of(IntegrationDone))
    if plan is not None and episode.induction_is_full and held < plan.sessions:
        yield say(
            episode.protocol, "PW-THERAPY", Level.CAUTION, f"{held} of {plan.sessions} therapy sessions were held: {plan.approach[:1].lower()}{plan.approach[1:]}.",
            act="Hold those that are missing, or say in the review why not.", value=str(held), limit=str(plan.sessions),
        )  # fmt: skip


def _maintenance(episode: Episode) -> Iterator[Finding]:
    review, protocol = episode.review, episode.protocol
    assert review is not None, "maintenance begins with a review"
    if not review.fact.benefit_documented:
        yield say(
            protocol, "PW-BENEFIT", Level.HOLD, f"The review of {on_day(review.at)} did not document a benefit.",
            act="Document the benefit, or end the course.", facts=(review.id,),
        )  # fmt: skip
    due = maintenance_review_due(episode)
    if episode.now >= due:
        yield say(
            protocol, "PW-MAINTENANCE-REVIEW", Level.HOLD, f"The last review was on {on_day(review.at)}.", act="Review the maintenance with the patient.",
            facts=(review.id,), waits_for=("maintenance review",), limit=span_words(protocol.maintenance.review_within),
        )  # fmt: skip
    else:
        yield say(
            protocol, "PW-MAINTENANCE-REVIEW", Level.CLEAR, f"Reviewed on {on_day(review.at)}; the next review is due by {on_day(due)}.",
            facts=(review.id,), changes_at=due,
        )  # fmt: skip


def review_due(episode: Episode) -> datetime | None:
    """When the end-of-induction review is due; None before the induction is full."""
    last = episode.last_induction_visit
    if last is None or last.started_at is None:
        return None
    return last.started_at + episode.protocol.course.review_within


def maintenance_review_due(episode: Episode) -> datetime:
    """The date the last review set, never later than the protocol allows."""
    review = episode.review
    assert review is not None, "asked only in maintenance"
    latest = review.at + episode.protocol.maintenance.review_within
    chosen = review.fact.next_review
    if chosen is None:
        return latest
    return min(latest, datetime(chosen.year, chosen.month, chosen.day, 23, 59, tzinfo=review.at.tzinfo))
