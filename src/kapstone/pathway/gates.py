"""The gates: what has to hold before each step, as lists of the findings that keep it closed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kapstone.findings import Finding, Level
from kapstone.pathway import visit as around
from kapstone.pathway._episode import Episode, Visit
from kapstone.pathway._says import say
from kapstone.pathway._types import Gate, GateId

__all__ = ["SIGNED", "Judged", "all_gates", "gate_of"]

SIGNED = "DIS-D11"
"""The discharge rule that asks for the signature itself: it is what passing the gate adds, so it cannot keep the gate closed."""

TITLES = {
    GateId.EVALUATE: "Evaluate",
    GateId.DECIDE_ELIGIBILITY: "Decide on eligibility",
    GateId.MATCH: "Match a therapist",
    GateId.CONSENT: "Ask for consent",
    GateId.PREPARE: "Prepare",
    GateId.SCHEDULE_DOSE: "Schedule a dose",
    GateId.ORDER: "Sign the order",
    GateId.ADMINISTER: "Give the dose",
    GateId.BOOST: "Give a booster",
    GateId.DISCHARGE: "Go home",
    GateId.REPEAT: "Another dose",
    GateId.REVIEW: "Review the course",
    GateId.MAINTAIN: "Maintenance dose",
    GateId.CLOSE: "Close the episode",
}


@dataclass
class Judged:
    """Everything concluded, by where it came from, with overrides applied."""

    state: list[Finding] = field(default_factory=list)
    """Closed or suspended."""
    entry: list[Finding] = field(default_factory=list)
    evaluations: list[Finding] = field(default_factory=list)
    decision: list[Finding] = field(default_factory=list)
    therapist: list[Finding] = field(default_factory=list)
    consents: list[Finding] = field(default_factory=list)
    ready: list[Finding] = field(default_factory=list)
    """Goals and preparation."""
    screening: list[Finding] = field(default_factory=list)
    follow_up: list[Finding] = field(default_factory=list)
    course: list[Finding] = field(default_factory=list)
    after: list[Finding] = field(default_factory=list)
    """Contact, integration, adverse events."""
    timing: list[Finding] = field(default_factory=list)
    """What only time has to pass for, or what too much time has passed for: spacing of doses, the window after preparation."""
    before_dose: dict[object, list[Finding]] = field(default_factory=dict)
    """By session: check-in and the pre-dose rules."""
    setting: dict[object, list[Finding]] = field(default_factory=dict)
    orders: dict[object, list[Finding]] = field(default_factory=dict)
    running: dict[object, list[Finding]] = field(default_factory=dict)
    boosters: dict[object, list[Finding]] = field(default_factory=dict)
    leaving: dict[object, list[Finding]] = field(default_factory=dict)

    def all(self) -> list[Finding]:
        """Every finding once. Left out is what only says `not yet`: boosters, and timing that passes by itself; gates show those."""
        lists = [
            self.state, self.entry, self.evaluations, self.decision, self.therapist, self.consents, self.ready, self.screening,
            self.follow_up, self.course, self.after, [finding for finding in self.timing if finding.changes_at is None],
            *self.before_dose.values(), *self.setting.values(), *self.orders.values(), *self.running.values(), *self.leaving.values(),
        ]  # fmt: skip
        return list({finding.key: finding for part in lists for finding in part}.values())

    @property
    def standing(self) -> list[Finding]:
        """What has to hold for any dose."""
        return [
            *self.state, *self.entry, *self.evaluations, *self.decision, *self.therapist, *self.consents, *self.ready, *self.screening,
            *self.follow_up, *self.course,
        ]  # fmt: skip


def all_gates(episode: Episode, judged: Judged) -> tuple[Gate, ...]:
    """The gates of the episode, then those of each session that is not over."""
    gates = [
        gate_of(GateId.EVALUATE, [*judged.state, *judged.entry, *urgent(judged.screening)]),
        gate_of(GateId.DECIDE_ELIGIBILITY, [*judged.state, *judged.entry, *missing(judged.evaluations)], also=judged.screening),
        gate_of(GateId.MATCH, [*judged.state, *judged.entry, *judged.decision]),
        gate_of(GateId.CONSENT, [*judged.state, *judged.decision, *judged.therapist]),
        gate_of(GateId.PREPARE, [*judged.state, *judged.decision, *judged.therapist, *judged.consents]),
        gate_of(GateId.SCHEDULE_DOSE, judged.standing),
        gate_of(GateId.REVIEW, [*_closed(judged), *_not_dosed(episode), *_is_running(episode)]),
        gate_of(GateId.MAINTAIN, [*judged.standing, *judged.after, *judged.timing, *_maintenance_decided(episode)]),
        gate_of(
            GateId.CLOSE,
            [*_closed(judged), *_is_running(episode), *urgent([*judged.screening, *judged.follow_up, *judged.after])],
        ),
    ]
    if episode.dosed:
        gates.append(gate_of(GateId.REPEAT, [*judged.standing, *judged.after, *judged.timing, *_is_running(episode)]))
    for visit in episode.visits.values():
        if visit.is_preparing or visit.is_running:
            gates += _session_gates(episode, judged, visit)
    return tuple(gates)


def _session_gates(episode: Episode, judged: Judged, visit: Visit) -> list[Gate]:
    standing = [*judged.standing, *judged.after, *judged.timing]
    before = judged.before_dose.get(visit.id, [])
    if visit.is_preparing:
        others = _is_running(episode)
        order = gate_of(GateId.ORDER, [*standing, *others, *around.check_in(episode, visit)], also=before, session=visit)
        rest = [*before, *judged.setting.get(visit.id, []), *judged.orders.get(visit.id, [])]
        return [order, gate_of(GateId.ADMINISTER, [*standing, *others, *rest], session=visit)]
    given = [say(episode.protocol, "PW-DOSED", Level.HOLD, "The dose of this session was given.", subject=str(visit.id))]
    running = judged.running.get(visit.id, [])
    unsettled = [finding for finding in running if finding.level >= Level.CAUTION]
    amber = {finding.key for finding in unsettled}
    given_so_far = [finding for finding in judged.after if finding.rule == "PW-DOSE-GIVEN"]
    boost = [
        *judged.state,
        *judged.consents,
        *running,
        *judged.orders.get(visit.id, []),
        *judged.boosters.get(visit.id, []),
        *given_so_far,
    ]
    leaving = [finding for finding in judged.leaving.get(visit.id, []) if finding.rule != SIGNED]
    leave = [finding for finding in leaving if finding.level >= Level.UNKNOWN]
    return [
        gate_of(GateId.ORDER, given, session=visit),
        gate_of(GateId.ADMINISTER, given, session=visit),
        gate_of(
            GateId.BOOST, [f for f in boost if f.blocks_dose or f.key in amber], also=boost, session=visit, every=True
        ),  # a booster is never needed: while anything is amber (panic, vomiting, a rise of pressure) it waits
        gate_of(
            GateId.DISCHARGE,
            [*[f for f in running if f.level >= Level.STOP], *leave],
            also=[*running, *leaving],
            session=visit,
            every=True,
        ),
    ]


def gate_of(
    gate: GateId,
    findings: Iterable[Finding],
    *,
    also: Iterable[Finding] = (),
    session: Visit | None = None,
    every: bool = False,
) -> Gate:
    """The gate closed by those findings that block (`every`: by all of them); the rest that matters is shown as cautions."""
    found = list({finding.key: finding for finding in findings}.values())
    closing = tuple(sorted((f for f in found if every or f.blocks_dose), key=_worst_first))
    closed = {f.key for f in closing}
    passing = {f.key: f for f in (*found, *also) if f.level >= Level.CAUTION and f.key not in closed}
    cautions = tuple(sorted(passing.values(), key=_worst_first))
    return Gate(id=gate, title=TITLES[gate], closed_by=closing, cautions=cautions, session=session.id if session else None)


def _worst_first(finding: Finding) -> tuple[int, str, str]:
    return -finding.level, finding.rule, finding.subject


def urgent(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.level is Level.URGENT]


def missing(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.level is Level.UNKNOWN]


def _closed(judged: Judged) -> list[Finding]:
    return [finding for finding in judged.state if finding.rule == "PW-CLOSED"]


def _not_dosed(episode: Episode) -> list[Finding]:
    if episode.dosed:
        return []
    return [say(episode.protocol, "PW-NOT-DOSED", Level.UNKNOWN, "No dose was given yet.", waits_for=("first dose",))]


def _is_running(episode: Episode) -> list[Finding]:
    return [
        say(episode.protocol, "PW-RUNNING", Level.HOLD, "A session is running.", act="Finish it first.", subject=str(visit.id))
        for visit in episode.running
    ]


def _maintenance_decided(episode: Episode) -> list[Finding]:
    if episode.in_maintenance:
        return []
    because = "No review has decided on maintenance."
    return [
        say(episode.protocol, "PW-MAINTENANCE-DECISION", Level.UNKNOWN, because, waits_for=("review deciding on maintenance",))
    ]
