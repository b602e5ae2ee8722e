"""What lies ready in the room, checked before each day; the medical director signs the list."""

from dataclasses import dataclass

from kapstone.evidence import Standing
from kapstone.monitoring import _sources as src

__all__ = ["EQUIPMENT", "Equipment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """A group of things that are kept together. `item` is the line of the setting checklist that covers it."""

    item: str
    title: str
    things: tuple[str, ...]
    standing: Standing = Standing.TO_CONFIRM


EQUIPMENT = (
    Equipment(item="oxygen", title="Oxygen", things=("oxygen", "masks")),
    Equipment(item="airway", title="Airway", things=("bag and mask", "oral and nasal airways"), standing=Standing.CHECKED),
    Equipment(item="suction", title="Suction", things=("suction",)),
    Equipment(item="emergency_kit", title="Emergency kit", things=("automated external defibrillator", "glucose meter")),
    Equipment(
        item="monitor_working", title="Monitors", things=("blood pressure cuff", "pulse oximeter"), standing=Standing.CHECKED
    ),
    Equipment(
        item="crash_drugs",
        title="Emergency drugs",
        things=(
            "adrenaline",
            "midazolam or lorazepam",
            "labetalol or hydralazine",
            "ondansetron",
            "naloxone",
            "flumazenil",
            "intravenous fluids",
        ),
    ),
)
"""The airway kit at hand and monitoring without pause stand in the anaesthetic label; here the dose is lower, and the statement of
2025 asks for the same standards (see `CITES`)."""

CITES = (src.KETALAR, src.ASA_2025, src.DESIGN)
