"""Treatment at home: who and what is there."""

from dataclasses import dataclass
from uuid import UUID

from kapstone.facts._base import Fact
from kapstone.facts.person import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSettingChecked(Fact):
    """The home as it was found before a dose there; `session` None: while it was planned. What was not asked is UNKNOWN."""

    monitor_present: Answer = Answer.UNKNOWN
    """An adult who stays through recovery is physically there."""
    monitor_name: str = ""
    readings_transmitted: Answer = Answer.UNKNOWN
    """A validated cuff and an oximeter sent a reading."""
    location_confirmed: Answer = Answer.UNKNOWN
    """State, street address, and that emergency services reach it."""
    children_alone: Answer = Answer.UNKNOWN
    firearms_unsecured: Answer = Answer.UNKNOWN
    fall_or_water_hazard: Answer = Answer.UNKNOWN
    """A pool, a balcony or stairs within reach."""
    session: UUID | None = None
