"""The page of monitoring: plans by route, what a set of observations holds, what lies ready, and the emergency cards."""

from collections.abc import Iterator

from kapstone.commands._reference.markdown import PRINTED, cell, figure, plain, sources, standing, table
from kapstone.monitoring import EQUIPMENT, RECORD_SET, Plan, all_plans
from kapstone.protocols import all_protocols, watches_less
from kapstone.rules import Moment, Rule, rules_for
from kapstone.rules.session import Card, cards

__all__ = ["page"]

_TABLES = (
    (Moment.PRE_DOSE, "MON-P", "Before the dose"),
    (Moment.IN_SESSION, "MON-A", "In the session"),
    (Moment.DISCHARGE, "DIS-D", "Before going home"),
)


def page() -> str:
    lines = ["# Monitoring", "", PRINTED, "", "Times are minutes from the first dose (T0) unless they say otherwise.", ""]
    lines += ["## Plans by route", ""]
    for plan in all_plans().values():
        lines += _plan(plan)
    lines += ["## Our programmes beside the plans", ""]
    lines += table(
        ("programme", "where it watches less than the plan"), [(f"`{name}`", _less(name)) for name in all_protocols()]
    )
    lines += [
        "## Thresholds",
        "",
        "Each rule with its numbers; the page of session rules has its examples and what a protocol may set.",
        "",
    ]
    for moment, prefix, title in _TABLES:
        lines += [f"### {title}", ""]
        lines += table(
            ("rule", "says", "numbers", "standing"),
            [_threshold(rule) for rule in sorted(rules_for(moment), key=_number) if rule.id.startswith(prefix)],
        )
    lines += ["## What a set of observations holds", ""]
    lines += table(
        ("part", "field", "LOINC", "UCUM"),
        [(part.name, f"`{part.fact.kind}.{part.field}`", part.loinc or "not known", part.ucum) for part in RECORD_SET],
    )
    lines += ["## What lies ready", ""]
    lines += table(
        ("", "things", "standing"), [(each.title, ", ".join(each.things), standing(each.standing)) for each in EQUIPMENT]
    )
    lines += [
        "## Emergency cards",
        "",
        "The medical director signs them. In the room they are one tap away, and print from there.",
        "",
    ]
    for each in cards():
        lines += _card(each)
    return "\n".join(lines).rstrip() + "\n"


def _plan(plan: Plan) -> Iterator[str]:
    watch = plan.watch
    yield from (f"### {plan.title}", "")
    yield f"- **For:** {', '.join(sorted(drug.value for drug in plan.drugs))}, {', '.join(sorted(route.value for route in plan.routes))}, {'at home' if plan.at_home else 'in the clinic'}"
    yield f"- **Before:** {', '.join(figure(each) for each in watch.before)} min before T0"
    if watch.during_every is not None:
        yield f"- **During:** every {figure(watch.during_every)} min until the end, then every {figure(watch.then_every)}"
    else:
        yield f"- **After:** at {', '.join(figure(each) for each in watch.at)} min, then every {figure(watch.then_every)}"
    end = f", and {figure(watch.minimum_from_end)} min from the end of dosing" if watch.minimum_from_end else ""
    yield f"- **Stays:** at least {figure(watch.minimum_from_start)} min from T0{end}; ends with {plan.ends_with}"
    if watch.continuous:
        yield f"- **Without pause:** {', '.join(plain(sign) for sign in sorted(watch.continuous))}"
    yield from (f"- {remark}" for remark in plan.remarks)
    yield from (f"- **Standing:** {standing(plan.standing)}", f"- **Sources:** {sources(plan.cites)}", "")


def _less(protocol: str) -> str:
    found = watches_less(all_protocols()[protocol])
    if found is None:
        return "there is no plan for this way of giving the drug"
    return " ".join(f"{each.field}: {each.says}" for each in found) or "nowhere"


def _threshold(rule: Rule) -> tuple[str, str, str, str]:
    numbers = "; ".join(f"{plain(name)} {figure(limit.value)} {limit.unit}" for name, limit in rule.limits.items())
    return rule.id, rule.says, numbers, standing(rule.standing)


def _number(rule: Rule) -> int:
    return int("".join(character for character in rule.id if character.isdigit()) or 0)


def _card(card: Card) -> Iterator[str]:
    yield from (f"### {card.event}", "", "First 60 seconds:", "")
    yield from (f"{number}. {cell(step[:1].upper() + step[1:])}" for number, step in enumerate(card.first, start=1))
    yield from ("", "Then:", "")
    yield from (f"- {step}" for step in card.then)
    yield from (
        "",
        f"Brought up by: {', '.join(card.events) or 'hand'}. {standing(card.standing).capitalize()}; {sources(card.cites)}.",
        "",
    )
