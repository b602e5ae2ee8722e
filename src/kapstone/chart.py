"""The facts as a rule reads them: one patient, at one moment, under one programme, perhaps in one session."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from kapstone.facts import (
    AdverseEventReviewed,
    AllergyListed,
    Analyte,
    Answer,
    CheckedIn,
    ConcernResolved,
    DoseGiven,
    Drug,
    Facts,
    HeightMeasured,
    HistoryAnswered,
    Indication,
    LabResulted,
    MeasureAnswered,
    MedicationListed,
    PersonDescribed,
    Record,
    Route,
    VitalsTaken,
    WeightMeasured,
)
from kapstone.facts.history import HISTORY, Asked
from kapstone.findings import CLINICIANS

__all__ = ["Chart", "Place"]

T = TypeVar("T")

_PATIENT = "patient"


class Place:
    """Where doses are given."""

    CLINIC = "clinic"
    HOME = "home"


@dataclass(frozen=True)
class Chart:
    """What rules read. `limits` are the protocol's changes to the rules' own numbers: rule id -> name -> value."""

    facts: Facts
    now: datetime
    indication: Indication | None = None
    route: Route | None = None
    place: str = Place.CLINIC
    session: UUID | None = None
    limits: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    drug: Drug | None = None
    """The programme's drug, where it is known: the esketamine label binds more tightly than the racemic one."""

    @cached_property
    def scopes(self) -> frozenset[str]:
        """The words that rules with a scope are asked by: place, route, indication, drug."""
        return frozenset({self.place, *(word.value for word in (self.route, self.indication, self.drug) if word is not None)})

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, worked out once for this chart: for what several rules ask of the same facts."""
        if key not in self._worked_out:
            self._worked_out[key] = make()
        found: T = self._worked_out[key]
        return found

    @cached_property
    def _worked_out(self) -> dict[Hashable, Any]:  # Any: whatever was asked for
        return {}

    # -- the person -----------------------------------------------------------------------------------------------

    @property
    def person(self) -> PersonDescribed | None:
        record = self.facts.latest(PersonDescribed)
        return record.fact if record else None

    @cached_property
    def age_years(self) -> int | None:
        """Completed years of age today, or None while the birth date is not known."""
        if self.person is None:
            return None
        born, today = self.person.birth_date, self.now.date()
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

    def history(self, item: str) -> Answer:
        """The latest answer to a history item; UNKNOWN when it was never asked."""
        record = self.history_record(item)
        return record.fact.answer if record else Answer.UNKNOWN

    def history_record(self, item: str) -> Record[HistoryAnswered] | None:
        """The latest answer that counts: to an item only a clinician may answer, what a patient wrote is left out.
        A clinician's yes to a danger is not taken back by a later no of anyone else.
        """
        if item not in self._counting:
            self._counting[item] = self._answer_that_counts(item)
        return self._counting[item]

    @cached_property
    def _counting(self) -> dict[str, Record[HistoryAnswered] | None]:
        return {}

    def _answer_that_counts(self, item: str) -> Record[HistoryAnswered] | None:
        records = self._answers.get(item, ())
        if HISTORY[item].asked is Asked.CLINICIAN:
            records = tuple(record for record in records if record.by_role != _PATIENT)
        last, clinical = next(reversed(records), None), [record for record in records if record.roles & CLINICIANS]
        if last is None or last.fact.answer is not Answer.NO or HISTORY[item].is_good_if_yes or not clinical:
            return last
        return clinical[-1] if clinical[-1].fact.answer is Answer.YES else last

    @cached_property
    def _answers(self) -> Mapping[str, tuple[Record[HistoryAnswered], ...]]:
        """Every answer by its item, gathered once: dozens of rules ask."""
        found: dict[str, list[Record[HistoryAnswered]]] = {}
        for record in self.facts.of(HistoryAnswered):
            found.setdefault(record.fact.item, []).append(record)
        return {item: tuple(records) for item, records in found.items()}

    # -- the body -------------------------------------------------------------------------------------------------

    @property
    def weight(self) -> Record[WeightMeasured] | None:
        return self.facts.latest(WeightMeasured)

    @property
    def bmi(self) -> float | None:
        """Kilograms per square metre, from the latest weight and height."""
        height = self.facts.latest(HeightMeasured)
        if self.weight is None or height is None:
            return None
        return self.weight.fact.kilograms / (height.fact.centimetres / 100) ** 2

    def vitals(self, *, session: UUID | None = None) -> tuple[Record[VitalsTaken], ...]:
        """Vitals of one session (None: outside any session) that a person stands behind, oldest first, artefacts left out."""
        return self._readings(session, is_validated=True)

    def unvalidated(self, *, session: UUID) -> tuple[Record[VitalsTaken], ...]:
        """What devices said in a session and nobody has accepted yet, oldest first. Only alarms hear it, and only to be raised."""
        return self._readings(session, is_validated=False)

    def _readings(self, session: UUID | None, *, is_validated: bool) -> tuple[Record[VitalsTaken], ...]:
        """Gathered once: every rule of a session asks."""
        return self.once(
            ("readings", session, is_validated),
            lambda: self.facts.of(
                VitalsTaken,
                lambda fact: fact.session == session and not fact.is_artefact and fact.is_validated is is_validated,
            ),
        )

    def pressures(self, *, session: UUID | None = None) -> tuple[Record[VitalsTaken], ...]:
        """Those vitals that hold a blood pressure."""
        return tuple(record for record in self.vitals(session=session) if record.fact.systolic_mmhg is not None)

    def lab(self, analyte: Analyte) -> Record[LabResulted] | None:
        return self.facts.latest(LabResulted, lambda fact: fact.analyte is analyte)

    # -- medicines ------------------------------------------------------------------------------------------------

    @cached_property
    def medicines(self) -> tuple[Record[MedicationListed], ...]:
        """What is taken now: the latest entry of each name, those stopped left out."""
        latest = {record.fact.name.casefold(): record for record in self.facts.of(MedicationListed)}
        return tuple(record for record in latest.values() if record.fact.is_taken)

    @property
    def allergies(self) -> tuple[Record[AllergyListed], ...]:
        latest = {record.fact.substance.casefold(): record for record in self.facts.of(AllergyListed)}
        return tuple(record for record in latest.values() if record.fact.is_active)

    # -- measures -------------------------------------------------------------------------------------------------

    def measures(self, instrument: str) -> tuple[Record[MeasureAnswered], ...]:
        return self._measures.get(instrument, ())

    @cached_property
    def _measures(self) -> Mapping[str, tuple[Record[MeasureAnswered], ...]]:
        """Every measure by its instrument, gathered once."""
        found: dict[str, list[Record[MeasureAnswered]]] = {}
        for record in self.facts.of(MeasureAnswered):
            found.setdefault(record.fact.instrument, []).append(record)
        return {instrument: tuple(records) for instrument, records in found.items()}

    # -- what a clinician concluded -------------------------------------------------------------------------------

    def followed_up(self, concern: UUID) -> Record[ConcernResolved] | None:
        """The last follow-up of that record by a clinician; what anyone else wrote about it ends no concern."""
        found = self.facts.of(ConcernResolved, lambda fact: fact.concern == concern)
        return next((record for record in reversed(found) if record.roles & CLINICIANS), None)

    def reviewed(self) -> dict[UUID, Record[AdverseEventReviewed]]:
        """The last review of each adverse event by a clinician."""
        return {r.fact.event: r for r in self.facts.of(AdverseEventReviewed) if r.roles & CLINICIANS}

    # -- the session ----------------------------------------------------------------------------------------------

    @property
    def check_in(self) -> Record[CheckedIn] | None:
        return self.facts.latest(CheckedIn, lambda fact: fact.session == self.session)

    @cached_property
    def doses(self) -> tuple[Record[DoseGiven], ...]:
        """Doses of the session in question, oldest first."""
        return self.facts.of(DoseGiven, lambda fact: fact.session == self.session)

    @property
    def first_dose_at(self) -> datetime | None:
        """T0 of the session: when the first dose was given or started."""
        return self.doses[0].at if self.doses else None

    @cached_property
    def begun_at(self) -> datetime | None:
        """When the first dose ever was given."""
        doses = self.facts.of(DoseGiven)
        return doses[0].at if doses else None

    # -- time -----------------------------------------------------------------------------------------------------

    def age_of(self, record: Record[object]) -> timedelta:  # type: ignore[type-var]  # any fact will do
        return self.now - record.at
