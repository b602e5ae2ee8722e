"""Facts of somebody in whom no screening rule finds anything in the way of an IV course for resistant depression."""

from datetime import date, datetime, timedelta

from cast import Clinic
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.journal import clock
from kapstone.facts import (
    Analyte,
    Answer,
    DiagnosisMade,
    DrugScreened,
    Evaluation,
    EvaluationDone,
    Fact,
    HeightMeasured,
    HistoryAnswered,
    Indication,
    Informant,
    LabResulted,
    MeasureAnswered,
    MedicationsReconciled,
    MonitoringResult,
    PregnancyTested,
    PrescreenDone,
    PrescriptionMonitoringChecked,
    TestResult,
    TreatmentTried,
    Trial,
    UrinalysisDone,
    VitalsTaken,
    WeightMeasured,
)
from kapstone.facts.history import HISTORY
from kapstone.instruments import all_instruments

_YES = {"has_decision_capacity", "contraception_plan", "escort_arranged", "communication_support"}


def screen(
    clinic: Clinic, episode: Episode, *, at: datetime, but: dict[str, Answer] | None = None, missing: set[str] = frozenset()
) -> None:  # type: ignore[assignment]  # an empty set to begin with
    """Everything a plain yes needs, `but` for some answers of the history, and with some left `missing`."""
    _record(episode, clinic.noor, at - timedelta(minutes=30), vitals())
    _record(episode, clinic.noor, at - timedelta(minutes=10), vitals())
    _record(episode, clinic.noor, at - timedelta(minutes=5), *history(but or {}, missing), *rest())


def vitals() -> VitalsTaken:
    return VitalsTaken(
        systolic_mmhg=122, diastolic_mmhg=76, heart_rate_per_min=68, spo2_percent=98, respiratory_rate_per_min=14
    )


def history(but: dict[str, Answer], missing: set[str]) -> list[Fact]:
    def answer(item: str) -> Answer:
        return but.get(item, Answer.YES if item in _YES else Answer.NO)

    return [HistoryAnswered(item=item, answer=answer(item)) for item in HISTORY if item not in missing]


def rest() -> list[Fact]:
    return [
        WeightMeasured(kilograms=70),
        HeightMeasured(centimetres=172),
        LabResulted(analyte=Analyte.ALT, value=22, unit="U/L", upper_limit=40),
        LabResulted(analyte=Analyte.AST, value=20, unit="U/L", upper_limit=40),
        LabResulted(analyte=Analyte.BILIRUBIN, value=0.6, unit="mg/dL", upper_limit=1.2),
        LabResulted(analyte=Analyte.TSH, value=2, unit="mU/L", upper_limit=4, lower_limit=0.4),
        LabResulted(analyte=Analyte.ALP, value=70, unit="U/L", upper_limit=120),
        LabResulted(analyte=Analyte.EGFR, value=92, unit="mL/min/{1.73_m2}"),
        LabResulted(analyte=Analyte.HBA1C, value=5.2, unit="%"),
        UrinalysisDone(result=TestResult.NEGATIVE),
        PregnancyTested(result=TestResult.NEGATIVE),
        DrugScreened(result=TestResult.NEGATIVE),
        PrescriptionMonitoringChecked(state="NY", result=MonitoringResult.AS_EXPECTED),
        MedicationsReconciled(count=0),
        DiagnosisMade(code="F33.2", system="ICD-10-CM", label="Recurrent depressive disorder, severe", indication=Indication.TRD, is_index=True, current_episode_start=date(2025, 9, 1)),
        *(
            TreatmentTried(
                trial=Trial.ANTIDEPRESSANT, ingredient=name, dose_mg_per_day=mg, weeks=8, adherence_percent=90, improvement_percent=20, in_current_episode=True
            )
            for name, mg in (("sertraline", 150), ("duloxetine", 60))
        ),
        TreatmentTried(trial=Trial.PSYCHOTHERAPY, ingredient="CBT", weeks=12, in_current_episode=True),
        *(answered(name, 0) for name in ("cssrs_recent", "gad7", "auditc", "pcptsd5", "pcl5")),
        depressed(),
        MeasureAnswered(instrument="kset_screening", instrument_version="1", answers={"kset_screening_1": 0}),
        *(
            MeasureAnswered(instrument=name, instrument_version="", answers={}, total_only=0, informant=Informant.IMPORT)
            for name in ("rms", "pq16", "dast10", "asrm", "isi", "wsas")
        ),
        PrescreenDone(),
        EvaluationDone(evaluation=Evaluation.MEDICAL, summary="Well.", cleared=True, asa_class=2, functional_capacity_mets=7),
        EvaluationDone(evaluation=Evaluation.PSYCHIATRIC, summary="Indication confirmed.", cleared=True, alternatives_discussed=True),
    ]  # fmt: skip


def depressed() -> MeasureAnswered:
    """A PHQ-9 severe enough for the programme, without a thought of self-harm."""
    answers: dict[str, int | None] = {f"phq9_{number}": 2 for number in range(1, 9)}
    return MeasureAnswered(
        instrument="phq9", instrument_version=all_instruments()["phq9"].version, answers=answers | {"phq9_9": 0}
    )


def answered(name: str, value: int) -> MeasureAnswered:
    instrument = all_instruments()[name]
    return MeasureAnswered(
        instrument=name, instrument_version=instrument.version, answers={item.id: value for item in instrument.items}
    )


def _record(episode: Episode, by: Actor, at: datetime, *facts: Fact) -> None:
    with clock.stopped_at(at):
        actions.record(episode=episode, facts=facts, by=by, at=at)
