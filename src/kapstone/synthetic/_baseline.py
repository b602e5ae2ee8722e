"""What a plausible patient brings to the baseline besides their own answers: laboratory results, and questionnaires from elsewhere."""

from collections.abc import Iterator

from kapstone.facts import (
    Analyte,
    Answer,
    Evaluation,
    EvaluationDone,
    HomeSettingChecked,
    Indication,
    Informant,
    LabResulted,
    MeasureAnswered,
    TreatmentTried,
    Trial,
)

__all__ = ["CONFIRMED", "FIT", "RESULTS", "SAFE_HOME", "YES_FOR", "from_elsewhere", "treated_before"]

YES_FOR = {
    Indication.ALCOHOL: frozenset({"severe_alcohol_use_disorder"}),
    Indication.PAIN: frozenset({"complex_regional_pain_syndrome"}),
    Indication.END_OF_LIFE: frozenset({"life_limiting_illness", "prognosis_of_weeks_or_more"}),
}
"""Questions of the history whose yes the entry criteria of an indication ask for."""

RESULTS = (
    LabResulted(analyte=Analyte.ALT, value=22, unit="U/L", upper_limit=45),
    LabResulted(analyte=Analyte.AST, value=19, unit="U/L", upper_limit=40),
    LabResulted(analyte=Analyte.ALP, value=70, unit="U/L", upper_limit=120),
    LabResulted(analyte=Analyte.BILIRUBIN, value=0.6, unit="mg/dL", upper_limit=1.2),
    LabResulted(analyte=Analyte.EGFR, value=92, unit="mL/min/{1.73_m2}"),
    LabResulted(analyte=Analyte.TSH, value=1.8, unit="mIU/L", upper_limit=4),
    LabResulted(analyte=Analyte.HBA1C, value=5.2, unit="%", upper_limit=5.7),
)

FIT = EvaluationDone(
    evaluation=Evaluation.MEDICAL, summary="Fit for treatment.", cleared=True, asa_class=2, functional_capacity_mets=7
)
CONFIRMED = EvaluationDone(
    evaluation=Evaluation.PSYCHIATRIC, summary="Indication confirmed.", cleared=True, alternatives_discussed=True
)

SAFE_HOME = HomeSettingChecked(
    monitor_present=Answer.YES, monitor_name="Robin Vale", readings_transmitted=Answer.YES, location_confirmed=Answer.YES,
    children_alone=Answer.NO, firearms_unsecured=Answer.NO, fall_or_water_hazard=Answer.NO,
)  # fmt: skip
"""A home in which nothing speaks against a dose."""


def from_elsewhere(indication: Indication) -> Iterator[MeasureAnswered]:
    """The questionnaires of the baseline that the programme does not ask itself, as they came with the referral."""
    totals = dict.fromkeys(("rms", "pq16", "dast10", "asrm", "isi", "wsas"), 0.0)
    if indication is Indication.OCD:
        totals["ybocs"] = 24.0
    for instrument, total in totals.items():
        yield MeasureAnswered(
            instrument=instrument, instrument_version="1", answers={}, total_only=total, informant=Informant.IMPORT
        )


def treated_before(antidepressants: int) -> Iterator[TreatmentTried]:
    """Earlier treatments of this episode that did not help enough: so many antidepressants, and a psychotherapy."""
    for ingredient, dose in (("sertraline", 150.0), ("venlafaxine", 225.0))[:antidepressants]:
        yield TreatmentTried(
            trial=Trial.ANTIDEPRESSANT, ingredient=ingredient, dose_mg_per_day=dose, weeks=10, adherence_percent=95, improvement_percent=15,
            in_current_episode=True,
        )  # fmt: skip
    yield TreatmentTried(trial=Trial.PSYCHOTHERAPY, ingredient="CBT", weeks=14, improvement_percent=20, in_current_episode=True)
