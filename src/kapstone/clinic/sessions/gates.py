"""The criteria before the dose, sorted by where each is put right."""

from dataclasses import dataclass

from kapstone.clinic.sessions.room import VisitPage
from kapstone.findings import Finding, Level
from kapstone.pathway import GateId

__all__ = ["Group", "groups_before_dose"]

_MEASURED = {*(f"MON-P{number}" for number in range(1, 9)), "DELTA-VITALS", "DELTA-WEIGHT"}
_ROOM = ("PW-SETTING", "PW-ORDER", "PW-DOSE", "PW-INFUSION", "PW-BOOSTER", "PW-RUNNING")
_TITLES = {"measured": "Measured today", "asked": "Asked today", "room": "Room, order and check", "standing": "What stands before any dose"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Criteria of one kind: what keeps the dose waiting, what has to be seen, what is in order."""

    title: str
    waiting: tuple[Finding, ...]
    seen: tuple[Finding, ...]
    met: tuple[Finding, ...]


def groups_before_dose(here: VisitPage) -> list[Group]:
    """Every criterion once."""
    gate = here.gate(GateId.ADMINISTER)
    closing = gate.closed_by if gate else ()
    shut = {finding.key for finding in closing}
    about = {finding.key: finding for finding in (*closing, *here.findings) if not finding.rule.startswith(("MON-A", "DIS-"))}
    sorted_in: dict[str, list[Finding]] = {name: [] for name in _TITLES}
    for finding in about.values():
        sorted_in[_place(finding.rule)].append(finding)
    return [
        Group(
            title=_TITLES[name], waiting=tuple(f for f in mine if f.key in shut),
            seen=tuple(f for f in mine if f.key not in shut and f.level >= Level.CAUTION),
            met=tuple(f for f in mine if f.key not in shut and f.level < Level.CAUTION),
        )
        for name, mine in sorted_in.items() if mine
    ]  # fmt: skip


def _place(rule: str) -> str:
    if rule in _MEASURED:
        return "measured"
    if rule.startswith(("MON-P", "DELTA-", "PW-CHECK-IN", "PW-ESCORT")):
        return "asked"
    return "room" if rule.startswith(_ROOM) else "standing"
