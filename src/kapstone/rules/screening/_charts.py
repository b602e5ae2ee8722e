"""Short ways to write the charts of worked examples: a few facts, one fixed afternoon."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from kapstone.chart import Chart, Place
from kapstone.facts import (
    Answer,
    Drug,
    Fact,
    Facts,
    HistoryAnswered,
    Indication,
    MeasureAnswered,
    PersonDescribed,
    Record,
    Route,
    Sex,
    VitalsTaken,
)
from kapstone.findings import Level, Role
from kapstone.rules._rule import Example

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


def example(
    says: str,
    level: Level,
    *facts: Fact | tuple[float, Fact],
    place: str = Place.CLINIC,
    indication: Indication | None = None,
    drug: Drug | None = None,
    route: Route | None = None,
) -> Example:
    """A worked example. A fact in a pair with a number was true that many days ago; the others are a minute old."""
    return Example(says, _chart(facts, place, indication, drug, route), level)


def nothing_known(
    place: str = Place.CLINIC, indication: Indication | None = None, drug: Drug | None = None, route: Route | None = None
) -> Example:
    """The example every rule has that reads a fact: an empty chart is never clear."""
    return example("nothing is known", Level.UNKNOWN, place=place, indication=indication, drug=drug, route=route)


def _chart(
    facts: tuple[Fact | tuple[float, Fact], ...],
    place: str,
    indication: Indication | None,
    drug: Drug | None,
    route: Route | None,
) -> Callable[[], Chart]:
    def build() -> Chart:
        records = []
        for index, given in enumerate(facts):
            days, fact = given if isinstance(given, tuple) else (1 / 1440, given)
            at = NOW - timedelta(days=days)
            records.append(Record(id=record_id(index), fact=fact, at=at, recorded_at=at, by_role=Role.PRESCRIBER))
        return Chart(facts=Facts(records), now=NOW, place=place, indication=indication, drug=drug, route=route)

    return build


def record_id(index: int) -> UUID:
    """The id of the fact in that place of an example, counted from 0, for facts that name another."""
    return uuid5(NAMESPACE_OID, f"example {index}")


def yes(item: str, on: date | None = None) -> HistoryAnswered:
    return HistoryAnswered(item=item, answer=Answer.YES, on=on)


def no(item: str) -> HistoryAnswered:
    return HistoryAnswered(item=item, answer=Answer.NO)


def not_sure(item: str) -> HistoryAnswered:
    return HistoryAnswered(item=item, answer=Answer.UNKNOWN)


def aged(years: int, sex: Sex = Sex.FEMALE) -> PersonDescribed:
    """Someone who had a birthday in January."""
    return PersonDescribed(birth_date=date(NOW.year - years, 1, 15), sex_at_birth=sex)


def pressure(systolic: float, diastolic: float, *symptoms: str) -> VitalsTaken:
    return VitalsTaken(systolic_mmhg=systolic, diastolic_mmhg=diastolic, symptoms=symptoms)


def scored(instrument: str, total: float) -> MeasureAnswered:
    """An instrument known by its total alone."""
    return MeasureAnswered(instrument=instrument, instrument_version="1", answers={}, total_only=total)
