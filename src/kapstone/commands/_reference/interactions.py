"""The page of interactions: one row each, and how a severity becomes the level of a finding."""

from collections.abc import Iterator

from kapstone.commands._reference.markdown import PRINTED, figure, sources, standing, table
from kapstone.drugs import all_classes
from kapstone.rules.interactions import Action, Case, Interaction, Severity, all_interactions, level_of

__all__ = ["page"]

_LEVELS: tuple[tuple[str, Severity, tuple[Action, ...]], ...] = (
    ("contraindicated, or blocked", Severity.CONTRAINDICATED, ()),
    ("the dose is held", Severity.MODERATE, (Action.HOLD_DOSE,)),
    ("major, or the prescriber reviews", Severity.MAJOR, ()),
    ("moderate", Severity.MODERATE, ()),
    ("minor", Severity.MINOR, ()),
    ("efficacy: safe, but may blunt the benefit", Severity.EFFICACY, ()),
    ("none: said so that nobody stops the medicine", Severity.NONE, ()),
)


def page() -> str:
    return "\n".join(_lines()).rstrip() + "\n"


def _lines() -> Iterator[str]:
    yield from ("# Interactions", "", PRINTED, "")
    yield "What medicines do together with ketamine or esketamine. Each is a rule, asked at screening over the medication list; what has to be kept apart in time is"
    yield "asked again before every dose (DELTA-APART). Whether the list is complete and every medicine on it known is asked by RX-02; RX-01 adds benzodiazepines up."
    yield from ("", "## How bad, and what follows", "")
    yield from table(
        ("severity and action", "level"), [(says, level_of(severity, actions).word) for says, severity, actions in _LEVELS]
    )
    yield "Where a row holds the dose only on the day (alcohol, another anaesthetic, a morning dose), screening gives a caution and the day gives the hold."
    yield from ("", "## The table", "")
    yield from table(
        ("", "with", "severity", "level", "effect", "what to do", "apart", "standing", "source"),
        [row for each in sorted(all_interactions().values(), key=lambda one: one.id) for row in _rows(each)],
    )


def _rows(each: Interaction) -> Iterator[tuple[str, ...]]:
    for case in each.cases:
        yield (
            each.id, f"{_with(each)}{_when(case)}", case.severity.value, _level(case), case.effect or each.effect, case.act, _apart(each),
            standing(each.standing), sources(each.cites),
        )  # fmt: skip


def _with(each: Interaction) -> str:
    named = [all_classes()[name].title if name in all_classes() else name for name in each.partners]
    but = f", but {', '.join(each.but)}" if each.but else ""
    return (" together with " if each.together else ", ").join(named) + but


def _when(case: Case) -> str:
    parts = [", ".join(sorted(case.ingredients)), ", ".join(sorted(route.value for route in case.routes))]
    parts += ["at home" if case.at_home else "in the clinic"] if case.at_home is not None else []
    said = "; ".join(part for part in parts if part)
    return f" ({said})" if said else ""


def _level(case: Case) -> str:
    later = f", later {case.later.word}" if case.later is not None else ""
    return f"{case.verdict_level.word}{later}"


def _apart(each: Interaction) -> str:
    apart = each.apart
    if apart is None:
        return ""
    longer = (
        f", {figure(apart.long_hours)} h for {', '.join(sorted(apart.long_acting))}" if apart.long_hours is not None else ""
    )
    only = ", only what is taken as needed" if apart.only_as_needed else ""
    routes = f", by {', '.join(sorted(route.value for route in apart.routes))}" if apart.routes else ""
    return f"{figure(apart.hours)} h{longer}{only}{routes}"
