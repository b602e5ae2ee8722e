"""One dosing visit as its screen shows it: latest numbers with their age, what is due, alarms with their card, gates, the chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.sessions.actions import ACKNOWLEDGED
from kapstone.clinic.web import charts as c
from kapstone.facts import (
    AllergyListed,
    DoseGiven,
    DoseStopped,
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
from kapstone.pathway import Gate, GateId, Phase, SessionView, Visit
from kapstone.rules import all_rules
from kapstone.rules.session import Card, card

__all__ = ["Alarm", "BigNumber", "VisitPage", "gate_groups", "level_of"]

_LATE = timedelta(minutes=3)
_CARDS = {
    "MON-A3": "hypertension", "MON-A4": "hypertension", "MON-A5": "arrhythmia", "MON-A6": "respiratory_depression", "MON-A7": "respiratory_depression",
    "MON-A8": "oversedation", "MON-A9": "emergence_reaction", "MON-A10": "vomiting", "MON-A11": "emergence_reaction", "MON-A12": "seizure",
    "MON-A13": "laryngospasm", "MON-A14": "anaphylaxis", "MON-P9": "suicidality", "DELTA-CSSRS": "suicidality",
}  # fmt: skip
_PHASES = {
    Phase.PLANNED: "Planned", Phase.CHECKED_IN: "Checked in", Phase.ORDERED: "Ordered", Phase.DOSED: "Dose running", Phase.RECOVERING: "Recovery",
    Phase.DISCHARGED: "Gone home", Phase.CONTACTED: "Reached next day", Phase.INTEGRATED: "Integrated", Phase.CANCELLED: "Cancelled",
}  # fmt: skip
_GROUPS = (
    ("Measured today", ("MON-P1", "MON-P2", "MON-P3", "MON-P4", "MON-P5", "MON-P6", "MON-P7", "MON-P8", "DELTA-VITALS", "DELTA-WEIGHT")),
    ("Asked today", ("MON-P9", "MON-P10", "DELTA-", "PW-CHECK-IN", "PW-ESCORT")),
    ("Room, order and check", ("PW-SETTING", "PW-ORDER", "PW-DOSE", "PW-INFUSION", "PW-BOOSTER")),
)
_PRESSURE = {"MON-A1", "MON-A2", "MON-A3", "MON-A4", "MON-A15", "MON-P1", "MON-P2", "MON-P3", "DIS-D2"}
_SIGNS = {"pressure": _PRESSURE, "pulse": {"MON-A5", "MON-P4"}, "oxygen": {"MON-A6", "MON-P5"}, "breath": {"MON-A7", "MON-P6"}, "awake": {"MON-A8", "MON-P8"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class BigNumber:
    """One number readable at two metres. Without a reading it says so."""

    label: str
    value: str
    unit: str = ""
    at: datetime | None = None
    level: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A state that asks for somebody now, with the first minute's card and who has answered it."""

    finding: Finding
    card: Card | None
    answered_by: str = ""
    answered_at: datetime | None = None

    @property
    def is_red(self) -> bool:
        return self.finding.level >= Level.STOP


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
    def part(self) -> str:
        """Which part of the day it is."""
        if not self.visit.is_dosed:
            return "before"
        return "during" if self.view.phase is Phase.DOSED else "after"

    @property
    def phase_words(self) -> str:
        if self.view.phase is Phase.DOSED and not self.protocol_is_infusion:
            return "Dose given"
        return "Left against advice" if self.visit.discharge and self.visit.discharge.fact.against_advice else _PHASES[self.view.phase]

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
    def ordered_mg(self) -> float:
        return self.order.fact.dose_mg if self.order else 0.0

    @cached_property
    def given_mg(self) -> float:
        """What has gone in by now: of a running infusion the share of its time."""
        stopped = {record.fact.dose: record.fact.given_mg for record in self.visit.of(DoseStopped)}
        return round(sum(stopped.get(dose.id, self._so_far(dose)) for dose in self.visit.doses), 1)

    def _so_far(self, dose: Record[DoseGiven]) -> float:
        if not dose.fact.infusion_min:
            return dose.fact.dose_mg
        share = (self.now - dose.at) / timedelta(minutes=dose.fact.infusion_min)
        return dose.fact.dose_mg * min(max(share, 0.0), 1.0)

    @cached_property
    def running_infusion(self) -> Record[DoseGiven] | None:
        """The infusion whose end nobody has recorded."""
        stopped = {record.fact.dose for record in self.visit.of(DoseStopped)}
        return next((dose for dose in self.visit.doses if dose.fact.infusion_min and dose.id not in stopped), None)

    @property
    def infusion_ends_at(self) -> datetime | None:
        dose = self.running_infusion
        return dose.at + timedelta(minutes=dose.fact.infusion_min or 0) if dose else None

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
        minutes = -(-abs((due - self.now).total_seconds()) // 60)
        return f"overdue by {minutes:.0f} min" if due < self.now else f"in {minutes:.0f} min"

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
        answered = [record for record in self.visit.of(SessionEvent) if record.fact.event == ACKNOWLEDGED]
        found = []
        for finding in self.findings:
            if not finding.rule.startswith("MON-A") or finding.level is Level.UNKNOWN or finding.level < Level.CAUTION:
                continue
            last = max((record.at for fact in finding.facts if (record := self.page.facts.get(fact))), default=None)
            seen = next(
                (record for record in reversed(answered) if record.fact.remarks == finding.rule and (last is None or record.at >= last)), None
            )
            prompt = card(_CARDS[finding.rule]) if finding.rule in _CARDS else None
            found.append(Alarm(finding=finding, card=prompt, answered_by=seen.by_name if seen else "", answered_at=seen.at if seen else None))
        return sorted(found, key=lambda alarm: -alarm.finding.level)

    # -- the numbers ------------------------------------------------------------------------------------------------

    @cached_property
    def numbers(self) -> list[BigNumber]:
        pressure = self._last("systolic_mmhg")
        shown = f"{pressure.fact.systolic_mmhg:g}/{pressure.fact.diastolic_mmhg:g}" if pressure else "–"
        return [
            BigNumber(label="Blood pressure", value=shown, unit="mmHg", at=pressure.at if pressure else None, level=self._level("pressure", pressure)),
            self._sign("Heart rate", "heart_rate_per_min", "per min", "pulse"),
            self._sign("Oxygen, SpO₂", "spo2_percent", "%", "oxygen"),
            self._sign("Breathing", "respiratory_rate_per_min", "per min", "breath"),
            self._state("Awake, MOAA/S", "moaas", "of 5", "awake"),
            self._state("Distress", "distress_0_10", "of 10", ""),
        ]

    def _sign(self, label: str, name: str, unit: str, sign: str) -> BigNumber:
        record = self._last(name)
        value = getattr(record.fact, name) if record else None
        return BigNumber(
            label=label, value="–" if value is None else f"{value:g}", unit=unit, at=record.at if record else None, level=self._level(sign, record)
        )  # fmt: skip

    def _state(self, label: str, name: str, unit: str, sign: str) -> BigNumber:
        seen = [record for record in self.visit.of(StateObserved) if getattr(record.fact, name) is not None]
        record = seen[-1] if seen else None
        return BigNumber(
            label=label, value=str(getattr(record.fact, name)) if record else "–", unit=unit, at=record.at if record else None,
            level=self._level(sign, record),
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
        return [record for record in self.visit.of(SessionEvent) if record.fact.event != ACKNOWLEDGED]

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

    @cached_property
    def chart(self) -> c.Drawing | None:
        """The anaesthesia record, from the first reading of the day; None before there is one."""
        taken = [entry.record.at for entry in self.readings]
        if not taken and self.view.started_at is None:
            return None
        zone = self.page.zone
        anchor = self.view.started_at or self.now
        first = max(min([*taken, anchor]), anchor - timedelta(minutes=45))
        start = first.replace(minute=first.minute // 5 * 5, second=0, microsecond=0)
        last = self.view.discharged_at or max(self.now, self.view.may_leave_at or self.now)
        end = max(last + timedelta(minutes=10), start + timedelta(minutes=60))
        limits = self._chart_limits()
        record = c.SessionRecord(
            start=start.astimezone(zone), end=end.astimezone(zone), now=None if self.view.discharged_at else self.now.astimezone(zone),
            readings=self._chart_readings(), doses=self._chart_doses(), limits=limits, phases=self._chart_phases(start, end),
            events=[c.Happening(at=record.at.astimezone(zone), word=record.fact.event) for record in self.events if record.at >= start],
        )  # fmt: skip
        return c.session_record(record, self.sentence)

    @property
    def sentence(self) -> str:
        """The state of the session in words."""
        number = self.numbers[0]
        if number.at is None:
            return "No blood pressure has been taken in this session yet."
        highest = max((e.record for e in self.readings if not e.is_corrected and self._systolic(e.record) is not None), key=self._systolic_or_0)
        at = highest.at.astimezone(self.page.zone)
        same = highest.at == number.at
        peak = "" if same else f" The highest was {self._pressure(highest)} at {at:%H:%M}."
        return f"Blood pressure {number.value} at {number.at.astimezone(self.page.zone):%H:%M}.{peak}"

    @staticmethod
    def _systolic(record: Record[Fact]) -> float | None:
        return record.fact.systolic_mmhg if isinstance(record.fact, VitalsTaken) else None

    @classmethod
    def _systolic_or_0(cls, record: Record[Fact]) -> float:
        return cls._systolic(record) or 0.0

    @staticmethod
    def _pressure(record: Record[Fact]) -> str:
        assert isinstance(record.fact, VitalsTaken)
        return f"{record.fact.systolic_mmhg:g}/{record.fact.diastolic_mmhg:g}"

    def _chart_readings(self) -> list[c.Reading]:
        awake = {entry.record.at: entry.record.fact.moaas for entry in self.states if isinstance(entry.record.fact, StateObserved)}
        found = []
        for entry in self.readings:
            fact = entry.record.fact
            assert isinstance(fact, VitalsTaken)
            found.append(
                c.Reading(
                    at=entry.record.at.astimezone(self.page.zone), systolic=fact.systolic_mmhg, diastolic=fact.diastolic_mmhg,
                    heart_rate=fact.heart_rate_per_min, spo2=fact.spo2_percent, moaas=awake.pop(entry.record.at, None), is_late=entry.is_late,
                    is_corrected=entry.is_corrected,
                )
            )  # fmt: skip
        found += [c.Reading(at=at.astimezone(self.page.zone), moaas=level) for at, level in awake.items() if level is not None]
        return sorted(found, key=lambda reading: reading.at)

    def _chart_doses(self) -> list[c.Given]:
        zone = self.page.zone
        stopped = {record.fact.dose: record for record in self.visit.of(DoseStopped)}
        found = []
        for dose in self.visit.doses:
            end = stopped.get(dose.id)
            until = end.at if end else dose.at + timedelta(minutes=dose.fact.infusion_min) if dose.fact.infusion_min else None
            mg = end.fact.given_mg if end else dose.fact.dose_mg
            kilograms = self.order.fact.weight_kg if self.order else None
            found.append(
                c.Given(at=dose.at.astimezone(zone), until=until.astimezone(zone) if until else None, mg=mg, mg_per_kg=mg / kilograms if kilograms else None)
            )
        return found

    def _chart_limits(self) -> list[c.Limit]:
        amber = all_rules()["MON-A1"].limits
        return [
            c.Limit(label=f"systolic {amber['systolic_mmhg'].value:g}", value=amber["systolic_mmhg"].value),
            c.Limit(label=f"diastolic {amber['diastolic_mmhg'].value:g}", value=amber["diastolic_mmhg"].value),
        ]

    def _chart_phases(self, start: datetime, end: datetime) -> list[c.Phase]:
        zone, given, over = self.page.zone, self.view.started_at, self.view.ended_at
        if given is None or over is None:
            return [c.Phase(name="before", start=start.astimezone(zone), end=end.astimezone(zone))]
        marks: Sequence[tuple[str, datetime, datetime]] = (
            ("before", start, given), ("infusion" if over > given else "dose", given, max(over, given + timedelta(minutes=2))), ("recovery", over, end),
        )  # fmt: skip
        return [c.Phase(name=name, start=a.astimezone(zone), end=b.astimezone(zone)) for name, a, b in marks if b > a]


def gate_groups(here: VisitPage) -> list[tuple[str, list[Finding], list[Finding]]]:
    """What the dose waits for and what is in order, by where it is put right: (group, open, met). A note is met."""
    gate = here.gate(GateId.ADMINISTER)
    closing = list(gate.closed_by) if gate else []
    about = {finding.key: finding for finding in (*closing, *here.findings) if not finding.rule.startswith(("MON-A", "DIS-"))}
    left, groups = dict(about), []
    for name, rules in _GROUPS:
        mine = [finding for key, finding in list(left.items()) if finding.rule.startswith(rules) and left.pop(key)]
        groups.append((name, mine))
    groups.append(("What has to stand before any dose", list(left.values())))
    shut = {finding.key for finding in closing}
    return [
        (name, [finding for finding in mine if finding.key in shut or finding.level >= Level.CAUTION],
         [finding for finding in mine if finding.key not in shut and finding.level < Level.CAUTION])
        for name, mine in groups if mine
    ]  # fmt: skip


def level_of(findings: Sequence[Finding]) -> str:
    """The worst of them as a slug."""
    return max((finding.level for finding in findings), default=Level.CLEAR).name.lower()
