"""The Columbia screener as the dosing day reads it: the latest answers, their tier, and whether a clinician has followed them up."""

from dataclasses import dataclass

from kapstone.chart import Chart
from kapstone.facts import ConcernResolved, MeasureAnswered, Record
from kapstone.instruments import Triage
from kapstone.rules.session._scores import tier_of
from kapstone.rules.session._story import Told

__all__ = ["Screen", "cssrs", "latest_screen", "screen_that_counts", "screens_of"]

SINCE_LAST_CONTACT = "cssrs_since_last_contact"


@dataclass(frozen=True, slots=True)
class Screen:
    """One screener: what was answered, the tier (None while answers are missing), and what a clinician concluded since."""

    record: Record[MeasureAnswered]
    tier: Triage | None
    resolved: Record[ConcernResolved] | None


def latest_screen(chart: Chart) -> Screen | None:
    """The latest screener of either form that has answers."""
    screens = screens_of(chart)
    return screens[-1] if screens else None


def screen_that_counts(chart: Chart) -> Screen | None:
    """The latest screener, or an earlier high risk that nobody has followed up: answers of another day do not undo that."""
    screens = screens_of(chart)
    open_ones = [screen for screen in screens if screen.tier is Triage.HIGH and screen.resolved is None]
    return open_ones[-1] if open_ones else latest_screen(chart)


def screens_of(chart: Chart) -> list[Screen]:
    """Every screener with answers, oldest first."""
    records = chart.facts.of(MeasureAnswered, lambda fact: fact.instrument.startswith("cssrs_") and bool(fact.answers))
    return [Screen(record, tier_of(record.fact), chart.followed_up(record.id)) for record in records]


def cssrs(at: float, *answers: int | None) -> Told:
    """A screener since last contact for worked examples, questions 1 to 6; None leaves one unanswered."""
    given = {f"cssrs_{number}": answer for number, answer in enumerate(answers, start=1)}
    return at, MeasureAnswered(instrument=SINCE_LAST_CONTACT, instrument_version="1", answers=given)
