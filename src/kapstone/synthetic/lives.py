"""The lives of a demonstration clinic: who gets how far, under which programme, and what happens on the way."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from kapstone.pathway import Stage
from kapstone.synthetic.symptoms import Course

__all__ = ["LIVES", "Plan", "Twist"]


class Twist(StrEnum):
    """Something that makes a life differ from the plain one."""

    SHOWN = "the patient whom a visitor of the demonstration can be"
    IMPORTED = "comes with a record from elsewhere"
    HALF_ANSWERED = "has answered part of the history"
    AMBER = "resting blood pressure above 140, treated, then fine"
    ANEURYSM = "has an aneurysm in the history"
    LABS_MISSING = "the prescription monitoring query is missing"
    READY_TO_DECIDE = "everything for the decision is there"
    DECLINED = "a prescriber has declined"
    UNSIGNED = "the consent waits for the clinician's signature"
    WITHDRAWN = "took consent back"
    RUNNING = "is in the room now, during the dose"
    CHECKED_IN = "is checked in for a dose today"
    PLANNED = "the next visit is booked"
    SELF_HARM = "answered item 9 above zero today"
    HIGH_RISK = "answered yes to intent on the C-SSRS"
    SERIOUS_EVENT = "had a serious adverse event"
    EVENT_REVIEWED = "had an adverse event that was reviewed"
    EVENT_OPEN = "had an adverse event that waits for review"
    LEFT_EARLY = "left against advice once"
    CORRECTED = "an entry was corrected"
    OVERRIDDEN = "a finding was set aside with a reason"
    COMPLETED = "finished and well"
    LEFT = "withdrew from the programme"
    REFERRED = "was referred elsewhere"
    NO_MEASURES = "has not answered lately"


IV, IM, SL = "iv-trd-induction", "im-kap-course", "sublingual-kap-clinic"
HOME, NASAL = "sublingual-kap-home", "esketamine-trd"
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One life as it is meant to go. `since` is how long ago its last step was; with doses, how long ago the last began."""

    target: Stage
    programme: str = IV
    course: Course = Course.RESPONDER
    baseline: int = 18
    doses: int = 0
    since: timedelta = _DAY
    twists: frozenset[Twist] = field(default_factory=frozenset)
    has_portal: bool = True

    def has(self, twist: Twist) -> bool:
        return twist in self.twists


def _plan(target: Stage, *twists: Twist, since: timedelta = 2 * _DAY, **rest: object) -> Plan:
    return Plan(target=target, twists=frozenset(twists), since=since, **rest)  # type: ignore[arg-type]  # fields of Plan, each checked by the tests


S, T, C = Stage, Twist, Course

LIVES: tuple[Plan, ...] = (
    # The patient shown first: half through the course, doing well, with questions to answer before the next dose.
    _plan(S.DOSING, T.SHOWN, T.PLANNED, doses=3, since=3 * _DAY, baseline=19),
    # Before the decision.
    _plan(S.ENQUIRY, T.IMPORTED, since=_DAY, has_portal=False),
    _plan(S.PRESCREEN, since=_DAY),
    _plan(S.PRESCREEN, T.HALF_ANSWERED, since=3 * _DAY, programme=IM, baseline=16),
    _plan(S.PRESCREEN, T.HALF_ANSWERED, since=9 * _DAY, baseline=22),
    _plan(S.PRESCREEN, since=4 * _HOUR, programme=SL, has_portal=False),
    _plan(S.EVALUATION, since=2 * _DAY),
    _plan(S.EVALUATION, T.AMBER, since=_DAY, baseline=20),
    _plan(S.EVALUATION, T.ANEURYSM, since=4 * _DAY, baseline=17),
    _plan(S.EVALUATION, since=16 * _DAY, programme=SL, baseline=14),
    _plan(S.ELIGIBILITY, T.READY_TO_DECIDE, since=_DAY, baseline=21),
    _plan(S.ELIGIBILITY, T.LABS_MISSING, since=3 * _DAY),
    _plan(S.ELIGIBILITY, T.DECLINED, T.ANEURYSM, since=2 * _DAY, baseline=16),
    _plan(S.ELIGIBILITY, T.AMBER, since=2 * _DAY, programme=IM),
    # Before the first dose.
    _plan(S.MATCHING, since=_DAY),
    _plan(S.MATCHING, since=5 * _DAY, programme=IM, baseline=15),
    _plan(S.MATCHING, T.OVERRIDDEN, since=2 * _DAY, baseline=22),
    _plan(S.CONSENT, since=2 * _DAY),
    _plan(S.CONSENT, T.UNSIGNED, since=_DAY, programme=SL, baseline=17),
    _plan(S.CONSENT, T.WITHDRAWN, doses=2, since=5 * _DAY, course=C.PARTIAL),
    _plan(S.GOALS, since=2 * _DAY, baseline=20),
    _plan(S.GOALS, since=6 * _DAY, programme=IM),
    _plan(S.PREPARATION, since=_DAY, baseline=16),
    _plan(S.PREPARATION, since=3 * _DAY, programme=SL, baseline=19),
    _plan(S.PREPARATION, since=2 * _DAY, baseline=23),
    # In the course.
    _plan(S.DOSING, T.RUNNING, doses=2, since=timedelta(minutes=27), baseline=20),
    _plan(S.DOSING, T.RUNNING, doses=1, since=timedelta(minutes=96), programme=IM, baseline=17),
    _plan(S.DOSING, T.CHECKED_IN, T.PLANNED, doses=2, since=4 * _DAY, baseline=18),
    _plan(S.DOSING, T.SELF_HARM, T.PLANNED, doses=4, since=3 * _DAY, course=C.NONE, baseline=21),
    _plan(S.DOSING, T.EVENT_OPEN, doses=2, since=4 * _DAY, course=C.PARTIAL),
    _plan(S.DOSING, T.PLANNED, doses=0, since=2 * _DAY, baseline=18),
    _plan(S.DOSING, T.NO_MEASURES, T.EVENT_REVIEWED, doses=3, since=9 * _DAY, programme=IM, course=C.PARTIAL, baseline=16),
    _plan(S.NEXT_DAY, doses=1, since=4 * _HOUR, baseline=19),
    _plan(S.NEXT_DAY, doses=3, since=23 * _HOUR, course=C.PARTIAL, baseline=17),
    _plan(S.NEXT_DAY, T.LEFT_EARLY, doses=1, since=21 * _HOUR, programme=SL, baseline=18),
    _plan(S.INTEGRATION, doses=1, since=34 * _HOUR, baseline=20),
    _plan(S.INTEGRATION, T.CORRECTED, doses=2, since=5 * _DAY, course=C.PARTIAL, baseline=18),
    _plan(S.INTEGRATION, doses=4, since=30 * _HOUR, baseline=22),
    # After the course.
    _plan(S.REVIEW, doses=6, since=6 * _DAY, baseline=21),
    _plan(S.REVIEW, T.EVENT_REVIEWED, doses=4, since=8 * _DAY, programme=SL, course=C.NONE, baseline=17),
    _plan(S.REVIEW, doses=4, since=11 * _DAY, programme=SL, course=C.WORSE, baseline=16),
    _plan(S.MAINTENANCE, T.CORRECTED, doses=7, since=5 * _DAY, baseline=20),
    _plan(S.MAINTENANCE, doses=4, since=24 * _DAY, programme=SL, baseline=18),
    _plan(S.MAINTENANCE, T.NO_MEASURES, doses=6, since=40 * _DAY, programme=IM, course=C.PARTIAL, baseline=19),
    # Stopped.
    _plan(S.SUSPENDED, T.HIGH_RISK, doses=2, since=3 * _DAY, course=C.NONE, baseline=22),
    _plan(S.SUSPENDED, T.SERIOUS_EVENT, doses=1, since=3 * _DAY, baseline=18),
    _plan(S.CLOSED, T.COMPLETED, doses=4, since=35 * _DAY, programme=SL, baseline=18),
    _plan(S.CLOSED, T.DECLINED, T.ANEURYSM, since=9 * _DAY, baseline=15, has_portal=False),
    _plan(S.CLOSED, T.LEFT, doses=2, since=20 * _DAY, course=C.NONE, baseline=16),
    _plan(S.CLOSED, T.REFERRED, since=14 * _DAY, baseline=19, has_portal=False),
    # A dose taken at home now, and esketamine under its risk programme.
    _plan(S.DOSING, T.RUNNING, doses=2, since=timedelta(minutes=64), programme=HOME, baseline=15),
    _plan(S.DOSING, T.PLANNED, doses=2, since=3 * _DAY, programme=NASAL, baseline=20),
)
"""Fifty-two lives that between them stand at every stage."""
