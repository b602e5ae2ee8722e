"""Alma, described as in a file: everything is known and nothing stands in the way. Stories change one thing."""

import json
from datetime import UTC, datetime
from typing import Any

from kapstone.findings import Finding
from kapstone.rules.report import Report, screen
from kapstone.screening_input import Described, read_patient

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)

_NO = (
    "aneurysmal_vascular_disease", "arteriovenous_malformation", "intracerebral_haemorrhage", "bp_rise_serious_hazard",
    "mi_or_unstable_angina", "stroke_or_tia", "decompensated_heart_failure", "ketamine_hypersensitivity",
    "raised_intracranial_pressure", "severe_liver_disease", "cystitis_or_haematuria", "acute_respiratory_illness",
    "uncontrolled_airway_disease", "oxygen_dependent", "untreated_hyperthyroidism", "breastfeeding", "current_psychosis",
    "past_psychosis", "relative_with_schizophrenia", "current_mania", "bipolar_disorder", "dissociative_disorder",
    "severe_personality_disorder_or_violence", "unstable_eating_disorder", "communication_barrier", "ketamine_use_disorder",
    "other_substance_use_disorder", "opioid_use_disorder", "current_substance_dependence",
    "poorly_controlled_heart_disease", "stable_heart_disease", "new_arrhythmia", "hypertensive_encephalopathy",
    "hypertension_on_two_drugs", "raised_eye_pressure", "epilepsy_or_recent_seizure", "cognitive_disorder",
    "delirium_or_cannot_report", "moderate_liver_disease", "kidney_disease", "urinary_symptoms",
    "phaeochromocytoma_or_carcinoid", "acute_porphyria", "poorly_controlled_diabetes", "sleep_apnoea", "difficult_airway",
    "nasal_disease", "ketamine_elsewhere", "daily_cns_depressant",
)  # fmt: skip
_YES = ("capable_of_pregnancy", "sexually_active", "contraception_plan", "has_decision_capacity", "escort_arranged")


def trial(ingredient: str, **changes: Any) -> dict[str, Any]:
    """An adequate trial that failed, in the current episode."""
    return {
        "trial": "antidepressant",
        "ingredient": ingredient,
        "dose_mg_per_day": 150,
        "weeks": 8,
        "adherence_percent": 95,
        "improvement_percent": 20,
        "in_current_episode": True,
    } | changes


def alma(**changes: Any) -> dict[str, Any]:
    """The description, with top-level parts replaced; `history` is merged item by item, and None takes a part away."""
    body: dict[str, Any] = {
        "as_of": NOW.isoformat(),
        "birth_date": "1984-05-02",
        "sex_at_birth": "female",
        "indication": "trd",
        "drug": "ketamine",
        "route": "iv",
        "place": "clinic",
        "history": dict.fromkeys(_NO, "no") | dict.fromkeys(_YES, "yes"),
        "vitals": [
            {"at": "2026-11-21T14:30:00Z", "systolic_mmhg": 128, "diastolic_mmhg": 82, "spo2_percent": 98, "heart_rate_per_min": 70},
            {"at": "2026-11-21T14:40:00Z", "systolic_mmhg": 124, "diastolic_mmhg": 80},
        ],
        "weight_kg": 71,
        "height_cm": 168,
        "measures": [phq9(), cssrs(), *scales()],
        "labs": [lab("alt", 22, "U/L", 45), lab("ast", 19, "U/L", 40), lab("alp", 70, "U/L", 120), lab("bilirubin", 0.6, "mg/dL", 1.2),
                 lab("egfr", 92, "mL/min/{1.73_m2}"), lab("tsh", 1.8, "mIU/L"), lab("hba1c", 5.2, "%")],
        "urinalysis": {"at": "2026-11-19", "result": "negative"},
        "medications_reconciled": {"at": "2026-11-19", "count": 0},
        "diagnoses": [{"at": "2026-11-19", "label": "Depression", "code": "", "system": "", "indication": "trd", "is_index": True,
                       "current_episode_start": "2026-01-10"}],
        "evaluations": [
            {"at": "2026-11-19", "evaluation": "medical", "summary": "Well.", "cleared": True, "asa_class": 2, "functional_capacity_mets": 7},
            {"at": "2026-11-19", "evaluation": "psychiatric", "summary": "Confirmed.", "cleared": True, "alternatives_discussed": True},
        ],
        "trials": [trial("sertraline"), trial("duloxetine"), {"trial": "psychotherapy", "ingredient": "CBT", "weeks": 12}],
        "pregnancy_test": {"at": "2026-11-19", "result": "negative"},
        "drug_screen": {"at": "2026-11-19", "result": "negative"},
        "pdmp": {"at": "2026-11-20", "state": "OR", "result": "as_expected"},
        "consent": {"at": "2026-11-20", "teach_back_percent": 90, "countersigned": True},
        "therapist": "Sol",
    }  # fmt: skip
    body["history"] |= changes.pop("history", {})
    return {key: value for key, value in (body | changes).items() if value is not None}


def lab(analyte: str, value: float, unit: str, upper_limit: float | None = None) -> dict[str, Any]:
    return {"at": "2026-11-19", "analyte": analyte, "value": value, "unit": unit, "upper_limit": upper_limit}


def scales(**totals: float) -> list[dict[str, Any]]:
    """Every other questionnaire of the baseline, by its total; those named have another one."""
    fine = dict.fromkeys(("gad7", "pcl5", "auditc", "dast10", "rms", "pq16", "asrm", "isi", "wsas"), 0.0)
    return [{"at": "2026-11-19", "instrument": name, "total_only": total} for name, total in (fine | totals).items()]


def phq9(item_9: int | None = 0, **more: Any) -> dict[str, Any]:
    answers = {f"phq9_{number}": 2 for number in range(1, 9)} | {"phq9_9": item_9}
    return {"at": "2026-11-20T18:00:00Z", "instrument": "phq9", "answers": answers} | more


def cssrs(**more: Any) -> dict[str, Any]:
    answers = {"cssrs_1": 0, "cssrs_2": 0, "cssrs_6": 0}
    return {"at": "2026-11-20T18:05:00Z", "instrument": "cssrs_recent", "answers": answers} | more


def read(body: dict[str, Any]) -> Described:
    return read_patient(json.dumps(body), now=NOW)


def report(body: dict[str, Any]) -> Report:
    return screen(read(body).chart())


def finding(body: dict[str, Any], rule: str) -> Finding:
    """The worst finding of one rule."""
    return next(found for found in report(body).findings if found.rule == rule)
