"""A rule that rests on one answer of the history, with the examples such a rule always has."""

from collections.abc import Callable

from kapstone.chart import Chart, Place
from kapstone.evidence import Citation, Standing
from kapstone.facts import Drug
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Limits, Moment, Rule, Verdict, stop_if_yes
from kapstone.rules._sources import REVIEW
from kapstone.rules.screening._charts import example, no, not_sure, nothing_known, yes

SCREENING = frozenset({Moment.SCREENING})


def history_rule(
    *,
    id: str,  # noqa: A002 - the word every entry uses
    item: str,
    level: Level,
    title: str,
    says: str,
    because: str,
    clear: str,
    act: str,
    cites: tuple[Citation, ...],
    standing: Standing,
    critical: bool = False,
    label_contraindication: bool = False,
    override: Override | None = None,
    owner: Role = Role.PRESCRIBER,
    scopes: frozenset[str] = frozenset(),
) -> Rule:
    """`level` when the item is answered yes, CLEAR on no, UNKNOWN otherwise."""
    place = Place.HOME if Place.HOME in scopes else Place.CLINIC
    drug = Drug.ESKETAMINE if Drug.ESKETAMINE.value in scopes else None
    decide: Callable[[Chart, Limits], Verdict] = stop_if_yes(item, level=level, because=because, clear=clear, act=act)
    return Rule(
        id=id,
        title=title,
        says=says,
        moments=SCREENING,
        reads=(item,),
        decide=decide,
        cites=cites,
        standing=standing,
        review=REVIEW,
        critical=critical,
        label_contraindication=label_contraindication,
        override=override,
        owner=owner,
        scopes=scopes,
        examples=(
            nothing_known(place, drug=drug),
            example("the answer is yes", level, yes(item), place=place, drug=drug),
            example("the answer is no", Level.CLEAR, no(item), place=place, drug=drug),
            example("asked, and not known", Level.UNKNOWN, not_sure(item), place=place, drug=drug),
        ),
    )
