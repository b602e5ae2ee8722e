"""One session as a record on paper: every reading, dose, event and person, with when it was measured and when written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kapstone.clinic.episodes.queries import words_of
from kapstone.clinic.sessions.chart import sentence
from kapstone.clinic.sessions.room import VisitPage
from kapstone.facts import Fact, Record, StateObserved, VitalsTaken, digest_of, encode

__all__ = ["COLUMNS", "Sheet", "write"]

COLUMNS = ("Measured", "BP, mmHg#", "HR#", "SpO₂, %#", "RR#", "°C#", "MOAA/S#", "Diss.#", "Distress#", "By", "Written down")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Plain values for a page and a PDF."""

    clinic: str
    patient: str
    identifier: str
    title: str
    day: str
    programme: str
    facts: list[tuple[str, str]]
    sentence: str
    columns: tuple[str, ...]
    readings: list[tuple[str, ...]]
    lines: list[tuple[str, str, str, str]]
    people: list[tuple[str, str]]
    signed: str
    """Who signed the session off, when; or that nobody has yet."""
    digest: str
    """SHA-256 over every entry of the session as it stood when printed: a later correction gives another."""
    printed: str


def write(here: VisitPage) -> Sheet:
    """The sheet as of now."""
    page, zone = here.page, here.page.zone
    mine = [record for record in page.facts.history if getattr(record.fact, "session", None) == here.id]
    first = (here.view.started_at or here.view.planned_at or here.now).astimezone(zone)
    others = [record for record in mine if not isinstance(record.fact, VitalsTaken | StateObserved)]
    return Sheet(
        clinic=page.episode.organisation.name, patient=page.episode.patient.name, identifier=page.episode.patient.identifier,
        title=f"Session {here.view.number}", day=f"{first.day} {first:%B %Y}", programme=page.protocol.title, facts=_facts(here), sentence=sentence(here),
        columns=COLUMNS, readings=_readings(here), lines=[_line(here, record) for record in sorted(others, key=lambda record: record.at)],
        people=_people(mine), signed=_signed(here),
        digest=digest_of([[str(record.id), record.at.isoformat(), record.by_name, encode(record.fact)] for record in mine]), printed=f"{here.now.astimezone(zone):%d-%b-%Y %H:%M}",
    )  # fmt: skip


def _signed(here: VisitPage) -> str:
    left = here.visit.discharge
    if left is None:
        return "Not signed: the session is not over."
    how = "left against advice" if left.fact.against_advice else "discharged"
    return f"Signed as {left.fact.signature} by {left.by_name}, {_clock(here, left.at)}; {how}."


def _facts(here: VisitPage) -> list[tuple[str, str]]:
    order = here.order
    found = [("Allergies", here.allergies or "none known"), ("Weight used", here.weight_words)]
    if order:
        given = f"{here.visit.total_mg:g} mg as {order.fact.amount_as.value}" if here.visit.is_dosed else "none"
        found += [("Ordered", f"{order.fact.dose_mg:g} mg {order.fact.drug.value} by {order.by_name}"), ("Given", given)]
    lots = {record.fact.lot for record in here.visit.checks if record.fact.lot}
    found.append(("Lot", ", ".join(sorted(lots))))
    found.append(("Checked by", ", ".join(record.by_name for record in here.visit.checks)))
    for label, moment in (
        ("First dose", here.view.started_at),
        ("End of dosing", here.view.ended_at),
        ("Left", here.view.discharged_at),
    ):
        found.append((label, _clock(here, moment) if moment else "not yet"))
    if here.visit.discharge:
        left = here.visit.discharge.fact
        found.append(
            ("On leaving", f"{left.assessment} Signed: {left.signature}" + (" (against advice)" if left.against_advice else ""))
        )
    return found


def _readings(here: VisitPage) -> list[tuple[str, ...]]:
    states = {entry.record.at: entry.record.fact for entry in here.states if not entry.is_corrected}
    rows: list[tuple[datetime, tuple[str, ...]]] = []
    for entry in here.readings:
        fact, state = entry.record.fact, states.pop(entry.record.at, None)
        assert isinstance(fact, VitalsTaken)
        pressure = f"{fact.systolic_mmhg:g}/{fact.diastolic_mmhg:g}" if fact.systolic_mmhg else ""
        signs = (fact.heart_rate_per_min, fact.spo2_percent, fact.respiratory_rate_per_min, fact.temperature_celsius)
        note = " artefact" if fact.is_artefact else " corrected" if entry.is_corrected else ""
        rows.append(
            (
                entry.record.at,
                (
                    f"{_clock(here, entry.record.at)}{note}",
                    pressure,
                    *(_n(sign) for sign in signs),
                    *_state(state),
                    *_by(here, entry.record),
                ),
            )
        )
    for at, state in states.items():
        entry = next(each for each in here.states if each.record.at == at)
        rows.append((at, (_clock(here, at), "", "", "", "", "", *_state(state), *_by(here, entry.record))))
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _state(state: Fact | None) -> tuple[str, str, str]:
    if not isinstance(state, StateObserved):
        return "", "", ""
    return _n(state.moaas), _n(state.dissociation_0_10), _n(state.distress_0_10)


def _by(here: VisitPage, record: Record[Fact]) -> tuple[str, str]:
    late = (record.recorded_at - record.at).total_seconds() > 180
    return record.by_name, f"{_clock(here, record.recorded_at)} late" if late else _clock(here, record.recorded_at)


def _line(here: VisitPage, record: Record[Fact]) -> tuple[str, str, str, str]:
    words = words_of(record)
    struck = " (corrected)" if record.id in here.page.facts.corrected else ""
    return _clock(here, record.at), f"{words.what}{struck}", words.detail, record.by_name


def _people(records: Iterable[Record[Fact]]) -> list[tuple[str, str]]:
    """Who recorded in this session, in which role."""
    found = {record.by_name: ", ".join(sorted(record.roles)) for record in records if record.by_name}
    return sorted(found.items())


def _clock(here: VisitPage, moment: datetime) -> str:
    """The time, with the day when it is another than the session's."""
    local = moment.astimezone(here.page.zone)
    day = (here.view.started_at or here.view.planned_at or here.now).astimezone(here.page.zone).date()
    return f"{local:%H:%M}" if local.date() == day else f"{local.day} {local:%b %H:%M}"


def _n(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
