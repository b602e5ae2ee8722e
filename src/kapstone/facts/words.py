"""Any fact in words, for timelines, refusals and corrections. Every kind has an entry; a test holds that."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kapstone import facts as f
from kapstone.facts._base import Fact
from kapstone.facts.history import HISTORY

__all__ = ["Words", "describe"]


@dataclass(frozen=True, slots=True)
class Words:
    """What happened in a few words, then the details; `kind` groups it: visit, dose, measure, safety, document, decision, record."""

    what: str
    detail: str = ""
    kind: str = "record"


def describe(fact: Fact) -> Words:
    """The fact in words. AssertionError when a kind has none."""
    words = _WORDS.get(type(fact))
    assert words is not None, f"{fact.kind} has no words; add them in {__name__}"
    return words(fact)


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _plain(value: str) -> str:
    return value.replace("_", " ")


def _number(value: float) -> str:
    return f"{value:g}"


def _vitals(fact: f.VitalsTaken) -> Words:
    parts = []
    if fact.systolic_mmhg is not None and fact.diastolic_mmhg is not None:
        parts.append(f"{fact.systolic_mmhg:.0f}/{fact.diastolic_mmhg:.0f} mmHg")
    for value, unit in (
        (fact.heart_rate_per_min, "/min pulse"),
        (fact.spo2_percent, " % SpO2"),
        (fact.respiratory_rate_per_min, "/min breaths"),
        (fact.temperature_celsius, " °C"),
    ):
        if value is not None:
            parts.append(f"{value:g}{unit}")
    said = " (artefact)" if fact.is_artefact else "" if fact.is_validated else " (from a device, not accepted yet)"
    return Words("Vitals" + said, _join(", ".join(parts), ", ".join(fact.symptoms)))


def _history(fact: f.HistoryAnswered) -> Words:
    return Words(
        HISTORY[fact.item].clinical, _join(_plain(fact.answer.value), f"{fact.on:%d-%b-%Y}" if fact.on else "", fact.detail)
    )


def _trial(fact: f.TreatmentTried) -> Words:
    known = [
        f"{fact.dose_mg_per_day:g} mg/day" if fact.dose_mg_per_day is not None else "dose not known",
        f"{fact.weeks:g} weeks" if fact.weeks is not None else "duration not known",
        f"{fact.improvement_percent:g} % better" if fact.improvement_percent is not None else "",
        "stopped for side effects" if fact.stopped_for_intolerance else "",
        "effect lost" if fact.response_lost else "",
        f"added to {fact.alongside}" if fact.alongside else "",
    ]
    return Words(f"Earlier treatment: {fact.ingredient}", _join(_plain(fact.trial.value), *known))


def _home(fact: f.HomeSettingChecked) -> Words:
    said = {
        "adult monitor": fact.monitor_present,
        "readings transmitted": fact.readings_transmitted,
        "location confirmed": fact.location_confirmed,
        "children alone": fact.children_alone,
        "firearms unsecured": fact.firearms_unsecured,
        "pool, balcony or stairs": fact.fall_or_water_hazard,
    }
    return Words("Home checked", ", ".join(f"{what}: {_plain(answer.value)}" for what, answer in said.items()), "visit")


def _medicine(fact: f.MedicationListed) -> Words:
    dose = f"{fact.daily_dose_mg:g} mg a day" if fact.daily_dose_mg is not None else ""
    return Words(
        f"{fact.name}" if fact.is_taken else f"{fact.name} stopped",
        _join(
            fact.ingredient if fact.ingredient.casefold() not in fact.name.casefold() else "",
            dose,
            fact.directions,
            "as needed" if fact.as_needed else "",
            f"last taken {fact.last_taken_at:%d-%b-%Y %H:%M %Z}" if fact.last_taken_at else "",
            f"interactions looked up: {fact.looked_up}" if fact.looked_up else "",
        ),
    )


def _order(fact: f.OrderSigned) -> Words:
    per_kg = f"{fact.dose_mg_per_kg:g} mg/kg" if fact.dose_mg_per_kg is not None else ""
    over = f"over {fact.infusion_min:g} min" if fact.infusion_min is not None else ""
    return Words(
        f"Order: {fact.dose_mg:g} mg {fact.drug.value} {_route(fact.route)}",
        _join(per_kg, over, f"as {fact.amount_as.value}", fact.remarks),
        "dose",
    )


def _dose(fact: f.DoseGiven) -> Words:
    over = f"over {fact.infusion_min:g} min" if fact.infusion_min is not None else ""
    what = "Booster" if fact.is_booster else "Dose"
    return Words(
        f"{what}: {fact.dose_mg:g} mg {fact.drug.value} {_route(fact.route)}",
        _join(over, f"lot {fact.lot}" if fact.lot else ""),
        "dose",
    )


def _route(route: f.Route) -> str:
    return route.value.upper() if route in {f.Route.IV, f.Route.IM, f.Route.SC} else route.value


def _state(fact: f.StateObserved) -> Words:
    named = {
        "MOAA/S": fact.moaas,
        "dissociation": fact.dissociation_0_10,
        "distress": fact.distress_0_10,
        "nausea": fact.nausea_0_10,
        "anxiety": fact.anxiety_0_10,
        "pain": fact.pain_0_10,
    }
    return Words("Observed", ", ".join(f"{name} {value}" for name, value in named.items() if value is not None))


def _check_in(fact: f.CheckedIn) -> Words:
    return Words(
        "Checked in", _join(f"escort {fact.escort_name}" if fact.escort_name else "no escort named", fact.remarks), "visit"
    )


_MEASURES = {
    "aldrete": "Aldrete", "auditc": "AUDIT-C", "cssrs_recent": "C-SSRS screener", "cssrs_since_last_contact": "C-SSRS since last contact",
    "gad7": "GAD-7", "gas": "Goal attainment", "moaas": "MOAA/S", "pcl5": "PCL-5", "pcptsd5": "PC-PTSD-5", "peg": "PEG", "phq9": "PHQ-9",
}  # fmt: skip


_ATTAINED = {
    -2: "much less than expected", -1: "less than expected", 0: "as expected", 1: "more than expected", 2: "much more than expected",
}  # fmt: skip


def _measure(fact: f.MeasureAnswered) -> Words:
    answered = sum(value is not None for value in fact.answers.values())
    if answered == len(fact.answers) and fact.total_only is None:
        return Words(
            f"{_MEASURES.get(fact.instrument, _plain(fact.instrument))} answered",
            _join(_plain(fact.moment), f"by {fact.informant.value}"),
            "measure",
        )
    total = (
        f"total {fact.total_only:g}, items not known"
        if fact.total_only is not None
        else f"{answered} of {len(fact.answers)} items"
    )
    return Words(
        f"{_MEASURES.get(fact.instrument, _plain(fact.instrument))} answered",
        _join(total, _plain(fact.moment), f"by {fact.informant.value}"),
        "measure",
    )


def _evaluation(fact: f.EvaluationDone) -> Words:
    cleared = "cleared" if fact.cleared else "not cleared"
    return Words(f"{fact.evaluation.value.capitalize()} evaluation: {cleared}", fact.summary, "decision")


def _preparation(fact: f.PreparationDone) -> Words:
    return Words(
        "Preparation session", _join(f"{fact.minutes:g} min", ", ".join(_plain(topic) for topic in fact.topics)), "visit"
    )


def _next_day(fact: f.NextDayContacted) -> Words:
    return Words(
        "Next-day contact" if fact.reached else "Next-day contact: not reached",
        _join(f"feels safe: {fact.feels_safe.value}", fact.concerns),
        "visit",
    )


def _integration(fact: f.IntegrationDone) -> Words:
    return Words(
        "Integration session", _join(f"{fact.minutes:g} min", ", ".join(_plain(theme) for theme in fact.themes)), "visit"
    )


def _discharged(fact: f.Discharged) -> Words:
    return Words(
        "Left against advice" if fact.against_advice else "Discharged",
        fact.assessment,
        "safety" if fact.against_advice else "visit",
    )


def _adverse(fact: f.AdverseEventSeen) -> Words:
    return Words(
        f"Adverse event: {fact.term}, grade {fact.grade}",
        _join(
            f"serious: {', '.join(each.words for each in fact.serious_for)}"
            if fact.serious_for
            else "serious"
            if fact.serious
            else "",
            f"{fact.relatedness.value}ly related"
            if fact.relatedness in {f.Relatedness.POSSIBLE, f.Relatedness.PROBABLE}
            else _plain(fact.relatedness.value),
            _said(fact.action_on_drug, "drug: "),
            fact.action,
            _said(fact.outcome_now),
            fact.outcome,
        ),
        "safety",
    )


def _said(word: f.ActionOnDrug | f.EventOutcome, before: str = "") -> str:
    return "" if word.value == "not_said" else f"{before}{_plain(word.value)}"


def _misuse(fact: f.MisuseAsked) -> Words:
    asked = {"asked early": fact.early_request, "took more than agreed": fact.extra_doses, "gave drug away": fact.given_away}
    craving = f"craving {fact.craving_0_10} of 10" if fact.craving_0_10 is not None else ""
    return Words(
        "Misuse asked about",
        _join(craving, *(f"{what}: {answer.value}" for what, answer in asked.items()), fact.remarks),
        "safety",
    )


_WORDS: dict[type[Fact], Callable[[Any], Words]] = {  # Any: each function takes the kind it stands beside
    f.PersonDescribed: lambda x: Words(
        "Person described", _join(f"born {x.birth_date:%d-%b-%Y}", x.sex_at_birth.value, x.residence_state)
    ),
    f.HistoryAnswered: _history,
    f.DiagnosisMade: lambda x: Words(f"Diagnosis: {x.label}", _join(x.code, "treated in this episode" if x.is_index else "")),
    f.TreatmentTried: _trial,
    f.VitalsTaken: _vitals,
    f.WeightMeasured: lambda x: Words("Weight", f"{_number(x.kilograms)} kg"),
    f.HeightMeasured: lambda x: Words("Height", f"{_number(x.centimetres)} cm"),
    f.LabResulted: lambda x: Words(f"Laboratory: {x.label or x.analyte.value.upper()}", f"{_number(x.value)} {x.unit}"),
    f.PregnancyTested: lambda x: Words("Pregnancy test", x.result.value),
    f.DrugScreened: lambda x: Words(
        "Urine drug screen", _join(x.result.value, "unexplained" if x.unexplained else "", ", ".join(x.substances))
    ),
    f.EcgRead: lambda x: Words(
        "ECG",
        _join(
            f"QTc {_number(x.qtc_ms)} ms" if x.qtc_ms is not None else "",
            f"new arrhythmia: {x.new_arrhythmia.value}",
            x.summary,
        ),
    ),
    f.UrinalysisDone: lambda x: Words("Urinalysis", _join(x.result.value, x.remarks)),
    f.HomeSettingChecked: _home,
    f.MedicationListed: _medicine,
    f.MedicationsReconciled: lambda x: Words("Medicines reconciled", f"{x.count} on the list"),
    f.AllergyListed: lambda x: Words(f"Allergy: {x.substance}", _join(x.reaction, x.severity)),
    f.PrescriptionMonitoringChecked: lambda x: Words(f"Prescription monitoring ({x.state})", _plain(x.result.value)),
    f.MeasureAnswered: _measure,
    f.MeasureReviewed: lambda x: Words("Measure reviewed", x.remarks, "measure"),
    f.EnquiryReceived: lambda x: Words("Enquiry", _join(x.source, x.hopes)),
    f.IdentityVerified: lambda x: Words("Identity verified", x.method),
    f.ProgrammeChosen: lambda x: Words(f"Programme: {x.protocol}", f"version {x.protocol_version}", "decision"),
    f.PrescreenDone: lambda x: Words("Pre-screening read through", x.remarks, "visit"),
    f.EvaluationDone: _evaluation,
    f.EligibilityDecided: lambda x: Words(
        f"Eligibility decided: {x.decision.value}", _join(x.reason, x.conditions), "decision"
    ),
    f.FindingOverridden: lambda x: Words(f"Override: {x.finding}", x.reason, "decision"),
    f.ConcernResolved: lambda x: Words(
        "Safety concern followed up",
        _join(x.found, x.plan, "safe to continue" if x.safe_to_continue else "not safe to continue"),
        "safety",
    ),
    f.ReviewDecided: lambda x: Words(f"Course review: {x.decision.value}", x.reason, "decision"),
    f.StageWaived: lambda x: Words(f"Stage waived: {_plain(x.stage)}", x.reason, "decision"),
    f.EpisodeSuspended: lambda x: Words("Treatment suspended", x.reason, "safety"),
    f.EpisodeResumed: lambda x: Words("Treatment resumed", x.reason, "decision"),
    f.EpisodeClosed: lambda x: Words(f"Episode closed: {_plain(x.outcome.value)}", x.summary, "decision"),
    f.EnteredInError: lambda x: Words("Entered in error", x.reason),
    f.ConsentGiven: lambda x: Words(
        "Consent signed by the patient",
        _join(f"{x.document} {x.document_version}", f"teach-back {x.teach_back_percent:.0f} %"),
        "document",
    ),
    f.ConsentCountersigned: lambda _: Words("Consent signed by the clinician", "", "document"),
    f.ConsentWithdrawn: lambda x: Words("Consent withdrawn", x.reason, "document"),
    f.TherapistMatched: lambda x: Words(f"Therapist: {x.therapist_name}", "; ".join(x.because), "decision"),
    f.GoalSet: lambda x: Words(f"Goal: {x.title}", x.why),
    f.GoalRated: lambda x: Words("Goal rated", _join(_ATTAINED[x.attainment], x.remarks), "measure"),
    f.GoalRetired: lambda x: Words("Goal set aside", x.reason),
    f.PreparationDone: _preparation,
    f.VisitPlanned: lambda x: Words("Dosing visit planned", x.room, "visit"),
    f.VisitCancelled: lambda x: Words("Dosing visit cancelled", x.reason, "visit"),
    f.CheckedIn: _check_in,
    f.SettingChecked: lambda x: Words(
        "Room and people checked",
        f"missing: {', '.join(_plain(item) for item in x.missing)}" if x.missing else "all in place",
        "visit",
    ),
    f.OrderSigned: _order,
    f.OrderWithdrawn: lambda x: Words("Order withdrawn", x.reason, "dose"),
    f.DoseChecked: lambda x: Words("Dose checked against the order", f"{_number(x.dose_mg)} mg", "dose"),
    f.DoseGiven: _dose,
    f.DoseStopped: lambda x: Words("Infusion ended", _join(f"{_number(x.given_mg)} mg given", x.reason), "dose"),
    f.DosePaused: lambda x: Words("Infusion paused", _join(f"{_number(x.given_mg)} mg given by then", x.reason), "dose"),
    f.DoseResumed: lambda _: Words("Infusion goes on", "", "dose"),
    f.DevicePaired: lambda x: Words(
        f"Device paired: {x.label}", "its readings are accepted as they come" if x.accepts_by_itself else "", "visit"
    ),
    f.DeviceUnpaired: lambda x: Words("Device taken off", x.reason, "visit"),
    f.StateObserved: _state,
    f.SessionEvent: lambda x: Words(_plain(x.event).capitalize(), x.remarks),
    f.AdverseEventSeen: _adverse,
    f.AdverseEventReviewed: lambda x: Words("Adverse event reviewed", x.conclusion, "safety"),
    f.AdverseEventReported: lambda x: Words(f"Adverse event reported to {x.to.words}", _join(x.reference, x.remarks), "safety"),
    f.MisuseAsked: _misuse,
    f.RecoveryAssessed: lambda x: Words(
        "Recovery checked", _join(f"oriented: {x.oriented.value}", f"steady: {x.steady_gait.value}"), "visit"
    ),
    f.EscortArrived: lambda x: Words(f"Escort present: {x.name}", "", "visit"),
    f.InstructionsGiven: lambda x: Words("Instructions given", _plain(x.document), "document"),
    f.RemsEnrolled: lambda x: Words(f"Enrolled in {x.programme}", x.reference, "document"),
    f.RemsFormSent: lambda x: Words("Monitoring form sent to the risk programme", x.reference, "document"),
    f.DosesDispensed: lambda x: Words(
        f"Dispensed for home: {x.doses} x {x.dose_mg:g} mg",
        _join(f"{x.missing_since} missing" if x.missing_since else "", x.remarks),
        "dose",
    ),
    f.Discharged: _discharged,
    f.NextDayContacted: _next_day,
    f.IntegrationDone: _integration,
    f.NoteSigned: lambda x: Words(f"{x.note_kind.value.capitalize()} note signed", x.title, "document"),
}
