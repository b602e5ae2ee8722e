"""The pages of rules: one for each group, each rule with its sentence, limits, sources, standing and examples."""

from collections.abc import Callable, Iterator
from itertools import groupby

from kapstone import catalogue
from kapstone.commands._reference.markdown import PRINTED, SET_ASIDE, figure, plain, sources, standing, table
from kapstone.findings import Level
from kapstone.rules import Limit, Rule

__all__ = ["pages"]

_ABOUT = {
    "screening": ("Rules of screening", "what is asked before treatment, and what follows"),
    "interactions": (
        "Rules of interactions",
        "what follows from the medicines a patient takes; the table is in interactions.md",
    ),
    "session": ("Rules of the session", "the gate before a dose, the watch during it, the way home and the days after"),
    "long_term": (
        "Rules of the long run",
        "bladder, liver, mind, misuse, mood, exposure, and what follows when it stops helping",
    ),
    "trd": ("Rules of treatment resistance", "which earlier trials count"),
    "home": ("Rules of treatment at home", "what is asked on top of all others when doses are taken at home"),
    "indications": (
        "Entry criteria by indication",
        "what studies asked for at entry; only asked of who is screened for that indication",
    ),
    "workup": ("Baseline work-up", "which item of the work-up is missing or too old"),
}


def pages() -> dict[str, tuple[str, Callable[[], str]]]:
    """A page for each folder of rules."""
    return {
        _file(group): (about, lambda group=group: _page(group))  # type: ignore[misc]  # binds the loop's variable
        for group, (_, about) in _ABOUT.items()
    }


def _file(group: str) -> str:
    return f"rules-{group.replace('_', '-')}.md"


def _page(group: str) -> str:
    title, about = _ABOUT[group]
    rules = sorted(catalogue.entries(f"kapstone.rules.{group}", Rule, name="RULE").values(), key=lambda rule: _order(rule.id))
    lines = [f"# {title}", "", f"{PRINTED} {about.capitalize()}.", ""]
    lines += [
        "A rule whose facts are missing gives **Unknown** and says what it waits for; it never gives Clear. † marks rules without which no dose is given.",
        "Whatever may be set aside is set aside by name and with a reason, and that is kept. Emergencies and missing facts are not set aside.",
        "",
    ]
    for letters, several in groupby(rules, key=lambda rule: rule.id.split("-")[0]):
        lines.append(f"- {letters}: " + ", ".join(f"[{rule.id}](#{_anchor(rule.id)}) {rule.title}" for rule in several))
    lines.append("")
    for rule in rules:
        lines += _entry(rule)
    return "\n".join(lines).rstrip() + "\n"


def _entry(rule: Rule) -> Iterator[str]:
    yield from (
        f'<a id="{_anchor(rule.id)}"></a>',
        "",
        f"## {rule.id} {rule.title}{' †' if rule.critical else ''}",
        "",
        rule.says,
        "",
    )
    yield f"- **Standing:** {standing(rule.standing)}"
    yield f"- **Sources:** {sources(rule.cites)}"
    yield f"- **Asked:** {', '.join(sorted(plain(moment.value) for moment in rule.moments))}" + (
        f"; only for {', '.join(sorted(plain(scope) for scope in rule.scopes))}" if rule.scopes else ""
    )
    yield f"- **Reads:** {', '.join(f'`{name}`' for name in rule.reads)}"
    yield f"- **Acts:** {rule.owner.value}"
    if rule.override is not None:
        yield f"- **May be set aside by:** {SET_ASIDE[rule.override]}"
    elif rule.label_contraindication:
        yield "- **May be set aside by:** nobody with esketamine, whose label forbids it; else by the level of the finding"
    yield f"- **Reviewed:** {rule.review.reviewed_on}, again by {rule.review.review_due}"
    yield ""
    yield from table(
        ("limit", "value", "a protocol may set", "standing"),
        [
            (limit.says or plain(name), f"{figure(limit.value)} {limit.unit}".strip(), _bounds(limit), standing(limit.standing))
            for name, limit in rule.limits.items()
        ],
    )
    yield from table(("example", "gives"), [(each.says, _level(each.level)) for each in rule.examples])


def _bounds(limit: Limit) -> str:
    if limit.low is None or limit.high is None:
        return ""
    return f"{figure(limit.low)} to {figure(limit.high)}"


def _level(level: Level) -> str:
    return level.word


def _anchor(rule_id: str) -> str:
    return rule_id.lower()


def _order(rule_id: str) -> tuple[str, int, str]:
    """By letters, then number: CV-2 before CV-10."""
    letters, _, rest = rule_id.partition("-")
    digits = "".join(character for character in rest if character.isdigit())
    return letters, int(digits or 0), rest
