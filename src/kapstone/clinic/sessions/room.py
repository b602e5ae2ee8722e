"""One dosing visit as its screen shows it: latest numbers with their age, what is due, alarms with their card, gates."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.sessions.running import Running
from kapstone.clinic.web.factforms import CLOCK_SKEW
from kapstone.drugs.arithmetic import order_volume_ml
from kapstone.facts import (
    AllergyListed,
    Fact,
    MeasureAnswered,
    OrderSigned,
    Record,
    SessionEvent,
    StateObserved,
    VitalsTaken,
    WeightMeasured,
)
from kapstone.findings import Finding, Level
from kapstone.pathway import Episode as Course
from kapstone.pathway import Gate, GateId, Phase, SessionView, Visit, answer_to, rings
from kapstone.rules.session import ALARM_ANSWERED, Card, card

__all__ = ["Alarm", "BigNumber", "Entry", "VisitPage"]

_LATE = timedelta(minutes=3)
_MUCH = 120
_CARDS = {
    "MON-A1": "hypertension", "MON-A2": "hypertension", "MON-A3": "hypertension", "MON-A4": "hypertension", "MON-A5": "arrhythmia", "MON-A6": "respiratory_depression", "MON-A7": "respiratory_depression",
    "MON-A8": "oversedation", "MON-A9": "emergence_reaction", "MON-A10": "vomiting", "MON-A11": "emergence_reaction", "MON-A12": "seizure",
    "MON-A13": "laryngospasm", "MON-A14": "anaphylaxis", "MON-P9": "suicidality", "DELTA-CSSRS": "suicidality",
}  # fmt: skip
PHASES = {
    Phase.PLANNED: "Planned", Phase.CHECKED_IN: "Checked in", Phase.ORDERED: "Ordered", Phase.DOSED: "Dose running", Phase.RECOVERING: "Recovery",
    Phase.DISCHARGED: "Gone home", Phase.CONTACTED: "Reached next day", Phase.INTEGRATED: "Integrated", Phase.CANCELLED: "Cancelled",
}  # fmt: skip
_PRESSURE = {"MON-A1", "MON-A2", "MON-A3", "MON-A4", "MON-P1", "MON-P2", "MON-P3"}
_SIGNS = {
    "pressure": _PRESSURE,
    "pulse": {"MON-A5", "MON-P4"},
    "oxygen": {"MON-A6", "MON-P5"},
    "breath": {"MON-A7", "MON-P6"},
    "awake": {"MON-A8", "MON-P8"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BigNumber:
    """One number readable at two metres. Without a reading it says so."""

    label: str
    value: str
    unit: str = ""
    at: datetime | None = None
    level: str = ""
    sign: str = ""
    """Its name for the tablet, which puts a reading it has not sent yet in its place."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A state that asks for somebody now, with the first minute's card and who has answered it."""

    finding: Finding
    card: Card | None
    also: tuple[Finding, ...] = ()
    """Other conclusions from the same sign, milder or equal: said in one line."""
    answered_by: str = ""
    answered_at: datetime | None = None
    now: datetime | None = None

    @property
    def is_red(self) -> bool:
        return self.finding.level >= Level.STOP

    @property
    def is_late(self) -> bool:
        """Nobody has answered it in its time; somebody else has to be called."""
        due = self.finding.due
        return not self.answered_by and due is not None and self.now is not None and self.now > due

    @property
    def prompt(self) -> str:
        """The first minute of its card, unless the finding says the same already."""
        if self.card is None or not self.is_red:
            return ""
        return "" if self.card.first[0].casefold() in self.finding.act.casefold() else self.card.prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of what happened, for the table and the printed record."""

    record: Record[Fact]
    is_late: bool
    is_corrected: bool


@dataclass(frozen=True, kw_only=True)
class VisitPage:
    """A visit at one moment, from the patient's page."""

    page: PatientPage
    view: SessionView
    visit: Visit

    @classmethod
    def of(cls, page: PatientPage, session: UUID) -> "VisitPage | None":
        """The visit, or None when this episode has no such session."""
        view = next((each for each in page.assessment.sessions if each.id == session), None)
        visit = Course(page.protocol, page.facts, page.now).visits.get(session)
        return None if view is None or visit is None else cls(page=page, view=view, visit=visit)

    @property
    def now(self) -> datetime:
        return self.page.now

    @property
    def id(self) -> UUID:
        return self.view.id

    @property
    def is_over(self) -> bool:
        """Whether the patient has left, or the visit did not take place."""
        return self.view.phase in {Phase.DISCHARGED, Phase.CONTACTED, Phase.INTEGRATED, Phase.CANCELLED}

    @property
    def part(self) -> str:
        """Which part of the day it is."""
        if not self.visit.is_dosed:
            return "before"
        return "during" if self.view.phase is Phase.DOSED else "after"

    @property
    def phase_words(self) -> str:
        if self.view.phase is Phase.DOSED and not self.protocol_is_infusion:
            return "Dose given"
        return (
            "Left against advice"
            if self.visit.discharge and self.visit.discharge.fact.against_advice
            else PHASES[self.view.phase]
        )

    @property
    def protocol_is_infusion(self) -> bool:
        return any(dose.fact.infusion_min for dose in self.visit.doses) or self.page.protocol.infusion is not None

    # -- the top bar ------------------------------------------------------------------------------------------------

    @property
    def allergies(self) -> str:
        listed = {record.fact.substance.casefold(): record.fact for record in self.page.facts.of(AllergyListed)}
        return ", ".join(fact.substance for fact in listed.values() if fact.is_active)

    @property
    def weight(self) -> Record[WeightMeasured] | None:
        return self.page.facts.latest(WeightMeasured)

    @property
    def weight_words(self) -> str:
        """The weight the order was reckoned with, else the latest measured."""
        if self.order and self.order.fact.weight_kg:
            return f"{self.order.fact.weight_kg:g} kg, {self.order.fact.weight_basis}"
        return f"{self.weight.fact.kilograms:g} kg" if self.weight else "not measured"

    @property
    def order(self) -> Record[OrderSigned] | None:
        return self.visit.order

    @property
    def ordered_ml(self) -> float | None:
        """The volume of the order; None where it names no concentration."""
        return order_volume_ml(self.order.fact) if self.order else None

    @property
    def ordered_mg(self) -> float:
        return self.order.fact.dose_mg if self.order else 0.0

    @cached_property
    def given_mg(self) -> float:
        """What has gone in by now: of a running infusion the share of its time."""
        return round(sum(infusion.given_mg(self.now) for infusion in self.visit.infusions), 1)

    @property
    def infusion(self) -> Running | None:
        """The infusion whose end nobody has recorded, as it stands now."""
        found = self.visit.open_infusion
        return (
            Running(infusion=found, now=self.now, weight_kg=self.order.fact.weight_kg if self.order else None)
            if found
            else None
        )

    @property
    def elapsed(self) -> str:
        """Hours and minutes since the first dose, until the patient left."""
        if self.view.started_at is None:
            return ""
        minutes = int(((self.view.discharged_at or self.now) - self.view.started_at).total_seconds() // 60)
        return f"{minutes // 60}:{minutes % 60:02d}"

    # -- what is due and what alarms --------------------------------------------------------------------------------

    @property
    def due_words(self) -> str:
        due = self.view.next_vitals_at
        if due is None:
            return ""
        late = due < self.now
        minutes = -(-abs(due - self.now) // timedelta(minutes=1))
        span = f"{minutes} min" if minutes < _MUCH else f"{minutes // 60} h"
        return f"overdue by {span}" if late else f"in {span}"

    @property
    def due_level(self) -> str:
        due = self.view.next_vitals_at
        if due is None or due > self.now:
            return ""
        return "stop" if self.now >= due + self.page.protocol.monitoring.grace else "caution"

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was concluded about this visit."""
        return tuple(finding for finding in self.page.assessment.findings if finding.subject.startswith(str(self.id)))

    @cached_property
    def alarms(self) -> list[Alarm]:
        """What asks for somebody now, worst first. Red ones stand in the band until they are over."""
        found = []
        for finding in rings(self.findings, self.id):
            answer = answer_to(finding, self.visit, self.page.facts)
            prompt = card(_CARDS[finding.rule]) if finding.rule in _CARDS else None
            found.append(
                Alarm(
                    finding=finding,
                    card=prompt,
                    answered_by=answer.by_name if answer else "",
                    answered_at=answer.at if answer else None,
                    now=self.now,
                )
            )
        return _gathered(sorted(found, key=lambda alarm: (-alarm.finding.level, -_rank(alarm.finding.rule))))

    def answered_at(self, pressed: datetime, seen: int | None = None) -> datetime:
        """When an alarm counts as answered: not before anything the screen showed, since two tablets know the clinic's time only to within the way of a message.

        `seen` is how far the record had come for whoever answered; None when they have just read all of it.
        """
        shown = (
            record.at
            for record in self.page.facts.history
            if getattr(record.fact, "session", None) == self.id
            and (seen is None or record.sequence <= seen)
            and record.at <= pressed + CLOCK_SKEW
        )
        return max([pressed, *shown])

    @property
    def pace_s(self) -> int:
        """How often the screen looks by itself: time alone turns cards, and sooner an alarm that nobody answers."""
        return 10 if any(not alarm.answered_by for alarm in self.alarms) else 30

    # -- the numbers ------------------------------------------------------------------------------------------------

    @cached_property
    def numbers(self) -> list[BigNumber]:
        pressure = self._last("systolic_mmhg")
        shown = f"{pressure.fact.systolic_mmhg:g}/{pressure.fact.diastolic_mmhg:g}" if pressure else "–"
        return [
            BigNumber(
                label="Blood pressure",
                value=shown,
                unit="mmHg",
                at=pressure.at if pressure else None,
                level=self._level("pressure", pressure),
                sign="pressure",
            ),
            self._sign("Heart rate", "heart_rate_per_min", "/min", "pulse"),
            self._sign("Oxygen, SpO₂", "spo2_percent", "%", "oxygen"),
            self._sign("Breathing", "respiratory_rate_per_min", "/min", "breath"),
            self._state("Awake, MOAA/S", "moaas", "of 5", "awake"),
            self._state("Distress", "distress_0_10", "of 10", "distress"),
        ]

    def _sign(self, label: str, name: str, unit: str, sign: str) -> BigNumber:
        record = self._last(name)
        value = getattr(record.fact, name) if record else None
        return BigNumber(
            label=label, value="–" if value is None else f"{value:g}", unit=unit, at=record.at if record else None, level=self._level(sign, record),
            sign=sign,
        )  # fmt: skip

    def _state(self, label: str, name: str, unit: str, sign: str) -> BigNumber:
        seen = [record for record in self.visit.of(StateObserved) if getattr(record.fact, name) is not None]
        record = seen[-1] if seen else None
        return BigNumber(
            label=label, value=str(getattr(record.fact, name)) if record else "–", unit=unit, at=record.at if record else None,
            level=self._level(sign, record), sign=sign,
        )  # fmt: skip

    def _last(self, name: str) -> Record[VitalsTaken] | None:
        return next((record for record in reversed(self.visit.vitals) if getattr(record.fact, name) is not None), None)

    def _level(self, sign: str, record: Record[VitalsTaken] | Record[StateObserved] | None) -> str:
        if record is None:
            return ""
        rules = _SIGNS.get(sign, set())
        levels = [f.level for f in self.findings if f.rule in rules and record.id in f.facts and f.level is not Level.UNKNOWN]
        worst = max(levels, default=Level.CLEAR)
        return worst.name.lower() if worst >= Level.CAUTION else ""

    # -- gates ------------------------------------------------------------------------------------------------------

    def gate(self, gate: GateId) -> Gate | None:
        """The gate of this session; None once it is behind."""
        return next((each for each in self.page.assessment.gates if each.id is gate and each.session == self.id), None)

    @property
    def leaving(self) -> list[Finding]:
        """Every criterion for going home, in order; the signature comes with the form."""
        order = [f"DIS-D{number}" for number in range(1, 11)]
        found = [finding for finding in self.findings if finding.rule in order]
        return sorted(found, key=lambda finding: order.index(finding.rule))

    @property
    def aldrete(self) -> Record[MeasureAnswered] | None:
        return self.page.facts.latest(MeasureAnswered, lambda fact: fact.instrument == "aldrete" and fact.session == self.id)

    # -- the chart and the lines --------------------------------------------------------------------------------------

    @cached_property
    def readings(self) -> list[Entry]:
        """Every reading with its corrections, oldest first."""
        return self._entries(VitalsTaken)

    @property
    def states(self) -> list[Entry]:
        return self._entries(StateObserved)

    @property
    def events(self) -> list[Record[SessionEvent]]:
        return [record for record in self.visit.of(SessionEvent) if record.fact.event != ALARM_ANSWERED]

    def _entries(self, kind: type[Fact]) -> list[Entry]:
        return [
            Entry(
                record=record, is_corrected=record.id in self.page.facts.corrected or bool(getattr(record.fact, "is_artefact", False)),
                is_late=record.corrects is None and record.recorded_at - record.at > _LATE,
            )
            for record in self.page.facts.history
            if type(record.fact) is kind and getattr(record.fact, "session", None) == self.id and not self._replaced_twin(record)
        ]  # fmt: skip

    def _replaced_twin(self, record: Record[Fact]) -> bool:
        """The first entry of a reading later marked as an artefact: the marked one is drawn in its place."""
        by = self.page.facts.corrected.get(record.id)
        return by is not None and bool(getattr(by.fact, "is_artefact", False))


def _rank(rule: str) -> int:
    """Rules are numbered from mild to grave, but for the rise from baseline, which only adds to a pressure."""
    return 0 if rule == "MON-A2" else int(rule.removeprefix("MON-A"))


def _gathered(alarms: list[Alarm]) -> list[Alarm]:
    """One alarm a sign: what else the same pressure means stands under it."""
    first: dict[str, Alarm] = {}
    for alarm in alarms:
        sign = next((name for name, rules in _SIGNS.items() if alarm.finding.rule in rules), alarm.finding.rule)
        first[sign] = replace(first[sign], also=(*first[sign].also, alarm.finding)) if sign in first else alarm
    return list(first.values())
