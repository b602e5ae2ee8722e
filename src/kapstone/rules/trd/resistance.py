"""Treatment resistance for programmes that treat it: two different antidepressants failed, in adequate dose and duration."""

from collections.abc import Mapping

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Indication, TreatmentTried, Trial
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Moment, Rule, Verdict, unknown
from kapstone.rules._sources import ANAND_2023, ATHF_SF, ATRQ_2010, ATRQ_CASE, ELEKT_D, GAYNES_2020, REVIEW, SPRAVATO_US, at
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.trd._doses import MINIMUM_DOSES
from kapstone.rules.trd._staging import SYSTEMS, Staging, stage
from kapstone.rules.trd._trials import Criteria, Resistance, Result, count_failures

_MG = "_mg"


def criteria_of(limits: Limits) -> Criteria:
    """The definition that the rule's limits, and the protocol's changes to them, spell out."""
    return Criteria(
        lifetime=limits["trd_scope"] == 1,
        stricter=limits["stricter_doses"] == 1,
        min_weeks=limits["athf_weeks"] if limits["stricter_doses"] == 1 else limits["min_weeks"],
        min_adherence_percent=limits["min_adherence_percent"],
        response_percent=limits["response_percent"],
        failures=int(limits["failures"]),
        augmentation=limits["count_augmentation"] == 1,
        augmentation_weeks=limits["augmentation_weeks"],
        doses_mg={name.removesuffix(_MG): dose for name, dose in limits.items() if name.removesuffix(_MG) in MINIMUM_DOSES},
    )


def resistance_of(chart: Chart) -> Resistance:
    """Every trial judged and the count, for a screen that shows the table."""
    own = {name: limit.value for name, limit in LIMITS.items()}
    return count_failures(chart.facts.of(TreatmentTried), criteria_of(own | dict(chart.limits.get("TRD", {}))))


def staging_of(chart: Chart) -> Staging:
    """The trials by both tables side by side, whichever of them decides."""
    own = {name: limit.value for name, limit in LIMITS.items()} | dict(chart.limits.get("TRD", {}))
    by = {system: criteria_of(own | {"stricter_doses": float(stricter)}) for stricter, system in enumerate(SYSTEMS)}
    return stage(chart.facts.of(TreatmentTried), by)


def _decide(chart: Chart, limits: Limits) -> Verdict:
    records = chart.facts.of(TreatmentTried)
    if not records:
        return unknown("prior treatment trials", act="List every antidepressant tried, with dose, weeks, adherence and effect.")
    criteria = criteria_of(limits)
    found = count_failures(records, criteria)
    scope = "in the lifetime" if criteria.lifetime else "in the current episode"
    value = f"{found.failed_in_episode} in the current episode, {found.failed_in_life} in the lifetime"
    limit = f"{found.needed} different antidepressants {scope}"
    facts = tuple(trial.record.id for trial in found.trials)
    names = ", ".join(sorted(found.failed)) or "none"
    apart = staging_of(chart).apart
    if found.resistant:
        because = f"{len(found.failed)} different antidepressants failed {scope} in adequate trials: {names}.{apart}"
        return Verdict(level=Level.CLEAR, because=because, value=value, limit=limit, facts=facts)
    if found.resistant is None:
        gaps = "; ".join(
            f"{trial.record.fact.ingredient}: {_gap(trial.result, trial.because)}"
            for trial in found.trials
            if trial.ingredient in found.open and trial.result in {Result.INDETERMINATE, Result.FAILED}
        )
        return Verdict(
            level=Level.UNKNOWN,
            because=f"Failed {scope} so far: {names}. Further trials are not clear ({gaps}).",
            act="Complete the treatment trials.",
            value=value,
            limit=limit,
            facts=facts,
            waits_for=tuple(sorted(f"trial of {name}" for name in found.open)),
        )
    return Verdict(
        level=Level.REVIEW,
        because=f"Failed {scope} in adequate trials: {names}. {found.needed} different antidepressants are needed.{apart}",
        act="Consider another antidepressant or psychotherapy first; say why if ketamine is chosen.",
        value=value,
        limit=limit,
        facts=facts,
    )


def _gap(result: Result, because: str) -> str:
    return because if result is Result.INDETERMINATE else "whether it belongs to the current episode is not known"


def _own_doses() -> Mapping[str, Limit]:
    return {
        f"{name}{_MG}": Limit(0, "mg/day", f"minimum dose of {name}; 0 takes it from the table", row.standing, 0, 5000)
        for name, row in MINIMUM_DOSES.items()
    }


LIMITS: Mapping[str, Limit] = {
    "trd_scope": Limit(0, "", "0 counts the current episode, 1 the lifetime; sources differ", Standing.CHECKED, 0, 1),
    "failures": Limit(2, "antidepressants", "different ingredients that have to have failed", Standing.CHECKED, 1, 5),
    "min_weeks": Limit(6, "weeks", "least duration of a trial, by the ATRQ", Standing.TO_CONFIRM, 4, 12),
    "athf_weeks": Limit(4, "weeks", "least duration of a trial, by the stricter ATHF", Standing.TO_CONFIRM, 4, 12),
    "min_adherence_percent": Limit(80, "%", "least adherence of a trial", Standing.DESIGN, 50, 100),
    "response_percent": Limit(50, "%", "improvement from which a trial helped", Standing.CHECKED, 25, 75),
    "stricter_doses": Limit(0, "", "0 uses the ATRQ doses, 1 the stricter ATHF doses", Standing.TO_CONFIRM, 0, 1),
    "count_augmentation": Limit(0, "", "1 counts an adequate augmentation as a trial of its own", Standing.TO_CONFIRM, 0, 1),
    "augmentation_weeks": Limit(4, "weeks", "least duration of an augmentation", Standing.TO_CONFIRM, 2, 12),
    **_own_doses(),
}


def tried(
    ingredient: str, mg: float | None, *, weeks: float | None = 8, improved: float | None = 20, here: bool | None = True
) -> TreatmentTried:
    return TreatmentTried(
        trial=Trial.ANTIDEPRESSANT,
        ingredient=ingredient,
        dose_mg_per_day=mg,
        weeks=weeks,
        adherence_percent=90,
        improvement_percent=improved,
        in_current_episode=here,
    )


_TRD = Indication.TRD

RULE = Rule(
    id="TRD",
    title="Treatment resistance",
    says="Treatment resistance means that two different antidepressants failed, each in adequate dose and duration, in the current episode.",
    moments=frozenset({Moment.SCREENING}),
    reads=("TreatmentTried",),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 1"), GAYNES_2020, ATRQ_CASE, ATRQ_2010, ATHF_SF, ELEKT_D, ANAND_2023),
    standing=Standing.CHECKED,
    review=REVIEW,
    limits=LIMITS,
    scopes=frozenset({Indication.TRD.value}),
    examples=(
        nothing_known(indication=_TRD),
        example("two failed", Level.CLEAR, tried("sertraline", 150), tried("duloxetine", 60), indication=_TRD),
        example("the same one twice", Level.REVIEW, tried("sertraline", 150), tried("sertraline", 200), indication=_TRD),
        example(
            "venlafaxine 75 mg for 7 weeks is too low",
            Level.REVIEW,
            tried("venlafaxine", 75, weeks=7),
            tried("sertraline", 100),
            indication=_TRD,
        ),
        example(
            "citalopram for a month is too short",
            Level.REVIEW,
            tried("citalopram", 20, weeks=4),
            tried("sertraline", 100),
            indication=_TRD,
        ),
        example(
            "one of them helped",
            Level.REVIEW,
            tried("sertraline", 150, improved=60),
            tried("duloxetine", 60),
            indication=_TRD,
        ),
        example("one dose is not known", Level.UNKNOWN, tried("sertraline", None), tried("duloxetine", 60), indication=_TRD),
        example(
            "one belongs to an earlier episode",
            Level.REVIEW,
            tried("sertraline", 150, here=False),
            tried("duloxetine", 60),
            indication=_TRD,
        ),
        example(
            "the episode of one is not known",
            Level.UNKNOWN,
            tried("sertraline", 150, here=None),
            tried("duloxetine", 60),
            indication=_TRD,
        ),
    ),
)
