"""From the enquiry to the last preparation session, each part through the action of its room."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.config.demo import measuring
from kapstone.clinic.config.demo.life import BEFORE_FIRST_DOSE, Life
from kapstone.clinic.enquiries import actions as enquiries
from kapstone.clinic.journal import clock
from kapstone.clinic.people import actions as people
from kapstone.clinic.people.queries import actor_of
from kapstone.clinic.screening import actions as screening
from kapstone.clinic.screening.queries import report_for
from kapstone.clinic.screening.sections import SECTIONS
from kapstone.facts import (
    AllergyListed,
    Analyte,
    Answer,
    Decision,
    DiagnosisMade,
    DrugScreened,
    EcgRead,
    Evaluation,
    EvaluationDone,
    Fact,
    HeightMeasured,
    HistoryAnswered,
    LabResulted,
    MedicationListed,
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
from kapstone.facts.history import HISTORY, Asked
from kapstone.synthetic.lives import Twist

__all__ = [
    "decide",
    "enquire",
    "evaluate",
    "evaluate_mind",
    "monitoring_checks",
    "pregnancy_test",
    "prescreen",
    "resting_vitals",
    "tell_history",
    "weigh",
]

_HOPES = (
    "To feel like myself again.", "To have mornings back.", "To be there for my children.", "To stop dreading every evening.",
    "To want things again.", "A little quiet in my head.", "To go back to work, slowly.", "",
)  # fmt: skip
_SOURCES = ("My doctor", "Therapist", "A friend", "Found you online")
_TRIALS = (("sertraline", 150.0), ("venlafaxine", 225.0), ("escitalopram", 20.0), ("duloxetine", 60.0), ("bupropion", 300.0))
_TAKEN = (
    (("sertraline", "36437", 100.0)),
    ("escitalopram", "321988", 20.0),
    ("bupropion", "42347", 300.0),
    ("levothyroxine", "10582", 0.1),
)


def enquire(life: Life) -> Iterator[datetime]:
    """The enquiry, its answer, and the conversion into a patient with an open episode."""
    person, rng = life.person, life.rng
    waited = 120 if life.has(Twist.SHOWN) else 0  # first in the book, so that visitors meet this patient
    yield life.at(BEFORE_FIRST_DOSE["enquiry"] - waited, rng.randint(8, 20), rng.randint(0, 59))
    enquiry = enquiries.receive(
        organisation=life.house.organisation, name=person.name, contact=person.phone, at=clock.now(), reach=rng.choice(("mornings", "after 17:00", "any time")),
        residence_state=person.state, source=rng.choice(_SOURCES), hopes=rng.choice(_HOPES),
    )  # fmt: skip
    yield max(life.after(120), life.at(BEFORE_FIRST_DOSE["enquiry"] - waited + 1, 9, rng.randint(0, 50)))
    enquiries.answer(
        enquiry=enquiry, by=life.coordinator, at=clock.now(), what="Spoke for a quarter of an hour; explained the steps."
    )
    yield max(life.after(30), life.at(BEFORE_FIRST_DOSE["opening"] - waited, 11, rng.randint(0, 50)))
    life.made = enquiries.convert(
        enquiry=enquiry,
        person=enquiries.Person(
            name=person.name, birth_date=person.birth_date, sex_at_birth=person.sex_at_birth, residence_state=person.state, pronouns=person.pronouns,
            phone=person.phone, email=person.email,
        ),
        identity_method="Driving licence seen on video", protocol=life.protocol, by=life.coordinator, at=clock.now(), is_confirmed_new=True,
    )  # fmt: skip
    life.patient = life.made.patient
    people.add_contact(
        patient=life.patient, name=person.escort, relationship=person.escort_tie, phone=person.escort_phone, is_escort=True, is_emergency=True,
        by=life.coordinator, at=clock.now(),
    )  # fmt: skip
    if life.plan.has_portal:
        life.herself = actor_of(people.give_portal(patient=life.patient, by=life.coordinator, at=clock.now()).id)


def tell_history(life: Life) -> Iterator[datetime]:
    """The patient's own answers to the history and the first questionnaires."""
    yield max(life.after(60), life.step("answers", 19, life.rng.randint(0, 50)))
    yes = _yes(life)
    items = [item for item in HISTORY.values() if item.asked is Asked.PATIENT]
    if life.has(Twist.HALF_ANSWERED):
        items = items[: life.rng.randint(8, 20)]
    said = [HistoryAnswered(item=item.id, answer=Answer.YES if item.id in yes else Answer.NO) for item in items]
    screening.answer_many(episode=life.episode, answers=said, by=life.answering, at=clock.now())
    if life.has(Twist.HALF_ANSWERED):
        return
    yield life.after(12)
    measuring.mood(life)
    yield life.after(4)
    measuring.anxiety(life)
    yield life.after(6)
    measuring.alcohol_and_trauma(life)


def prescreen(life: Life) -> Iterator[datetime]:
    """A clinician asks what only a clinician may, and the answers are read together."""
    yield life.step("prescreen", 10, life.rng.randint(0, 50))
    measuring.safety(life, "cssrs_recent", life.therapist)
    _enter(life, "prescreen", PrescreenDone(remarks="Read together on video."), life.coordinator)


def evaluate(life: Life) -> Iterator[datetime]:
    """The medical evaluation: measured, listed, tested, concluded."""
    person, rng = life.person, life.rng
    yield life.step("evaluation", 9, rng.randint(0, 40))
    weigh(life)
    _enter(life, "height", HeightMeasured(centimetres=person.height_cm), life.monitor)
    high = life.has(Twist.AMBER)
    for _ in range(2):
        resting_vitals(life, raised=high)
        yield life.after(7)
    _clinicians_answers(life)
    for analyte, value, unit, low, top in (
        (Analyte.ALT, rng.randint(14, 38), "U/L", None, 45), (Analyte.AST, rng.randint(14, 34), "U/L", None, 40),
        (Analyte.BILIRUBIN, round(rng.uniform(0.4, 1.0), 1), "mg/dL", None, 1.2), (Analyte.TSH, round(rng.uniform(0.8, 3.4), 1), "mU/L", 0.4, 4.0),
        (Analyte.ALP, 71, "U/L", None, 120), (Analyte.EGFR, 92, "mL/min/{1.73_m2}", None, None), (Analyte.HBA1C, 5.2, "%", None, 5.7),
    ):  # fmt: skip
        _enter(
            life, "labs", LabResulted(analyte=analyte, value=value, unit=unit, upper_limit=top, lower_limit=low), life.monitor
        )
    _enter(life, "urinalysis", UrinalysisDone(result=TestResult.NEGATIVE), life.monitor)
    if (life.at(0, 12).date() - person.birth_date).days >= 50 * 365.25 or high:
        ecg = EcgRead(qtc_ms=418, new_arrhythmia=Answer.NO, summary="Sinus rhythm")
        _enter(life, "ecg", ecg, life.prescriber)
    name, code, dose = rng.choice(_TAKEN)
    _enter(
        life,
        "medicines",
        MedicationListed(name=name, ingredient=name, rxcui=code, daily_dose_mg=dose, directions="in the morning"),
        life.monitor,
    )
    _enter(life, "reconciliation", MedicationsReconciled(count=1), life.monitor)
    if rng.random() < 0.4:
        _enter(
            life,
            "allergies",
            AllergyListed(substance=rng.choice(("penicillin", "latex", "shellfish")), reaction="rash", severity="mild"),
            life.monitor,
        )
    pregnancy_test(life)
    monitoring_checks(life)
    if life.has(Twist.AMBER) and life.plan.target.value == "evaluation":
        return
    yield life.after(25)
    summary = (
        "Resting pressure above 140; treated and followed."
        if high
        else "History, examination and results hold nothing against treatment."
    )
    done = EvaluationDone(
        evaluation=Evaluation.MEDICAL,
        summary=summary,
        cleared=True,
        asa_class=rng.choice((1, 2, 2)),
        functional_capacity_mets=7,
    )
    _enter(life, "medical-evaluation", done, life.prescriber)


def evaluate_mind(life: Life) -> Iterator[datetime]:
    """The psychiatric evaluation: diagnosis, earlier trials, alternatives."""
    rng = life.rng
    yield life.step("psychiatry", 14, rng.randint(0, 40))
    since = life.at(-rng.randint(250, 900), 12).date()
    diagnosis = DiagnosisMade(
        code="F33.2", system="ICD-10-CM", label="Major depressive disorder, recurrent, severe", indication=life.protocol.indication, is_index=True,
        current_episode_start=since,
    )  # fmt: skip
    _enter(life, "diagnoses", diagnosis, life.prescriber)
    for ingredient, dose in rng.sample(_TRIALS, 2):
        tried = TreatmentTried(
            trial=Trial.ANTIDEPRESSANT, ingredient=ingredient, dose_mg_per_day=dose, weeks=float(rng.randint(8, 30)), adherence_percent=95,
            improvement_percent=float(rng.choice((5, 10, 20))), in_current_episode=True,
        )  # fmt: skip
        _enter(life, "trials", tried, life.prescriber)
    talked = TreatmentTried(
        trial=Trial.PSYCHOTHERAPY, ingredient="CBT", weeks=16, improvement_percent=20, in_current_episode=True
    )
    _enter(life, "trials", talked, life.prescriber)
    measuring.look_at(life, life.prescriber)
    yield life.after(35)
    done = EvaluationDone(
        evaluation=Evaluation.PSYCHIATRIC, summary="Indication confirmed; risk formulated; earlier treatment documented.", cleared=True, alternatives_discussed=True,
    )  # fmt: skip
    _enter(life, "psychiatric-evaluation", done, life.prescriber)


def decide(life: Life) -> Iterator[datetime]:
    """The prescriber reads the report and signs a decision."""
    yield life.step("decision", 16, life.rng.randint(0, 50))
    report = report_for(life.episode, clock.now())
    no = life.has(Twist.DECLINED) or life.has(Twist.ANEURYSM)
    elsewhere = life.has(Twist.REFERRED)
    decision = Decision.DECLINED if no else Decision.REFERRED if elsewhere else Decision.ELIGIBLE
    reason = {
        Decision.DECLINED: "A rise in blood pressure would endanger an aneurysm. Told the patient in person, with other ways to be helped.",
        Decision.REFERRED: "The patient would rather begin with ECT close to home; referred with records.",
        Decision.ELIGIBLE: "Indication confirmed, nothing stands against treatment, alternatives discussed.",
    }[decision]
    conditions = ""
    if decision is Decision.ELIGIBLE and report.in_the_way:
        decision, conditions = Decision.CONDITIONAL, "Resting pressure below 140/90 on two days before the first dose."
    screening.decide(
        episode=life.episode, decision=decision, reason=reason, conditions=conditions, signature=life.prescriber.name, report_digest=report.digest,
        by=life.prescriber, at=clock.now(),
    )  # fmt: skip


def resting_vitals(life: Life, *, raised: bool = False) -> None:
    """One reading at rest, outside a session."""
    systolic = (146 if raised else life.person.systolic_mmhg) + life.rng.randint(-3, 3)
    vitals = VitalsTaken(
        systolic_mmhg=systolic, diastolic_mmhg=round(systolic * 0.62), heart_rate_per_min=life.rng.randint(60, 78), spo2_percent=life.rng.randint(96, 99),
        respiratory_rate_per_min=life.rng.randint(12, 16), temperature_celsius=36.6, position="seated",
    )  # fmt: skip
    _enter(life, "vitals", vitals, life.monitor)


def weigh(life: Life) -> None:
    _enter(life, "weight", WeightMeasured(kilograms=life.person.weight_kg), life.monitor)


def pregnancy_test(life: Life) -> None:
    """Where pregnancy is possible."""
    if "capable_of_pregnancy" in _yes(life):
        _enter(life, "pregnancy-test", PregnancyTested(result=TestResult.NEGATIVE), life.monitor)


def monitoring_checks(life: Life) -> None:
    """What has to be repeated as time passes."""
    if not life.has(Twist.LABS_MISSING):
        checked = PrescriptionMonitoringChecked(state=life.person.state, result=MonitoringResult.AS_EXPECTED)
        _enter(life, "prescription-monitoring", checked, life.prescriber)
    _enter(life, "urine-screen", DrugScreened(result=TestResult.NEGATIVE), life.monitor)


def _clinicians_answers(life: Life) -> None:
    yes = _yes(life)
    said = [
        HistoryAnswered(item=item.id, answer=Answer.YES if item.id in yes else Answer.NO)
        for item in HISTORY.values()
        if item.asked is Asked.CLINICIAN
    ]
    screening.answer_many(episode=life.episode, answers=said, by=life.prescriber, at=clock.now())


def _enter(life: Life, section: str, fact: Fact, by: Actor) -> None:
    screening.enter(episode=life.episode, section=SECTIONS[section], fact=fact, by=by, at=clock.now())


def _yes(life: Life) -> set[str]:
    yes = {"escort_arranged", "has_decision_capacity"}
    age = (life.now.date() - life.person.birth_date) // timedelta(days=365)
    if life.person.sex_at_birth == "female" and age < 46:
        yes |= {"capable_of_pregnancy", "sexually_active", "contraception_plan"}
    if life.has(Twist.ANEURYSM):
        yes.add("aneurysmal_vascular_disease")
    return yes
