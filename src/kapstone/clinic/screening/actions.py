"""The only writers of screening: answers to the history, entries of each part, overrides, and the decision. All through the spine."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.actions import Recorded
from kapstone.clinic.episodes.errors import NotPlausible
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import assessment_of, facts_of, protocol_of, words_of
from kapstone.clinic.journal.queries import keyed
from kapstone.clinic.screening.errors import (
    AlreadyListed,
    AnsweredMeanwhile,
    AnswersDiffer,
    CannotBeSetAside,
    NotYours,
    ReportMoved,
    SignWithYourName,
    StillOpen,
)
from kapstone.clinic.screening.overrides import CLINICIANS, check_may_set_aside
from kapstone.clinic.screening.report import Report, report_of, screening_findings
from kapstone.clinic.screening.sections import Section
from kapstone.facts import (
    AllergyListed,
    Answer,
    Decision,
    EligibilityDecided,
    Fact,
    Facts,
    FindingOverridden,
    HistoryAnswered,
    Implausible,
    MedicationListed,
)
from kapstone.facts.history import HISTORY, Asked
from kapstone.findings import Finding, Level
from kapstone.protocols import Protocol

__all__ = ["answer_history", "answer_many", "choose_programme", "decide", "enter", "flagged", "set_aside"]


def answer_history(
    *,
    episode: Episode,
    item: str,
    answer: Answer,
    by: Actor,
    at: datetime,
    detail: str = "",
    on: date | None = None,
    via: str = "screen",
    key: UUID | None = None,
) -> Recorded:
    """One answer to one history question, from the patient's portal or the desk. The same `key` answers once."""
    return answer_many(episode=episode, answers=[_answered(item, answer, detail, on)], by=by, at=at, via=via, key=key)


@transaction.atomic
def answer_many(
    *,
    episode: Episode,
    answers: Sequence[HistoryAnswered],
    by: Actor,
    at: datetime,
    via: str = "screen",
    key: UUID | None = None,
    seen: int | None = None,
) -> Recorded:
    """Several answers at once. `seen` is the journal sequence the form was drawn from.

    Answers by others to other questions meanwhile do no harm; a different answer to the same question is AnsweredMeanwhile, with both named.
    """
    if not answers:
        raise AnswersDiffer
    for answered in answers:
        if HISTORY[answered.item].asked is Asked.CLINICIAN and not by.roles & CLINICIANS:
            raise NotYours(HISTORY[answered.item].clinical, "a clinician")
    Episode.objects.select_for_update(of=("self",)).get(id=episode.id)
    if seen is not None and not _was_sent(episode, key):
        _check_nobody_answered(facts_of(episode), answers, by, seen)
    return episodes.record(episode=episode, facts=tuple(answers), by=by, at=at, via=via, key=key)


@transaction.atomic
def enter(
    *, episode: Episode, section: Section, fact: Fact, by: Actor, at: datetime, via: str = "screen", key: UUID | None = None
) -> Recorded:
    """One entry of one part of screening, by somebody whose entry it is."""
    if not section.who.includes(by):
        raise NotYours(section.title, section.who.value)
    Episode.objects.select_for_update(of=("self",)).get(id=episode.id)
    if isinstance(fact, AllergyListed | MedicationListed):
        _check_new(facts_of(episode), fact, key, episode)
    return episodes.record(episode=episode, facts=(fact,), by=by, at=at, via=via, key=key)


@transaction.atomic
def set_aside(
    *, episode: Episode, finding: str, reason: str, by: Actor, at: datetime, key: UUID | None = None, seen: int | None = None
) -> Recorded:
    """Go on in spite of one finding, with a reason: by one prescriber, or by the first or second of two clinicians."""
    Episode.objects.select_for_update(of=("self",)).get(id=episode.id)
    facts = facts_of(episode)
    found = next((f for f in screening_findings(assessment_of(episode, at, facts)) if f.key == finding), None)
    try:
        fact = FindingOverridden(finding=finding, level=found.level.name if found else "", reason=reason)
    except Implausible as error:
        raise NotPlausible(error) from None
    if not _was_sent(episode, key):
        if found is None:
            raise CannotBeSetAside("This finding is no longer in the report.", "Open the report again to see where it stands.")
        check_may_set_aside(found, facts, by)
    else:
        fact = _as_first_sent(facts, finding, by, fact)
    return episodes.record(episode=episode, facts=(fact,), by=by, at=at, key=key, seen=seen)


@transaction.atomic
def decide(
    *,
    episode: Episode,
    decision: Decision,
    reason: str,
    signature: str,
    report_digest: str,
    by: Actor,
    at: datetime,
    conditions: str = "",
    key: UUID | None = None,
    seen: int | None = None,
) -> Recorded:
    """The prescriber's signed decision on the report they read (`report_digest`, `seen`).

    Eligible needs a report with nothing in the way; eligible on conditions needs conditions and no stop; no or elsewhere is always possible.
    """
    if Role.PRESCRIBER not in by.roles:
        raise NotYours("Eligibility", "a prescriber")
    if _plain(signature) != _plain(by.name):
        raise SignWithYourName(by.name)
    try:
        fact = EligibilityDecided(decision=decision, reason=reason, report_digest=report_digest, conditions=conditions)
    except Implausible as error:
        raise NotPlausible(error) from None
    Episode.objects.select_for_update(of=("self",)).get(id=episode.id)
    facts = facts_of(episode)
    if not _was_sent(episode, key):
        report = report_of(assessment_of(episode, at, facts), facts, protocol_of(episode))
        if report.digest != report_digest:
            raise ReportMoved(_new_since(facts, seen))
        _check_allows(report, decision, conditions)
    return episodes.record(episode=episode, facts=(fact,), by=by, at=at, key=key, seen=seen)


def choose_programme(*, episode: Episode, protocol: Protocol, by: Actor, at: datetime, key: UUID | None = None) -> Recorded:
    """Screen for another programme, while nothing is decided."""
    return episodes.choose_programme(episode=episode, protocol=protocol, by=by, at=at, key=key)


def flagged(recorded: Recorded) -> list[Finding]:
    """What the entry just made led to that a person should see at once: possible values that are clinically out of range."""
    new = {record.id for record in recorded.records}
    return [
        f
        for f in recorded.assessment.findings
        if f.level >= Level.CAUTION and f.level is not Level.UNKNOWN and new & set(f.facts)
    ]


def _answered(item: str, answer: Answer, detail: str, on: date | None) -> HistoryAnswered:
    try:
        return HistoryAnswered(item=item, answer=answer, detail=detail.strip(), on=on)
    except Implausible as error:
        raise NotPlausible(error) from None


def _check_nobody_answered(facts: Facts, answers: Sequence[HistoryAnswered], by: Actor, seen: int) -> None:
    mine = {answered.item: answered for answered in answers}
    since = [r for r in facts.of(HistoryAnswered, lambda fact: fact.item in mine) if r.sequence > seen and r.by != by.user_id]
    differing = [r for r in since if r.fact.answer is not mine[r.fact.item].answer]
    if differing:
        raise AnsweredMeanwhile(
            [f"{HISTORY[r.fact.item].clinical}: {r.by_name} answered {r.fact.answer.value}" for r in differing]
        )


def _check_new(facts: Facts, fact: AllergyListed | MedicationListed, key: UUID | None, episode: Episode) -> None:
    """The same words again are a slip, not news."""
    if _was_sent(episode, key):
        return
    for record in reversed(facts.of(type(fact))):
        if _name(record.fact) == _name(fact):
            if _same(record.fact, fact):
                name = fact.substance if isinstance(fact, AllergyListed) else fact.name
                raise AlreadyListed(name, record.by_name or "the system")
            return


def _same(one: Fact, other: Fact) -> bool:
    if isinstance(one, AllergyListed) and isinstance(other, AllergyListed):
        return (_plain(one.reaction), one.severity, one.is_active) == (_plain(other.reaction), other.severity, other.is_active)
    if isinstance(one, MedicationListed) and isinstance(other, MedicationListed):
        return _taken(one) == _taken(other)
    return False


def _taken(fact: MedicationListed) -> tuple[object, ...]:
    """Everything about a medicine that may be news."""
    return (
        _plain(fact.ingredient), fact.daily_dose_mg, _plain(fact.directions), fact.is_taken, fact.as_needed, fact.last_taken_at, _plain(fact.looked_up),
    )  # fmt: skip


def _name(fact: Fact) -> str:
    return _plain(getattr(fact, "substance", "") or getattr(fact, "name", ""))


def _check_allows(report: Report, decision: Decision, conditions: str) -> None:
    titles = [f"{finding.title}: {finding.because}" for finding in report.in_the_way]
    if decision is Decision.ELIGIBLE and titles:
        raise StillOpen("The patient cannot be found eligible while something stands in the way.", titles)
    if decision is Decision.CONDITIONAL:
        stops = [f"{f.title}: {f.because}" for f in report.in_the_way if f.level >= Level.STOP]
        if stops:
            raise StillOpen("Conditions do not remove a stop.", stops)
        if not conditions.strip():
            raise StillOpen("Say on which conditions.", titles, field="conditions")


def _new_since(facts: Facts, seen: int | None) -> list[str]:
    if seen is None:
        return []
    return [f"{words_of(r).what}, by {r.by_name or 'the system'}" for r in facts.history if r.sequence > seen][:8] or [
        "Time has passed: something in it fell due or went out of date."
    ]


def _was_sent(episode: Episode, key: UUID | None) -> bool:
    """Whether this very form was recorded before; then the spine answers with what was recorded."""
    return key is not None and keyed(episode.id, key) is not None


def _as_first_sent(facts: Facts, finding: str, by: Actor, fact: FindingOverridden) -> FindingOverridden:
    """The level as it was when this was first sent; now that it is set aside the finding stands lower."""
    record = facts.latest(FindingOverridden, lambda each: each.finding == finding and each.reason == fact.reason)
    return record.fact if record is not None and record.by == by.user_id else fact


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
