"""The parts of screening other than the history: which facts each part records, with which form, and who may."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.screening.medicines import MedicineForm
from kapstone.clinic.screening.overrides import CLINICIANS
from kapstone.clinic.web.factforms import FactForm, fact_form
from kapstone.facts import (
    AllergyListed,
    DiagnosisMade,
    DrugScreened,
    EcgRead,
    Evaluation,
    EvaluationDone,
    Fact,
    HeightMeasured,
    HomeSettingChecked,
    LabResulted,
    MedicationListed,
    MedicationsReconciled,
    MisuseAsked,
    PersonDescribed,
    PregnancyTested,
    PrescreenDone,
    PrescriptionMonitoringChecked,
    TreatmentTried,
    UrinalysisDone,
    VitalsTaken,
    WeightMeasured,
)

__all__ = ["SECTIONS", "Section", "Who", "section_for", "sections_of"]


class Who(StrEnum):
    """Whose entry it is."""

    STAFF = "anyone who screens"
    CLINICIAN = "a clinician"
    PRESCRIBER = "a prescriber"

    def includes(self, actor: Actor) -> bool:
        match self:
            case Who.STAFF:
                return True
            case Who.CLINICIAN:
                return bool(actor.roles & CLINICIANS)
            case Who.PRESCRIBER:
                return Role.PRESCRIBER in actor.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of screening."""

    slug: str
    title: str
    says: str
    kind: type[Fact]
    form: type[FactForm[Fact]]
    button: str
    who: Who = Who.STAFF
    is_list: bool = False
    """Whether entries add up (medicines) or the latest stands for all (weight)."""
    where: Mapping[str, object] = field(default_factory=dict)
    """Field values that tell this section's facts from others of the same kind."""

    def holds(self, fact: Fact) -> bool:
        return type(fact) is self.kind and all(getattr(fact, name) == value for name, value in self.where.items())


_LABS = {
    "alt": "ALT", "ast": "AST", "alp": "Alkaline phosphatase", "bilirubin": "Bilirubin, total", "egfr": "eGFR", "tsh": "TSH", "glucose": "Glucose", "hba1c": "HbA1c",
    "potassium": "Potassium", "alcohol": "Alcohol, in breath or blood", "other": "Another",
}  # fmt: skip
_SYSTEMS = {"ICD-10-CM": "ICD-10-CM", "SNOMED CT": "SNOMED CT", "DSM-5-TR": "DSM-5-TR"}

_ALL = (
    Section(
        slug="person", title="Age, sex and state", kind=PersonDescribed, button="Record who the patient is",
        says="What the rules need of the patient's identity. Names and addresses stay with the patient's record.",
        form=fact_form(PersonDescribed, labels={"birth_date": "Date of birth", "sex_at_birth": "Sex recorded at birth", "residence_state": "State of residence, two letters"}),
    ),
    Section(
        slug="vitals", title="Resting vitals", kind=VitalsTaken, button="Record vitals", is_list=True, where={"session": None},
        says="Seated and at rest for five minutes. Blood pressure is read twice, some minutes apart; record each reading by itself. Leave empty what was not measured.",
        form=fact_form(
            VitalsTaken,
            fields=("systolic_mmhg", "diastolic_mmhg", "heart_rate_per_min", "spo2_percent", "respiratory_rate_per_min", "temperature_celsius", "position"),
            labels={"systolic_mmhg": "Upper blood pressure (systolic)", "diastolic_mmhg": "Lower blood pressure (diastolic)", "respiratory_rate_per_min": "Breathing rate"},
            options={"position": {"seated": "Seated", "lying": "Lying", "standing": "Standing"}}, when="Measured at", hide_optional=True,
        ),
    ),
    Section(
        slug="weight", title="Weight", kind=WeightMeasured, button="Record weight", says="In kilograms, without shoes. Doses are reckoned from it.",
        form=fact_form(WeightMeasured, when="Measured at"),
    ),
    Section(
        slug="height", title="Height", kind=HeightMeasured, button="Record height", says="In centimetres.", form=fact_form(HeightMeasured, when="Measured at"),
    ),
    Section(
        slug="labs", title="Laboratory results", kind=LabResulted, button="Record the result", is_list=True,
        says="With the unit and the upper limit as the laboratory printed them; limits differ between laboratories.",
        form=fact_form(
            LabResulted, fields=("analyte", "value", "unit", "upper_limit", "lower_limit", "label"), options={"analyte": _LABS}, when="Sample taken at",
            labels={"analyte": "Test", "value": "Result", "unit": "Unit, as printed", "upper_limit": "Upper limit of normal, same unit", "lower_limit": "Lower limit of normal, if there is one", "label": "Name of the test, if another"},
        ),
    ),
    Section(
        slug="ecg", title="ECG", kind=EcgRead, button="Record the ECG", who=Who.CLINICIAN,
        says="A 12-lead ECG as a clinician read it. It is needed with heart disease or its risk, and from the age the programme names.",
        form=fact_form(
            EcgRead, hide_optional=True, when="Taken at",
            labels={"qtc_ms": "QTc, in milliseconds", "new_arrhythmia": "Shows an arrhythmia that is new", "summary": "What it shows"},
        ),
    ),
    Section(
        slug="urinalysis", title="Urinalysis", kind=UrinalysisDone, button="Record the urinalysis", is_list=True,
        says="By dipstick or laboratory. Before the first dose, so that later harm to the bladder can be told from what was there before; three months after it, then every six.",
        form=fact_form(UrinalysisDone, when="Sample taken at", labels={"remarks": "What was found, if positive"}, hints={"result": "Positive: blood, white cells or nitrite."}),
    ),
    Section(
        slug="home", title="The home, for treatment there", kind=HomeSettingChecked, button="Record what was checked", where={"session": None},
        says="Only for a programme at home. What was not asked stays not known; before each dose it is checked again.",
        form=fact_form(
            HomeSettingChecked, fields=("monitor_present", "monitor_name", "readings_transmitted", "location_confirmed", "children_alone", "firearms_unsecured", "fall_or_water_hazard"),
            labels={
                "monitor_present": "An adult stays through recovery", "monitor_name": "Name of that adult",
                "readings_transmitted": "Blood pressure cuff and oximeter have sent a reading", "location_confirmed": "State, street address and reach of emergency services are confirmed",
                "children_alone": "Children would be alone in the patient's care", "firearms_unsecured": "Firearms are not locked away",
                "fall_or_water_hazard": "A pool, a balcony or stairs are within reach",
            },
        ),
    ),
    Section(
        slug="pregnancy-test", title="Pregnancy test", kind=PregnancyTested, button="Record the test", says="If the patient could be pregnant.",
        form=fact_form(PregnancyTested, when="Tested at"),
    ),
    Section(
        slug="urine-screen", title="Urine drug screen", kind=DrugScreened, button="Record the screen",
        says="This is substance-use information and is labelled so in exports.",
        form=fact_form(
            DrugScreened, when="Sample taken at",
            labels={"unexplained": "A positive result has no prescription or history behind it", "substances": "Positive for"},
        ),
    ),
    Section(
        slug="misuse", title="Questions about misuse", kind=MisuseAsked, button="Record the answers", who=Who.CLINICIAN, is_list=True,
        says="Asked every month during treatment and at each refill. Any sign is reviewed; at home the supply stops until then.",
        form=fact_form(
            MisuseAsked, when="Asked at", required=("early_request", "extra_doses", "given_away"),
            labels={
                "craving_0_10": "Craving for ketamine, 0 none to 10", "early_request": "Asked for a dose before it was due", "extra_doses": "Took more than was agreed",
                "given_away": "Gave some away or sold it",
            },
        ),
    ),
    Section(
        slug="prescription-monitoring", title="Prescription monitoring programme", kind=PrescriptionMonitoringChecked, button="Record the query", who=Who.CLINICIAN,
        says="The state's register of controlled substances. The report itself is not kept here.",
        form=fact_form(
            PrescriptionMonitoringChecked, labels={"state": "State queried, two letters", "result": "What it showed"}, when="Queried at",
            options={"result": {"as_expected": "As expected", "undisclosed_controlled_substance": "A controlled substance the patient had not named", "unavailable": "Not available"}},
        ),
    ),
    Section(
        slug="medicines", title="Medicines", kind=MedicationListed, button="Put on the list", is_list=True,
        says="Everything taken now, over the counter and herbal too, one a line as it is said. A later entry of the same name takes the place of the earlier one.",
        form=MedicineForm,
    ),
    Section(
        slug="reconciliation", title="Medicines and allergies complete", kind=MedicationsReconciled, button="Confirm both lists", who=Who.CLINICIAN,
        says="A clinician went through medicines and allergies with the patient. Until then neither list counts as complete. An empty list can be complete.",
        form=fact_form(MedicationsReconciled, fields=("remarks",), fixed={"count": 0}),
    ),
    Section(
        slug="allergies", title="Allergies", kind=AllergyListed, button="Put on the list", is_list=True,
        says="The substance and what happened. A later entry of the same substance takes the place of the earlier one.",
        form=fact_form(
            AllergyListed, labels={"reaction": "What happened", "is_active": "Still holds"},
            options={"severity": {"mild": "Mild", "moderate": "Moderate", "severe": "Severe", "unknown": "Not known"}}, optional=("severity",),
        ),
    ),
    Section(
        slug="trials", title="Treatments tried", kind=TreatmentTried, button="Record the trial", who=Who.CLINICIAN, is_list=True,
        says="Each earlier treatment with its dose, duration and effect. What is not known stays empty: it counts neither as enough nor as too little.",
        form=fact_form(
            TreatmentTried, hide_optional=True, labels={
                "trial": "Kind of treatment", "ingredient": "Medicine, or name of the treatment", "weeks": "For how long", "adherence_percent": "Taken as prescribed",
                "improvement_percent": "Improvement at best", "response_lost": "Helped by half or more, then no longer did", "alongside": "For an augmentation: added to which antidepressant", "in_current_episode": "In the present episode of illness", "stopped_for_intolerance": "Stopped early because of side effects",
            },
        ),
    ),
    Section(
        slug="diagnoses", title="Diagnoses", kind=DiagnosisMade, button="Record the diagnosis", who=Who.CLINICIAN, is_list=True,
        says="By code. Mark the one this treatment is for.",
        form=fact_form(
            DiagnosisMade, fields=("label", "code", "system", "indication", "is_index", "is_active", "current_episode_start"), options={"system": _SYSTEMS},
            labels={"label": "Diagnosis", "system": "Coded in", "is_index": "This treatment is for it", "is_active": "Present now", "current_episode_start": "Present episode of illness since"},
        ),
    ),
    Section(
        slug="prescreen", title="Pre-screen read with the patient", kind=PrescreenDone, button="Confirm the pre-screen",
        says="Somebody went through the patient's own answers with them and found them complete.", form=fact_form(PrescreenDone),
    ),
    Section(
        slug="medical-evaluation", title="Medical evaluation", kind=EvaluationDone, button="Sign the medical evaluation", who=Who.PRESCRIBER,
        where={"evaluation": Evaluation.MEDICAL}, says="History, examination and ASA class, with a conclusion.",
        form=fact_form(
            EvaluationDone, fields=("summary", "asa_class", "functional_capacity_mets", "cleared"), fixed={"evaluation": Evaluation.MEDICAL}, required=("asa_class",), when="Evaluated at",
            labels={"summary": "What you found, with the airway", "cleared": "Medically cleared for this treatment", "functional_capacity_mets": "Functional capacity, METs"},
            hints={"asa_class": "1 to 5.", "functional_capacity_mets": "4 is two flights of stairs."},
        ),
    ),
    Section(
        slug="psychiatric-evaluation", title="Psychiatric evaluation", kind=EvaluationDone, button="Sign the psychiatric evaluation", who=Who.PRESCRIBER,
        where={"evaluation": Evaluation.PSYCHIATRIC}, says="Diagnosis, risk formulation, earlier treatment, and whether alternatives were discussed.",
        form=fact_form(
            EvaluationDone, fields=("summary", "alternatives_discussed", "cleared"), fixed={"evaluation": Evaluation.PSYCHIATRIC}, when="Evaluated at",
            labels={"summary": "What you found", "cleared": "The indication is confirmed", "alternatives_discussed": "Alternatives were discussed with the patient, such as ECT, TMS and esketamine"},
        ),
    ),
)  # fmt: skip

SECTIONS: dict[str, Section] = {section.slug: section for section in _ALL}
"""Every part by its slug, in the order they are usually done."""


def section_for(fact: Fact) -> Section | None:
    """The part of screening this fact belongs to."""
    return next((section for section in SECTIONS.values() if section.holds(fact)), None)


def sections_of(kind: str) -> list[Section]:
    """The parts that record facts of this kind, by the kind's name."""
    return [section for section in SECTIONS.values() if section.kind.__name__ == kind]
