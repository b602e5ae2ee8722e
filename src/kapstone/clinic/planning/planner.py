"""The planner as one page of values: what is asked, what is expected, what the programme says, in sentences and pictures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.planning import actions
from kapstone.clinic.planning.errors import CannotPredict
from kapstone.clinic.planning.forms import PlannerForm, begin, sent
from kapstone.clinic.planning.models import Prediction
from kapstone.clinic.planning.patients import Body, body_of
from kapstone.clinic.planning.question import Question, salt_of, substance_of
from kapstone.clinic.web.charts import Drawing
from kapstone.clinic.web.charts.exposure import Exposure, ExposureCurve, clock_h, exposure
from kapstone.clinic.web.charts.ruler import Ruler, ruler
from kapstone.facts import Implausible, OrderSigned, Record, WeightMeasured
from kapstone.findings import Finding, Level
from kapstone.pathway import Episode as Course
from kapstone.pathway.doses import judge_order
from kapstone.pathway.weights import weights_known, weights_of
from kapstone.protocols import Protocol, span_words

if TYPE_CHECKING:
    from kapstone.clinic.planning.forecast import Forecast

__all__ = ["Planner", "Side", "monitoring_words", "plan", "side_of"]

_NOBODY = UUID(int=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One regimen with its answer, and what the programme says of it."""

    label: str
    question: Question
    prediction: Prediction
    forecast: "Forecast"
    limits: tuple[Finding, ...] = ()

    @property
    def minimum_h(self) -> float:
        return (self.question.end_min + self.question.minimum_min) / 60

    @property
    def return_h(self) -> float | None:
        earliest = self.forecast.earliest_min
        return None if earliest is None else (self.question.end_min + earliest) / 60

    @property
    def peak_words(self) -> str:
        low, _, high = self.forecast.peak
        return f"{max(self.forecast.typical):.0f} ng/mL, {low:.0f} to {high:.0f} in 90 of 100 patients"

    @property
    def peak_at(self) -> str:
        return f"{self.forecast.peak_at_h * 60:.0f} min after the start"

    @property
    def return_words(self) -> str:
        """The recovery in one sentence: the later of the model's upper estimate and the programme's minimum."""
        upper, minimum = self.forecast.upper_return_min, self.question.minimum_min
        level = f"{self.question.threshold_ng_per_ml:g} ng/mL"
        if self.return_h is None:
            return f"Not expected below {level} within {self.question.until_h:g} h. The programme's {minimum:.0f} min after the dose stand in any case."
        longer = (
            "the programme's minimum, which is the longer"
            if upper is not None and upper <= minimum
            else "by the model, for 95 of 100 patients"
        )
        return f"Not before {clock_h(self.return_h)} from the start: {longer}."

    @property
    def models_words(self) -> str:
        """How far the models that cover this are apart."""
        used = self.forecast.models_used
        if len(used) < 2:
            return "One model alone covers this, so nothing is known of how far models would disagree."
        return f"Light band, dotted: the typical curves of {', '.join(used[:-1])} and {used[-1]}."

    @property
    def made_of(self) -> list[tuple[str, str]]:
        """What is needed to compute it again."""
        row, model = self.prediction, self.forecast.model
        return [
            ("Model", f"{model.id} {model.version}, {model.status}; {model.trust}"), ("Digest of the model", row.model_digest[:16]),
            ("Virtual patients", f"{row.people}, seed {row.seed}"), ("Sampling error", f"at most {self.forecast.error_percent:g} % of the peak"),
            ("Software", f"Kapstone {row.software}"), ("Digest of the question", row.question_digest[:16]), ("Digest of the answer", row.result_digest[:16]),
            ("Patient", _patient_words(self.question)), ("Dose", f"{self.question.words}, of {self.question.substance} as {self.question.salt}"),
        ]  # fmt: skip

    @property
    def curve(self) -> ExposureCurve:
        told = self.forecast
        return ExposureCurve(
            label=self.label, dose_words=self.dose_words, times_h=told.times_h, typical=told.typical, low=told.low, high=told.high,
            models_low=told.models_low, models_high=told.models_high, peak_at_h=told.peak_at_h,
            doses_h=[(dose.at_min / 60, (dose.at_min + dose.over_min) / 60) for dose in self.question.doses], minimum_h=self.minimum_h,
            return_h=self.return_h,
        )  # fmt: skip

    @property
    def dose_words(self) -> str:
        first = self.question.doses[0]
        return f"{self.question.total_mg:g} mg" + (f" over {first.over_min:g} min" if first.over_min else "")


@dataclass(slots=True, kw_only=True)
class Planner:
    """The page: the form, the sides that could be answered, and what was not."""

    page: PatientPage
    body: Body
    weights: list[tuple[str, float]]
    form: PlannerForm
    is_sent: bool
    sides: list[Side] = field(default_factory=list)
    refused: dict[str, CannotPredict] = field(default_factory=dict)

    @property
    def protocol(self) -> Protocol:
        return self.page.protocol

    @property
    def drawing(self) -> Drawing | None:
        return draw(self.sides, self.protocol) if self.sides else None

    @property
    def other_weights(self) -> list[tuple[str, float]]:
        """The ideal and the adjusted weight, where height and sex at birth are known."""
        known = weights_known(self.page.facts)
        pairs = [("Ideal", known.ideal_kg), ("Adjusted", known.adjusted_kg)] if known else []
        return [(label, kilograms) for label, kilograms in pairs if kilograms is not None]

    @property
    def ruler(self) -> Drawing:
        dose = self.protocol.dose
        return ruler(
            Ruler(
                unit=dose.unit, low=dose.low, start=dose.start, high=dose.high, warn_from=dose.warn_from, stop_above=dose.stop_above,
                session_cap_mg=dose.session_cap_mg, marks=list(self._marks()), weight_kg=self.form.weight_kg if self.form.is_bound and self.form.is_valid() else None,
            )
        )  # fmt: skip

    @property
    def monitoring(self) -> list[tuple[str, str]]:
        return monitoring_words(self.protocol)

    @property
    def compares(self) -> bool:
        """Whether the second regimen is asked for."""
        return bool(self.form.data.get("b_dose")) or any(name.startswith("b_") for name in self.form.errors)

    def _marks(self) -> Iterator[tuple[str, float]]:
        """Each dose by the programme's route on its ruler."""
        if not self.form.is_valid():
            return
        by_weight = self.protocol.dose.unit == "mg/kg"
        for side, question in self.form.questions().items():
            if question.doses[0].way.route is not self.protocol.route:
                continue
            if not by_weight:
                yield side.upper(), question.total_mg
            elif self.form.weight_kg:
                yield side.upper(), question.total_mg / self.form.weight_kg


def plan(page: PatientPage, data: Mapping[str, Any], by: Actor, session: UUID | None = None) -> Planner:  # Any: a query string
    """The page for what was sent; for a bare address, the order of the visit or the programme's usual dose."""
    from kapstone.clinic.planning import forecast  # costs a fraction of a second; most processes never ask

    body, weights = body_of(page), weights_of(page.facts)
    visit = Course(page.protocol, page.facts, page.now).visits.get(session) if session else None
    order = visit.order.fact if visit is not None and visit.order is not None else None
    is_sent = sent(data)
    form = PlannerForm(
        data if is_sent else begin(page.protocol, weights_known(page.facts), order),
        protocol=page.protocol,
        body=body,
        weights=weights,
        models=forecast.choices(),
    )
    found = Planner(page=page, body=body, weights=weights, form=form, is_sent=is_sent)
    if not form.is_valid():
        return found
    for side, question in form.questions().items():
        try:
            prediction = actions.predict(episode=page.episode, question=question, at=page.now, by=by)
        except CannotPredict as refusal:
            found.refused[side] = refusal
            continue
        found.sides.append(side_of(side.upper(), prediction, limits=tuple(_judged(page, form, question))))
    for side, refused in found.refused.items():
        for problem in refused.problems:
            form.add_problem(side, problem.field, problem.sentence)
    return found


def side_of(label: str, prediction: Prediction, limits: tuple[Finding, ...] = ()) -> Side:
    """A stored prediction as it is shown."""
    from kapstone.clinic.planning.forecast import Forecast

    told = Forecast.from_text(prediction.result)
    return Side(label=label, question=told.question, prediction=prediction, forecast=told, limits=limits)


def draw(sides: list[Side], protocol: Protocol) -> Drawing:
    """The picture of one or two sides, with the programme's limits on it."""
    longest = max(sides, key=lambda side: side.minimum_h)
    drawn = Exposure(
        curves=[side.curve for side in sides], readings_h=_readings(protocol, longest), limit=_limit(sides[0], protocol)
    )
    return exposure(drawn, " ".join(_sentence(side, several=len(sides) > 1) for side in sides))


def monitoring_words(protocol: Protocol) -> list[tuple[str, str]]:
    """The monitoring plan of the programme in words."""
    watch = protocol.monitoring
    found = [("Before", ", ".join(f"{span_words(each)} before" if each else "just before" for each in watch.before))]
    if watch.during_every:
        found.append(("During the infusion", f"every {span_words(watch.during_every)}"))
    if watch.at:
        found.append(("After the dose", f"at {', '.join(span_words(each) for each in watch.at)}"))
    found.append(("Then", f"every {span_words(watch.then_every)}"))
    found.append(("All the time", ", ".join(sign.value.replace("spo2", "SpO₂").replace("_", " ") for sign in watch.continuous)))
    found.append(
        (
            "At least",
            f"{span_words(watch.minimum_from_start)} from the start and {span_words(watch.minimum_from_end)} from the end of the dose",
        )
    )
    return [(label, words) for label, words in found if words]


def _sentence(side: Side, *, several: bool) -> str:
    label, back = f"{side.label}, " if several else "", side.return_words
    if side.return_h is not None:
        back = f"Back {back[0].lower()}{back[1:]}"
    return f"{label}{side.dose_words}: typical peak {max(side.forecast.typical):.0f} ng/mL of {side.forecast.analyte} at {clock_h(side.forecast.peak_at_h)}. {back}"


def _readings(protocol: Protocol, side: Side) -> list[float]:
    """When vitals are taken, in h from the start, until the minimum is over."""
    watch, end = protocol.monitoring, side.question.end_min / 60
    every = watch.then_every / timedelta(hours=1)
    found = [each / timedelta(hours=1) for each in watch.at or ()]
    if watch.during_every:
        step = watch.during_every / timedelta(hours=1)
        found += [step * place for place in range(1, int(end / step + 1e-9) + 1)]
    at = max([end, *found]) + every
    while at <= side.minimum_h + 1e-9:
        found.append(at)
        at += every
    return sorted({0.0, *(each for each in found if each <= side.minimum_h + 1e-9)})


def _limit(side: Side, protocol: Protocol) -> tuple[str, float] | None:
    """The typical peak at the dose above which the programme stops: the models are linear, so it is in proportion to the dose."""
    question, dose = side.question, protocol.dose
    if question.doses[0].way.route is not protocol.route or len(question.doses) > 1:
        return None
    if dose.unit == "mg":
        most = dose.stop_above
    elif question.weight_kg is not None:
        most = min(dose.stop_above * question.weight_kg, dose.session_cap_mg)
    else:
        return None
    return f"typical peak at {most:.0f} mg, the programme's limit", max(side.forecast.typical) * most / question.total_mg


def _judged(page: PatientPage, form: PlannerForm, question: Question) -> Iterator[Finding]:
    """What the programme's limits say of this dose, where it is given as the programme gives it."""
    protocol, dose, weight_kg = page.protocol, question.doses[0], form.weight_kg
    planned = (protocol.route, substance_of(protocol.drug), salt_of(protocol))
    if (dose.way.route, question.substance, question.salt) != planned:
        return
    by_weight = protocol.dose.unit == "mg/kg" and weight_kg
    try:
        order = OrderSigned(
            session=_NOBODY, drug=protocol.drug, route=protocol.route, dose_mg=dose.mg, amount_as=protocol.amount_as,
            dose_mg_per_kg=round(dose.mg / weight_kg, 3) if by_weight and weight_kg else None, weight_kg=weight_kg if by_weight else None,
            weight_basis=form.cleaned_data.get("weight_basis") or "actual", infusion_min=dose.over_min or None,
        )  # fmt: skip
    except Implausible:
        return  # a bolus: the programme's limits are for infusions
    record = Record(id=_NOBODY, fact=order, at=page.now, recorded_at=page.now)
    for finding in judge_order(protocol, record, page.facts.latest(WeightMeasured), page.now):
        if finding.level is Level.UNKNOWN or finding.level >= Level.CAUTION:
            yield finding


def _patient_words(question: Question) -> str:
    said = [
        "weight not measured" if question.weight_kg is None else f"{question.weight_kg:g} kg",
        "age not known" if question.age_years is None else f"{question.age_years:g} years",
        {True: "pregnant", False: "not pregnant", None: "pregnancy not said"}[question.pregnant],
        "liver disease not said" if question.child_pugh is None else f"Child-Pugh {question.child_pugh}",
    ]
    return ", ".join(said)
