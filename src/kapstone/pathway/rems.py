"""The duties of a drug's risk programme: the patient is enrolled before the first dose, and a form follows every session."""

from collections.abc import Iterator
from datetime import timedelta

from kapstone.facts import RemsEnrolled, RemsFormSent
from kapstone.findings import Finding, Level
from kapstone.pathway._episode import Episode, Visit
from kapstone.pathway._says import say
from kapstone.pathway._words import on_day

__all__ = ["enrolment", "forms", "forms_owed"]


def enrolment(episode: Episode) -> Iterator[Finding]:
    """No dose without enrolment; nobody may set that aside."""
    rems = episode.protocol.rems
    if rems is None:
        return
    record = episode.latest(RemsEnrolled)
    if record is None:
        yield say(
            episode.protocol, "PW-REMS-ENROLMENT", Level.UNKNOWN, f"The patient is not enrolled in {rems.name}.",
            act="Sign the enrolment form with the patient, send it, and record the confirmation.", waits_for=("risk programme enrolment",),
            origin="rems.form_due",
        )  # fmt: skip
        return
    yield say(
        episode.protocol, "PW-REMS-ENROLMENT", Level.CLEAR, f"Enrolled in {record.fact.programme} since {on_day(record.at)}.", facts=(record.id,),
        origin="rems.form_due",
    )  # fmt: skip


def forms_owed(episode: Episode) -> list[Visit]:
    """The sessions whose form has not been sent, the oldest first; a session that still runs owes none yet."""
    if episode.protocol.rems is None:
        return []
    sent = {record.fact.session for record in episode.facts.of(RemsFormSent)}
    return [visit for visit in episode.dosed if visit.id not in sent and not visit.is_running]


def forms(episode: Episode) -> Iterator[Finding]:
    """What is open says so; from the reminder on it asks for attention; once overdue it holds the next dose."""
    rems = episode.protocol.rems
    if rems is None:
        return
    for visit in forms_owed(episode):
        assert visit.started_at is not None, "a dosed visit has a start"
        due, reminder = visit.started_at + rems.form_due, visit.started_at + rems.form_reminder
        overdue, pressing = episode.now >= due, episode.now >= reminder
        number = episode.number(visit)
        yield say(
            episode.protocol, "PW-REMS-FORM", Level.HOLD if overdue else Level.CAUTION if pressing else Level.NOTE,
            f"The monitoring form of session {number} ({on_day(visit.started_at)}) has not been sent"
            f"{f'; {_days(rems.form_due)} are over' if overdue else ''}.",
            act=f"Send it to {rems.name} and record the confirmation.", subject=str(visit.id), due=due,
            changes_at=None if overdue else due if pressing else reminder, limit=f"within {_days(rems.form_due)}",
        )  # fmt: skip


def _days(span: timedelta) -> str:
    return f"{span / timedelta(days=1):g} days"
