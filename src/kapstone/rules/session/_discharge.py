"""The discharge gate: what its rules share, when observation ends, and what an early leave still needs."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeVar

from kapstone.chart import Chart
from kapstone.evidence import Citation, Standing
from kapstone.facts import (
    Discharged,
    DosePaused,
    DoseResumed,
    DoseStopped,
    EscortArrived,
    Fact,
    Infusion,
    NextDayContacted,
    Record,
)
from kapstone.findings import Override, Role
from kapstone.rules._rule import Example, Limit, Limits, Moment, Rule, Verdict
from kapstone.rules.session._scene import Scene, in_session, minutes
from kapstone.rules.session._sources import EXPERT, REVIEW

__all__ = ["discharge_rule", "dosing_ended_at", "early_leave_needs", "fresh"]

F = TypeVar("F", bound=Fact)


def fresh(scene: Scene, limits: Limits, series: Sequence[Record[F]], name: str) -> Record[F] | Verdict:
    """The latest of the series if it is recent enough to let someone go home; else why not."""
    if not series:
        return scene.missing(name)
    latest = series[-1]
    if scene.age(latest) > timedelta(minutes=limits["max_age_min"]):
        return scene.missing(name, because=f"{name[:1].upper()}{name[1:]}: the latest is {minutes(scene.age(latest))} old.")
    return latest


def dosing_ended_at(scene: Scene) -> datetime | None:
    """When the last drug went in: the recorded end of each infusion, its planned end where none is recorded, later by its pauses, else the dose."""
    facts = scene.chart.facts
    course = [*facts.of(DosePaused), *facts.of(DoseResumed), *facts.of(DoseStopped)]
    return max((Infusion.of(dose, course).ends_at(scene.until) for dose in scene.chart.doses), default=None)


def early_leave_needs(chart: Chart) -> tuple[str, ...]:
    """What a patient who leaves against advice still needs: the signed form, an escort, the prescriber called, contact next day.

    Empty when nothing is missing; the contact can only be there the day after, so until then it is named as what is still owed.
    """
    if chart.session is None:
        return ("an open session",)
    facts, session = chart.facts, chart.session
    left = facts.latest(Discharged, lambda fact: fact.session == session)
    escort = facts.latest(EscortArrived, lambda fact: fact.session == session)
    needs = (
        ("the form for leaving against advice, signed", left is not None and left.fact.against_advice),
        ("the prescriber informed by telephone", left is not None and left.fact.prescriber_informed),
        ("a responsible adult who takes the patient home", escort is not None),
        (
            "contact with the patient on the next day",
            facts.latest(NextDayContacted, lambda fact: fact.session == session) is not None,
        ),
    )
    return tuple(what for what, is_there in needs if not is_there)


def discharge_rule(
    *,
    id: str,  # noqa: A002 - the name every entry has
    title: str,
    says: str,
    reads: tuple[str, ...],
    decide: Callable[[Scene, Limits], Verdict],
    examples: tuple[Example, ...],
    limits: Mapping[str, Limit] = MappingProxyType({}),
    cites: tuple[Citation, ...] = (EXPERT,),
    standing: Standing = Standing.DESIGN,
    owner: Role = Role.MONITOR,
    override: Override = Override.PRESCRIBER,
) -> Rule:
    """One criterion: HOLD while it is not met, UNKNOWN while nobody has looked; before a dose there is nothing to leave from."""

    def after_a_dose(scene: Scene, numbers: Limits) -> Verdict:
        if scene.started_at is None:
            return scene.missing(
                "dose", because="No dose has been given in this session.", act="There is nothing to discharge from."
            )
        return decide(scene, numbers)

    return Rule(
        id=id,
        title=title,
        says=says,
        moments=frozenset({Moment.DISCHARGE}),
        reads=(*reads, "DoseGiven"),
        decide=in_session(after_a_dose),
        cites=cites,
        standing=standing,
        review=REVIEW,
        examples=examples,
        limits=limits,
        critical=True,
        owner=owner,
        override=override,
    )
