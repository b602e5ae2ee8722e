"""What a tablet takes along in case it is alone: the numbers rules judge by, what to do first, and the session so far."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.middleware.csrf import get_token

from kapstone.chart import Chart
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.sealing import derived_key
from kapstone.clinic.sessions.room import VisitPage
from kapstone.facts import AdverseEventSeen, MeasureAnswered, Record, SessionEvent, StateObserved, VitalsTaken
from kapstone.findings import Level
from kapstone.pathway import Episode as Course
from kapstone.rules import Moment, all_rules, rules_for
from kapstone.rules.session import total_of

__all__ = ["history_of", "judged_by", "key_of", "known", "terms"]

Json = dict[str, Any]  # Any: JSON values
Limits = Mapping[str, Mapping[str, float]]

_SIGNS = (
    "systolic_mmhg", "diastolic_mmhg", "heart_rate_per_min", "spo2_percent", "respiratory_rate_per_min", "temperature_celsius", "oxygen_litres_per_min",
)  # fmt: skip
_STATES = ("moaas", "dissociation_0_10", "distress_0_10", "nausea_0_10")
_WATCHED = tuple(f"MON-A{number}" for number in range(1, 15))
"""The alarms of a running session. MON-A15 is about going home, which waits for the clinic anyway."""


def terms(request: HttpRequest, here: VisitPage, actor: Actor) -> Json:
    """Everything for the tablet, with the key this person's entries of this visit are sealed under. It belongs in no cache."""
    place = f"Session {here.view.number}" + (f" · {here.view.room}" if here.view.room else "")
    return {
        "person": str(actor.user_id), "key": key_of(actor.user_id, here.id), "csrf": get_token(request), "who": here.page.episode.patient.name, "place": place,
        "allergies": here.allergies, "zone": str(here.page.zone), "is_over": here.is_over, "may_run": actor.can(Can.RUN_SESSION), "rules": judged_by(_limits(here)),
        **known(here),
    }  # fmt: skip


def known(here: VisitPage) -> Json:
    """What is renewed whenever the screen is: the session so far, and the time by the clinic's clock."""
    chart = Chart(facts=here.page.facts, now=here.now, session=here.id, limits=_limits(here))
    due, grace = here.view.next_vitals_at, here.page.protocol.monitoring.grace
    return {
        "now": here.now.timestamp() * 1000, "seen": here.page.seen, "history": history_of(chart), "due": due.timestamp() * 1000 if due else None,
        "grace": grace.total_seconds() * 1000,
    }  # fmt: skip


def key_of(person: UUID, session: UUID) -> str:
    """The same for this person and session whenever they come back, so that what was closed unsent can be opened and sent."""
    return base64.b64encode(derived_key("sessions outbox", person, session)).decode()


def history_of(chart: Chart) -> Json:
    """One session as the tablet's judgement reads it. Times are milliseconds since 1970; what a device said unaccepted is left out."""
    session = chart.session
    assert session is not None, "a tablet is at the chair of one session"
    facts = chart.facts
    return {
        "started": _ms(chart.doses[0]) if chart.doses else None,
        "vitals": [_said(record, _SIGNS) | {"symptoms": list(record.fact.symptoms)} for record in chart.vitals(session=session)],
        "states": [_said(record, _STATES) for record in facts.of(StateObserved, lambda fact: fact.session == session)],
        "events": [{"at": _ms(record), "event": record.fact.event} for record in facts.of(SessionEvent, lambda fact: fact.session == session)],
        "adverse": [{"at": _ms(record), "term": record.fact.term} for record in facts.of(AdverseEventSeen, lambda fact: fact.session == session)],
        "cadss": [
            {"at": _ms(record), "total": total_of(record.fact)}
            for record in facts.of(MeasureAnswered, lambda fact: fact.instrument == "cadss6" and fact.session == session)
        ],
    }  # fmt: skip


def judged_by(limits: Limits) -> Json:
    """Each rule of the running session: its title, its numbers under this protocol, and what to do first at each level."""
    watched = {rule: tuple(sorted(numbers.items())) for rule, numbers in sorted(limits.items()) if rule in _WATCHED}
    return _judged_by(tuple(watched.items()))


@cache
def _judged_by(limits: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]) -> Json:
    given = {rule: dict(numbers) for rule, numbers in limits}
    found: Json = {}
    for rule in rules_for(Moment.IN_SESSION):
        if rule.id in _WATCHED:
            numbers = {name: limit.value for name, limit in rule.limits.items()} | given.get(rule.id, {})
            found[rule.id] = {"title": rule.title, "limits": numbers, "acts": _acts(rule.id, {}) | _acts(rule.id, given)}
    return found


def _acts(rule_id: str, limits: Limits) -> dict[str, str]:
    """What the rule itself tells to do at each level, learnt from its worked examples under these numbers."""
    rule, acts = all_rules()[rule_id], dict[str, str]()
    for example in rule.examples:
        for finding in rule.judge(replace(example.chart(), limits=limits)):
            if finding.level >= Level.CAUTION and finding.act:
                acts.setdefault(finding.level.name, finding.act)
    return acts


def _limits(here: VisitPage) -> Limits:
    return Course(here.page.protocol, here.page.facts, here.now).limits


def _said(record: Record[VitalsTaken] | Record[StateObserved], names: tuple[str, ...]) -> Json:
    values = {name: value for name in names if (value := getattr(record.fact, name)) is not None}
    return {"at": _ms(record), **values}


def _ms(record: Record[Any]) -> float:  # Any: a record of any fact
    return record.at.timestamp() * 1000
