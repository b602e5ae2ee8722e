"""What a question of the history is, and the questions about the body: heart, nerves, organs, airway."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["BODY", "Asked", "HistoryItem"]


class Asked(StrEnum):
    """Whose answer it is. A patient's answer to a CLINICIAN item is never taken."""

    PATIENT = "patient"
    CLINICIAN = "clinician"


@dataclass(frozen=True, slots=True)
class HistoryItem:
    id: str
    group: str
    clinical: str
    plain: str
    asked: Asked = Asked.PATIENT
    why: str = ""
    wants_date: bool = False
    part2: bool = False
    """Substance-use information under 42 CFR Part 2."""

    @property
    def is_good_if_yes(self) -> bool:
        """Whether no is the danger; for all others it is yes."""
        return self.id in _GOOD_IF_YES


_GOOD_IF_YES = frozenset({
    "communication_support", "contraception_plan", "escort_arranged", "has_decision_capacity", "mood_stabiliser_at_level",
    "prognosis_of_weeks_or_more", "sleep_apnoea_treated",
})  # fmt: skip


_CV, _NERVES, _MED, _AIR = "Heart and vessels", "Brain, nerves and eyes", "Other medical", "Sleep, nose and airway"
_C = Asked.CLINICIAN

BODY = (
    HistoryItem(
        "aneurysmal_vascular_disease",
        _CV,
        "Aneurysmal vascular disease (thoracic or abdominal aorta, intracranial, peripheral arterial)",
        "Has a doctor ever found an aneurysm, a bulge in a blood vessel, anywhere in your body?",
        why="Blood pressure rises for a while after ketamine.",
    ),
    HistoryItem(
        "arteriovenous_malformation",
        _CV,
        "Arteriovenous malformation",
        "Has a doctor ever found a tangle of blood vessels (AVM) in your brain, spine or elsewhere?",
        why="Such vessels can bleed when blood pressure rises.",
    ),
    HistoryItem(
        "intracerebral_haemorrhage",
        _CV,
        "History of intracerebral haemorrhage, at any time",
        "Have you ever had bleeding in your brain?",
        why="A rise in blood pressure could cause another bleed.",
    ),
    HistoryItem(
        "bp_rise_serious_hazard",
        _CV,
        "In the prescriber's judgement a rise in blood pressure would be a serious hazard",
        "",
        _C,
    ),
    HistoryItem(
        "mi_or_unstable_angina",
        _CV,
        "Myocardial infarction or unstable angina (date of the last)",
        "Have you ever had a heart attack, or chest pain that put you in hospital?",
        why="The heart needs time to heal.",
        wants_date=True,
    ),
    HistoryItem(
        "stroke_or_tia",
        _CV,
        "Stroke or transient ischaemic attack (date of the last)",
        "Have you ever had a stroke or a mini-stroke (TIA)?",
        why="The brain's vessels need time to heal.",
        wants_date=True,
    ),
    HistoryItem(
        "decompensated_heart_failure",
        _CV,
        "Decompensated heart failure",
        "Do you have heart failure that is not well controlled, such as swelling or breathlessness at rest?",
        why="Ketamine makes the heart work harder for a while.",
    ),
    HistoryItem(
        "poorly_controlled_heart_disease",
        _CV,
        "Poorly controlled cardiovascular disease",
        "Do you have a heart or circulation problem that is not well controlled at present?",
        why="Ketamine makes the heart work harder for a while.",
    ),
    HistoryItem(
        "stable_heart_disease",
        _CV,
        "Stable coronary or valve disease, heart failure with reduced ejection fraction, arrhythmia, pacemaker or defibrillator",
        "Do you have a heart condition that is stable, such as narrowed arteries, a valve problem, a rhythm problem or a pacemaker?",
        why="A heart doctor's letter and an ECG come first.",
    ),
    HistoryItem(
        "new_arrhythmia",
        _CV,
        "New irregular heartbeat, not yet examined",
        "Has your heartbeat lately been irregular or racing in a way that is new to you?",
        why="It is looked at before treatment.",
    ),
    HistoryItem(
        "hypertensive_encephalopathy",
        _CV,
        "History of hypertensive encephalopathy",
        "Has very high blood pressure ever made you confused, or given you seizures?",
        why="Then even a small rise in blood pressure is watched closely.",
    ),
    HistoryItem(
        "hypertension_on_two_drugs",
        _CV,
        "Hypertension treated with two or more medicines",
        "Do you take two or more medicines for your blood pressure?",
        why="It matters for treatment at home.",
    ),
    HistoryItem(
        "raised_eye_pressure",
        _NERVES,
        "Raised intraocular pressure, uncontrolled glaucoma or an open eye injury",
        "Do you have glaucoma that is not controlled, raised pressure in an eye, or a recent eye injury?",
        why="Ketamine can raise the pressure in the eye.",
    ),
    HistoryItem(
        "epilepsy_or_recent_seizure",
        _NERVES,
        "Epilepsy, or a seizure within twelve months",
        "Do you have epilepsy, or have you had a seizure in the last twelve months?",
        why="Ketamine can cause movements like those of a seizure.",
    ),
    HistoryItem(
        "cognitive_disorder",
        _NERVES,
        "Mild neurocognitive disorder",
        "Has a doctor told you that you have a memory or thinking disorder?",
        why="Understanding and remembering are part of this treatment.",
    ),
    HistoryItem("delirium_or_cannot_report", _NERVES, "Delirium, dementia, or cannot report what is experienced", "", _C),
    HistoryItem(
        "severe_liver_disease",
        _MED,
        "Severe hepatic impairment (Child-Pugh C or decompensated cirrhosis)",
        "Do you have severe liver disease or cirrhosis with complications?",
        why="The liver clears ketamine.",
    ),
    HistoryItem(
        "ketamine_hypersensitivity",
        _MED,
        "Hypersensitivity to ketamine, esketamine or an excipient",
        "Have you ever had an allergic reaction to ketamine or esketamine?",
        why="A second reaction can be worse.",
    ),
    HistoryItem(
        "raised_intracranial_pressure",
        _MED,
        "Raised intracranial pressure, mass lesion, hydrocephalus or recent brain injury",
        "Do you have raised pressure in your head, a brain tumour, fluid on the brain, or a recent head injury?",
        why="Ketamine can raise that pressure.",
    ),
    HistoryItem("moderate_liver_disease", _MED, "Moderate hepatic impairment (Child-Pugh B)", "", _C),
    HistoryItem(
        "kidney_disease",
        _MED,
        "Kidney disease",
        "Has a doctor told you that your kidneys do not work well?",
        why="The kidneys clear what the body makes of ketamine.",
    ),
    HistoryItem(
        "urinary_symptoms",
        _MED,
        "Lower urinary tract symptoms: frequency, urgency, dysuria, nocturia or haematuria",
        "Do you often or urgently have to pass water, get up at night for it, or feel pain or see blood when you do?",
        why="Frequent ketamine use can harm the bladder, so we need to know how it is before.",
    ),
    HistoryItem(
        "cystitis_or_haematuria",
        _MED,
        "Interstitial or ketamine cystitis, or unexplained haematuria, at present",
        "Do you have a painful bladder condition, or blood in your urine without a known cause?",
        why="Frequent ketamine use can harm the bladder.",
    ),
    HistoryItem(
        "acute_respiratory_illness",
        _MED,
        "Acute respiratory infection",
        "Do you have a chest infection or a bad cold now?",
        why="The airway is more sensitive then.",
    ),
    HistoryItem(
        "uncontrolled_airway_disease",
        _MED,
        "Uncontrolled asthma or COPD",
        "Do you have asthma or COPD that is not well controlled?",
        why="Breathing must be safe during the session.",
    ),
    HistoryItem(
        "oxygen_dependent",
        _MED,
        "Oxygen-dependent",
        "Do you use oxygen at home?",
        why="Breathing must be safe during the session.",
    ),
    HistoryItem(
        "untreated_hyperthyroidism",
        _MED,
        "Untreated hyperthyroidism",
        "Do you have an overactive thyroid that is not treated?",
        why="It makes a rise in pulse and blood pressure dangerous.",
    ),
    HistoryItem(
        "phaeochromocytoma_or_carcinoid",
        _MED,
        "Phaeochromocytoma or carcinoid",
        "Has a doctor ever found a hormone-making tumour such as a phaeochromocytoma or a carcinoid?",
        why="Blood pressure could rise dangerously.",
    ),
    HistoryItem(
        "acute_porphyria",
        _MED,
        "Acute intermittent porphyria",
        "Do you or does your family have porphyria?",
        why="Some medicines can set off an attack.",
    ),
    HistoryItem(
        "poorly_controlled_diabetes",
        _MED,
        "Poorly controlled diabetes",
        "Do you have diabetes with sugar levels that are often too high or too low?",
        why="Going without food before a session is only safe when sugar is steady.",
    ),
    HistoryItem(
        "sleep_apnoea",
        _AIR,
        "Obstructive sleep apnoea",
        "Has a doctor told you that you have sleep apnoea, pauses in breathing while you sleep?",
        why="Breathing must be safe during the session.",
    ),
    HistoryItem(
        "sleep_apnoea_treated",
        _AIR,
        "Sleep apnoea is treated",
        "If you have sleep apnoea: is it treated, for example with a mask you use every night?",
        why="Treated sleep apnoea is safer.",
    ),
    HistoryItem(
        "difficult_airway",
        _AIR,
        "Difficult airway",
        "Has an anaesthetist ever told you that it was hard to help you breathe or to place a breathing tube?",
        why="We would want more help at hand.",
    ),
    HistoryItem(
        "nasal_disease",
        _AIR,
        "Nasal pathology or severe congestion",
        "Do you have a disease of the nose, or a nose that is badly blocked?",
        why="It matters for a nasal spray.",
    ),
)
