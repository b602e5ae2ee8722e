"""The sources the screening rules rest on, each cited once here and pointed at by the rules."""

from dataclasses import replace
from datetime import date

from kapstone.evidence import Citation, Review

REVIEW = Review(authored_by="Kapstone founders", reviewed_on=date(2026, 11, 21), review_due=date(2027, 11, 21))
"""Every screening rule was written and last read on the same day; a rule that is revised gets its own."""

SPRAVATO_US = Citation("spravato-uspi", "Spravato (esketamine) nasal spray, US prescribing information")
SPRAVATO_EU = Citation("spravato-smpc", "Spravato (esketamine) nasal spray, EU summary of product characteristics")
SPRAVATO_ASIA = Citation("spravato-mims-hk", "Spravato dosing information, MIMS Hong Kong")
KETALAR = Citation("ketalar-uspi", "Ketalar (ketamine hydrochloride) injection, US prescribing information")

COHEN_2018 = Citation(
    "cohen2018",
    "Cohen et al. 2018, consensus guidelines on intravenous ketamine for chronic pain (ASRA, AAPM, ASA)",
    doi="10.1097/AAP.0000000000000808",
)
SANACORA_2017 = Citation(
    "sanacora2017",
    "Sanacora et al. 2017, consensus statement on ketamine in the treatment of mood disorders",
    doi="10.1001/jamapsychiatry.2017.0080",
)
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
HULL_2022 = Citation("hull2022", "Hull et al. 2022, at-home sublingual ketamine, open-label", doi="10.1016/j.jad.2022.07.004")
ANAND_2023 = Citation("anand2023", "Anand et al. 2023, ketamine versus ECT (ELEKT-D)", doi="10.1056/NEJMoa2302399")
ELEKT_D = Citation("nct03113968", "ELEKT-D trial registration", url="https://clinicaltrials.gov/study/NCT03113968")
FIELD_TRIP = Citation(
    "nct05604794", "Field Trip ketamine-assisted psychotherapy protocol", url="https://clinicaltrials.gov/study/NCT05604794"
)
ASKP3_2020 = Citation(
    "askp3-2020", "American Society of Ketamine Physicians, Psychotherapists and Practitioners 2020, standards"
)
ASA_2025 = Citation("asa2025", "American Society of Anesthesiologists 2025, statement on ketamine outside the operating room")
ACC_AHA_2017 = Citation(
    "whelton2017", "ACC/AHA 2017, guideline for high blood pressure in adults", doi="10.1161/HYP.0000000000000065"
)
ZARATE_2012 = Citation("zarate2012", "Zarate et al. 2012, ketamine in bipolar depression", doi="10.1016/j.biopsych.2011.12.010")

FDA_2023 = Citation(
    "fda2023", "US Food and Drug Administration, 10 October 2023, potential risks of compounded ketamine products"
)
MCINNES_2022 = Citation(
    "mcinnes2022", "McInnes et al. 2022, outcomes of intravenous ketamine in 537 patients, Journal of Affective Disorders"
)

KROENKE_2001 = Citation("kroenke2001", "Kroenke et al. 2001, the PHQ-9", doi="10.1046/j.1525-1497.2001.016009606.x")
COLUMBIA = Citation("columbia", "Columbia Lighthouse Project, C-SSRS screener with triage", url="https://cssrs.columbia.edu")
ALTMAN_1997 = Citation(
    "altman1997", "Altman et al. 1997, the Altman Self-Rating Mania Scale", doi="10.1016/S0006-3223(96)00548-3"
)
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

BUSH_1998 = Citation("bush1998", "Bush et al. 1998, the AUDIT-C", doi="10.1001/archinte.158.16.1789")
DAST_10 = Citation("loinc-82667-7", "LOINC 82667-7, Drug Abuse Screening Test (DAST-10) total", "note on scores of 3 or more")
RMS_2021 = Citation("mcintyre2021-rms", "McIntyre et al. 2021, the Rapid Mood Screener")
HIRSCHFELD_2000 = Citation("hirschfeld2000", "Hirschfeld et al. 2000, the Mood Disorder Questionnaire")
ISING_2012 = Citation("ising2012", "Ising et al. 2012, the Prodromal Questionnaire, 16 items")
PRINS_2016 = Citation("prins2016", "Prins et al. 2016, the PC-PTSD-5", doi="10.1007/s11606-016-3703-5")
NCPTSD = Citation(
    "ncptsd",
    "National Center for PTSD, the PCL-5",
    url="https://www.ptsd.va.gov/professional/assessment/adult-sr/ptsd-checklist.asp",
)
SPITZER_2006 = Citation("spitzer2006", "Spitzer et al. 2006, the GAD-7", doi="10.1001/archinte.166.10.1092")

FDA_2023 = Citation("fda2023", "FDA, notice of 10 October 2023 on compounded ketamine for psychiatric disorders")
FDA_2022 = Citation("fda2022", "FDA, notice of February 2022 on compounded ketamine nasal spray")
PARKS = Citation("parks", "Parks et al., at-home subcutaneous ketamine, n = 3,870")
TELEHEALTH = Citation("telehealth-practice", "Telehealth practice", "a setting for each clinic to confirm")

JELOVAC_2025 = Citation("jelovac2025", "Jelovac et al. 2025, the KARMA-Dep 2 trial")
FEDER_2021 = Citation("feder2021", "Feder et al. 2021, repeated ketamine infusions for chronic PTSD")
ABDALLAH_2022 = Citation("abdallah2022", "Abdallah et al. 2022, repeated ketamine for PTSD in veterans and service members")
TAYLOR_2018 = Citation("taylor2018", "Taylor et al. 2018, ketamine for social anxiety disorder")
RODRIGUEZ_2013 = Citation("rodriguez2013", "Rodriguez et al. 2013, ketamine in obsessive-compulsive disorder")
GRABSKI_2022 = Citation("grabski2022", "Grabski et al. 2022, ketamine with therapy for alcohol use disorder")
SEED_TRD = Citation(
    "seed-screening", "Clinic practice description: cognitive-behavioural or other therapy comes before ketamine"
)

STATE_LAW = Citation("state-pdmp", "State law on prescription drug monitoring programmes")
EXPERT = Citation("expert-practice", "Expert practice, no published number", "a setting for each clinic to confirm")
CONSENT_LAW = Citation("consent-law", "General law and ethics of informed consent")


def at(source: Citation, where: str) -> Citation:
    """The same source, at one place in it."""
    return replace(source, where=where)
