"""Every row of the eligibility base is a rule, by its own id or by a name said here; a new rule has to be put on the list."""

from kapstone.rules import Moment, all_rules
from kapstone.rules.conflicts import all_conflicts

CRITICAL = {
    *(f"CV-0{number}" for number in range(1, 10)),
    "NE-01", "HE-01", "UR-01", "RS-01", "EN-01", "PR-01", "PR-02", "AG-01", "PS-01", "PS-03", "PS-05",
    "SU-01", "SU-02", "SU-03", "SU-06", "SU-08", "LO-01", "LO-02", "SC-02", "SC-03",
}  # fmt: skip
"""Rows whose missing input keeps every dose gate closed."""

ROWS = {
    # 1 cardiovascular
    "CV-01", "CV-02", "CV-03", "CV-04", "CV-05", "CV-06", "CV-07", "CV-08", "CV-09", "CV-10", "CV-11", "CV-12", "CV-13",
    # 2 other medical
    "NE-01", "NE-02", "NE-03", "NE-04", "HE-01", "HE-02", "HE-03", "UR-01", "UR-02", "RE-01", "RS-01", "RS-02",
    "EN-01", "EN-02", "EN-03", "EN-04", "PR-01", "PR-02", "PR-03", "AG-01", "AG-02", "AG-03", "AG-04", "NP-01", "NP-02", "SK-01",
    # 3 psychiatric
    "PS-01", "PS-02", "PS-03", "PS-04", "PS-05", "PS-06", "PS-07", "PS-08", "PS-09", "PS-10", "PS-11",
    # 4 substances, misuse, logistics
    "SU-01", "SU-02", "SU-03", "SU-04", "SU-05", "SU-06", "SU-07", "SU-08", "SU-09", "RX-01", "RX-02", "LO-01", "LO-02", "LO-03",
    # 5 at home
    "HM-01", "HM-02", "HM-03", "HM-04", "HM-05", "HM-06", "HM-07", "HM-08", "FACT",
    # 6 questionnaires
    "SC-01", "SC-02", "SC-03", "SC-04", "SC-05", "SC-06", "SC-07", "SC-08", "SC-09", "SC-10",
}  # fmt: skip

BUILT_AS = {
    "NP-01": "DELTA-FASTING",
    "NP-02": "DELTA-FASTING",
    "SU-07": "DELTA-ALCOHOL",
    "FACT": "FDA-NOTICE",
}
"""Rows that are part of the check before every dose, or that the base gives no number."""


OF_AN_INDICATION = {
    "TRD", "TRD-FIRST-LINE", "TRD-PSYCHOTHERAPY", "TRD-EPISODE", "TRD-ALTERNATIVES", "IND-DEPRESSION", "IND-BIPOLAR", "IND-PTSD",
    "IND-ANXIETY", "IND-OCD", "IND-ALCOHOL", "IND-ALCOHOL-DAY", "IND-PAIN", "IND-END-OF-LIFE",
}  # fmt: skip
"""Sections 7 and 8."""

DELTA = {
    "weight": "DELTA-WEIGHT",
    "blood pressure, pulse, saturation, breathing, temperature": "DELTA-VITALS",
    "last food and drink": "DELTA-FASTING",
    "new medicines and allergies": "DELTA-MEDICINES",
    "benzodiazepine, opioid or stimulant in 24 hours": "DELTA-SEDATIVES",
    "alcohol or drugs in 24 hours": "DELTA-ALCOHOL",
    "pregnancy": "DELTA-PREGNANCY",
    "C-SSRS since last contact": "DELTA-SUICIDE-SCREEN",
    "mania and psychosis": "DELTA-MOOD-SIGNS",
    "urinary symptoms": "DELTA-URINARY",
    "adverse events since the last dose": "DELTA-ADVERSE-EVENTS",
    "escort named, with telephone": "DELTA-ESCORT",
    "consent valid": "DELTA-CONSENT",
    "monitoring programme in its window": "DELTA-PRESCRIPTION-MONITORING",
    "index measure within 7 days": "DELTA-INDEX-MEASURE",
    "intention and frame of mind": "DELTA-INTENTION",
}
"""Section 9, item by item."""

WORK_UP = {
    "psychiatric interview": {"WU-INTERVIEW"},
    "history, examination, ASA class, functional capacity": {"WU-EXAMINATION", "RS-02"},
    "medicines and monitoring programme": {"WU-MEDICINES", "SU-08"},
    "vitals twice, height, weight, body mass index": {"WU-BODY", "CV-06", "RS-02"},
    "ECG": {"WU-ECG"},
    "liver": {"WU-LIVER", "HE-02"},
    "blood tests by history": {"WU-BLOODS"},
    "urinalysis and urinary symptoms": {"WU-URINALYSIS", "UR-02"},
    "urine drug screen": {"SU-06"},
    "pregnancy test": {"PR-01"},
    "cognition": {"WU-COGNITION"},
    "questionnaires": {"WU-QUESTIONNAIRES"},
}
"""Section 10, item by item."""

CONFLICTS = {
    "pre_dose_pressure", "trd_scope", "body_mass_index", "substance_abstinence", "psychosis_history", "suicidal_ideation",
    "older_adult_start", "benzodiazepine",
}  # fmt: skip
"""Section 11."""


def test_every_row_is_a_rule() -> None:
    built = set(all_rules())

    assert {row for row in ROWS if BUILT_AS.get(row, row) not in built} == set()


def test_every_screening_rule_belongs_to_a_row_or_a_section() -> None:
    asked = {rule.id for rule in all_rules().values() if Moment.SCREENING in rule.moments and not rule.id.startswith("DI-")}
    known = {BUILT_AS.get(row, row) for row in ROWS} | OF_AN_INDICATION | {rule for rules in WORK_UP.values() for rule in rules}

    assert asked <= known


def test_sections_7_to_11_are_whole() -> None:
    built = set(all_rules())

    assert built >= OF_AN_INDICATION
    assert built >= set(DELTA.values())
    assert {rule for rule in built if rule.startswith("DELTA-")} == set(DELTA.values()) | {"DELTA-APART", "DELTA-INFECTION"}, (
        "of interactions.md and monitoring.md"
    )
    assert built >= {rule for rules in WORK_UP.values() for rule in rules}
    assert set(all_conflicts()) >= CONFLICTS


def test_the_critical_rows_are_marked_so_and_the_check_before_a_dose_is_wholly_critical() -> None:
    marked = {rule.id for rule in all_rules().values() if rule.critical}

    assert marked >= CRITICAL | set(DELTA.values())


def test_no_other_row_of_screening_is_critical_but_where_we_are_stricter() -> None:
    marked = {rule.id for rule in all_rules().values() if Moment.SCREENING in rule.moments and rule.critical}

    assert marked - CRITICAL == {"PS-10"}, "docs/adr/0006 says where we are stricter than the base"
