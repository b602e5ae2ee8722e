"""An infusion as the screen shows it at one moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kapstone.facts import DoseGiven, Infusion, Record

__all__ = ["Running"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """An infusion at one moment: its running total, and its timers."""

    infusion: Infusion
    now: datetime
    weight_kg: float | None

    @property
    def dose(self) -> Record[DoseGiven]:
        return self.infusion.dose

    @property
    def given_mg(self) -> float:
        return round(self.infusion.given_mg(self.now), 1)

    @property
    def given_mg_per_kg(self) -> float | None:
        return self.given_mg / self.weight_kg if self.weight_kg else None

    @property
    def rate_mg_per_min(self) -> float:
        return self.dose.fact.dose_mg / (self.dose.fact.infusion_min or 1)

    @property
    def is_paused(self) -> bool:
        return self.infusion.is_paused

    @property
    def paused_at(self) -> datetime | None:
        return self.infusion.pauses[-1][0] if self.is_paused else None

    @property
    def ends_at(self) -> datetime:
        return self.infusion.ends_at(self.now)

    @property
    def is_full(self) -> bool:
        """All of it should have gone in: its end waits to be recorded."""
        return not self.is_paused and self.now >= self.ends_at

    @property
    def minutes_left(self) -> int:
        return max(-(-(self.ends_at - self.now) // timedelta(minutes=1)), 0)
