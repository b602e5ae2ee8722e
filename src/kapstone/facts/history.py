"""The items of the history that rules read: what a clinician calls it, and how a patient is asked."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["HISTORY", "Asked", "HistoryItem"]


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


_CV, _MED, _PREG, _PSY, _SUB, _LOG = "Heart and vessels", "Other medical", "Pregnancy", "Mental health", "Substances", "Support"
_C = Asked.CLINICIAN

_ITEMS = (
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
    HistoryItem(
        "severe_liver_disease",
        _MED,
        "Severe hepatic impairment (Child-Pugh C or decompensated cirrhosis)",
        "Do you have severe liver disease or cirrhosis with complications?",
        why="The liver clears ketamine.",
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
        "capable_of_pregnancy",
        _PREG,
        "Capable of pregnancy",
        "Could you become pregnant?",
        why="Ketamine may harm an unborn child.",
    ),
    HistoryItem(
        "sexually_active",
        _PREG,
        "Sexually active in a way that could lead to pregnancy",
        "Is there a chance you could be pregnant now or soon, because you are sexually active?",
        why="It decides whether a test is needed.",
    ),
    HistoryItem(
        "contraception_plan",
        _PREG,
        "Contraception plan in place",
        "Do you have a plan for contraception during treatment?",
        why="Pregnancy should be avoided during treatment.",
    ),
    HistoryItem("breastfeeding", _PREG, "Breast-feeding", "Are you breast-feeding?", why="Ketamine passes into milk."),
    HistoryItem(
        "current_psychosis",
        _PSY,
        "Current psychosis, schizophrenia-spectrum disorder, or depression with psychotic features",
        "Do you now hear or see things others do not, or hold beliefs that others find very strange?",
        why="Ketamine can make these experiences worse.",
    ),
    HistoryItem(
        "past_psychosis",
        _PSY,
        "Past psychotic episode",
        "Have you ever, in the past, had an episode of psychosis?",
        why="It may come back.",
    ),
    HistoryItem(
        "relative_with_schizophrenia",
        _PSY,
        "First-degree relative with schizophrenia",
        "Does a parent, brother, sister or child of yours have schizophrenia?",
        why="It can raise the risk under 30.",
    ),
    HistoryItem(
        "current_mania",
        _PSY,
        "Current mania, hypomania or mixed state",
        "Are you now unusually high, racing, or needing far less sleep than normal?",
        why="Ketamine may drive mood up further.",
    ),
    HistoryItem(
        "bipolar_disorder",
        _PSY,
        "Bipolar I or II disorder",
        "Have you ever been told that you have bipolar disorder?",
        why="It needs a mood stabiliser alongside.",
    ),
    HistoryItem("mood_stabiliser_at_level", _PSY, "Mood stabiliser at a therapeutic level", "", _C),
    HistoryItem(
        "dissociative_disorder",
        _PSY,
        "Dissociative disorder",
        "Have you been told that you have a dissociative disorder?",
        why="Ketamine causes a passing dissociation.",
    ),
    HistoryItem(
        "severe_personality_disorder_or_violence",
        _PSY,
        "Severe borderline or antisocial personality disorder, or recent violence",
        "",
        _C,
    ),
    HistoryItem(
        "unstable_eating_disorder",
        _PSY,
        "Eating disorder with unstable electrolytes or BMI below 16",
        "Do you have an eating disorder that makes you physically unwell now?",
        why="Body salts out of balance put the heart at risk.",
    ),
    HistoryItem("has_decision_capacity", _PSY, "Has decision capacity for this treatment", "", _C),
    HistoryItem(
        "communication_barrier",
        _PSY,
        "Intellectual or communication barrier",
        "Would you like help with reading, language or understanding information?",
        why="So that we can arrange support or an interpreter.",
    ),
    HistoryItem("communication_support", _PSY, "Support for the communication barrier is arranged", "", _C),
    HistoryItem(
        "ketamine_use_disorder",
        _SUB,
        "Active ketamine, PCP or dextromethorphan use disorder",
        "Do you now use ketamine, PCP or cough-medicine (DXM) in a way that is hard to control?",
        why="Treatment could make it worse.",
        part2=True,
    ),
    HistoryItem(
        "other_substance_use_disorder",
        _SUB,
        "Other active moderate to severe substance use disorder within three months",
        "In the last three months, has alcohol or another drug caused you serious problems, or been hard to control?",
        why="It changes what is safe.",
        part2=True,
    ),
    HistoryItem(
        "opioid_use_disorder",
        _SUB,
        "History of opioid use disorder",
        "Have you ever had a problem with opioids, such as heroin or strong pain killers?",
        why="It matters for treatment at home.",
        part2=True,
    ),
    HistoryItem(
        "current_substance_dependence",
        _SUB,
        "Current substance dependence",
        "Do you feel physically dependent on alcohol or a drug now?",
        why="It matters for treatment at home.",
        part2=True,
    ),
    HistoryItem(
        "escort_arranged",
        _LOG,
        "Adult escort and transport arranged for dose days",
        "Will an adult be able to take you home after each dosing session?",
        why="You must not drive until the next day, after a restful sleep.",
    ),
)

HISTORY: dict[str, HistoryItem] = {item.id: item for item in _ITEMS}
"""Every history item by id."""
