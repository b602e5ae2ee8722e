"""The page of disagreements: each topic on which sources differ, what each of them says, and what is shipped."""

from collections.abc import Iterator

from kapstone.commands._reference.markdown import PRINTED, figure, sources, standing, table
from kapstone.rules import all_rules
from kapstone.rules.conflicts import Conflict, Variant, all_conflicts

__all__ = ["page"]


def page() -> str:
    lines = [
        "# Where sources differ",
        "",
        PRINTED,
        "",
        "One of them is shipped. A clinic that follows another writes it into its protocol, and the report of every patient whose finding rests on it then",
        "says which source is followed, by whose choice, and what the others would have said:",
        "",
        "```toml",
        "[choices.trd_scope]",
        'is  = "lifetime"',
        'why = "..."',
        'by  = "..."',
        "on  = 2026-11-02",
        "```",
        "",
        "A number under `[rules.ID]` that contradicts a choice is refused. The director confirms each choice on the protocol's page, as every other setting.",
        "",
    ]
    for conflict in all_conflicts().values():
        lines += _entry(conflict)
    return "\n".join(lines).rstrip() + "\n"


def _entry(one: Conflict) -> Iterator[str]:
    yield from (f"## {one.title} (`{one.id}`)", "")
    if not one.is_choice:
        yield from (f"All of these hold together, in {', '.join(one.rules)}; there is nothing to choose.", "")
    yield from table(
        ("variant", "says", "sets", "source", "standing"),
        [
            (
                f"`{each.id}`{', shipped' if each.id == one.default and one.is_choice else ''}",
                each.says,
                _sets(each),
                sources(each.cites),
                standing(each.standing),
            )
            for each in one.variants
        ],
    )


def _sets(one: Variant) -> str:
    rules = all_rules()
    return ", ".join(
        f"{rule} {name.replace('_', ' ')} {figure(value)} {rules[rule].limits[name].unit}".strip()
        for rule, limits in one.limits.items()
        for name, value in limits.items()
    )
