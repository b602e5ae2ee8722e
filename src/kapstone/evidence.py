"""Where a number comes from, and whether anyone has checked it against that place."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["Citation", "Review", "Standing"]


class Standing(StrEnum):
    """How far a statement has been checked. Everything but CHECKED ships as a clinic's setting to confirm."""

    CHECKED = "checked"
    TO_CONFIRM = "to_confirm"
    DESIGN = "design"

    @property
    def words(self) -> str:
        return _WORDS[self]

    @property
    def is_setting(self) -> bool:
        """Whether a clinic's medical director has to confirm it before relying on it."""
        return self is not Standing.CHECKED


_WORDS = {
    Standing.CHECKED: "checked against its source",
    Standing.TO_CONFIRM: "expert knowledge, not yet checked: a setting for your clinic to confirm",
    Standing.DESIGN: "our proposal where nothing is published: a setting for your clinic to confirm",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """One published or official source. `where` is the table, section or page that was used."""

    key: str
    title: str
    where: str = ""
    doi: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        if not self.key or not self.title:
            raise ValueError("a citation needs a key and a title")

    def __str__(self) -> str:
        return f"{self.title}, {self.where}" if self.where else self.title


@dataclass(frozen=True, slots=True)
class Review:
    """Who wrote an entry, who checked it, and when it must be looked at again."""

    authored_by: str
    reviewed_on: date
    review_due: date
    checked_by: str = ""

    def __post_init__(self) -> None:
        if self.review_due <= self.reviewed_on:
            raise ValueError("review_due must come after reviewed_on")
