"""Clinical rules, one file each; `RULES` is all of them by id."""

from functools import cache

from kapstone import catalogue
from kapstone.rules._rule import Example, Limit, Limits, Moment, Rule, Verdict, either, stop_if_yes, unknown

__all__ = [
    "Example",
    "Limit",
    "Limits",
    "Moment",
    "Rule",
    "Verdict",
    "all_rules",
    "either",
    "rules_for",
    "stop_if_yes",
    "unknown",
]


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by id, from every module of this package that declares `RULE`."""
    return catalogue.entries(__name__, Rule, name="RULE")


@cache
def rules_for(moment: Moment) -> tuple[Rule, ...]:
    """The rules asked at one moment, in id order."""
    return tuple(rule for _, rule in sorted(all_rules().items()) if moment in rule.moments)
