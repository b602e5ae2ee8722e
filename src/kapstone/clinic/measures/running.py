"""A measure while it is being answered, one question at a time: what is asked, what comes next, what the answers amount to so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kapstone.instruments import Answers, Critical, Instrument, Item, score

__all__ = ["DECLINED", "Run", "draft_name", "run_of"]

DECLINED = "declined"
"""How a draft keeps an answer withheld; in the fact it is None, never zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One measure with the answers given so far. An item that is not in `answers` has not been come to yet."""

    instrument: Instrument
    answers: Answers

    @property
    def asked(self) -> tuple[Item, ...]:
        """The questions that are asked or may still be, as far as the answers decide it."""
        return tuple(item for item in self.instrument.items if _may_be_asked(item, self.answers))

    @property
    def next_item(self) -> Item | None:
        """The first question without an answer, or None when all are gone through."""
        return next((item for item in self.asked if item.id not in self.answers), None)

    @property
    def final(self) -> dict[str, int | None]:
        """The answers to what is asked; answers to questions that have become unnecessary are left out."""
        asked = {item.id for item in self.asked}
        return {name: value for name, value in self.answers.items() if name in asked}

    @property
    def critical(self) -> tuple[Critical, ...]:
        """Answers that are acted on at once, whatever follows."""
        return score(self.instrument, self.final).critical if self.final else ()

    def number(self, item: Item) -> int:
        """Which question this is, from 1."""
        return 1 + next(place for place, each in enumerate(self.asked) if each.id == item.id)

    def before(self, item: Item) -> Item | None:
        """The question before this one."""
        place = self.number(item) - 2
        return self.asked[place] if place >= 0 else None

    def item(self, item_id: str) -> Item | None:
        """The question of that name, if it is asked."""
        return next((item for item in self.asked if item.id == item_id), None)


def run_of(instrument: Instrument, kept: Mapping[str, Any]) -> Run:  # Any: JSON values of a draft
    """The run as a draft keeps it. What cannot be an answer is left out, so the question is asked again."""
    answers: dict[str, int | None] = {}
    for item in instrument.items:
        said = kept.get(item.id)
        if said == DECLINED:
            answers[item.id] = None
        elif isinstance(said, str) and said.lstrip("-").isdecimal() and item.option(int(said)) is not None:
            answers[item.id] = int(said)
    return Run(instrument=instrument, answers=answers)


def draft_name(instrument: Instrument) -> str:
    """The name under which a run is kept as a draft; its subject is the episode."""
    return f"measure-{instrument.id}"


def _may_be_asked(item: Item, answers: Answers) -> bool:
    if item.when is None:
        return True
    holds = item.when.holds(answers)
    if holds is None:  # open while a question it depends on has not been come to; closed once that was declined
        return any(gate not in answers for gate in item.when.items)
    return holds
