"""Every row of the screening knowledge is a rule, or is left for later with a reason."""

from kapstone.rules import Moment, all_rules

CRITICAL = {
    *(f"CV-0{number}" for number in range(1, 10)),
    "NE-01", "HE-01", "UR-01", "RS-01", "EN-01", "PR-01", "PR-02", "AG-01", "PS-01", "PS-03", "PS-05",
    "SU-01", "SU-02", "SU-03", "SU-06", "SU-08", "LO-01", "LO-02", "SC-02", "SC-03",
}  # fmt: skip
"""Rows whose missing input keeps every dose gate closed."""

OTHERS = {
    "PR-03",
    "AG-02",
    "AG-03",
    "AG-04",
    "PS-02",
    "PS-04",
    *(f"PS-{n:02}" for n in range(6, 12)),
    "LO-03",
    "TRD",
    "RX-01",
    "RX-02",
}

LATER = {
    "CV-10": "overlaps CV-11; both need the cardiology history that comes with it",
    "CV-11": "needs the cardiology history and ECG",
    "CV-12": "resting heart rate is judged at the pre-dose gate",
    "CV-13": "esketamine only; needs its history item",
    "NE-02": "needs the ophthalmology history",
    "NE-03": "needs the seizure history",
    "NE-04": "needs the cognitive examination",
    "HE-02": "needs liver results with their limits",
    "HE-03": "needs liver results with their limits",
    "UR-02": "needs the urinary questionnaire",
    "RE-01": "needs eGFR",
    "RS-02": "needs the airway examination",
    "EN-02": "needs its history item",
    "EN-03": "needs its history item",
    "EN-04": "a finding of the dose day",
    "NP-01": "a finding of the dose day",
    "NP-02": "a finding of the dose day",
    "SK-01": "esketamine only",
    "SU-04": "needs AUDIT-C as a trigger",
    "SU-05": "needs DAST-10",
    "SU-07": "a finding of the dose day",
    "SU-09": "needs its history item",
    **{f"HM-0{number}": "treatment at home" for number in range(1, 9)},
    **{f"SC-{number:02}": "a trigger that decides nothing by itself" for number in (1, 4, 5, 6, 7, 8, 9, 10)},
}


def test_every_row_is_built_or_waits_for_a_reason() -> None:
    asked = {rule.id for rule in all_rules().values() if Moment.SCREENING in rule.moments}
    built = {name for name in asked if not name.startswith("DI-")}  # these have their own list

    assert built >= CRITICAL | OTHERS
    assert built == CRITICAL | OTHERS, "a row that is built now moves out of the list of those for later"
    assert all(LATER.values())


def test_the_critical_rows_are_marked_so() -> None:
    marked = {rule.id for rule in all_rules().values() if Moment.SCREENING in rule.moments and rule.critical}

    assert marked >= CRITICAL
