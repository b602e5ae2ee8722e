"""The sources the screening rules rest on, each cited once here and pointed at by the rules."""

from datetime import date

from kapstone import sources as shared
from kapstone.evidence import Citation, Review

REVIEW = Review(authored_by="Kapstone founders", reviewed_on=date(2026, 11, 21), review_due=date(2027, 11, 21))
"""Every screening rule was written and last read on the same day; a rule that is revised gets its own."""

SPRAVATO_US = shared.SPRAVATO
SPRAVATO_EU = Citation("spravato-smpc", "Spravato (esketamine) nasal spray, EU summary of product characteristics")
SPRAVATO_ASIA = Citation("spravato-mims-hk", "Spravato dosing information, MIMS Hong Kong")
KETALAR = shared.KETALAR

COHEN_2018 = Citation(
    "cohen2018",
    "Cohen et al. 2018, consensus guidelines on intravenous ketamine for chronic pain (ASRA, AAPM, ASA)",
    doi="10.1097/AAP.0000000000000808",
)
SANACORA_2017 = shared.SANACORA_2017
MCINTYRE_2021 = Citation(
    "mcintyre2021",
    "McIntyre et al. 2021, evidence for ketamine and esketamine in treatment-resistant depression: expert opinion",
    doi="10.1176/appi.ajp.2020.20081251",
)
CANMAT_2021 = Citation(
    "swainson2021",
    "Swainson et al. 2021, CANMAT task force recommendations on racemic ketamine",
    doi="10.1177/0706743720970860",
)
HULL_2022 = shared.HULL_2022
ANAND_2023 = shared.ANAND_2023
ELEKT_D = Citation("nct03113968", "ELEKT-D trial registration", url="https://clinicaltrials.gov/study/NCT03113968")
FIELD_TRIP = Citation(
    "nct05604794", "Field Trip ketamine-assisted psychotherapy protocol", url="https://clinicaltrials.gov/study/NCT05604794"
)
ASKP3_2020 = Citation(
    "askp3-2020", "American Society of Ketamine Physicians, Psychotherapists and Practitioners 2020, standards"
)
ASA_2025 = shared.ASA_2025
ACC_AHA_2017 = Citation(
    "whelton2017", "ACC/AHA 2017, guideline for high blood pressure in adults", doi="10.1161/HYP.0000000000000065"
)
ZARATE_2012 = Citation("zarate2012", "Zarate et al. 2012, ketamine in bipolar depression", doi="10.1016/j.biopsych.2011.12.010")

FDA_2023 = shared.FDA_2023
MCINNES_2022 = shared.MCINNES_2022

KROENKE_2001 = shared.KROENKE_2001
COLUMBIA = Citation("columbia", "Columbia Lighthouse Project, C-SSRS screener with triage", url="https://cssrs.columbia.edu")
ALTMAN_1997 = shared.ALTMAN_1997
YOUNG_1978 = Citation("young1978", "Young et al. 1978, a rating scale for mania", doi="10.1192/bjp.133.5.429")
DES_II = Citation("carlson1993", "Carlson and Putnam 1993, an update on the Dissociative Experiences Scale")

ATRQ_CASE = Citation("fava-atrq", "Massachusetts General Hospital Antidepressant Treatment History Questionnaire, worked case")
ATRQ_2010 = Citation("chandler2010", "Chandler et al. 2010, validation of the MGH ATRQ")
ATHF_SF = Citation(
    "sackeim2019",
    "Sackeim et al. 2019, the Antidepressant Treatment History Form short form",
    doi="10.1016/j.jpsychires.2019.02.021",
)
GAYNES_2020 = Citation("gaynes2020", "Gaynes et al. 2020, defining treatment-resistant depression", doi="10.1002/da.22968")

BUSH_1998 = shared.BUSH_1998
DAST_10 = Citation("loinc-82667-7", "LOINC 82667-7, Drug Abuse Screening Test (DAST-10) total", "note on scores of 3 or more")
RMS_2021 = shared.RMS_2021
HIRSCHFELD_2000 = shared.HIRSCHFELD_2000
ISING_2012 = shared.ISING_2012
PRINS_2016 = shared.PRINS_2016
NCPTSD = shared.NCPTSD
SPITZER_2006 = shared.SPITZER_2006

FDA_2022 = Citation("fda2022", "FDA, notice of February 2022 on compounded ketamine nasal spray")
PARKS = Citation("parks", "Parks et al., at-home subcutaneous ketamine, n = 3,870")
TELEHEALTH = Citation("telehealth-practice", "Telehealth practice", "a setting for each clinic to confirm")

JELOVAC_2025 = shared.JELOVAC_2025
FEDER_2021 = shared.FEDER_2021
ABDALLAH_2022 = shared.ABDALLAH_2022
TAYLOR_2018 = Citation("taylor2018", "Taylor et al. 2018, ketamine for social anxiety disorder")
RODRIGUEZ_2013 = Citation("rodriguez2013", "Rodriguez et al. 2013, ketamine in obsessive-compulsive disorder")
GRABSKI_2022 = shared.GRABSKI_2022
SEED_TRD = Citation(
    "seed-screening", "Clinic practice description: cognitive-behavioural or other therapy comes before ketamine"
)

STATE_LAW = Citation("state-pdmp", "State law on prescription drug monitoring programmes")
EXPERT = shared.at(shared.EXPERT, "a setting for each clinic to confirm")
CONSENT_LAW = Citation("consent-law", "General law and ethics of informed consent")

at = shared.at
