"""The guardrails of each route: from where to warn, where to stop unless a prescriber says why, how far apart, how often, how much in all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from types import MappingProxyType

from kapstone.dosing import _sources as src
from kapstone.evidence import Citation, Standing
from kapstone.facts import Drug, Route

__all__ = [
    "GUARDRAILS", "SLACK", "Check", "Guardrail", "Session", "Severity", "exceeds", "guardrail_for", "is_allowed", "judge",
]  # fmt: skip

SLACK = 1.005
"""A dose is rounded to what can be drawn up; half a percent is rounding, not a breach."""
_WEEK_WORDS = "doses in seven days"


class Severity(IntEnum):
    """What a check found, from nothing to a stop. UNKNOWN is never passed and never overridden: the fact has to be found."""

    FINE = 0
    WARN = 1
    UNKNOWN = 2
    STOP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardrail:
    """The limits of one route. A warning begins at its number, a stop above it. None: that limit is not set for this route."""

    id: str
    title: str
    drug: Drug
    route: Route
    at_home: bool = False
    warn_mg_per_kg: float | None = None
    warn_mg: float | None = None
    first_warn_mg: float | None = None
    """Warns from here at the very first dose."""
    stop_mg_per_kg: float | None = None
    stop_mg: float | None = None
    rate_warn_mg_per_kg_per_h: float | None = None
    """Warns above this rate."""
    min_interval: timedelta
    usual_in_7_days: int
    most_in_7_days: int
    standing: Standing = Standing.DESIGN
    source: Citation | None = None

    def __post_init__(self) -> None:
        for warn, stop in (
            (self.warn_mg_per_kg, self.stop_mg_per_kg),
            (self.warn_mg, self.stop_mg),
            (self.first_warn_mg, self.stop_mg),
        ):
            if warn is not None and stop is not None and warn > stop:
                raise ValueError(f"{self.id}: a warning comes before the stop")
        if self.stop_mg is None and self.stop_mg_per_kg is None:
            raise ValueError(f"{self.id}: a route without a stop has no guardrail")
        if not 1 <= self.usual_in_7_days <= self.most_in_7_days:
            raise ValueError(f"{self.id}: the usual number in seven days lies from one to the most")


_DAY, _H = timedelta(days=1), timedelta(hours=1)

_TABLE = (
    Guardrail(
        id="iv", title="Intravenous", drug=Drug.KETAMINE, route=Route.IV, warn_mg_per_kg=0.75, stop_mg_per_kg=1.0, stop_mg=120,
        rate_warn_mg_per_kg_per_h=1.0, min_interval=24 * _H, usual_in_7_days=3, most_in_7_days=3,
    ),
    Guardrail(
        id="im", title="Intramuscular", drug=Drug.KETAMINE, route=Route.IM, warn_mg_per_kg=1.0, warn_mg=80, stop_mg_per_kg=1.5, stop_mg=150,
        min_interval=48 * _H, usual_in_7_days=2, most_in_7_days=3,
    ),
    Guardrail(
        id="sc", title="Subcutaneous", drug=Drug.KETAMINE, route=Route.SC, warn_mg_per_kg=0.75, stop_mg_per_kg=1.0, min_interval=48 * _H,
        usual_in_7_days=3, most_in_7_days=3,
    ),
    Guardrail(
        id="nasal_racemic", title="Nasal, racemic", drug=Drug.KETAMINE, route=Route.NASAL, warn_mg=100, stop_mg=150, min_interval=48 * _H,
        usual_in_7_days=3, most_in_7_days=3,
    ),
    Guardrail(
        id="nasal_esketamine", title="Nasal, esketamine", drug=Drug.ESKETAMINE, route=Route.NASAL, first_warn_mg=84, stop_mg=84, min_interval=_DAY,
        usual_in_7_days=2, most_in_7_days=2, standing=Standing.CHECKED, source=src.SPRAVATO,
    ),
    Guardrail(
        id="sublingual", title="Sublingual, in the clinic", drug=Drug.KETAMINE, route=Route.SUBLINGUAL, warn_mg=300, stop_mg=450, min_interval=48 * _H,
        usual_in_7_days=2, most_in_7_days=3,
    ),
    Guardrail(
        id="sublingual_home", title="Sublingual, at home", drug=Drug.KETAMINE, route=Route.SUBLINGUAL, at_home=True, warn_mg=300, first_warn_mg=200,
        stop_mg=450, min_interval=72 * _H, usual_in_7_days=1, most_in_7_days=2,
    ),
    Guardrail(
        id="oral", title="Swallowed", drug=Drug.KETAMINE, route=Route.ORAL, warn_mg_per_kg=2.5, stop_mg=300, min_interval=24 * _H, usual_in_7_days=3,
        most_in_7_days=3,
    ),
)  # fmt: skip

GUARDRAILS: Mapping[str, Guardrail] = MappingProxyType({entry.id: entry for entry in _TABLE})
"""Every guardrail by id. All are a clinic's settings to confirm, except those of the esketamine label."""


def guardrail_for(drug: Drug, route: Route, *, at_home: bool = False) -> Guardrail | None:
    """The guardrail of a drug by a route at a place; None where there is none, and then nothing is allowed."""
    return next((g for g in _TABLE if (g.drug, g.route, g.at_home) == (drug, route, at_home)), None)


def exceeds(amount: float, limit: float) -> bool:
    """Whether an amount is above a limit by more than rounding."""
    return amount > limit * SLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What is planned for one session, and what went before. None is not known, and never passes."""

    dose_mg: float
    weight_kg: float | None = None
    boosters_mg: float = 0.0
    infusion_min: float | None = None
    is_first: bool | None = None
    since_last: timedelta | None = None
    """Since the start of the last dose; not asked for at the first."""
    in_last_7_days: int | None = None
    """Doses started in the seven days before this one, this one left out; not asked for at the first."""

    def __post_init__(self) -> None:
        for name in ("dose_mg", "weight_kg", "infusion_min"):
            value = getattr(self, name)
            if value is not None and not 0 < value < float("inf"):
                raise ValueError(f"{name} is {value:g}; it must be more than nothing")
        if not 0 <= self.boosters_mg < float("inf"):
            raise ValueError(f"boosters_mg is {self.boosters_mg:g}; it must not be less than nothing")

    @property
    def total_mg(self) -> float:
        return self.dose_mg + self.boosters_mg


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what, how it stands, and why in a sentence."""

    what: str
    severity: Severity
    because: str


def judge(guardrail: Guardrail, session: Session) -> tuple[Check, ...]:
    """Every limit of the route held against one session, in the order of the table. Boosters count everywhere."""
    return tuple(_checks(guardrail, session))


def is_allowed(checks: tuple[Check, ...], *, override_reason: str = "") -> bool:
    """Whether a session may go on: no stop without a prescriber's reason, and nothing unknown whatever is said. An empty judgement allows nothing."""
    worst = max((check.severity for check in checks), default=Severity.UNKNOWN)
    return worst <= Severity.WARN or (
        worst is Severity.STOP and bool(override_reason.strip()) and all(c.severity is not Severity.UNKNOWN for c in checks)
    )


def _checks(guardrail: Guardrail, session: Session) -> Iterator[Check]:
    yield from _per_kg(guardrail, session)
    yield from _milligrams(guardrail, session)
    yield from _rate(guardrail, session)
    yield from _spacing(guardrail, session)


def _per_kg(guardrail: Guardrail, session: Session) -> Iterator[Check]:
    warn, stop = guardrail.warn_mg_per_kg, guardrail.stop_mg_per_kg
    if warn is None and stop is None:
        return
    if session.weight_kg is None:
        yield Check("dose per kilogram", Severity.UNKNOWN, "The weight is not known, and this route has a limit per kilogram.")
        return
    yield _graded("dose per kilogram", session.total_mg / session.weight_kg, "mg/kg", warn, stop)


def _milligrams(guardrail: Guardrail, session: Session) -> Iterator[Check]:
    if guardrail.warn_mg is not None or guardrail.stop_mg is not None:
        yield _graded("dose of the session", session.total_mg, "mg", guardrail.warn_mg, guardrail.stop_mg)
    if guardrail.first_warn_mg is None:
        return
    if session.is_first is None:
        yield Check("first dose", Severity.UNKNOWN, "It is not known whether this is the first dose.")
    elif session.is_first:
        yield _graded("first dose", session.total_mg, "mg", guardrail.first_warn_mg, None)


def _graded(what: str, amount: float, unit: str, warn: float | None, stop: float | None) -> Check:
    shown = f"{amount:.3g} {unit}"
    if stop is not None and exceeds(amount, stop):
        return Check(what, Severity.STOP, f"{shown} is above the stop at {stop:g} {unit}.")
    if warn is not None and amount >= warn:
        return Check(what, Severity.WARN, f"{shown} reaches the warning at {warn:g} {unit}.")
    return Check(what, Severity.FINE, f"{shown} is below the limits.")


def _rate(guardrail: Guardrail, session: Session) -> Iterator[Check]:
    limit = guardrail.rate_warn_mg_per_kg_per_h
    if limit is None:
        return
    if session.infusion_min is None or session.weight_kg is None:
        yield Check("rate", Severity.UNKNOWN, "The rate cannot be worked out without the minutes and the weight.")
        return
    rate = session.dose_mg / session.weight_kg / (session.infusion_min / 60)
    over = exceeds(rate, limit)
    because = f"{rate:.2g} mg/kg an hour is {'above' if over else 'not above'} {limit:g}."
    yield Check("rate", Severity.WARN if over else Severity.FINE, because)


def _spacing(guardrail: Guardrail, session: Session) -> Iterator[Check]:
    if session.is_first:
        return
    if session.since_last is None:
        yield Check("interval", Severity.UNKNOWN, "It is not known when the last dose was.")
    else:
        hours, least = session.since_last / _H, guardrail.min_interval / _H
        early = session.since_last < guardrail.min_interval
        because = f"{hours:.3g} h since the last dose; at least {least:g} h."
        yield Check("interval", Severity.STOP if early else Severity.FINE, because)
    if session.in_last_7_days is None:
        yield Check(_WEEK_WORDS, Severity.UNKNOWN, "It is not known how many doses the last seven days had.")
        return
    count = session.in_last_7_days + 1
    severity = (
        Severity.STOP if count > guardrail.most_in_7_days
        else Severity.WARN if count > guardrail.usual_in_7_days
        else Severity.FINE
    )  # fmt: skip
    yield Check(
        _WEEK_WORDS,
        severity,
        f"With this one {count} in seven days; usually {guardrail.usual_in_7_days}, at most {guardrail.most_in_7_days}.",
    )
