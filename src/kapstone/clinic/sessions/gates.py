"""The criteria before the dose, sorted by where each is put right."""

from dataclasses import dataclass
from uuid import UUID

from kapstone.clinic.sessions.room import VisitPage
from kapstone.clinic.web.navigation import address
from kapstone.findings import Finding, Level
from kapstone.pathway import GateId

__all__ = ["Group", "groups_before_dose", "place_of"]

_MEASURED = {*(f"MON-P{number}" for number in range(1, 9)), "DELTA-VITALS", "DELTA-WEIGHT"}
_ROOM = ("HM-", "PW-SETTING", "PW-ORDER", "PW-DOSE", "PW-INFUSION", "PW-DILUTION", "PW-BOOSTER", "PW-RUNNING")
_TITLES = {
    "measured": "Measured today",
    "asked": "Asked today",
    "room": "Room, order and check",
    "standing": "What stands before any dose",
}


_HERE = (
    *((f"HM-0{number}", "#step-home") for number in (1, 5, 6, 7)),
    ("MON-P9", "#step-scale"), ("DELTA-SUICIDE", "#step-scale"), ("MON-P10", "#step-check-in"), ("MON-P", "#step-vitals"), ("DELTA-VITALS", "#step-vitals"),
    ("DELTA-WEIGHT", "#step-weight"), ("PW-DOSE-WEIGHT", "#step-weight"), ("PW-SETTING", "#step-setting"), ("PW-DOSE-CHECK", "#check"), ("PW-DOSE", "#order"),
    ("PW-ORDER", "#order"), ("PW-INFUSION", "#order"), ("PW-DILUTION", "#order"),
)  # fmt: skip
_ELSEWHERE = (
    ("DELTA-INDEX", "measures:list"), ("DELTA-PREGNANCY", "screening:hub"), ("DELTA-PRESCRIPTION", "screening:hub"), ("DELTA-CONSENT", "consent:status"),
    ("PW-CONSENT", "consent:status"), ("PW-TEACH", "consent:status"), ("DELTA-ADVERSE", "safety:list"), ("PW-ADVERSE", "safety:list"), ("SC-", "safety:list"),
    ("FU-", "safety:list"), ("FOLLOW", "safety:list"), ("PW-GOALS", "goals:list"), ("PW-PREPARATION", "sessions:prepare"), ("PW-READY", "sessions:prepare"),
    ("PW-INTEGRATION", "sessions:integrate"), ("PW-NEXT-DAY", "sessions:next_day"), ("PW-COURSE", "sessions:review"), ("PW-MAINTENANCE", "sessions:review"),
    ("PW-REMS", "sessions:duties"), ("PW-DISPENSING", "sessions:duties"), ("PW-BENEFIT", "sessions:review"), ("LONG-EXPOSURE", "sessions:review"), ("PW-THERAPIST", "therapists:match"), ("PW-SUSPENDED", "episodes:course"),
)  # fmt: skip


def place_of(episode: UUID, rule: str) -> str:
    """Where a criterion is put right: a step of this screen, or another page; empty when only time helps."""
    if rule in {"PW-INTERVAL", "PW-SEVEN-DAYS", "PW-RUNNING", "DELTA-FASTING"}:
        return ""
    step = next((anchor for prefix, anchor in _HERE if rule.startswith(prefix)), "")
    page = "" if step else next((name for prefix, name in _ELSEWHERE if rule.startswith(prefix)), "")
    if not step and not page and rule.startswith(("DELTA-", "PW-CHECK-IN", "PW-ESCORT")):
        step = "#step-check-in"
    return step or address(page or "screening:report", episode=episode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Criteria of one kind: what keeps the dose waiting, what has to be seen, what is in order."""

    title: str
    waiting: tuple[tuple[Finding, str], ...]
    seen: tuple[tuple[Finding, str], ...]
    """Each with where it is put right."""
    met: tuple[Finding, ...]


def groups_before_dose(here: VisitPage) -> list[Group]:
    """Every criterion once."""
    gate = here.gate(GateId.ADMINISTER)
    closing, episode = gate.closed_by if gate else (), here.page.episode.id
    shut = {finding.key for finding in closing}
    about = {finding.key: finding for finding in (*closing, *here.findings) if not finding.rule.startswith(("MON-A", "DIS-"))}
    sorted_in: dict[str, list[Finding]] = {name: [] for name in _TITLES}
    for finding in about.values():
        sorted_in[_place(finding.rule)].append(finding)
    return [
        Group(
            title=_TITLES[name], waiting=tuple((f, place_of(episode, f.rule)) for f in mine if f.key in shut),
            seen=tuple((f, place_of(episode, f.rule)) for f in mine if f.key not in shut and f.level >= Level.CAUTION),
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
