"""The patient page as plain values: ribbon, open findings, due work, outcome charts, doses, timeline."""

from collections.abc import Iterable

from kapstone.clinic.episodes import links
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.web import shapes
from kapstone.clinic.web.navigation import address
from kapstone.facts import Fact, GoalRated, GoalSet, Implausible, MeasureAnswered, MeasureReviewed, Record
from kapstone.facts.words import Words, describe
from kapstone.findings import Finding, Level
from kapstone.instruments import all_instruments, score_of
from kapstone.pathway import TRANSITIONS, DueState, Step, StepState

__all__ = ["due_items", "event_of", "events", "highlights", "next_step", "open_findings", "ribbon_of", "words_of"]

_STATES = {
    StepState.DONE: shapes.StageState.DONE,
    StepState.WAIVED: shapes.StageState.DONE,
    StepState.CURRENT: shapes.StageState.CURRENT,
    StepState.BLOCKED: shapes.StageState.BLOCKED,
    StepState.AHEAD: shapes.StageState.AHEAD,
}

_EVENT_KINDS = {"dose": "dose", "safety": "alert"}


def ribbon_of(page: PatientPage) -> list[shapes.Stage]:
    """The pathway as a line: each stage, how it stands, what its gate waits for."""
    return [_stage(page, step) for step in page.assessment.ribbon]


def _stage(page: PatientPage, step: Step) -> shapes.Stage:
    is_here = step.state in {StepState.CURRENT, StepState.BLOCKED}
    gate = None
    if is_here or step.why:
        reasons = [_reason(page, finding) for finding in step.why]
        gate = shapes.Gate(title=f"To leave “{step.title}”" if is_here else step.title, is_open=not reasons, reasons=reasons)
    return shapes.Stage(
        name=step.title,
        state=_STATES[step.state],
        note="waived" if step.state is StepState.WAIVED else step.detail,
        href=links.for_stage(page.episode.id, step.stage),
        gate=gate,
    )


def _reason(page: PatientPage, finding: Finding) -> shapes.Reason:
    return shapes.Reason(
        level=finding.level.name.lower(),
        title=finding.title,
        because=finding.because,
        href=links.for_finding(page.episode.id, finding.rule) if not finding.rule.startswith("PW-") else "",
        action="Open",
    )


def next_step(page: PatientPage) -> shapes.Due | None:
    """The one thing that moves this patient on, and who does it."""
    step = next((step for step in page.assessment.ribbon if step.state in {StepState.CURRENT, StepState.BLOCKED}), None)
    if step is None:
        return None
    waits = tuple(dict.fromkeys(finding.title for finding in step.why))
    return shapes.Due(
        what=step.title,
        owner=TRANSITIONS[step.stage].owner.value,
        href=links.for_stage(page.episode.id, step.stage),
        action="Open",
        because=f"Waits for: {', '.join(waits[:4])}{' and more' if len(waits) > 4 else ''}" if waits else step.detail,
    )


def open_findings(page: PatientPage) -> list[Finding]:
    """What is not clear, worst first; what is only missing for later stages is left to the gates."""
    shown = [
        finding for finding in page.assessment.findings if finding.level >= Level.CAUTION and finding.level is not Level.UNKNOWN
    ]
    return sorted(shown, key=lambda finding: (-finding.level, finding.rule, finding.subject))


def due_items(page: PatientPage, *, may_observe: bool = True) -> list[shapes.Due]:
    """Work that is due or overdue, soonest first, then what comes next."""
    order = {DueState.OVERDUE: 0, DueState.DUE: 1, DueState.AHEAD: 2}
    rows = sorted(page.assessment.due, key=lambda due: (order[due.state], due.due_at))
    standing = [due for due in rows if due.state is not DueState.AHEAD] + [due for due in rows if due.state is DueState.AHEAD][
        :3
    ]
    return [
        shapes.Due(
            what=due.title,
            due_at=due.due_at,
            owner=due.owner.value,
            level={DueState.OVERDUE: "caution", DueState.DUE: "note", DueState.AHEAD: ""}[due.state],
            href=links.for_action(page.episode.id, due.action, due.session, may_observe=may_observe),
            action="Open",
            because=due.because,
        )
        for due in standing
    ]


def events(page: PatientPage, *, most: int | None = None, kinds: Iterable[str] = ()) -> list[shapes.Event]:
    """The timeline, newest first; corrected entries are kept and say what replaced them."""
    wanted = set(kinds)
    records = [record for record in reversed(page.facts.history) if not wanted or describe(record.fact).kind in wanted]
    return [event_of(page, record) for record in records[:most]]


def highlights(page: PatientPage, *, most: int) -> list[shapes.Event]:
    """The timeline's outline: visits, doses, measures, decisions; not each reading or answer."""
    told = [record for record in reversed(page.facts.history) if describe(record.fact).kind != "record"]
    return [event_of(page, record) for record in told[:most]]


def words_of(record: Record[Fact]) -> Words:
    """The fact in words; a measure also says its score and band."""
    words = describe(record.fact)
    if not isinstance(record.fact, MeasureAnswered) or (instrument := all_instruments().get(record.fact.instrument)) is None:
        return words
    try:
        score = score_of(record.fact)
    except Implausible:
        return words
    total = f"{score.total:g}" if score.total is not None else ""
    band = score.band.word if score.band else ""
    return Words(instrument.short, " · ".join(part for part in (total, band, words.detail) if part), words.kind)


def event_of(page: PatientPage, record: Record[Fact]) -> shapes.Event:
    words = words_of(record)
    correction = page.facts.corrected.get(record.id)
    is_late = (record.recorded_at - record.at).total_seconds() > _LATE_SECONDS
    return shapes.Event(
        at=record.at,
        what=f"{words.what}: {about}" if (about := _about(page, record.fact)) else words.what,
        detail=words.detail,
        by=record.by_name,
        href=address("episodes:fact", episode=page.episode.id, fact=record.id),
        kind=_EVENT_KINDS.get(words.kind, ""),
        is_corrected=correction is not None,
        correction=_corrected_by(correction),
        entered_at=record.recorded_at if is_late else None,
    )


def _about(page: PatientPage, fact: Fact) -> str:
    """What an entry speaks of when it only points at another: the measure looked at, the goal rated."""
    if isinstance(fact, MeasureReviewed) and (answered := page.facts.get(fact.measure)) is not None:
        return words_of(answered).what
    if isinstance(fact, GoalRated):
        return next((each.fact.title for each in page.facts.of(GoalSet) if each.fact.goal == fact.goal), "")
    return ""


_LATE_SECONDS = 180
"""Entries written down more than three minutes after the fact say so."""


def _corrected_by(correction: Record[Fact] | None) -> str:
    if correction is None:
        return ""
    words = describe(correction.fact)
    return f"{words.what}: {words.detail}" if words.detail else words.what
