"""Where sources disagree: each topic with what every source says, what is shipped, and the numbers of rules a choice sets.

A clinic chooses in its protocol, with who, when and why. What a rule would have said by the other sources is always shown.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from kapstone import catalogue
from kapstone.chart import Chart
from kapstone.findings import Finding
from kapstone.rules.conflicts._conflict import Conflict, Dispute, Reading, Variant, disputes_of, in_force

__all__ = ["Conflict", "Dispute", "Reading", "Variant", "all_conflicts", "disputes", "in_force", "limits_of"]


@cache
def all_conflicts() -> Mapping[str, Conflict]:
    """Every topic by id, from every module of this package that declares `CONFLICT`."""
    return MappingProxyType(catalogue.entries(__name__, Conflict, name="CONFLICT"))


@cache
def _by_rule() -> Mapping[str, tuple[Conflict, ...]]:
    found: dict[str, list[Conflict]] = {}
    for conflict in all_conflicts().values():
        for rule in conflict.rules:
            found.setdefault(rule, []).append(conflict)
    return MappingProxyType({rule: tuple(several) for rule, several in found.items()})


def limits_of(choices: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """The numbers of rules that the chosen variants set. KeyError for a topic or variant nobody knows."""
    found: dict[str, dict[str, float]] = {}
    for topic, variant in choices.items():
        for rule, limits in all_conflicts()[topic].variant(variant).limits.items():
            found.setdefault(rule, {}).update(limits)
    return found


def disputes(chart: Chart, findings: Iterable[Finding]) -> dict[str, tuple[Dispute, ...]]:
    """For each rule that concluded something and on which sources differ: what every source would have said of this chart."""
    rules = dict.fromkeys(finding.rule for finding in findings)
    return {
        rule: tuple(disputes_of(chart, rule, conflict) for conflict in _by_rule()[rule]) for rule in rules if rule in _by_rule()
    }
