"""The only writers of measures: answers by staff, answers by the patient one at a time, that a clinician has looked, and wordings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.errors import NotPlausible
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import assessment_of, facts_of
from kapstone.clinic.measures import queries
from kapstone.clinic.measures.errors import NoSuchMeasure, NotAsked, NothingAnswered
from kapstone.clinic.measures.running import DECLINED, Run, draft_name, run_of
from kapstone.clinic.measures.texts import supply_text, withdraw_text
from kapstone.clinic.measures.wordings import wordings_of
from kapstone.clinic.web import actions as drafts
from kapstone.clinic.web.models import Draft
from kapstone.facts import ConcernResolved, Fact, Facts, Implausible, Informant, MeasureAnswered, MeasureReviewed, Record
from kapstone.findings import Finding
from kapstone.instruments import Instrument, check_answers, score_of

__all__ = ["Saved", "Sent", "alarm_of", "correct", "enter", "review", "save_answer", "send", "supply_text", "withdraw_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What saving one answer led to. `alarm` is the finding a clinician now has to act on, with its deadline."""

    run: Run
    at: datetime
    raises_concern: bool
    alarm: Finding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A measure as it was recorded when it was sent."""

    record: Record[Fact]
    alarm: Finding | None


def enter(
    *,
    episode: Episode,
    instrument: Instrument,
    answers: Mapping[str, int | None],
    by: Actor,
    at: datetime,
    key: UUID | None = None,
    session: UUID | None = None,
) -> episodes.Recorded:
    """All answers at once, entered by staff. Declined items are None; `at` is when it was measured."""
    due = queries.due_for(assessment_of(episode, at), instrument)
    fact = _answered(
        instrument,
        dict(answers),
        Informant.CLINICIAN,
        moment=due.subject if due else "",
        session=session or (due.session if due else None),
    )
    return episodes.record(episode=episode, facts=(fact,), by=by, at=at, key=key)


def correct(
    *,
    episode: Episode,
    wrong: Record[MeasureAnswered],
    answers: Mapping[str, int | None],
    by: Actor,
    at: datetime | None = None,
    key: UUID | None = None,
    seen: int | None = None,
) -> episodes.Recorded:
    """Put answers right that were entered wrongly; the first ones stay in the journal. `at` only where the time was wrong."""
    said = wrong.fact
    instrument = queries.instrument_named(said.instrument, wordings_of(episode.organisation_id))
    if instrument is None:
        raise NoSuchMeasure
    right = _answered(instrument, dict(answers), said.informant, moment=said.moment, session=said.session)
    return episodes.correct(episode=episode, wrong=wrong.id, right=right, by=by, at=at or wrong.at, key=key, seen=seen)


@transaction.atomic
def save_answer(*, episode: Episode, instrument: Instrument, item: str, said: str, by: Actor, at: datetime) -> Saved:
    """Keep one answer of the patient's. An answer that must be acted on becomes a fact here and now, not when all is sent.

    What is recorded then is the measure as far as it is answered; sending the rest replaces it (see `send`).
    """
    Episode.objects.select_for_update(of=("self",)).get(id=episode.id)
    run, _ = queries.run_for(by.user_id, episode, instrument)
    found = run.item(item)
    if found is None:
        raise NotAsked
    if run_of(instrument, {item: said}).answers == {}:
        raise NotPlausible(Implausible(item, "choose one of the answers shown"))
    draft = drafts.save_answer(user_id=by.user_id, form=draft_name(instrument), subject=episode.id, answers={item: said}, at=at)
    run = run_of(instrument, draft.answers)
    alarm = None
    if item in {each.item for each in run.critical}:
        alarm = _raise_now(episode, run, draft, by, at)
    return Saved(run=run, at=at, raises_concern=_raises_concern(instrument, item, said), alarm=alarm)


@transaction.atomic
def send(*, episode: Episode, instrument: Instrument, by: Actor, at: datetime) -> Sent:
    """Record what the patient has answered, and throw the draft away. A second press gives the first result again."""
    Episode.objects.select_for_update(of=("self",)).get(id=episode.id)
    run, draft = queries.run_for(by.user_id, episode, instrument)
    if draft is None:
        again = _sent_just_now(episode, instrument, by)
        if again is None:
            raise NothingAnswered
        return Sent(record=again, alarm=None)
    if not run.final:
        raise NothingAnswered
    recorded = _record_run(episode, run, queries.recorded_early(draft), by, at, key=draft.id)
    drafts.discard_draft(user_id=by.user_id, form=draft_name(instrument), subject=episode.id)
    return Sent(record=recorded.first, alarm=alarm_of(recorded))


def review(
    *, episode: Episode, measure: UUID, by: Actor, at: datetime, remarks: str = "", key: UUID | None = None
) -> episodes.Recorded:
    """A clinician has looked at the answers."""
    if queries.response_of(facts_of(episode), measure, wordings_of(episode.organisation_id)) is None:
        raise NoSuchMeasure
    return episodes.record(episode=episode, facts=(MeasureReviewed(measure=measure, remarks=remarks),), by=by, at=at, key=key)


def alarm_of(recorded: episodes.Recorded) -> Finding | None:
    """The most pressing finding about the very record that was written, with the time by which a clinician acts."""
    return queries.alarm_about(recorded.assessment, recorded.first.id)


def _raise_now(episode: Episode, run: Run, draft: Draft, by: Actor, at: datetime) -> Finding | None:
    """Record the run as far as it is answered, unless these very alarms were raised already: a tap and a press may both come."""
    facts, early = facts_of(episode), queries.recorded_early(draft)
    known = next((each for each in facts.of(MeasureAnswered) if each.id == early), None)
    if known is not None and set(score_of(known.fact).critical) == set(run.critical):
        return queries.alarm_about(assessment_of(episode, at, facts), known.id)
    recorded = _record_run(episode, run, early, by, at, key=None)
    drafts.save_answer(
        user_id=by.user_id,
        form=draft_name(run.instrument),
        subject=episode.id,
        answers={queries.RECORDED: str(recorded.first.id)},
        at=at,
    )
    return alarm_of(recorded)


def _record_run(episode: Episode, run: Run, early: UUID | None, by: Actor, at: datetime, key: UUID | None) -> episodes.Recorded:
    """Record the run; it takes the place of what an alarm recorded earlier in the same run, as long as the alarm stays.

    An alarming answer that was taken back afterwards is not replaced, nor is one that was followed up: both records stay,
    and a clinician sees both.
    """
    facts = facts_of(episode)
    fact = _answered(run.instrument, run.final, Informant.PATIENT, moment=_moment(episode, run.instrument, facts, at))
    replaced = _replaceable(facts, run, early, by, at)
    return episodes.record(
        episode=episode,
        facts=(fact,),
        by=by,
        at=replaced.at if replaced else at,
        via="portal",
        key=key,
        corrects=replaced.id if replaced else None,
    )


def _replaceable(facts: Facts, run: Run, early: UUID | None, by: Actor, at: datetime) -> Record[MeasureAnswered] | None:
    found = next((each for each in facts.of(MeasureAnswered) if each.id == early), None)
    if found is None or found.by != by.user_id or not queries.at_same_occasion(found.at, at):
        return None
    if facts.latest(ConcernResolved, lambda fact: fact.concern == found.id) is not None:
        return None
    raised = {each.item for each in score_of(found.fact).critical}
    return found if raised <= {each.item for each in run.critical} else None


def _moment(episode: Episode, instrument: Instrument, facts: Facts, at: datetime) -> str:
    due = queries.due_for(assessment_of(episode, at, facts), instrument)
    if due is not None:
        return due.subject
    latest = facts.latest(MeasureAnswered, lambda fact: fact.instrument == instrument.id)
    return latest.fact.moment if latest is not None and queries.at_same_occasion(latest.at, at) else ""


def _answered(
    instrument: Instrument,
    answers: dict[str, int | None],
    informant: Informant,
    *,
    moment: str,
    session: UUID | None = None,
) -> MeasureAnswered:
    if not answers:
        raise NothingAnswered
    try:
        check_answers(instrument, answers)
    except Implausible as error:
        raise NotPlausible(error) from error
    return MeasureAnswered(
        instrument=instrument.id,
        instrument_version=instrument.version,
        answers=answers,
        informant=informant,
        moment=moment,
        session=session,
    )


def _raises_concern(instrument: Instrument, item: str, said: str) -> bool:
    """Whether help is offered next: an answer with a rule of its own that calls for it, or any yes of a suicide screener."""
    if said == DECLINED:
        return False
    value = int(said)
    return any(rule.offers_help and rule.item == item and value in rule.values for rule in instrument.critical) or (
        instrument.triage is not None and value > 0
    )


def _sent_just_now(episode: Episode, instrument: Instrument, by: Actor) -> Record[Fact] | None:
    """What this person last sent of this measure, under the key of a draft that is gone."""
    record = facts_of(episode).latest(MeasureAnswered, lambda fact: fact.instrument == instrument.id)
    if record is None or record.by != by.user_id:
        return None
    return record
