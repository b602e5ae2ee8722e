"""One prior trial: was it adequate, did it fail; and how many failed, in the current episode and in life."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from kapstone.facts import Record, TreatmentTried, Trial
from kapstone.rules.trd._doses import AUGMENTERS, minimum_dose

_Tried = Record[TreatmentTried]


class Result(StrEnum):
    """What a trial amounts to."""

    FAILED = "failed"
    """Adequate in dose, duration and adherence, and improvement stayed below the threshold."""
    HELPED = "helped"
    LOST = "effect lost"
    """Helped by half or more and then no longer did: kept apart, not a failure."""
    INADEQUATE = "inadequate"
    """Too low, too short or not taken: no failure."""
    INTOLERANT = "intolerant"
    """Stopped for side effects: no failure."""
    INDETERMINATE = "indeterminate"
    """Something that decides is not known."""
    NOT_COUNTED = "not counted"
    """Another kind of treatment than the definition counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """The definition in force. Every number is a setting of the rule TRD."""

    lifetime: bool = False
    """Count over the lifetime instead of the current episode."""
    stricter: bool = False
    """Use the ATHF column of doses."""
    min_weeks: float = 6
    min_adherence_percent: float = 80
    response_percent: float = 50
    failures: int = 2
    augmentation: bool = False
    """Count an adequate augmentation as a trial of its own."""
    augmentation_weeks: float = 4
    doses_mg: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """A clinic's own minimum doses by ingredient; 0 or absent: the table's."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One trial with what it amounts to and why."""

    record: _Tried
    result: Result
    because: str
    ingredient: str
    min_dose_mg: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resistance:
    """The count. `resistant` is None while trials that are not clear could still reach it."""

    trials: tuple[Judged, ...]
    failed: frozenset[str]
    """Distinct ingredients that failed, in the scope of the definition."""
    open: frozenset[str]
    """Distinct further ingredients that may have failed."""
    failed_in_episode: int
    failed_in_life: int
    needed: int

    @property
    def resistant(self) -> bool | None:
        if len(self.failed) >= self.needed:
            return True
        return None if len(self.failed | self.open) >= self.needed else False


def judge_trial(record: _Tried, criteria: Criteria) -> Judged:
    """Adequate = dose, weeks and adherence at or above the least; failed = adequate with too little improvement.

    One part that is known to fall short decides, whatever else is missing; a part that is not known never counts as enough.
    """
    tried, ingredient, least = record.fact, _ingredient(record.fact), _least_dose(record.fact, criteria)

    def judged(result: Result, because: str) -> Judged:
        return Judged(record, result, because, ingredient, least)

    if tried.trial is not Trial.ANTIDEPRESSANT and not (criteria.augmentation and tried.trial is Trial.AUGMENTATION):
        return judged(Result.NOT_COUNTED, f"{tried.trial.value} is not counted as an antidepressant trial")
    if tried.stopped_for_intolerance:
        return judged(Result.INTOLERANT, "stopped for side effects, which is not a failed trial")
    if tried.response_lost:
        return judged(Result.LOST, "helped and then no longer did, which is counted apart")
    if tried.improvement_percent is not None and tried.improvement_percent >= criteria.response_percent:
        return judged(Result.HELPED, f"improved by {tried.improvement_percent:g} %")
    weeks = criteria.augmentation_weeks if tried.trial is Trial.AUGMENTATION else criteria.min_weeks
    parts = (
        ("dose", tried.dose_mg_per_day, least, "mg a day"),
        ("duration", tried.weeks, weeks, "weeks"),
        ("adherence", tried.adherence_percent, criteria.min_adherence_percent, "%"),
    )
    short = [f"{name} {value:g} of {need:g} {unit}" for name, value, need, unit in parts if _below(value, need)]
    if short:
        return judged(Result.INADEQUATE, "too little: " + ", ".join(short))
    missing = [name for name, value, _, _ in parts if value is None]
    missing += ["improvement"] if tried.improvement_percent is None else []
    missing += ["what it was added to"] if tried.trial is Trial.AUGMENTATION and not tried.alongside.strip() else []
    if least is None:
        return judged(Result.INDETERMINATE, f"no minimum dose of {tried.ingredient} is in the table")
    if missing:
        return judged(Result.INDETERMINATE, f"not known: {', '.join(missing)}")
    return judged(Result.FAILED, f"adequate, and improved by {tried.improvement_percent:g} % only")


def count_failures(records: Iterable[_Tried], criteria: Criteria) -> Resistance:
    """Count distinct ingredients that failed. A trial of an unknown episode counts as open in the current one."""
    trials = tuple(judge_trial(record, criteria) for record in records)
    failed = [trial for trial in trials if trial.result is Result.FAILED]
    maybe = [trial for trial in trials if trial.result in {Result.FAILED, Result.INDETERMINATE}]
    in_life = frozenset(trial.ingredient for trial in failed)
    in_episode = frozenset(trial.ingredient for trial in failed if trial.record.fact.in_current_episode)
    counted = in_life if criteria.lifetime else in_episode
    could = {t.ingredient for t in maybe if criteria.lifetime or t.record.fact.in_current_episode is not False}
    return Resistance(
        trials=trials,
        failed=counted,
        open=frozenset(could) - counted,
        failed_in_episode=len(in_episode),
        failed_in_life=len(in_life),
        needed=criteria.failures,
    )


def _below(value: float | None, need: float | None) -> bool:
    return value is not None and need is not None and value < need


def _ingredient(tried: TreatmentTried) -> str:
    """Release forms of one ingredient are one ingredient."""
    row = minimum_dose(tried.ingredient)
    name = row.ingredient if row else tried.ingredient.strip().casefold()
    return name.removesuffix(" cr")


def _least_dose(tried: TreatmentTried, criteria: Criteria) -> float | None:
    row = minimum_dose(tried.ingredient)
    if tried.trial is Trial.AUGMENTATION:
        return AUGMENTERS.get(_ingredient(tried))
    if row is None:
        return criteria.doses_mg.get(_ingredient(tried)) or None
    return criteria.doses_mg.get(row.ingredient) or (row.athf_mg if criteria.stricter else row.atrq_mg)
