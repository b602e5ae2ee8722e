"""What other rooms ask of planning: the curve of a session that runs, the patient's picture, and the plans that were kept."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from kapstone.clinic.episodes.expectations import Expected
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.planning import actions
from kapstone.clinic.planning.errors import CannotPredict
from kapstone.clinic.planning.forms import drawn_up_mg
from kapstone.clinic.planning.models import KeptPlan
from kapstone.clinic.planning.patients import body_of
from kapstone.clinic.planning.question import WITHOUT_MODEL, Question, Timed, Way, minimum_after, salt_of, substance_of, way_of
from kapstone.clinic.web.charts import Drawing
from kapstone.clinic.web.charts.wave import Wave, wave
from kapstone.facts import DosePaused, Infusion, OrderSigned, Record, Route
from kapstone.pathway import Episode as Course
from kapstone.pathway import Visit

if TYPE_CHECKING:
    from kapstone.clinic.planning.forecast import Forecast

__all__ = ["kept_plans", "patient_picture", "predicted_for", "usual_dose"]


def kept_plans(episode: Episode) -> Sequence[KeptPlan]:
    """The plans somebody kept, the newest first. One query."""
    return list(KeptPlan.objects.filter(episode=episode).select_related("first", "second"))


def predicted_for(page: PatientPage, session: UUID) -> Expected | None:
    """The curve expected after what was given in this session: stored once for each state of its doses, and then read in one query.

    None before the first dose (it is computed with the order all the same, so that it is there when the dose is given) and where no
    model covers it.
    """
    visit = Course(page.protocol, page.facts, page.now).visits.get(session)
    if visit is None or visit.order is None:
        return None
    question = _of_visit(page, visit, visit.order)
    found = _answer(page, question)
    if found is None or not visit.doses:
        return None
    start = visit.doses[0].at.astimezone(page.zone)
    return Expected(
        times=[start + timedelta(hours=each) for each in found.times_h], median=found.median, low=found.low, high=found.high,
        caption=f"expected {found.analyte}, ng/mL in {found.model.site} blood ({found.model.id}), 90 of 100 patients",
    )  # fmt: skip


def patient_picture(page: PatientPage) -> Drawing | None:
    """How the medicine is expected to come and go, in plain words and hours; None for a route without a model, or without a weight.

    Drawn for the programme's usual dose: its height is not shown, and its course in time hardly depends on the dose.
    """
    question = usual_dose(page)
    found = _answer(page, question) if question is not None else None
    if found is None:
        return None
    top = max(found.high)
    strongest = [h for h, level in zip(found.times_h, found.typical, strict=True) if level >= 0.75 * max(found.typical)]
    faded = next(
        (
            h
            for h, level in zip(found.times_h, found.typical, strict=True)
            if h > strongest[-1] and level <= 0.2 * max(found.typical)
        ),
        None,
    )
    return wave(
        Wave(
            times_h=found.times_h, usual=[each / top for each in found.typical], low=[each / top for each in found.low],
            high=[each / top for each in found.high], strongest_from_h=strongest[0], strongest_at_h=found.peak_at_h, strongest_to_h=strongest[-1], faded_h=faded,
            stay_h=(found.question.end_min + found.question.minimum_min) / 60,
        )
    )  # fmt: skip


def usual_dose(page: PatientPage) -> Question | None:
    """The dose this programme starts with, for this patient; None where it takes a weight and none was measured."""
    protocol, body = page.protocol, body_of(page)
    mg = protocol.dose.start
    if protocol.dose.unit == "mg/kg":
        if body.weight_kg is None:
            return None
        mg = drawn_up_mg(way_of(protocol.route), mg * body.weight_kg)
    over = protocol.infusion.usual / timedelta(minutes=1) if protocol.infusion and protocol.route is Route.IV else 0.0
    return Question(
        doses=(Timed(way=way_of(protocol.route), mg=mg, over_min=over),), substance=substance_of(protocol.drug), salt=salt_of(protocol),
        minimum_min=minimum_after(protocol, over), weight_kg=body.weight_kg, age_years=body.age_years, pregnant=body.pregnant,
    )  # fmt: skip


_MOST = 512
_stored: dict[tuple[UUID, Question], "Forecast"] = {}
"""Answers that lie in the database for good: screens on one session ask the same every few seconds."""


def _answer(page: PatientPage, question: Question) -> "Forecast | None":
    if any(dose.way in WITHOUT_MODEL for dose in question.doses):
        return None
    if known := _stored.get((page.episode.id, question)):
        return known
    from kapstone.clinic.planning.forecast import Forecast

    try:
        found = Forecast.from_text(actions.predict(episode=page.episode, question=question, at=page.now, by=None).result)
    except CannotPredict:
        return None
    transaction.on_commit(lambda: _remember(page.episode.id, question, found))
    return found


def _remember(episode: UUID, question: Question, found: "Forecast") -> None:
    if len(_stored) >= _MOST:
        _stored.clear()
    _stored[episode, question] = found


def _of_visit(page: PatientPage, visit: Visit, order: Record[OrderSigned]) -> Question:
    """What was given so far; before the first dose, what is ordered."""
    doses = tuple(piece for infusion in visit.infusions for piece in _pieces(infusion, visit.doses[0].at, page.now)) or (
        _timed(order.fact.route, order.fact.dose_mg, order.fact.infusion_min or 0.0),
    )
    body = body_of(page)
    end = max(dose.at_min + dose.over_min for dose in doses)
    return Question(
        doses=doses, substance=substance_of(order.fact.drug), salt=order.fact.amount_as.value, minimum_min=minimum_after(page.protocol, end),
        weight_kg=body.weight_kg, age_years=body.age_years, pregnant=body.pregnant,
    )  # fmt: skip


def _pieces(infusion: Infusion, zero: datetime, now: datetime) -> Iterator[Timed]:
    """One dose in whole minutes, so that a few seconds make no new question: each stretch between pauses with what went in during it."""
    dose = infusion.dose.fact
    if not infusion.is_over_time:
        yield _timed(dose.route, dose.dose_mg, 0.0, _minutes(infusion.dose.at - zero))
        return
    start, given = infusion.dose.at, 0.0
    stretches: list[tuple[datetime, datetime, float]] = []
    for turn in infusion.turns:
        if isinstance(turn.fact, DosePaused):
            stretches.append((start, turn.at, turn.fact.given_mg - given))
            given = turn.fact.given_mg
        else:
            start = turn.at
    if not infusion.is_paused:
        total = infusion.stop.fact.given_mg if infusion.stop else dose.dose_mg
        stretches.append((start, infusion.ends_at(now), total - given))
    for begins, ends, mg in stretches:
        if mg > 0:
            yield _timed(dose.route, mg, max(1.0, _minutes(ends - begins)), _minutes(begins - zero))


def _minutes(span: timedelta) -> float:
    return float(round(span / timedelta(minutes=1)))


def _timed(route: Route, mg: float, over_min: float, at_min: float = 0.0) -> Timed:
    way = Way.BOLUS if route is Route.IV and not over_min else way_of(route)
    return Timed(way=way, mg=mg, at_min=float(at_min), over_min=over_min)
