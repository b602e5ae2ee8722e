"""What the rules of the days after share: one verdict for each session with a dose, none where there was no dose."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from kapstone.chart import Chart
from kapstone.evidence import Citation, Standing
from kapstone.facts import ConcernResolved, DoseGiven, NextDayContacted, Record
from kapstone.findings import Override, Role
from kapstone.rules._rule import Example, Limit, Limits, Moment, Rule, Verdict
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import EXPERT, REVIEW

__all__ = ["each_session", "follow_up_rule", "followed_up", "next_day_contact"]


def each_session(decide: Callable[[Scene, Limits], tuple[Verdict, ...]]) -> Callable[[Chart, Limits], tuple[Verdict, ...]]:
    """For a rule about what follows a dose: the chart's session, or every session that had a dose."""

    def judge(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
        dosed = dict.fromkeys(record.fact.session for record in chart.facts.of(DoseGiven))
        wanted = [session for session in dosed if chart.session in {None, session}]
        return tuple(
            verdict for session in wanted for verdict in decide(Scene(replace(chart, session=session), session), limits)
        )

    return judge


def next_day_contact(scene: Scene) -> Record[NextDayContacted] | None:
    """The latest contact after this session."""
    return scene.chart.facts.latest(NextDayContacted, lambda fact: fact.session == scene.session)


def followed_up(chart: Chart, record: Record[NextDayContacted]) -> Record[ConcernResolved] | None:
    """What a clinician concluded about the concern this record raised."""
    return chart.followed_up(record.id)


def hours(limits: Limits, name: str) -> timedelta:
    return timedelta(hours=limits[name])


def follow_up_rule(
    *,
    id: str,  # noqa: A002 - the name every entry has
    title: str,
    says: str,
    reads: tuple[str, ...],
    decide: Callable[[Chart, Limits], tuple[Verdict, ...]],
    examples: tuple[Example, ...],
    limits: Mapping[str, Limit] = MappingProxyType({}),
    cites: tuple[Citation, ...] = (EXPERT,),
    standing: Standing = Standing.DESIGN,
    critical: bool = True,
) -> Rule:
    return Rule(
        id=id,
        title=title,
        says=says,
        moments=frozenset({Moment.FOLLOW_UP}),
        reads=reads,
        decide=decide,
        cites=cites,
        standing=standing,
        review=REVIEW,
        examples=examples,
        limits=limits,
        critical=critical,
        owner=Role.PRESCRIBER,
        override=Override.PRESCRIBER,
    )
