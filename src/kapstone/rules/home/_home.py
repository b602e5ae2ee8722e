"""What the rules of treatment at home share: their scope, the setting that was checked, and one answer of it as a rule."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from kapstone.chart import Chart, Place
from kapstone.evidence import Citation, Standing
from kapstone.facts import Answer, HomeSettingChecked, Record
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Limit, Limits, Moment, Rule, Verdict, unknown
from kapstone.rules._sources import REVIEW
from kapstone.rules.screening._charts import example, nothing_known

HOME = frozenset({Place.HOME})


COUNTS_HOURS = Limit(4, "hours", "how long before a dose the home counts as checked for it", Standing.DESIGN, 1, 12)


def setting(chart: Chart, counts_hours: float) -> Record[HomeSettingChecked] | None:
    """The home as it was found for this session, or shortly before it; outside a session, the latest there is."""
    found = chart.facts.of(HomeSettingChecked)
    if chart.session is not None:
        since = chart.now - timedelta(hours=counts_hours)
        found = tuple(r for r in found if r.fact.session == chart.session or (r.fact.session is None and r.at >= since))
    return found[-1] if found else None


def setting_rule(
    *,
    id: str,  # noqa: A002 - the word every entry uses
    field: str,
    what: str,
    level: Level,
    title: str,
    says: str,
    because: str,
    clear: str,
    act: str,
    cites: tuple[Citation, ...],
    standing: Standing,
    owner: Role,
) -> Rule:
    """For a row whose no is the danger: no gives `level`, yes is CLEAR. Asked at screening, where not asked is UNKNOWN, and before
    each dose, where what is not confirmed for this very session holds and cannot be set aside.
    """

    def decide(chart: Chart, limits: Limits) -> Verdict:
        record = setting(chart, limits["counts_hours"])
        subject = str(chart.session) if chart.session is not None else ""
        answer = getattr(record.fact, field) if record is not None else Answer.UNKNOWN
        if record is None or answer is Answer.UNKNOWN:
            missing = unknown(what, subject=subject)
            return missing if chart.session is None else replace(missing, level=Level.HOLD, override=Override.NEVER)
        if answer is Answer.YES:
            return Verdict(level=Level.CLEAR, because=clear, value="yes", facts=(record.id,), subject=subject)
        return Verdict(level=level, because=because, act=act, value="no", facts=(record.id,), subject=subject)

    def found(answer: Answer) -> HomeSettingChecked:
        given: dict[str, Any] = {field: answer}  # Any: a field of the fact, by name
        return HomeSettingChecked(**given)

    return Rule(
        id=id,
        title=title,
        says=says,
        moments=frozenset({Moment.SCREENING, Moment.PRE_DOSE}),
        reads=("HomeSettingChecked",),
        decide=decide,
        cites=cites,
        standing=standing,
        review=REVIEW,
        scopes=HOME,
        limits={"counts_hours": COUNTS_HOURS},
        owner=owner,
        examples=(
            nothing_known(Place.HOME),
            example("yes", Level.CLEAR, found(Answer.YES), place=Place.HOME),
            example("no", level, found(Answer.NO), place=Place.HOME),
            example("not asked", Level.UNKNOWN, found(Answer.UNKNOWN), place=Place.HOME),
            example("at the clinic nobody asks", Level.CLEAR, found(Answer.NO)),
        ),
    )
