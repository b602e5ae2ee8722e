"""An item of the work-up that is one fact: there and recent enough, or missing, or too old."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from kapstone.chart import Chart
from kapstone.evidence import Citation, Standing
from kapstone.facts import Fact, Record
from kapstone.findings import Level, Role
from kapstone.rules._rule import Example, Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import REVIEW
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._window import has_lapsed, lapses

K = TypeVar("K", bound=Fact)


def there(chart: Chart, record: Record[K] | None, what: str, days: float, *, act: str, subject: str = "") -> Verdict:
    """CLEAR while the record counts, else UNKNOWN with what is missing and since when."""
    limit = f"at most {days:g} days before the first dose"
    if record is None:
        return unknown(what, because=f"No {what} is recorded.", act=act, subject=subject)
    day = f"{record.at.day} {record.at:%B %Y}"
    if has_lapsed(chart, record, days):
        return unknown(
            what, because=f"The last {what} is of {day}, more than {days:g} days ago.", act=act, subject=subject, value=day
        )
    return Verdict(
        level=Level.CLEAR,
        because=f"The {what} is of {day}.",
        value=day,
        limit=limit,
        facts=(record.id,),
        changes_at=lapses(chart, record.at, days),
    )


def item_rule(
    *,
    id: str,  # noqa: A002 - the word every entry uses
    title: str,
    says: str,
    what: str,
    kind: type[K],
    days: Limit,
    act: str,
    cites: tuple[Citation, ...],
    standing: Standing,
    example_fact: K,
    where: Callable[[K], bool] | None = None,
    further: Callable[[Chart, Record[K]], Verdict | None] = lambda _chart, _record: None,
    owner: Role = Role.PRESCRIBER,
    examples: tuple[Example, ...] = (),
) -> Rule:
    """`further` looks at what a recent one holds, and may ask for more."""

    def decide(chart: Chart, limits: Limits) -> Verdict:
        record = chart.facts.latest(kind, where)
        verdict = there(chart, record, what, limits["days"], act=act)
        more = further(chart, record) if record is not None and verdict.level is Level.CLEAR else None
        return replace(more, changes_at=verdict.changes_at) if more else verdict

    return Rule(
        id=id,
        title=title,
        says=says,
        moments=SCREENING,
        reads=(kind.kind,),
        decide=decide,
        cites=cites,
        standing=standing,
        review=REVIEW,
        owner=owner,
        limits={"days": days},
        examples=(
            nothing_known(),
            example("done yesterday", Level.CLEAR, (1, example_fact)),
            example("too long ago", Level.UNKNOWN, (days.value + 1, example_fact)),
            *examples,
        ),
    )
