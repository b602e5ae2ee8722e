"""Short ways to write the examples of an interaction: what is on the list, by which route, and where."""

from datetime import timedelta
from typing import Any

from kapstone.chart import Chart, Place
from kapstone.facts import Drug, Fact, Facts, MedicationListed, Record, Route
from kapstone.findings import Level, Role
from kapstone.rules._rule import Example
from kapstone.rules.screening._charts import NOW, record_id

__all__ = ["hours_ago", "listed", "nobody_takes_it", "taking"]


def listed(name: str, **more: Any) -> MedicationListed:  # Any: MedicationListed's fields
    return MedicationListed(name=name, **more)


def hours_ago(hours: float, name: str, **more: Any) -> MedicationListed:  # Any: MedicationListed's fields
    """Taken last that many hours ago."""
    return MedicationListed(name=name, last_taken_at=NOW - timedelta(hours=hours), **more)


def taking(
    says: str,
    level: Level,
    *facts: Fact | str,
    route: Route | None = Route.IV,
    place: str = Place.CLINIC,
    drug: Drug | None = Drug.KETAMINE,
) -> Example:
    """An example: what is on the list (a text is a medicine of that name), in a programme by that route."""

    def build() -> Chart:
        at = NOW - timedelta(minutes=1)
        given = [MedicationListed(name=each) if isinstance(each, str) else each for each in facts]
        records = [
            Record(id=record_id(index), fact=fact, at=at, recorded_at=at, by_role=Role.PRESCRIBER)
            for index, fact in enumerate(given)
        ]
        return Chart(facts=Facts(records), now=NOW, route=route, place=place, drug=drug)

    return Example(says, build, level)


def nobody_takes_it() -> Example:
    """The example every interaction has: nothing on the list touches it, and it says nothing."""
    return taking("something else is on the list", Level.CLEAR, "famotidine")
