"""The medication list as interactions read it: what is taken now, understood, and whether the list is known to be complete."""

from dataclasses import dataclass, replace

from kapstone.chart import Chart
from kapstone.drugs.listing import Identified, identify
from kapstone.facts import MedicationListed, MedicationsReconciled, Record
from kapstone.findings import CLINICIANS

__all__ = ["Listed", "medicines_of", "missing_list"]


@dataclass(frozen=True, slots=True)
class Listed:
    """One medicine that is taken now, with its record."""

    record: Record[MedicationListed]
    is_: Identified

    @property
    def subject(self) -> str:
        """What a finding about it is called: its name, so that the finding keeps its identity."""
        return " ".join(self.record.fact.name.casefold().split())

    @property
    def words(self) -> str:
        """Its name, with the ingredients where the name does not say them."""
        name, ingredients = self.record.fact.name, " and ".join(self.is_.ingredients)
        return (
            name
            if not ingredients or all(each in name.casefold() for each in self.is_.ingredients)
            else f"{name} ({ingredients})"
        )


def medicines_of(chart: Chart) -> tuple[Listed, ...]:
    """What is taken now, in the order it was listed. What anyone but a clinician looked up does not count."""
    return tuple(Listed(record, _understood(record)) for record in chart.medicines)


def _understood(record: Record[MedicationListed]) -> Identified:
    found = identify(record.fact)
    is_layman = bool(record.roles) and not record.roles & CLINICIANS
    return replace(found, looked_up="") if is_layman and found.looked_up else found


def missing_list(chart: Chart) -> str:
    """Why the list is not known to be complete, in a sentence; empty when a clinician went through it with the patient."""
    reconciled = chart.facts.latest(MedicationsReconciled)
    if reconciled is None:
        return "No clinician has gone through the medication list with the patient."
    before = (record for record in chart.facts.of(MedicationListed) if record.recorded_at <= reconciled.recorded_at)
    held = sum(fact.is_taken for fact in {record.fact.name.casefold(): record.fact for record in before}.values())
    if reconciled.fact.count > held:
        return f"{reconciled.fact.count} medicines were gone through with the patient, and the list holds {held}."
    return ""
