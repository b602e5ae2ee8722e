"""What a disagreement between sources is, and how to see what each of them would say of one chart."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from kapstone.chart import Chart
from kapstone.evidence import Citation, Standing
from kapstone.findings import Level, worst

__all__ = ["Conflict", "Dispute", "Reading", "Variant", "disputes_of", "in_force"]

_NOTHING: Mapping[str, Mapping[str, float]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What one source says, and the numbers of rules that say it."""

    id: str
    says: str
    cites: tuple[Citation, ...]
    standing: Standing
    limits: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: _NOTHING)
    """Rule -> limit -> number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One topic on which sources differ. `default` is shipped: its numbers are the rules' own."""

    id: str
    title: str
    variants: tuple[Variant, ...]
    default: str
    rests_on: tuple[str, ...] = ()
    """For a topic that no number sets: the rules that hold what all sources say."""

    def __post_init__(self) -> None:
        ids = [variant.id for variant in self.variants]
        if len(ids) < 2 or len(set(ids)) < len(ids):
            raise ValueError(f"{self.id}: sources differ only when there are two variants or more, each with its own id")
        self.variant(self.default)
        if len({frozenset((r, n) for r, limits in v.limits.items() for n in limits) for v in self.variants}) > 1:
            raise ValueError(f"{self.id}: every variant sets the same limits, each to its own number")
        if not self.rules:
            raise ValueError(f"{self.id}: name the rules this is about")

    @property
    def rules(self) -> tuple[str, ...]:
        return self.rests_on or tuple(self.variants[0].limits)

    @property
    def is_choice(self) -> bool:
        """Whether a clinic may choose; where all sources can hold together there is nothing to choose."""
        return bool(self.variants[0].limits)

    def variant(self, variant_id: str) -> Variant:
        """KeyError when the topic has no such variant."""
        return {variant.id: variant for variant in self.variants}[variant_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one variant says of a chart."""

    variant: Variant
    level: Level
    because: str
    act: str
    is_used: bool
    differs: bool
    """Whether it says something else than what is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One topic on one rule, read by every source."""

    conflict: Conflict
    rule: str
    used: Variant | None
    """None: the protocol sets numbers of its own that no source has."""
    readings: tuple[Reading, ...]

    @property
    def differs(self) -> bool:
        """Whether any source would have said something else."""
        return any(reading.differs for reading in self.readings)


def in_force(conflict: Conflict, limits: Mapping[str, Mapping[str, float]]) -> Variant | None:
    """The variant whose numbers hold under these limits; the shipped one where they say nothing; None for other numbers."""
    if not conflict.is_choice:
        return conflict.variant(conflict.default)
    shipped = conflict.variant(conflict.default).limits
    holding = {
        rule: {name: limits.get(rule, {}).get(name, value) for name, value in own.items()} for rule, own in shipped.items()
    }
    same = (variant for variant in conflict.variants if {rule: dict(own) for rule, own in variant.limits.items()} == holding)
    return next(same, None)


def disputes_of(chart: Chart, rule_id: str, conflict: Conflict) -> Dispute:
    """Judge the rule anew by the numbers of each variant, everything else being as it is."""
    from kapstone.rules import all_rules

    used = in_force(conflict, chart.limits)
    rule = all_rules()[rule_id]

    def read(limits: Mapping[str, Mapping[str, float]]) -> tuple[Level, str, str]:
        merged = {name: {**chart.limits.get(name, {}), **limits.get(name, {})} for name in {*chart.limits, *limits}}
        found = rule.judge(replace(chart, limits=merged))
        level = worst(found)
        said = next((finding for finding in found if finding.level is level), None)
        return (level, said.because, said.act) if said else (level, "It does not ask.", "")

    now = read(_NOTHING)
    readings = []
    for variant in conflict.variants:
        level, because, act = read(variant.limits)
        readings.append(
            Reading(
                variant=variant,
                level=level,
                because=because,
                act=act,
                is_used=variant is used,
                differs=(level, act) != (now[0], now[2]),
            )
        )
    return Dispute(conflict=conflict, rule=rule_id, used=used, readings=tuple(readings))
