"""What may be asked of measures: each one's place in its life, what was answered, what it amounts to and how it changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.journal import clock
from kapstone.clinic.measures.running import DECLINED, Run, draft_name, run_of
from kapstone.clinic.measures.wordings import Wordings, wordings_of
from kapstone.clinic.web.models import Draft
from kapstone.clinic.web.queries import draft_for
from kapstone.facts import Facts, MeasureAnswered, MeasureReviewed, Record
from kapstone.findings import Finding
from kapstone.instruments import Changed, Instrument, Score, all_instruments, change, score_of
from kapstone.outcomes import baseline
from kapstone.pathway import Assessment, Due, DueState

__all__ = ["DECLINED", "RECORDED", "Answered", "Life", "Response", "Row", "Run", "Wordings", "alarm_about", "all_named", "as_asked", "at_same_occasion", "begun", "due_for", "due_instruments", "instrument_named", "licensed", "may_be_asked", "others_than", "recorded_early", "response_of", "responses", "rows", "run_for", "unfinished", "wordings_of"]  # fmt: skip

RECORDED = "_recorded"
"""Where a draft keeps the id of what an alarm recorded before the whole was sent."""
_LATE = timedelta(minutes=10)
_SAME_OCCASION = timedelta(hours=24)


class Life(StrEnum):
    """Where a measure is."""

    ASSIGNED = "assigned"
    DUE = "due"
    STARTED = "started"
    DONE = "done"
    REVIEWED = "reviewed"

    @property
    def words(self) -> str:
        return {
            "assigned": "Assigned, not due yet",
            "due": "Due",
            "started": "Started, not sent yet",
            "done": "Answered, nobody has looked yet",
            "reviewed": "Answered and looked at",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Answered:
    """One item with its answer in words."""

    item: str
    question: str
    answer: str
    is_critical: bool
    is_missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One time a measure was answered."""

    record: Record[MeasureAnswered]
    instrument: Instrument
    score: Score
    reviewed: Record[MeasureReviewed] | None
    corrected_by: UUID | None
    changed: Changed | None
    """Against the baseline; None for the baseline itself, or where there is none."""
    also: tuple[Record[MeasureAnswered], ...]
    """Others answered on the same occasion: kept, shown; the newest counts."""

    @property
    def by(self) -> str:
        how = {"patient": "the patient", "clinician": "staff", "import": "import"}[self.record.fact.informant.value]
        return f"{self.record.by_name or 'unknown'} ({how})"

    @property
    def is_late(self) -> bool:
        """Whether it was written down well after it was answered; both times are shown then."""
        return self.record.recorded_at - self.record.at > _LATE

    @property
    def counts(self) -> bool:
        """Whether it is the newest of its occasion."""
        mine = (self.record.at, self.record.sequence)
        return self.corrected_by is None and all((each.at, each.sequence) < mine for each in self.also)

    @property
    def items(self) -> list[Answered]:
        """Every item that was asked, as it was asked and answered."""
        found, critical = [], {each.item for each in self.score.critical}
        for item in self.instrument.items:
            if item.id in self.record.fact.answers:
                value = self.record.fact.answers[item.id]
                option = item.option(value) if value is not None else None
                answer = option.shown if option else "Declined to answer"
                found.append(Answered(item.id, item.shown, answer, item.id in critical, False))
            elif item.id in self.score.missing:
                found.append(Answered(item.id, item.shown, "Not answered", False, True))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One instrument in this episode: where it is in its life, what is due, what came of it."""

    instrument: Instrument
    life: Life
    due: Due | None
    latest: Response | None
    count: int
    started: tuple[Draft, ...] = ()

    @property
    def is_overdue(self) -> bool:
        return self.due is not None and self.due.state is DueState.OVERDUE


def instrument_named(slug: str, wordings: Wordings) -> Instrument | None:
    """The instrument in the words of now, if its answers are items of its own; goals are rated in their own room."""
    found = all_instruments().get(slug)
    return wordings.now(found) if found is not None and _has_items(found) else None


def may_be_asked(slug: str, wordings: Wordings) -> Instrument | None:
    """The instrument, if it can be answered here: its wording ships, or is licensed and was supplied."""
    found = instrument_named(slug, wordings)
    return found if found is not None and found.has_text else None


def all_named(wordings: Wordings) -> list[Instrument]:
    """Every instrument whose answers are items of its own, in the words of now, by name."""
    found = (wordings.now(each) for each in all_instruments().values() if _has_items(each))
    return sorted(found, key=lambda each: each.short.lower())


def licensed(wordings: Wordings) -> list[Instrument]:
    """Those that are known and not asked, because their wording is licensed and not here."""
    return [each for each in all_named(wordings) if not each.has_text]


def rows(page: PatientPage, wordings: Wordings) -> list[Row]:
    """Every instrument this programme asks for or that was answered, the due ones first. One query more than the page."""
    drafts = _drafts(page.episode)
    wanted = dict.fromkeys((*(plan.instrument for plan in page.protocol.measures), *_answered_ids(page.facts)))
    named = (instrument_named(name, wordings) for name in wanted)
    found = [_row(page, instrument, drafts, wordings) for instrument in named if instrument is not None]
    order = [Life.STARTED, Life.DUE, Life.DONE, Life.ASSIGNED, Life.REVIEWED]
    return sorted(found, key=lambda row: (not row.is_overdue, order.index(row.life)))


def others_than(shown: Iterable[Row], wordings: Wordings) -> list[Instrument]:
    """The rest of the registry: whatever else may be asked at any time."""
    names = {row.instrument.id for row in shown}
    return [each for each in all_named(wordings) if each.id not in names and each.has_text]


def responses(facts: Facts, instrument: Instrument, wordings: Wordings) -> list[Response]:
    """Every time it was answered, newest first, those that were corrected among them."""
    said = [
        record
        for record in facts.history
        if isinstance(record.fact, MeasureAnswered) and record.fact.instrument == instrument.id
    ]
    return [found for record in reversed(said) if (found := response_of(facts, record.id, wordings)) is not None]


def response_of(facts: Facts, record_id: UUID, wordings: Wordings) -> Response | None:
    """One response with everything a reader of it needs, in the words in which it was asked."""
    record = facts.get(record_id)
    if record is None or not isinstance(record.fact, MeasureAnswered):
        return None
    ships = all_instruments().get(record.fact.instrument)
    if ships is None or not _has_items(ships):
        return None
    instrument = wordings.then(ships, record.recorded_at)
    known: Record[MeasureAnswered] = record  # type: ignore[assignment]  # its fact was just looked at
    score, start = score_of(known.fact), baseline(facts, instrument).point
    correction = facts.corrected.get(record_id)
    return Response(
        record=known,
        instrument=instrument,
        score=score,
        reviewed=facts.latest(MeasureReviewed, lambda fact: fact.measure == record_id),
        corrected_by=correction.id if correction else None,
        changed=change(instrument, start.score, score) if start is not None and start.at < known.at else None,
        also=_same_occasion(facts, known),
    )


def as_asked(organisation_id: UUID, record: Record[MeasureAnswered]) -> Instrument:
    """The instrument of this answer in the words that stood then, for the rooms that show it. One query."""
    return wordings_of(organisation_id).then(all_instruments()[record.fact.instrument], record.recorded_at)


def due_for(assessment: Assessment, instrument: Instrument) -> Due | None:
    """What this instrument is due for now, the most pressing first; else what is ahead."""
    mine = [due for due in assessment.due if due.action == f"measure:{instrument.id}"]
    return next((due for due in mine if due.state is not DueState.AHEAD), mine[0] if mine else None)


def due_instruments(assessment: Assessment, wordings: Wordings) -> list[tuple[Instrument, Due]]:
    """What waits for an answer now, each instrument once."""
    found: dict[str, tuple[Instrument, Due]] = {}
    for due in assessment.due:
        kind, _, name = due.action.partition(":")
        instrument = may_be_asked(name, wordings)
        if kind == "measure" and due.state is not DueState.AHEAD and instrument is not None:
            found.setdefault(name, (instrument, due))
    return list(found.values())


def run_for(user_id: UUID, episode: Episode, instrument: Instrument) -> tuple[Run, Draft | None]:
    """How far this person has come with this measure, and when it was last saved. One query."""
    draft = draft_for(user_id, draft_name(instrument), episode.id)
    return run_of(instrument, draft.answers if draft else {}), draft


def unfinished(user_id: UUID, episode: Episode, wordings: Wordings) -> list[tuple[Run, Draft]]:
    """Everything this person has begun, not sent, and can go on with."""
    mine = (draft for draft in _drafts(episode) if draft.user_id == user_id)
    named = ((may_be_asked(draft.form.removeprefix("measure-"), wordings), draft) for draft in mine)
    return [(run_of(instrument, draft.answers), draft) for instrument, draft in named if instrument is not None]


def recorded_early(draft: Draft) -> UUID | None:
    """What an alarm recorded of this run before it was sent."""
    kept = draft.answers.get(RECORDED)
    return UUID(kept) if isinstance(kept, str) else None


def alarm_about(assessment: Assessment, record: UUID) -> Finding | None:
    """The most pressing finding about this record, with the time by which a clinician acts."""
    mine = [finding for finding in assessment.findings if finding.subject == str(record) and finding.due is not None]
    return min(mine, key=lambda finding: (-finding.level, str(finding.due)), default=None)


def begun(episode: Episode, instrument: Instrument) -> list[Draft]:
    """Who has begun this measure and not sent it, with when it was last saved. One query."""
    return list(
        Draft.objects.filter(subject=episode.id, form=draft_name(instrument), expires_at__gt=clock.now()).select_related("user")
    )


def at_same_occasion(one: datetime, other: datetime) -> bool:
    return abs(one - other) <= _SAME_OCCASION


def _has_items(instrument: Instrument) -> bool:
    """Whether it is asked item by item; a licensed form that brings its own questions is, once its wording is here."""
    return instrument.template is None or bool(instrument.holder)


def _drafts(episode: Episode) -> list[Draft]:
    return list(
        Draft.objects.select_related("user")
        .filter(subject=episode.id, form__startswith="measure-", expires_at__gt=clock.now())
        .order_by("-saved_at")
    )


def _answered_ids(facts: Facts) -> list[str]:
    return [record.fact.instrument for record in facts.of(MeasureAnswered)]


def _row(page: PatientPage, instrument: Instrument, drafts: list[Draft], wordings: Wordings) -> Row:
    said = page.facts.of(MeasureAnswered, lambda fact: fact.instrument == instrument.id)
    latest = response_of(page.facts, said[-1].id, wordings) if said else None
    due = due_for(page.assessment, instrument)
    started = tuple(draft for draft in drafts if draft.form == draft_name(instrument))
    return Row(
        instrument=instrument, life=_life(due, latest, started), due=due, latest=latest, count=len(said), started=started
    )


def _life(due: Due | None, latest: Response | None, started: tuple[Draft, ...]) -> Life:
    if started:
        return Life.STARTED
    if due is not None and due.state is not DueState.AHEAD:
        return Life.DUE
    if latest is None:
        return Life.ASSIGNED
    return Life.REVIEWED if latest.reviewed is not None else Life.DONE


def _same_occasion(facts: Facts, record: Record[MeasureAnswered]) -> tuple[Record[MeasureAnswered], ...]:
    """Current answers to the same measure within a day of it: the phone and the front desk may both have asked."""
    return tuple(
        each
        for each in facts.of(MeasureAnswered, lambda fact: fact.instrument == record.fact.instrument)
        if each.id != record.id
        and at_same_occasion(each.at, record.at)
        and each.fact.session == record.fact.session
        and record.id not in facts.corrected
    )
