"""What the suicide screens say, and whether a clinician has followed a concern up."""

from datetime import datetime
from uuid import UUID

from kapstone.chart import Chart
from kapstone.facts import ConcernResolved, Implausible, MeasureAnswered, Record
from kapstone.findings import Level, Override, Role
from kapstone.instruments import Triage, all_instruments, score_of
from kapstone.rules._rule import Verdict

RECENT, SINCE = "cssrs_recent", "cssrs_since_last_contact"
C_SSRS = "C-SSRS screener"
_INTENT = ("cssrs_4", "cssrs_5")
_BEHAVIOUR = {RECENT: "cssrs_6b", SINCE: "cssrs_6"}


def screens(chart: Chart) -> tuple[Record[MeasureAnswered], ...]:
    """Both versions of the C-SSRS screener, oldest first."""
    return chart.once("screens", lambda: chart.facts.of(MeasureAnswered, lambda fact: fact.instrument in _BEHAVIOUR))


def triage(chart: Chart, record: Record[MeasureAnswered]) -> Triage | None:
    """The tier of a screen, None while answers are missing."""
    return chart.once(("triage", record.id), lambda: _triage(record))


def _triage(record: Record[MeasureAnswered]) -> Triage | None:
    try:
        return score_of(record.fact).triage
    except Implausible:
        return None


def says_intent(record: Record[MeasureAnswered]) -> bool:
    return any(record.fact.answers.get(item) == 1 for item in _INTENT)


def says_recent_behaviour(record: Record[MeasureAnswered]) -> bool:
    return record.fact.answers.get(_BEHAVIOUR[record.fact.instrument]) == 1


def stands_out(record: Record[MeasureAnswered]) -> bool:
    """Whether an item on self-harm was answered so that it is acted on by itself, whatever the total."""
    instrument = all_instruments().get(record.fact.instrument)
    rules = instrument.critical if instrument else ()
    return any(record.fact.answers.get(rule.item) in rule.values for rule in rules)


def self_harm_answer(record: Record[MeasureAnswered]) -> int | None:
    """The answer to the questionnaire's own item on self-harm; None when it was left out or only a total is known."""
    instrument = all_instruments().get(record.fact.instrument)
    items = instrument.critical_items if instrument else frozenset()
    answers = [record.fact.answers.get(item) for item in items]
    known = [answer for answer in answers if answer is not None]
    return max(known) if known else None


def resolution(chart: Chart, record: Record[MeasureAnswered]) -> Record[ConcernResolved] | None:
    """The last follow-up by a clinician that names this very measure."""
    return chart.followed_up(record.id)


def is_resolved(chart: Chart, record: Record[MeasureAnswered]) -> bool:
    found = resolution(chart, record)
    return found is not None and found.fact.safe_to_continue


def concern(chart: Chart, record: Record[MeasureAnswered], *, because: str, act: str, due: datetime, value: str) -> Verdict:
    """URGENT until a clinician followed it up; a stop when they found it not safe to go on."""
    found = resolution(chart, record)
    facts: tuple[UUID, ...] = (record.id,)
    if found is None:
        return Verdict(
            level=Level.URGENT,
            because=because,
            act=act,
            value=value,
            subject=str(record.id),
            facts=facts,
            due=due,
            owner=Role.PRESCRIBER,
            waits_for=("ConcernResolved",),
        )
    return Verdict(
        level=Level.STOP,
        because=f"{because} Followed up on {found.at.day} {found.at:%B %Y}: {found.fact.found} Not safe to continue.",
        act="Keep to the agreed plan, and record a new follow-up when it is safe to continue.",
        value=value,
        subject=str(record.id),
        facts=(*facts, found.id),
        override=Override.NEVER,
        waits_for=("ConcernResolved",),
    )
