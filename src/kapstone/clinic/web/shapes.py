"""The plain values that components are drawn from, so that rooms hand over facts and never markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kapstone.findings import Finding

__all__ = ["BannerItem", "Due", "Event", "Gate", "PatientBanner", "Reason", "Stage", "StageState", "Tab"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerItem:
    """One labelled fact of the patient banner. An unknown one says so in words."""

    label: str
    value: str
    is_alert: bool = False
    is_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientBanner:
    """Who this is: shown at the top of every page about a patient, always in the same place."""

    name: str
    href: str = ""
    pronouns: str = ""
    born: str = ""
    """For example "born 12 Mar 1984 (42 y)"."""
    items: Sequence[BannerItem] = ()
    urgent: Sequence[Finding] = ()
    """Findings of level URGENT: they stand in a red band above the banner."""


class StageState(StrEnum):
    """How a stage of the pathway stands."""

    DONE = "done"
    CURRENT = "current"
    BLOCKED = "blocked"
    """We are here and its gate is closed."""
    AHEAD = "ahead"

    @property
    def words(self) -> str:
        return {"done": "done", "current": "we are here", "blocked": "we are here, not open yet", "ahead": "to come"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a gate is closed, in one line, with its level's word ("unknown", "stop") and where to put it right."""

    level: str
    title: str
    because: str = ""
    href: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What must be true before the next stage may start."""

    title: str
    is_open: bool
    reasons: Sequence[Reason] = ()

    @property
    def summary(self) -> str:
        if self.is_open:
            return "Gate open"
        return "1 thing open" if len(self.reasons) == 1 else f"{len(self.reasons)} things open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage on the pathway ribbon."""

    name: str
    state: StageState
    note: str = ""
    href: str = ""
    gate: Gate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Work that is due: what, for whom, by when. `action` is the button's words and `href` where it leads."""

    what: str
    due_at: datetime | None = None
    owner: str = ""
    level: str = ""
    href: str = ""
    action: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of a timeline. `kind` is "", "dose" or "alert"; `is_corrected` strikes it through and says by what."""

    at: datetime
    what: str
    detail: str = ""
    by: str = ""
    href: str = ""
    kind: str = ""
    is_corrected: bool = False
    correction: str = ""
    entered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab: a link, so that it can be opened, shared and gone back from."""

    label: str
    href: str
    is_current: bool = False
    count: int | None = None
