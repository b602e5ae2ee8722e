"""What is told when something changes: identifiers and a number, never what it says."""

from dataclasses import dataclass
from uuid import UUID

__all__ = ["CHANNEL", "News", "Shut", "heard"]

CHANNEL = "kapstone_live"
"""The channel of PostgreSQL's NOTIFY that every process of the clinic listens to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An episode has moved on to `sequence`, or what it concludes has changed because time has passed (`by_clock`)."""

    organisation: UUID
    episode: UUID
    sequence: int
    by_clock: bool = False

    @property
    def payload(self) -> str:
        return f"{'clock' if self.by_clock else 'fact'} {self.organisation} {self.episode} {self.sequence}"

    @property
    def topics(self) -> tuple[UUID, UUID]:
        """Who wants to hear it: the screens of the episode, and the boards of the clinic."""
        return (self.episode, self.organisation)


@dataclass(frozen=True, slots=True)
class Shut:
    """What this person may see has changed: their streams end, and the door is asked again."""

    reader: UUID

    @property
    def payload(self) -> str:
        return f"shut {self.reader}"


def heard(payload: str) -> News | Shut | None:
    """What a notification says; None for one that a later version of the clinic has sent."""
    match payload.split(" "):
        case ["fact" | "clock" as word, organisation, episode, sequence] if sequence.isdecimal():
            return News(
                organisation=UUID(organisation), episode=UUID(episode), sequence=int(sequence), by_clock=word == "clock"
            )
        case ["shut", reader]:
            return Shut(UUID(reader))
        case _:
            return None
