"""One question answered by the library: the same question gives the same bytes. The only module of the clinic that imports `kapstone.pk`.

Whoever wants an answer imports this module inside a function: it costs a fraction of a second, and most processes never ask.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from typing import Any

from kapstone import pk
from kapstone.clinic.planning.errors import CannotPredict, Problem
from kapstone.clinic.planning.question import Question, Timed, Way
from kapstone.findings import Level
from kapstone.pk.disagreement import disagreement
from kapstone.pk.effects import recovery_estimate
from kapstone.units import Quantity, unit_named

__all__ = ["Forecast", "ModelCard", "answer", "choices", "settled", "software", "stamp_of"]

_EVERY = "5 min"
_NO_ADULT_MODEL = {
    Way.INTRAMUSCULAR: "For intramuscular ketamine there is no validated model in adults, so no curve is drawn.",
    Way.SUBCUTANEOUS: "For subcutaneous ketamine there is no validated model in adults, so no curve is drawn.",
    Way.TROCHE: "For lozenges and troches there is no model: what the mouth takes up depends on the lozenge and on what is swallowed. No curve is drawn.",
}
_KEPT_IN_MIND = {Level.CLEAR, Level.NOTE}
_WORDS = {"not said: pregnant": "not said: pregnancy", "child pugh": "liver disease"}
_OBSERVE = "Plan by the programme's limits, and watch for as long as it asks."
_FIELDS = {
    "amount": "dose", "doses": "dose", "rate": "over", "over": "over", "route": "way", "substance": "substance", "salt": "salt", "model": "model",
    "models": "model", "child_pugh": "child_pugh", "threshold": "threshold",
}  # fmt: skip
_ADVICE = {
    "substance": "Say whether it is the racemate or S-ketamine, as on the label.",
    "salt": "Say whether the milligrams are base or hydrochloride, as on the label: 10 mg of base are 11.53 mg of hydrochloride.",
    "WT": "Weigh the patient first; a weight is never assumed.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """What must stand beside a curve: what model, whose data, where the blood was drawn, what it is not."""

    id: str
    version: str
    digest: str
    title: str
    population: str
    site: str
    not_for: str
    status: str
    trust: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What a model expects. Times in h from the first dose, concentrations in ng/mL of `analyte`; minutes count from the end of the last dose."""

    question: Question
    model: ModelCard
    analyte: str
    times_h: tuple[float, ...]
    typical: tuple[float, ...]
    median: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    """The 5th and 95th percentile between patients."""
    models_low: tuple[float, ...]
    models_high: tuple[float, ...]
    models_used: tuple[str, ...]
    models_left_out: tuple[tuple[str, str], ...]
    error_percent: float
    """The largest Monte Carlo standard error of the three percentiles, relative to the highest median."""
    peak: tuple[float, float, float]
    """5th, 50th and 95th percentile."""
    peak_at_h: float
    """Of the typical curve."""
    typical_return_min: float | None
    upper_return_min: float | None
    earliest_min: float | None
    """The later of the upper estimate and the protocol's minimum; None where the model does not come back within its horizon."""
    recovery_says: str
    recovery_words: str
    cautions: tuple[tuple[str, str], ...]
    """Level and sentence of what stands against relying on it."""
    notes: tuple[str, ...]

    @property
    def text(self) -> str:
        """Canonical JSON: what is stored, and what its digest is of."""
        return json.dumps(self.as_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)

    def as_json(self) -> dict[str, Any]:  # Any: JSON values
        return asdict(self)

    @classmethod
    def from_text(cls, text: str) -> "Forecast":
        """What `text` wrote."""
        said = json.loads(text)
        tuples = {name: _frozen(value) for name, value in said.items()}
        return cls(**{**tuples, "question": Question.from_json(said["question"]), "model": ModelCard(**said["model"])})


def software() -> str:
    """The version that computes."""
    return version("kapstone")


def choices() -> list[tuple[str, str]]:
    """Every model a clinician may see, by id."""
    return [(model.id, model.title) for model in pk.all_models().values() if model.may_be_shown_to_clinicians]


def settled(question: Question) -> Question:
    """The same question with its model named: the one asked for, else the best fitting. Raises CannotPredict."""
    if question.model:
        _shown(question.model)
        return question
    regimen, patient = _regimen(question), _patient(question)
    routed = [model for model in _visible() if all(model.route_of(dose) for dose in regimen.doses)]
    if not routed:
        raise CannotPredict((_no_model(question),))
    ranked = sorted(routed, key=lambda model: _rank(model, patient, regimen, question.until_h))
    return replace(question, model=ranked[0].id)


def stamp_of(question: Question) -> dict[str, str]:
    """What computes it: software, model, version and digest."""
    model = _shown(question.model)
    return {"software": software(), "model": model.id, "model_version": model.version, "model_digest": model.digest}


def answer(question: Question) -> Forecast:
    """Ask the model the question names. Raises CannotPredict with every reason."""
    model, patient, regimen = _shown(question.model), _patient(question), _regimen(question)
    until = Quantity(question.until_h, unit_named("h"))
    analyte = "ketamine" if "ketamine" in model.analytes else "S-ketamine"
    row = model.analytes.index(analyte)
    try:
        typical = model.predict(patient, regimen, until=until, every=_EVERY)
        population = pk.simulate(
            model,
            patient,
            regimen,
            n=question.people,
            seed=question.seed,
            until=until,
            every=_EVERY,
            metrics=[f"cmax({analyte})"],
        )
        recovery = recovery_estimate(
            model, patient, regimen, threshold=f"{question.threshold_ng_per_ml} ng/mL", protocol_minimum_min=question.minimum_min, until=until,
            n=question.people, seed=question.seed,
        )  # fmt: skip
        envelope = pk.between_models(_visible(), patient, regimen, analyte=analyte, until=until, every=_EVERY)
    except pk.Refused as refused:
        raise CannotPredict(tuple(_problems(refused, question))) from None
    low, median, high = population.bands()[:, row]
    error = float(population.errors()[:, row].max() / median.max())
    concerns = {str(each): each for each in (*typical.concerns, *recovery.concerns)}
    apart = disagreement(envelope)
    told = [*concerns.values(), *([apart] if apart else [])]
    curve = typical[analyte]
    peaks = population.summary(f"cmax({analyte})").values
    return Forecast(
        question=question, model=_card(model), analyte=analyte, times_h=_numbers(typical.times_h), typical=_numbers(curve), median=_numbers(median),
        low=_numbers(low), high=_numbers(high), models_low=_numbers(envelope.low), models_high=_numbers(envelope.high),
        models_used=tuple(_short(name) for name in envelope.curves), models_left_out=tuple(envelope.left_out.items()), error_percent=round(100 * error, 2),
        peak=(peaks[0], peaks[1], peaks[2]), peak_at_h=float(typical.times_h[int(curve.argmax())]),
        typical_return_min=recovery.typical_min, upper_return_min=recovery.upper_min, earliest_min=recovery.earliest_min,
        recovery_says=recovery.says, recovery_words=recovery.words,
        cautions=tuple((each.level.name.lower(), _sentence(each.says)) for each in told if each.level not in _KEPT_IN_MIND),
        notes=tuple(_sentence(each.says) for each in told if each.level in _KEPT_IN_MIND),
    )  # fmt: skip


def _visible() -> list[pk.Model]:
    return [model for model in pk.all_models().values() if model.may_be_shown_to_clinicians]


def _shown(name: str) -> pk.Model:
    """The model, if a clinician may see it."""
    model = pk.all_models().get(name)
    if model is None or not model.may_be_shown_to_clinicians:
        raise CannotPredict(
            (Problem(field="model", says="No such model may be used here.", advice="Choose one from the list."),)
        )
    return model


def _patient(question: Question) -> pk.Patient:
    return pk.Patient(
        weight=None if question.weight_kg is None else Quantity(question.weight_kg, unit_named("kg")),
        age=None if question.age_years is None else Quantity(question.age_years, unit_named("a")),
        pregnant=question.pregnant, child_pugh=question.child_pugh, in_intensive_care=question.in_intensive_care,
    )  # fmt: skip


def _regimen(question: Question) -> pk.Regimen:
    made = pk.Regimen(
        pk.Substance(question.substance) if question.substance else None, pk.AmountAs(question.salt) if question.salt else None
    )
    for dose in question.doses:
        try:
            made = _with(made, dose)
        except pk.Refused as refused:
            raise CannotPredict(tuple(_problems(refused, question))) from None
    return made


def _with(regimen: pk.Regimen, dose: Timed) -> pk.Regimen:
    amount, at = Quantity(dose.mg, unit_named("mg")), Quantity(dose.at_min, unit_named("min"))
    match dose.way:
        case Way.INFUSION:
            return regimen.infusion(amount, over=Quantity(dose.over_min, unit_named("min")), at=at)
        case Way.BOLUS:
            return regimen.bolus(amount, at=at)
        case Way.INTRAMUSCULAR:
            return regimen.intramuscular(amount, at=at)
        case Way.SUBCUTANEOUS:
            return regimen.subcutaneous(amount, at=at)
        case Way.NASAL:
            return regimen.nasal(amount, at=at)
        case Way.FILM:
            return regimen.film(amount, at=at)
        case Way.TROCHE:
            return regimen.troche(amount, at=at)
        case Way.ORAL:
            return regimen.oral(amount, at=at)


def _rank(model: pk.Model, patient: pk.Patient, regimen: pk.Regimen, until_h: float) -> tuple[int, int, bool, str, str]:
    """Those that refuse least come first, then those that warn least, published before assembled, better trusted, by name."""
    concerns = model.check_applicable(patient, regimen, until_h=until_h)
    hard = sum(each.is_hard for each in concerns)
    warned = sum(each.level is Level.CAUTION for each in concerns)
    return hard, warned, model.status is not pk.Status.PUBLISHED, {"V": "0", "A": "1"}.get(model.trust.value, "2"), model.id


def _no_model(question: Question) -> Problem:
    way = question.doses[0].way
    says = _NO_ADULT_MODEL.get(way, f"No model covers this: {way.words[0].lower()}{way.words[1:]}.")
    return Problem(field="way", says=says, advice=_OBSERVE)


def _problems(refused: pk.Refused, question: Question) -> Iterator[Problem]:
    """Each hard concern once, in words for the page: advice written for programmers is put in other words."""
    seen: set[str] = set()
    for concern in refused.concerns:
        if not concern.is_hard or concern.says in seen:
            continue
        seen.add(concern.says)
        advice = _ADVICE.get(concern.field) if concern.kind in {pk.Kind.UNSAID, pk.Kind.COVARIATE} else None
        shown = concern.advice if advice is None and "(" not in concern.advice else (advice or "")
        if concern.kind is pk.Kind.ROUTE and question.doses[0].way in _NO_ADULT_MODEL:
            shown = _OBSERVE
        yield Problem(field=_FIELDS.get(concern.field, ""), says=_sentence(concern.says), advice=shown)


def _sentence(says: str) -> str:
    """As a sentence, with the names of fields put in words."""
    for name, words in _WORDS.items():
        says = says.replace(name, words)
    return f"{says[:1].upper()}{says[1:].rstrip('.')}."


def _short(name: str) -> str:
    """ "Kamp 2020" of a published model; an assembled one by its whole title."""
    model = pk.load(name)
    return model.title.partition(":")[0] if model.status is pk.Status.PUBLISHED else f"“{model.title}”"


def _card(model: pk.Model) -> ModelCard:
    spec = model.spec
    return ModelCard(
        id=model.id, version=model.version, digest=model.digest, title=model.title, population=spec.population, site=model.site.value,
        not_for=spec.not_for, status=model.status.value, trust=model.trust.words,
    )  # fmt: skip


def _numbers(values: Any) -> tuple[float, ...]:  # Any: an array (T,)
    return tuple(float(each) for each in values)


def _frozen(value: Any) -> Any:  # Any: JSON values
    return tuple(_frozen(each) for each in value) if isinstance(value, Sequence) and not isinstance(value, str) else value
