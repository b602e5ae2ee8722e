"""The reference shelf: each page by its file name, printed from the code. The order in which things are found changes nothing."""

from collections.abc import Callable, Mapping
from pathlib import Path

from kapstone.commands._reference import (
    adverse_events,
    commands,
    conflicts,
    documents,
    dosing,
    drugs,
    effects,
    facts,
    hazards,
    index,
    instruments,
    interactions,
    monitoring,
    pharmacokinetics,
    products,
    protocols,
    rules,
)

__all__ = ["WRITTEN", "pages"]

WRITTEN: dict[str, str] = {
    "screen-input.md": "the file that `kapstone screen` reads",
    "settings.md": "environment variables and the data folder",
}
"""Pages of this shelf that are written by hand, because they explain; tests hold them to the code."""


def pages(hazard_log: Path) -> Mapping[str, str]:
    """Every printed page. Django must be set up, for the table of access."""
    from kapstone.clinic.access import reference as access
    from kapstone.pathway import diagram

    printed: dict[str, tuple[str, Callable[[], str]]] = {
        "access.md": ("who may open what", access.table),
        "adverse-events.md": ("the pick-list with published rates, grades, and where to report", adverse_events.page),
        "commands.md": ("the command line", commands.page),
        "conflicts.md": ("where sources differ, what is shipped, and how a clinic chooses", conflicts.page),
        "documents.md": ("consent, information and instructions", documents.page),
        "dosing.md": ("routes, bands, guardrails and esketamine", dosing.page),
        "drugs.md": ("ingredients, classes, names and codes of medicines", drugs.page),
        "effects.md": ("effects of ketamine: what is modelled, and what is refused", effects.page),
        "facts.md": ("everything that can be true of an episode", facts.page),
        "hazards.md": ("what could harm a patient, and what stands against it", lambda: hazards.page(hazard_log)),
        "instruments.md": ("questionnaires and scales, with every number's standing", instruments.page),
        "interactions.md": ("what medicines do together with ketamine, in one table", interactions.page),
        "monitoring.md": ("plans by route, thresholds, equipment and emergency cards", monitoring.page),
        "pharmacokinetics.md": ("models of ketamine's course, every number with its origin and trust", pharmacokinetics.page),
        "pathway.md": ("the stages and the ways between them", diagram),
        "products.md": ("products of ketamine and esketamine, and the sums of a dose", products.page),
        **protocols.pages(),
        **rules.pages(),
    }
    contents = {name: about for name, (about, _) in printed.items()} | WRITTEN
    return {"README.md": index.page(contents)} | {name: draw() for name, (_, draw) in sorted(printed.items())}
