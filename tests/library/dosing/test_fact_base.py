"""Every row of the fact base on dosing and on indications: where it is held, or why it is not."""

from importlib import import_module

import pytest

from kapstone.pathway import ENTRIES
from kapstone.protocols import all_protocols
from kapstone.rules import all_rules

NOT_BUILT = "not built: "

DOSING = {
    # section 1, routes
    "IV infusion": "kapstone.dosing.routes.ROUTES",
    "IM": "kapstone.dosing.routes.ROUTES",
    "SC bolus": "kapstone.dosing.routes.ROUTES",
    "IN racemic": "kapstone.dosing.routes.ROUTES",
    "IN esketamine": "kapstone.dosing.routes.ROUTES",
    "SL or buccal": "kapstone.dosing.routes.ROUTES",
    "oral": "kapstone.dosing.routes.ROUTES",
    "oral extended release": "kapstone.dosing.routes.ROUTES",
    "rectal": "kapstone.dosing.routes.ROUTES",
    "half-lives and protein binding": NOT_BUILT + "pharmacokinetic constants belong to the pharmacokinetic models",
    "trap: swallow or spit": "kapstone.dosing.rounding.intake_gaps",
    "trap: salt or base": NOT_BUILT + "salt and base are the drug catalogue's, kapstone.drugs",
    "trap: 100 mg/mL": "kapstone.dosing.pump.dilution_refusal",
    "trap: no conversion of routes": "kapstone.dosing.routes.convert_route",
    # section 2, bands
    "psycholytic": "kapstone.dosing.bands.BANDS",
    "mid": "kapstone.dosing.bands.BANDS",
    "psychedelic": "kapstone.dosing.bands.BANDS",
    "anaesthetic": "kapstone.dosing.bands.BANDS",
    "Kolp's four states": "kapstone.dosing.bands.STATES",
    # section 3, titration
    "first dose": "kapstone.dosing.titration.advise",
    "up-titrate IV": "kapstone.dosing.titration.advise",
    "up-titrate KAP": "protocol im-kap-course",
    "dose-finding second session": NOT_BUILT
    + "a course has no second session of week 1 that is not a dose; a director shortens the interval in the protocol",
    "SC KADS steps": "protocol sc-flexible-dose",
    "dose response": "kapstone.dosing.titration.advise",
    "down-titrate": "kapstone.dosing.titration.advise",
    "no response": "kapstone.dosing.titration.advise",
    "infusion pump": "kapstone.dosing.pump.rate_ml_per_h",
    # section 4, weight
    "default actual weight, 30 days": "rule DELTA-WEIGHT",
    "BMI from 30": "kapstone.dosing.weight.default_basis",
    "mg cap": "finding PW-DOSE-CAP",
    "ideal weight": "kapstone.dosing.weight.ideal_kg",
    "esketamine fixed": "protocol esketamine-trd",
    # section 5, guardrails: row by row in test_guardrails.py
    "guardrails": "kapstone.dosing.guardrails.GUARDRAILS",
    "booster": "kapstone.dosing.boosters.reasons_against",
    "lifetime and cumulative": "rule LONG-EXPOSURE",
    # section 6, schedules
    "IV TRD standard": "protocol iv-trd-induction",
    "CRTCE": NOT_BUILT
    + "four infusions in two weeks differ from the standard by two numbers; a clinic sets them in its own file",
    "PTSD": "protocol iv-ptsd",
    "AUD": "protocol iv-aud-with-therapy",
    "KAP SL or IM": "protocol im-kap-course",
    "Hull at home": "protocol sublingual-kap-home",
    "CBT sequence": NOT_BUILT
    + "sixteen sessions of CBT after the course are a treatment of their own; the review decides on them",
    "KADS": "protocol sc-flexible-dose",
    # section 7, esketamine
    "indications": "kapstone.dosing.esketamine.MONOTHERAPY",
    "limits": "kapstone.dosing.esketamine.NOTES",
    "weeks 1-4, 5-8, 9+": "kapstone.dosing.esketamine.SCHEDULES",
    "acute suicidality": "protocol esketamine-mdd-suicidality",
    "review point": "protocol esketamine-trd",
    "device": "kapstone.dosing.esketamine.devices",
    "missed": "kapstone.dosing.esketamine.NOTES",
    "hepatic": "kapstone.dosing.esketamine.hepatic_note",
    "observation": "kapstone.dosing.esketamine.may_leave_at",
    "oximetry": "protocol esketamine-trd",
    "driving": "kapstone.dosing.esketamine.NOTES",
    "label in store": "kapstone.dosing.esketamine.NOTES",
    # section 8, risk programme
    "certified setting, dispensed to it, one kit": "finding PW-SETTING",
    "enrolment before the first dose": "finding PW-REMS-ENROLMENT",
    "two hours": "protocol esketamine-trd",
    "form within seven days": "finding PW-REMS-FORM",
    "inpatient settings": NOT_BUILT + "Kapstone runs outpatient clinics; the note says what differs",
    # section 9, calculations
    "dose in mg": "kapstone.dosing.rounding.round_injection_mg",
    "volume and waste": NOT_BUILT + "volume and waste are the drug catalogue's, kapstone.drugs",
    "expected systemic": "kapstone.dosing.routes.expected_systemic_mg",
    "rounding": "kapstone.dosing.rounding.round_to_lozenges",
    "five amounts": "kapstone.dosing.amounts.Amounts",
}

INDICATIONS = {
    "MDD and TRD": "protocol iv-trd-induction",
    "bipolar depression": "protocol iv-bipolar-depression",
    "PTSD": "protocol iv-ptsd",
    "OCD": "protocol iv-ocd",
    "GAD and SAD": "protocol sublingual-kap-home",
    "AUD and SUD": "protocol iv-aud-with-therapy",
    "chronic pain": NOT_BUILT + "longer and higher infusions are the anaesthetist's domain, not a KAP default",
    "end of life": NOT_BUILT + "small open studies without a schedule; no number to put in a protocol",
    "suicidality": "protocol esketamine-mdd-suicidality",
    "neurofeedback": NOT_BUILT + "no evidence; not integrated",
}


@pytest.mark.parametrize("row, where", [*DOSING.items(), *INDICATIONS.items()])
def test_every_row_is_held_somewhere_or_says_why_not(row: str, where: str) -> None:
    if where.startswith(NOT_BUILT):
        assert len(where) > len(NOT_BUILT) + 20, f"{row}: say why"
    elif where.startswith("protocol "):
        assert where.removeprefix("protocol ") in all_protocols()
    elif where.startswith("rule "):
        assert where.removeprefix("rule ") in all_rules()
    elif where.startswith("finding "):
        assert where.removeprefix("finding ") in ENTRIES
    else:
        module, _, name = where.rpartition(".")
        assert hasattr(import_module(module), name)
