"""The items of the history that rules read: what a clinician calls it, and how a patient is asked."""

from kapstone.facts._history_body import BODY, Asked, HistoryItem

__all__ = ["HISTORY", "Asked", "HistoryItem"]

_PREG, _PSY, _SUB, _LOG = "Pregnancy", "Mental health", "Substances", "Support"
_SOME = "For some programmes only"
_C = Asked.CLINICIAN

_ITEMS = (
    *BODY,
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
        "Other active moderate to severe substance use disorder within three months (date: sober since)",
        "In the last three months, has alcohol or another drug caused you serious problems, or been hard to control?",
        why="It changes what is safe.",
        wants_date=True,
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
        "ketamine_elsewhere",
        _SUB,
        "Ketamine from another clinic or service at present",
        "Do you get ketamine or esketamine from another clinic, doctor or online service now?",
        why="All doses together must be known.",
    ),
    HistoryItem(
        "daily_cns_depressant",
        _SUB,
        "Takes a central nervous system depressant every day",
        "Do you take something calming or sleep-inducing, or a strong pain killer, every day?",
        why="It matters for treatment at home.",
    ),
    HistoryItem(
        "escort_arranged",
        _LOG,
        "Adult escort and transport arranged for dose days",
        "Will an adult be able to take you home after each dosing session?",
        why="You must not drive until the next day, after a restful sleep.",
    ),
    HistoryItem("severe_alcohol_use_disorder", _SOME, "Severe alcohol use disorder (DSM-5)", "", _C, part2=True),
    HistoryItem("complex_regional_pain_syndrome", _SOME, "Complex regional pain syndrome", "", _C),
    HistoryItem("spinal_cord_injury_pain", _SOME, "Pain after spinal cord injury", "", _C),
    HistoryItem("life_limiting_illness", _SOME, "Life-limiting illness", "", _C),
    HistoryItem("prognosis_of_weeks_or_more", _SOME, "Prognosis of weeks or more", "", _C),
)

HISTORY: dict[str, HistoryItem] = {item.id: item for item in _ITEMS}
"""Every history item by id."""
