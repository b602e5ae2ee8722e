"""What the entry criteria share: the diagnosis the programme treats, and how severe it was before the first dose."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kapstone.chart import Chart
from kapstone.evidence import Citation, Standing
from kapstone.facts import DiagnosisMade, Fact, Indication, MeasureAnswered, Record
from kapstone.findings import Level
from kapstone.rules._rule import Example, Limit, Limits, Rule, Verdict, either, unknown
from kapstone.rules._sources import REVIEW
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._measures import total_of
from kapstone.rules.screening._window import lapses, since

__all__ = ["Severity", "diagnosis", "entry_rule", "index", "severe_enough", "total_before"]

Part = Callable[[Chart, Limits], Verdict | None]
VALID_DAYS = Limit(30, "days", "how long before the first dose a score counts", Standing.DESIGN, 7, 90)


@dataclass(frozen=True, kw_only=True)
class Severity:
    """One scale that can show that it is severe enough: id, name, and the limit that holds its cut."""

    scale: str
    name: str
    cut: Limit

    @property
    def limit(self) -> str:
        return f"{self.scale}_points"


def index(indication: Indication) -> DiagnosisMade:
    """The diagnosis that makes up a worked example."""
    return DiagnosisMade(code="", system="", label=indication.words, indication=indication, is_index=True)


def diagnosis(chart: Chart, indication: Indication) -> Verdict:
    """Whether a clinician recorded the diagnosis this programme treats."""
    made = chart.facts.latest(DiagnosisMade, lambda fact: fact.is_index and fact.is_active and fact.indication is indication)
    if made is not None:
        return Verdict(level=Level.CLEAR, because=f"Diagnosed: {made.fact.label}.", facts=(made.id,))
    return unknown(
        "diagnosis",
        because=f"No diagnosis of {indication.words} is recorded as what this treatment is for.",
        act="Make the diagnosis by interview and mark it as the one treated.",
        subject="diagnosis",
    )


def total_before(chart: Chart, scale: str, days: float) -> tuple[Record[MeasureAnswered], float] | None:
    """The newest total from before the first dose: getting better during treatment takes nobody's entry away."""
    first, oldest = chart.begun_at, since(chart, days)
    asked = [r for r in chart.measures(scale) if r.at > oldest and (first is None or r.at <= first)]
    total = total_of(chart, asked[-1]) if asked else None
    return None if total is None else (asked[-1], total)


def severe_enough(chart: Chart, limits: Limits, scales: tuple[Severity, ...]) -> Verdict:
    """CLEAR when one scale reaches its cut, REVIEW when those answered all stay below, UNKNOWN when none is answered."""
    found = [(each, pair) for each in scales if (pair := total_before(chart, each.scale, limits["valid_days"])) is not None]
    limit = " or ".join(f"{each.name} {limits[each.limit]:g}" for each in scales)
    if not found:
        return unknown(
            *(each.name for each in scales),
            because=f"None of {', '.join(each.name for each in scales)} is answered, or it was too long ago.",
            act=f"Ask one of {', '.join(each.name for each in scales)}.",
            subject="severity",
        )
    value = ", ".join(f"{each.name} {total:g}" for each, (_, total) in found)
    facts = tuple(record.id for _, (record, _) in found)
    changes = min((at for _, (record, _) in found if (at := lapses(chart, record.at, limits["valid_days"]))), default=None)
    if any(total >= limits[each.limit] for each, (_, total) in found):
        because = f"It is severe enough for this programme: {value}."
        return Verdict(level=Level.CLEAR, because=because, value=value, limit=limit, facts=facts, changes_at=changes)
    return Verdict(
        level=Level.REVIEW,
        because=f"It is milder than in the studies: {value}; {limit} was the entry.",
        act="Weigh whether the burden justifies this treatment, and say why.",
        value=value,
        limit=limit,
        subject="severity",
        facts=facts,
        changes_at=changes,
    )


def entry_rule(
    *,
    id: str,  # noqa: A002 - the word every entry uses
    indication: Indication,
    title: str,
    says: str,
    clear: str,
    scales: tuple[Severity, ...],
    cites: tuple[Citation, ...],
    standing: Standing,
    parts: tuple[Part, ...] = (),
    reads: tuple[str, ...] = (),
    limits: Mapping[str, Limit] | None = None,
    fine: tuple[Fact, ...] = (),
    examples: tuple[Example, ...] = (),
) -> Rule:
    """Diagnosis, severity by any of the scales, and what else the studies asked for. `fine` are facts with which all is well."""

    def decide(chart: Chart, given: Limits) -> tuple[Verdict, ...]:
        severity = severe_enough(chart, given, scales) if scales else None
        return either(clear, diagnosis(chart, indication), severity, *(part(chart, given) for part in parts))

    known = {each.limit: each.cut for each in scales} | ({"valid_days": VALID_DAYS} if scales else {}) | dict(limits or {})
    other = next(each for each in Indication if each is not indication)
    return Rule(
        id=id,
        title=title,
        says=says,
        moments=SCREENING,
        reads=("DiagnosisMade", *(("MeasureAnswered",) if scales else ()), *reads),
        decide=decide,
        cites=cites,
        standing=standing,
        review=REVIEW,
        limits=known,
        scopes=frozenset({indication.value}),
        examples=(
            nothing_known(indication=indication),
            example("everything the studies asked for", Level.CLEAR, *fine, indication=indication),
            example("no diagnosis recorded", Level.UNKNOWN, *fine[1:], indication=indication),
            example("screened for something else", Level.CLEAR, indication=other),
            *examples,
        ),
    )
