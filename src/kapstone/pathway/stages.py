"""The stages of care as data: who owns each, where it may lead, what has to be open to leave it; and where a patient is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from kapstone.facts import (
    AdverseEventSeen,
    Decision,
    EligibilityDecided,
    EpisodeResumed,
    EpisodeSuspended,
    Evaluation,
    EvaluationDone,
    IdentityVerified,
    Implausible,
    MeasureAnswered,
    PreparationDone,
    PrescreenDone,
    Record,
    TherapistMatched,
)
from kapstone.findings import Finding, Level, Role
from kapstone.instruments import Triage, score_of
from kapstone.pathway import aftercare, groundwork
from kapstone.pathway._episode import Episode, has_role
from kapstone.pathway._says import say
from kapstone.pathway._types import GateId, Stage
from kapstone.pathway._words import on_day

__all__ = ["TITLES", "TRANSITIONS", "Transition", "current_stage", "suspension", "unlocked"]


@dataclass(frozen=True, slots=True)
class Transition:
    """A stage's owner, the stages it may lead to, the gate that opens when it may be left, and what is done in it."""

    title: str
    owner: Role
    to: tuple[Stage, ...]
    gate: GateId | None
    done: str
    waivable: bool = False


S, G, R = Stage, GateId, Role

TRANSITIONS: Mapping[Stage, Transition] = MappingProxyType({
    S.ENQUIRY: Transition("Enquiry", R.COORDINATOR, (S.PRESCREEN, S.SUSPENDED, S.CLOSED), None, "identity is verified"),
    S.PRESCREEN: Transition("Pre-screen", R.COORDINATOR, (S.EVALUATION, S.SUSPENDED, S.CLOSED), G.EVALUATE, "the self-report is read with the patient", True),
    S.EVALUATION: Transition("Evaluation", R.PRESCRIBER, (S.ELIGIBILITY, S.SUSPENDED, S.CLOSED), G.DECIDE_ELIGIBILITY, "medical and psychiatric evaluation are signed"),
    S.ELIGIBILITY: Transition("Eligibility", R.PRESCRIBER, (S.MATCHING, S.SUSPENDED, S.CLOSED), G.MATCH, "a prescriber decides"),
    S.MATCHING: Transition("Therapist", R.COORDINATOR, (S.CONSENT, S.ELIGIBILITY, S.SUSPENDED, S.CLOSED), G.CONSENT, "the patient accepts a therapist", True),
    S.CONSENT: Transition("Consent", R.THERAPIST, (S.GOALS, S.PREPARATION, S.DOSING, S.MAINTENANCE, S.ELIGIBILITY, S.SUSPENDED, S.CLOSED), G.PREPARE, "the consent is signed and countersigned"),
    S.GOALS: Transition("Goals", R.THERAPIST, (S.PREPARATION, S.CONSENT, S.SUSPENDED, S.CLOSED), G.PREPARE, "a goal is set", True),
    S.PREPARATION: Transition("Preparation", R.THERAPIST, (S.DOSING, S.CONSENT, S.GOALS, S.SUSPENDED, S.CLOSED), G.SCHEDULE_DOSE, "the preparation sessions are held", True),
    S.DOSING: Transition("Dosing", R.MONITOR, (S.NEXT_DAY, S.CONSENT, S.SUSPENDED, S.CLOSED), G.DISCHARGE, "the patient goes home after a dose"),
    S.NEXT_DAY: Transition("Next day", R.MONITOR, (S.INTEGRATION, S.DOSING, S.REVIEW, S.MAINTENANCE, S.CONSENT, S.SUSPENDED, S.CLOSED), None, "the patient is reached", True),
    S.INTEGRATION: Transition("Integration", R.THERAPIST, (S.DOSING, S.REVIEW, S.MAINTENANCE, S.CONSENT, S.SUSPENDED, S.CLOSED), G.REPEAT, "the integration session is held", True),
    S.REVIEW: Transition("Review", R.PRESCRIBER, (S.DOSING, S.MAINTENANCE, S.CONSENT, S.SUSPENDED, S.CLOSED), G.REVIEW, "a prescriber decides what follows"),
    S.MAINTENANCE: Transition("Maintenance", R.PRESCRIBER, (S.DOSING, S.REVIEW, S.CONSENT, S.SUSPENDED, S.CLOSED), G.MAINTAIN, "benefit is reviewed"),
    S.SUSPENDED: Transition("Suspended", R.PRESCRIBER, tuple(stage for stage in S if stage is not S.SUSPENDED), None, "a prescriber resumes treatment with a reason"),
    S.CLOSED: Transition("Closed", R.COORDINATOR, (), None, "the episode is over"),
})  # fmt: skip
"""Every stage, keyed by Stage. The diagram in docs/reference/pathway.md is printed from this."""

TITLES: Mapping[Stage, str] = MappingProxyType({stage: entry.title for stage, entry in TRANSITIONS.items()})


def current_stage(episode: Episode, suspended: Finding | None) -> Stage:
    """Where the patient is. A running session is seen through; then groundwork, then what follows the last dose."""
    if episode.closed is not None:
        return Stage.CLOSED
    if suspended is not None:
        return Stage.SUSPENDED
    return unlocked(episode)


def unlocked(episode: Episode) -> Stage:
    """The stage as it would be without suspension or closing."""
    if episode.running:
        return Stage.DOSING
    return _groundwork(episode) or _course(episode)


def _groundwork(episode: Episode) -> Stage | None:
    """The first part of the groundwork that was never laid; its age is for the gates to judge."""
    if episode.latest(IdentityVerified) is None:
        return Stage.ENQUIRY
    if episode.latest(PrescreenDone) is None and episode.waiver(Stage.PRESCREEN) is None:
        return Stage.PRESCREEN
    signed = {record.fact.evaluation for record in episode.facts.of(EvaluationDone) if record.fact.cleared}
    if signed != set(Evaluation):
        return Stage.EVALUATION
    decision = episode.latest(EligibilityDecided)
    if decision is None or decision.fact.decision in {Decision.DECLINED, Decision.REFERRED}:
        return Stage.ELIGIBILITY
    if episode.latest(TherapistMatched) is None and episode.waiver(Stage.MATCHING) is None:
        return Stage.MATCHING
    if not groundwork.is_consented(episode):
        return Stage.CONSENT
    if episode.dosed:
        return None
    if not groundwork.active_goals(episode) and episode.waiver(Stage.GOALS) is None:
        return Stage.GOALS
    few = len(episode.facts.of(PreparationDone)) < episode.protocol.preparation.min_sessions
    return Stage.PREPARATION if few and episode.waiver(Stage.PREPARATION) is None else None


def _course(episode: Episode) -> Stage:
    """What follows the last dose: the contact, the integration, then the review, the next dose, or maintenance."""
    last = episode.last_dosed
    if last is not None:
        if aftercare.contact_is_missing(episode, last) and last.integration is None:
            return Stage.NEXT_DAY
        if aftercare.integration_is_missing(episode, last):
            return Stage.INTEGRATION
    if episode.is_ended or episode.induction_is_full:
        return Stage.REVIEW
    here = any(visit.check_in is not None for visit in episode.preparing)
    return Stage.MAINTENANCE if episode.in_maintenance and not here else Stage.DOSING


# -- suspension -----------------------------------------------------------------------------------------------------

_SUICIDALITY = ("cssrs_recent", "cssrs_since_last_contact")


def suspension(episode: Episode, screening: list[Finding]) -> Finding | None:
    """Why treatment is suspended: someone said so, a high C-SSRS, a serious event, or a stop after the patient was found eligible.

    Only a prescriber's EpisodeResumed that is later than every cause lifts it.
    """
    resumed = [record for record in episode.facts.of(EpisodeResumed) if has_role(record, Role.PRESCRIBER)]
    lifted = max((min(record.at, record.recorded_at) for record in resumed), default=None)
    causes = [cause for cause in _causes(episode, screening) if lifted is None or cause[0] > lifted]
    if not causes:
        return None
    at, because, facts = max(causes, key=lambda cause: (cause[0], cause[1]))
    return say(
        episode.protocol, "PW-SUSPENDED", Level.STOP, f"Suspended since {on_day(at)}: {because}",
        act="Only a prescriber may resume, with a reason.", facts=facts, waits_for=("resumption by a prescriber",),
    )  # fmt: skip


def _causes(episode: Episode, screening: list[Finding]) -> list[tuple[datetime, str, tuple[UUID, ...]]]:
    causes: list[tuple[datetime, str, tuple[UUID, ...]]] = []
    causes += [
        (max(record.at, record.recorded_at), record.fact.reason, (record.id,)) for record in episode.facts.of(EpisodeSuspended)
    ]
    causes += [
        (max(record.at, record.recorded_at), f"serious adverse event, {record.fact.term}.", (record.id,))
        for record in episode.facts.of(AdverseEventSeen)
        if record.fact.is_serious
    ]
    causes += [
        (max(record.at, record.recorded_at), "high suicide risk on the C-SSRS.", (record.id,))
        for record in episode.facts.of(MeasureAnswered, lambda fact: fact.instrument in _SUICIDALITY)
        if _is_high(record)
    ]
    eligible = episode.latest(EligibilityDecided)
    if eligible is not None and eligible.fact.decision in {Decision.ELIGIBLE, Decision.CONDITIONAL}:
        causes += [
            (_since(episode, finding, eligible), f"{finding.title}. {finding.because}", finding.facts)
            for finding in screening
            if finding.level is Level.STOP
        ]
    return causes


def _is_high(record: Record[MeasureAnswered]) -> bool:
    """An answer set that cannot be scored is for the rules to ask about; it is not high."""
    try:
        return score_of(record.fact).triage is Triage.HIGH
    except Implausible:
        return False


def _since(episode: Episode, finding: Finding, decision: Record[EligibilityDecided]) -> datetime:
    """When a stop became known: with the newest fact it rests on, or else with the decision it contradicts."""
    records = [record for record in map(episode.facts.get, finding.facts) if record is not None]
    return max((max(record.at, record.recorded_at) for record in records), default=decision.at)
