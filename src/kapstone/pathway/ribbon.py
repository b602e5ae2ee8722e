"""The ribbon: each stage in order, whether it is done, where the patient is, and why it is not passed yet."""

from collections.abc import Mapping

from kapstone.facts import (
    ConsentGiven,
    EligibilityDecided,
    EnquiryReceived,
    EvaluationDone,
    Fact,
    PreparationDone,
    PrescreenDone,
    TherapistMatched,
)
from kapstone.findings import Finding, Level
from kapstone.pathway import groundwork
from kapstone.pathway._episode import Episode
from kapstone.pathway._types import Gate, GateId, Stage, Step, StepState
from kapstone.pathway._words import on_day
from kapstone.pathway.gates import Judged
from kapstone.pathway.stages import TITLES, unlocked

__all__ = ["ribbon_of"]

_ORDER = (
    Stage.ENQUIRY, Stage.PRESCREEN, Stage.EVALUATION, Stage.ELIGIBILITY, Stage.MATCHING, Stage.CONSENT, Stage.GOALS, Stage.PREPARATION,
    Stage.DOSING, Stage.NEXT_DAY, Stage.INTEGRATION, Stage.REVIEW, Stage.MAINTENANCE,
)  # fmt: skip

_CYCLE = {Stage.DOSING, Stage.NEXT_DAY, Stage.INTEGRATION}

_DONE_BY: Mapping[Stage, type[Fact]] = {
    Stage.ENQUIRY: EnquiryReceived,
    Stage.PRESCREEN: PrescreenDone,
    Stage.EVALUATION: EvaluationDone,
    Stage.ELIGIBILITY: EligibilityDecided,
    Stage.MATCHING: TherapistMatched,
    Stage.CONSENT: ConsentGiven,
    Stage.PREPARATION: PreparationDone,
}


def ribbon_of(episode: Episode, stage: Stage, judged: Judged, gates: tuple[Gate, ...]) -> tuple[Step, ...]:
    """All steps; while suspended or closed the step the patient would be at is shown as blocked, or as done."""
    here = unlocked(episode) if stage in {Stage.SUSPENDED, Stage.CLOSED} else stage
    return tuple(_step(episode, step, here, stage, judged, gates) for step in _ORDER)


def _step(episode: Episode, step: Stage, here: Stage, stage: Stage, judged: Judged, gates: tuple[Gate, ...]) -> Step:
    why = tuple(sorted(_why(step, judged, gates), key=lambda finding: (-finding.level, finding.rule, finding.subject)))
    return Step(
        stage=step, title=TITLES[step], state=_state(episode, step, here, stage, why), detail=_detail(episode, step), why=why
    )


def _state(episode: Episode, step: Stage, here: Stage, stage: Stage, why: tuple[Finding, ...]) -> StepState:
    if step is here and stage is not Stage.CLOSED:
        held = stage is Stage.SUSPENDED or any(finding.level >= Level.HOLD for finding in why)
        return StepState.BLOCKED if held else StepState.CURRENT
    if step.value in episode.waivers:
        return StepState.WAIVED
    return StepState.DONE if _is_passed(episode, step, here) else StepState.AHEAD


def _is_passed(episode: Episode, step: Stage, here: Stage) -> bool:
    """Whether a step lies behind: the groundwork by order, the cycle of doses by whether there was one, the rest by its facts."""
    match step:
        case Stage.DOSING:
            return bool(episode.dosed) and (here not in _CYCLE or here in {Stage.NEXT_DAY, Stage.INTEGRATION})
        case Stage.NEXT_DAY:
            return bool(episode.dosed) and here is not Stage.DOSING
        case Stage.INTEGRATION:
            return any(visit.integration is not None for visit in episode.dosed) and here not in _CYCLE
        case Stage.REVIEW:
            return bool(episode.reviews)
        case Stage.MAINTENANCE:
            return False
        case _:
            return _ORDER.index(step) < _ORDER.index(here)


def _why(step: Stage, judged: Judged, gates: tuple[Gate, ...]) -> list[Finding]:
    """What keeps a step from being passed."""
    match step:
        case Stage.ENQUIRY:
            found = [finding for finding in judged.entry if finding.rule == "PW-IDENTITY"]
        case Stage.PRESCREEN:
            found = [finding for finding in judged.entry if finding.rule == "PW-PRESCREEN"]
        case Stage.EVALUATION:
            found = judged.evaluations
        case Stage.ELIGIBILITY:
            found = [*judged.decision, *judged.screening]
        case Stage.MATCHING:
            found = judged.therapist
        case Stage.CONSENT:
            found = judged.consents
        case Stage.GOALS:
            found = [finding for finding in judged.ready if finding.rule == "PW-GOALS"]
        case Stage.PREPARATION:
            found = [finding for finding in judged.ready if finding.rule != "PW-GOALS"]
        case Stage.DOSING:
            found = [
                finding
                for gate in gates
                if gate.id is GateId.ADMINISTER
                for finding in gate.closed_by
                if finding.rule != "PW-DOSED"
            ]
            found += [finding for findings in judged.running.values() for finding in findings]
        case Stage.NEXT_DAY:
            found = [finding for finding in judged.after if finding.rule.startswith("PW-NEXT-DAY")]
        case Stage.INTEGRATION:
            found = [finding for finding in judged.after if finding.rule == "PW-INTEGRATION"]
        case Stage.REVIEW:
            found = [finding for finding in judged.course if finding.rule in {"PW-COURSE-FULL", "PW-COURSE-ENDED"}]
        case Stage.MAINTENANCE:
            found = [finding for finding in judged.course if finding.rule in {"PW-BENEFIT", "PW-MAINTENANCE-REVIEW"}]
            found += [finding for finding in judged.follow_up if finding.rule == "LONG-EXPOSURE"]
        case _:
            found = []
    return [finding for finding in {finding.key: finding for finding in found}.values() if finding.level >= Level.CAUTION]


def _detail(episode: Episode, step: Stage) -> str:
    """A few words below the step's name."""
    given, planned = len(episode.dosed), episode.planned_doses
    match step:
        case Stage.GOALS:
            count = len(groundwork.active_goals(episode))
            return f"{count} set" if count else ""
        case Stage.PREPARATION:
            return f"{len(episode.facts.of(PreparationDone))} of {episode.protocol.preparation.min_sessions}"
        case Stage.DOSING:
            return f"{min(given, planned)} of {planned}"
        case Stage.INTEGRATION:
            done = sum(visit.integration is not None for visit in episode.dosed)
            return f"{done} done" if done else ""
        case Stage.NEXT_DAY:
            done = sum(visit.contact is not None for visit in episode.dosed)
            return f"{done} done" if done else ""
        case Stage.REVIEW:
            return f"{episode.review.fact.decision.value}, {on_day(episode.review.at)}" if episode.review else ""
        case Stage.MAINTENANCE:
            since = max(0, given - planned)
            return f"{since} dose{'' if since == 1 else 's'}" if episode.in_maintenance else ""
        case _:
            record = episode.facts.latest(_DONE_BY[step]) if step in _DONE_BY else None
            return on_day(record.at) if record else ""
