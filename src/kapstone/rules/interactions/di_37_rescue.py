"""Midazolam or lorazepam given in a session as rescue is right where it is needed; that session's effect may be blunted."""

from collections.abc import Iterator

from kapstone.chart import Chart
from kapstone.drugs import members
from kapstone.evidence import Standing
from kapstone.facts import AdverseEventSeen, Fact, Record, SessionEvent
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Moment, Rule, Verdict
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import KETALAR, REVIEW
from kapstone.rules.session._story import SESSION, adverse_event, dose, example

_RESCUES = ("midazolam", "lorazepam", "versed", "ativan")

INTERACTION = Interaction(
    id="DI-37",
    title="Rescue with a benzodiazepine",
    says="Midazolam or lorazepam as rescue from severe agitation is right where it is needed; the effect of that session may be blunted.",
    partners=("midazolam", "lorazepam"),
    effect="it calms severe agitation, and the effect of that session may be blunted",
    cases=(
        Case(
            severity=Severity.NONE,
            actions=(Action.INFORM,),
            act="Judge the effect of this session with that in mind.",
        ),
    ),
    cites=(KETALAR,),
    standing=Standing.CHECKED,
)


def _decide(chart: Chart, _limits: Limits) -> tuple[Verdict, ...]:
    case = INTERACTION.cases[0]
    return tuple(
        Verdict(
            level=Level.NOTE,
            because=f"A benzodiazepine was given in the session as rescue: {INTERACTION.effect}.",
            act=case.act,
            value=case.severity.value,
            subject=str(session),
            facts=tuple(record.id for record in records),
        )
        for session, records in _rescues(chart)
    )


def _rescues(chart: Chart) -> Iterator[tuple[object, list[Record[Fact]]]]:
    """The records of this session that name one."""
    told: list[Record[Fact]] = [
        record
        for record in (*chart.facts.of(AdverseEventSeen), *chart.facts.of(SessionEvent))
        if getattr(record.fact, "session", None) == chart.session and chart.session is not None and _names_one(record.fact)
    ]
    if told:
        yield chart.session, told


def _names_one(fact: Fact) -> bool:
    said = " ".join(getattr(fact, name, "") for name in ("action", "event", "remarks", "detail")).casefold()
    assert set(_RESCUES[:2]) <= members("BZD"), "rescues are benzodiazepines of the tables"
    return any(name in said for name in _RESCUES)


RULE = Rule(
    id=INTERACTION.id,
    title=INTERACTION.title,
    says=INTERACTION.says,
    moments=frozenset({Moment.IN_SESSION, Moment.FOLLOW_UP}),
    reads=("AdverseEventSeen", "SessionEvent"),
    decide=_decide,
    cites=INTERACTION.cites,
    standing=INTERACTION.standing,
    review=REVIEW,
    examples=(
        example(
            "midazolam against agitation",
            Level.NOTE,
            dose(),
            (20, adverse_event("agitation", action="midazolam 2 mg IM")),
        ),
        example(
            "lorazepam, noted with the event",
            Level.NOTE,
            dose(),
            (20, SessionEvent(session=SESSION, event="panic", remarks="lorazepam 1 mg")),
        ),
        example("agitation that passed", Level.CLEAR, dose(), (20, adverse_event("agitation", action="talked down"))),
    ),
)
