"""What the patient page draws of the course: measures over time, doses, goals, medicines, documents."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from uuid import UUID

from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.web.charts import Band, DoseMark, Drawing, GoalRating, Point, Trend, attainment, outcome_trend, sparkline
from kapstone.clinic.web.navigation import address
from kapstone.facts import (
    ConsentGiven,
    ConsentWithdrawn,
    DiagnosisMade,
    DoseGiven,
    Facts,
    GoalRated,
    GoalRetired,
    GoalSet,
    MedicationListed,
    VitalsTaken,
)
from kapstone.instruments import Direction, Instrument, all_instruments
from kapstone.outcomes import Point as Answered
from kapstone.outcomes import Trajectory, goal_attainment, trajectory

__all__ = [
    "DOSE_COLUMNS",
    "charts_of",
    "contacts_of",
    "diagnoses_of",
    "documents_of",
    "doses_of",
    "goals_of",
    "medicines_of",
    "spark_of",
    "trend_of",
]

DOSE_COLUMNS = ("No.", "Day", "Dose", "mg#", "Highest pressure", "Left at")


def charts_of(page: PatientPage) -> list[Drawing]:
    """The primary measure and the PHQ-9 on one time axis, once there is something to draw."""
    wanted = dict.fromkeys((page.protocol.primary_measure, "phq9", "gad7"))
    courses = [
        (instrument, trajectory(page.facts, instrument, zone=page.zone))
        for instrument in map(_instrument, wanted)
        if instrument
    ]
    drawn = [(instrument, course) for instrument, course in courses if course.points]
    days = [point.at.astimezone(page.zone).date() for _, course in drawn for point in course.points]
    since = min(days, default=None)
    until = page.now.astimezone(page.zone).date()
    letters = max((len(band.word) for instrument, _ in drawn for band in instrument.bands), default=0)
    trends = [(trend_of(page.facts, instrument, course, page.zone), course.sentence) for instrument, course in drawn]
    return [outcome_trend(replace(trend, since=since, until=until, label_letters=letters), said) for trend, said in trends]


def trend_of(facts: Facts, instrument: Instrument, course: Trajectory, zone: tzinfo) -> Trend:
    """One instrument's course as a chart wants it; the patient's own picture is drawn from the same values."""
    low, high = instrument.range
    lower_is_better = instrument.direction is Direction.LOWER_IS_BETTER
    reliable = instrument.change.reliable
    best, worst = ("none", "severe") if lower_is_better else ("low", "high")
    return Trend(
        name=instrument.short,
        low=low,
        high=high,
        low_word=best,
        high_word=worst,
        direction=instrument.direction.value.replace("_", " "),
        points=[Point(point.at.astimezone(zone).date(), point.total, point.word) for point in course.points],
        bands=[Band(band.low, band.high, band.word) for band in instrument.bands],
        doses=[DoseMark(record.at.astimezone(zone).date(), record.fact.dose_mg) for record in facts.of(DoseGiven)],
        response=course.response_at,
        remission=course.remission_below,
        baseline=course.baseline.point.total if course.baseline.point else None,
        reliable_change=reliable.value if reliable else None,
    )


def doses_of(page: PatientPage) -> list[tuple[object, ...]]:
    """One row a session: number, day, dose, milligrams, highest pressure, when the patient left."""
    rows: list[tuple[object, ...]] = []
    for session in page.assessment.sessions:
        given = page.facts.of(DoseGiven, lambda fact, wanted=session.id: fact.session == wanted)  # type: ignore[misc]  # a bound default
        if not given or session.started_at is None:
            continue
        first = given[0].fact
        started = session.started_at.astimezone(page.zone)
        left = session.discharged_at.astimezone(page.zone) if session.discharged_at else None
        route = first.route.value.upper() if len(first.route.value) == len("iv") else first.route.value
        rows.append(
            (
                session.number,
                f"{started.day} {started:%b %Y}",
                f"{first.drug.value} {route}" + (" and booster" if len(given) > 1 else ""),
                f"{session.total_mg:g}",
                _highest(page, session.id),
                f"{left:%H:%M}" if left else "still here",
            )
        )
    return rows


def _highest(page: PatientPage, session: UUID) -> str:
    taken = page.facts.of(VitalsTaken, lambda fact: fact.session == session and not fact.is_artefact)
    pressures = [(r.fact.systolic_mmhg, r.fact.diastolic_mmhg) for r in taken if r.fact.systolic_mmhg and r.fact.diastolic_mmhg]
    return "{:.0f}/{:.0f}".format(*max(pressures)) if pressures else "not taken"


@dataclass(frozen=True, slots=True)
class Spark:
    """One patient's primary measure the size of a word, with its latest value in words."""

    picture: str
    latest: str


def spark_of(episode: Episode, course: Sequence[Answered]) -> Spark | None:
    """The trend of a caseload row; None while nothing is answered."""
    known = [point for point in course if point.total is not None]
    if not known:
        return None
    instrument = all_instruments()[known[-1].score.instrument]
    low, high = instrument.range
    latest = f"{instrument.short} {known[-1].total:g}, {known[-1].word}"
    label = f"{latest}; it was {known[0].total:g}" if len(known) > 1 else latest
    bands = [Band(band.low, band.high, band.word) for band in instrument.bands]
    return Spark(sparkline([point.total for point in course], low=low, high=high, bands=bands, label=label), latest)


@dataclass(frozen=True, slots=True)
class Goals:
    """The goals in force and how far they are reached."""

    drawing: Drawing | None


def goals_of(page: PatientPage) -> Goals:
    retired = {record.fact.goal for record in page.facts.of(GoalRetired)}
    goals = {record.fact.goal: record.fact for record in page.facts.of(GoalSet) if record.fact.goal not in retired}
    if not goals:
        return Goals(None)
    rated = {record.fact.goal: record.fact.attainment for record in page.facts.of(GoalRated)}
    ratings = [
        GoalRating(
            name=goal.title,
            started=goal.baseline,
            now=rated.get(key),
            words=goal.levels[_level_key(rated.get(key, goal.baseline))],
        )
        for key, goal in goals.items()
    ]
    reached = goal_attainment(page.facts)
    if reached.now is not None and reached.at_baseline is not None:
        sentence = f"Goal attainment stands at {reached.now:.0f}, from {reached.at_baseline:.0f}; 50 is what was expected."
    else:
        sentence = f"{len(goals)} goal{'s' if len(goals) > 1 else ''} set, {len(rated.keys() & goals.keys())} rated so far."
    return Goals(attainment(ratings, sentence))


def _level_key(level: int) -> str:
    return f"{level:+d}" if level else "0"


def medicines_of(page: PatientPage) -> list[tuple[str, str]]:
    """What is taken now, with dose and directions."""
    latest = {record.fact.name.casefold(): record.fact for record in page.facts.of(MedicationListed)}
    return [(fact.name, _directions(fact)) for fact in latest.values() if fact.is_taken]


def _directions(fact: MedicationListed) -> str:
    dose = f"{fact.daily_dose_mg:g} mg a day" if fact.daily_dose_mg is not None else ""
    return ", ".join(part for part in (dose, fact.directions, "as needed" if fact.as_needed else "") if part)


def diagnoses_of(page: PatientPage) -> list[str]:
    latest = {record.fact.label.casefold(): record.fact for record in page.facts.of(DiagnosisMade)}
    active = sorted((fact for fact in latest.values() if fact.is_active), key=lambda fact: not fact.is_index)
    return [f"{fact.label}{f' ({fact.code})' if fact.code else ''}" for fact in active]


def documents_of(page: PatientPage) -> list[tuple[str, str, str]]:
    """What was signed: name, when and how it stands, where it can be read."""
    withdrawn = {record.fact.consent for record in page.facts.of(ConsentWithdrawn)}
    href = address("consent:status", episode=page.episode.id)
    rows = []
    for record in reversed(page.facts.of(ConsentGiven)):
        day = record.at.astimezone(page.zone)
        state = "withdrawn" if record.id in withdrawn else f"version {record.fact.document_version}"
        rows.append((record.fact.document.replace("_", " ").capitalize(), f"signed {day.day} {day:%b %Y}, {state}", href))
    return rows


def contacts_of(page: PatientPage) -> list[tuple[str, str]]:
    patient = page.episode.patient
    contacts = [(each.relationship.capitalize() or "Contact", f"{each.name}, {each.phone}") for each in patient.contacts.all()]
    return [("Phone", patient.phone), ("E-mail", patient.email), *contacts]


def _instrument(instrument_id: str) -> Instrument | None:
    return all_instruments().get(instrument_id)
