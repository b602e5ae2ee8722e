"""A rule that rests on the total of one questionnaire: at or above its cut something follows, below it is clear."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kapstone.chart import Chart
from kapstone.evidence import Citation, Standing
from kapstone.facts import MeasureAnswered, Record
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import REVIEW
from kapstone.rules.screening._charts import example, nothing_known, scored
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._measures import latest_total
from kapstone.rules.screening._window import lapses

VALID_DAYS = Limit(30, "days", "how long before the first dose the answers count", Standing.DESIGN, 7, 90)


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A questionnaire by id, and what to call it."""

    id: str
    name: str

    def ask(self) -> Verdict:
        return unknown(self.name, because=f"The {self.name} is not answered, or was too long ago.", act=f"Ask the {self.name}.")

    def answered(self, chart: Chart, days: float) -> tuple[Record[MeasureAnswered], float] | None:
        """The answers that count, with their total."""
        return latest_total(chart, self.id, within_days=_reach(chart, days))

    def spares(self, chart: Chart, days: float) -> Verdict | None:
        """CLEAR while this one is answered, for a rule whose own questionnaire need then not be asked."""
        found = self.answered(chart, days)
        if found is None:
            return None
        because = f"The {self.name} is answered, which asks the same."
        return Verdict(level=Level.CLEAR, because=because, facts=(found[0].id,), changes_at=lapses(chart, found[0].at, days))


def _reach(chart: Chart, days: float) -> float:
    """What counted at the first dose still counts: days from now back to `days` before it."""
    first = chart.begun_at
    return days if first is None else days + (chart.now - first).total_seconds() / 86_400


def over(
    chart: Chart, scale: Scale, cut: float, *, level: Level, days: float, means: str, act: str, clear: str
) -> Verdict | None:
    """`level` at or above the cut, CLEAR below it, None while it is not answered."""
    found = scale.answered(chart, days)
    if found is None:
        return None
    record, total = found
    is_over, limit = total >= cut, f"{cut:g} points"
    because = f"The {scale.name} gives {total:g} points, {'at or above' if is_over else 'below'} {cut:g}: {means if is_over else clear}."
    return Verdict(
        level=level if is_over else Level.CLEAR,
        because=because,
        act=act if is_over else "",
        value=f"{total:g} points",
        limit=limit,
        facts=(record.id,),
        changes_at=lapses(chart, record.at, days),
    )


def cut_rule(
    *,
    id: str,  # noqa: A002 - the word every entry uses
    scale: Scale,
    cut: Limit,
    level: Level,
    title: str,
    says: str,
    means: str,
    act: str,
    clear: str,
    cites: tuple[Citation, ...],
    standing: Standing,
    instead: Callable[[Chart, float], Verdict | None] = lambda _chart, _days: None,
    more: Mapping[str, Limit] = MappingProxyType({}),
    owner: Role = Role.PRESCRIBER,
) -> Rule:
    """`instead` is what another questionnaire says that already answers the question, so that this one need not be asked."""

    def decide(chart: Chart, limits: Limits) -> Verdict:
        days = limits["valid_days"]
        found = over(chart, scale, limits["points"], level=level, days=days, means=means, act=act, clear=clear)
        return found or instead(chart, days) or scale.ask()

    return Rule(
        id=id,
        title=title,
        says=says,
        moments=SCREENING,
        reads=("MeasureAnswered",),
        decide=decide,
        cites=cites,
        standing=standing,
        review=REVIEW,
        owner=owner,
        limits={"points": cut, "valid_days": VALID_DAYS, **more},
        examples=(
            nothing_known(),
            example(f"{cut.value:g} points", level, scored(scale.id, cut.value)),
            example(f"{cut.value - 1:g} points", Level.CLEAR, scored(scale.id, cut.value - 1)),
            example("answered long ago", Level.UNKNOWN, (60, scored(scale.id, cut.value))),
        ),
    )
