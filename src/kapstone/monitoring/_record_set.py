"""What one set of observations holds: each part with its field, its unit and, where one is known, its LOINC code."""

from dataclasses import dataclass

from kapstone.facts import Fact, SessionEvent, StateObserved, VitalsTaken

__all__ = ["RECORD_SET", "Recorded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One part of the record. `loinc` and `ucum` are empty where none is known for certain; none is made up."""

    name: str
    fact: type[Fact]
    field: str
    loinc: str = ""
    ucum: str = ""


def _vital(name: str, field: str, loinc: str = "", ucum: str = "") -> Recorded:
    return Recorded(name=name, fact=VitalsTaken, field=field, loinc=loinc, ucum=ucum)


def _state(name: str, field: str, loinc: str = "") -> Recorded:
    return Recorded(name=name, fact=StateObserved, field=field, loinc=loinc)


RECORD_SET = (
    _vital("Systolic pressure", "systolic_mmhg", "8480-6", "mm[Hg]"),
    _vital("Diastolic pressure", "diastolic_mmhg", "8462-4", "mm[Hg]"),
    _vital("Heart rate", "heart_rate_per_min", "8867-4", "/min"),
    _vital("Oxygen saturation by pulse oximetry", "spo2_percent", "59408-5", "%"),
    _vital("Oxygen given", "oxygen_litres_per_min"),
    _vital("Respiratory rate", "respiratory_rate_per_min", "9279-1", "/min"),
    _vital("Temperature, before the dose", "temperature_celsius", "8310-5"),
    _vital("Position", "position"),
    _vital("Symptoms seen with the reading", "symptoms"),
    _vital("Artefact flag", "is_artefact"),
    _state("Wakefulness, MOAA/S 0 to 5", "moaas"),
    _state("Dissociation, 0 to 10", "dissociation_0_10"),
    _state("Distress, 0 to 10", "distress_0_10"),
    _state("Nausea, 0 to 10", "nausea_0_10"),
    _state("Anxiety, 0 to 10", "anxiety_0_10"),
    _state("Pain, 0 to 10", "pain_0_10", "72514-3"),
    Recorded(name="What happened and what was done", fact=SessionEvent, field="event"),
)
"""The observer and the moment are on the record around each fact. The panel of both pressures is LOINC 85354-9."""
