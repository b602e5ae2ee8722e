"""What an interaction is, how its severity becomes a level, and how it is judged over the medication list."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from kapstone.chart import Chart, Place
from kapstone.drugs import Certainty, members
from kapstone.evidence import Citation, Standing
from kapstone.facts import Route
from kapstone.findings import Level
from kapstone.rules._rule import Example, Limit, Limits, Moment, Rule, Verdict
from kapstone.rules.interactions._list import Listed, medicines_of
from kapstone.rules.interactions._sources import REVIEW

__all__ = ["SWALLOWED", "Action", "Apart", "Case", "Interaction", "Severity", "Touched", "level_of", "spoken"]

SWALLOWED = frozenset({Route.ORAL, Route.SUBLINGUAL})
"""Routes by which part of the dose passes the gut and the liver first."""

APART, APART_LONG = "apart_h", "apart_long_h"


class Severity(StrEnum):
    """How bad it is."""

    CONTRAINDICATED = "contraindicated"
    MAJOR = "major"
    """A prescriber must decide."""
    MODERATE = "moderate"
    """An extra step."""
    MINOR = "minor"
    """To be known."""
    EFFICACY = "efficacy"
    """Safe, but may blunt the benefit."""
    NONE = "none"
    """Nothing to fear; said so that nobody stops the medicine."""


class Action(StrEnum):
    """What is done about it."""

    BLOCK = "block"
    HOLD_DOSE = "hold the dose"
    REVIEW = "prescriber reviews"
    SEPARATE = "separate in time"
    ENHANCED_MONITOR = "closer monitoring"
    DOSE_ADJUST = "adjust the dose"
    INFORM = "inform"
    NONE = "continue"


def level_of(severity: Severity, actions: tuple[Action, ...]) -> Level:
    """The level of a finding.

    STOP: contraindicated, or blocked. HOLD: the dose waits. REVIEW: major, or the prescriber reviews. CAUTION: moderate, an extra step.
    NOTE: everything milder. UNKNOWN is never the level of a known interaction; it is that of a list or a route nobody knows.
    """
    if severity is Severity.CONTRAINDICATED or Action.BLOCK in actions:
        return Level.STOP
    if Action.HOLD_DOSE in actions:
        return Level.HOLD
    if severity is Severity.MAJOR or Action.REVIEW in actions:
        return Level.REVIEW
    return Level.CAUTION if severity is Severity.MODERATE else Level.NOTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """How long before a dose the medicine was taken last. Judged on the day, by DELTA-APART."""

    hours: float
    low: float
    high: float
    standing: Standing
    long_hours: float | None = None
    long_acting: frozenset[str] = frozenset()
    """Ingredients for which `long_hours` holds."""
    level: Level = Level.HOLD
    """Of a dose that comes too early."""
    only_as_needed: bool = False
    """Only what is taken as needed is kept apart; what is taken daily is not stopped for it."""
    asked_at_check_in: str = ""
    """The question of the check-in whose no answers for the last 24 hours."""
    routes: frozenset[Route] = frozenset()

    def limits(self) -> dict[str, Limit]:
        own = {APART: Limit(self.hours, "h", "how long before a dose it was taken last", self.standing, self.low, self.high)}
        if self.long_hours is not None:
            says = "the same, for those that act long"
            own[APART_LONG] = Limit(self.long_hours, "h", says, self.standing, self.low, max(self.high, self.long_hours))
        return own


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What follows under certain conditions. The first case of an interaction that fits is the one that counts."""

    severity: Severity
    actions: tuple[Action, ...]
    act: str
    """What to do, in one or two sentences."""
    effect: str = ""
    """What it does, where this case differs."""
    routes: frozenset[Route] = frozenset()
    """Empty: by any route."""
    at_home: bool | None = None
    """None: wherever the dose is given."""
    ingredients: frozenset[str] = frozenset()
    """Empty: any partner."""
    level: Level | None = None
    """None: by severity and action."""
    later: Level | None = None
    """What the level becomes once the time apart has passed."""

    @property
    def verdict_level(self) -> Level:
        return self.level if self.level is not None else level_of(self.severity, self.actions)


@dataclass(frozen=True, slots=True)
class Touched:
    """A medicine of the list that an interaction is about, and which of its ingredients."""

    listed: Listed
    ingredients: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """One interaction with ketamine or esketamine. `rule()` makes the rule that judges it over the list."""

    id: str
    title: str
    says: str
    partners: tuple[str, ...]
    """Classes by id and ingredients by name."""
    but: tuple[str, ...] = ()
    """Ingredients of those classes that another interaction speaks for."""
    together: bool = False
    """Only a product that holds all partners."""
    unless_with: tuple[str, ...] = ()
    """Not a product that holds one of these too."""
    effect: str
    """What it does, as a clause."""
    cases: tuple[Case, ...]
    apart: Apart | None = None
    refine: Callable[[Touched, Case, Chart, Limits], Verdict | None] | None = None
    """For an interaction that depends on more than route and place. None: as the case says."""
    cites: tuple[Citation, ...]
    standing: Standing
    own_limits: Mapping[str, Limit] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def severities(self) -> tuple[Severity, ...]:
        return tuple(dict.fromkeys(case.severity for case in self.cases))

    @property
    def ingredients(self) -> frozenset[str]:
        """Every partner by name."""
        return _partners(self.partners, self.but)

    def rule(self, *examples: Example) -> Rule:
        """The rule of this interaction, asked at screening."""
        return Rule(
            id=self.id, title=self.title, says=self.says, moments=frozenset({Moment.SCREENING}), reads=("MedicationListed",), decide=self.decide,
            cites=self.cites, standing=self.standing, review=REVIEW, examples=examples, limits=self.limits,
        )  # fmt: skip

    @property
    def limits(self) -> dict[str, Limit]:
        return {**(self.apart.limits() if self.apart else {}), **self.own_limits}

    def limits_in(self, chart: Chart) -> Limits:
        """Its numbers as they hold for this chart, the protocol's changes among them."""
        return {name: limit.value for name, limit in self.limits.items()} | dict(chart.limits.get(self.id, {}))

    def decide(self, chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
        """A verdict for each medicine it is about; none when there is none."""
        found = ((touched, self.case_of(touched, chart)) for touched in self.touched(chart))
        return tuple(self._verdict(touched, case, chart, limits) for touched, case in found if case is not None)

    def touched(self, chart: Chart) -> Iterator[Touched]:
        """The medicines of the list it is about, those only that are known for certain."""
        partners = self.ingredients
        for listed in medicines_of(chart):
            names = listed.is_.ingredients
            hit = tuple(name for name in names if name in partners)
            all_there = not self.together or partners <= set(names)
            if listed.is_.certainty is Certainty.CERTAIN and hit and all_there and not set(self.unless_with) & set(names):
                yield Touched(listed, hit)

    def case_of(self, touched: Touched, chart: Chart) -> Case | None:
        """The first case that fits. While the route is not known, the first one that fits apart from it."""
        for case in self.cases:
            fits = (
                (not case.ingredients or case.ingredients & set(touched.ingredients))
                and (not case.routes or chart.route is None or chart.route in case.routes)
                and (case.at_home is None or case.at_home == (chart.place == Place.HOME))
            )
            if fits:
                return case
        return None

    def hours(self, touched: Touched, limits: Limits) -> float | None:
        """How long the medicine has to have been taken before a dose; None when it need not be kept apart."""
        if self.apart is None:
            return None
        is_long = bool(self.apart.long_acting & set(touched.ingredients))
        return limits[APART_LONG if is_long else APART]

    def _verdict(self, touched: Touched, case: Case, chart: Chart, limits: Limits) -> Verdict:
        if case.routes and chart.route is None:
            return self._route_missing(touched)
        if self.refine is not None:
            refined = self.refine(touched, case, chart, limits)
            if refined is not None:
                return refined
        taken_at = touched.listed.record.fact.last_taken_at
        hours = self.hours(touched, limits)
        if case.later is None or taken_at is None or hours is None:
            return spoken(self, touched, case)
        passed = taken_at + timedelta(hours=hours)
        if passed <= chart.now:
            return spoken(self, touched, case, level=case.later, more=f" It was last taken more than {hours:g} h ago.")
        return spoken(self, touched, case, due=passed, changes_at=passed)

    def _route_missing(self, touched: Touched) -> Verdict:
        return Verdict(
            level=Level.UNKNOWN,
            because=f"{touched.listed.words} is on the list, and what follows depends on the route, which is not known: {self.effect}.",
            act="Choose the programme, or say the route.",
            waits_for=("route",),
            subject=touched.listed.subject,
            facts=(touched.listed.record.id,),
        )


@cache
def _partners(named: tuple[str, ...], but: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(members(name) for name in named)) - set(but)


def spoken(
    interaction: Interaction,
    touched: Touched,
    case: Case,
    *,
    level: Level | None = None,
    more: str = "",
    act: str = "",
    due: datetime | None = None,
    changes_at: datetime | None = None,
) -> Verdict:
    """The verdict about one medicine, in words."""
    return Verdict(
        level=case.verdict_level if level is None else level,
        because=f"{touched.listed.words} is on the list: {case.effect or interaction.effect}.{more}",
        act=act or case.act,
        value=f"{case.severity.value}: {', '.join(touched.ingredients)}",
        subject=touched.listed.subject,
        facts=(touched.listed.record.id,),
        due=due,
        changes_at=changes_at,
    )
