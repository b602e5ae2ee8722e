"""Sources that more than one part of the library rests on: each once, by its key; `at` names the place in it that was used."""

from dataclasses import replace

from kapstone.evidence import Citation

__all__ = [
    "ABDALLAH_2022",
    "ALDRETE_1995",
    "ALTMAN_1997",
    "ANAND_2023",
    "ANDRADE_2017",
    "ASA_2025",
    "BLADDER_2025",
    "BREMNER_1998",
    "BUSH_1998",
    "CHERNIK_1990",
    "CTCAE",
    "EXPERT",
    "FDA_2023",
    "FDA_COMPOUNDED",
    "FEDER_2021",
    "GRABSKI_2022",
    "HIRSCHFELD_2000",
    "HULL_2022",
    "ISING_2012",
    "JANIK_2025",
    "JELOVAC_2025",
    "KADS",
    "KETALAR",
    "KROENKE_2001",
    "MCINNES_2022",
    "NCPTSD",
    "NHS_TALKING_THERAPIES",
    "OWN",
    "PRINS_2016",
    "RIVA_POSSE_2018",
    "RMS_2021",
    "RODRIGUES_2020",
    "SANACORA_2017",
    "SPITZER_2006",
    "SPRAVATO",
    "SPRAVATO_REMS",
    "at",
]


def at(source: Citation, where: str) -> Citation:
    """The same source, at one place in it."""
    return replace(source, where=where)


ABDALLAH_2022 = Citation("abdallah2022", "Abdallah et al. 2022, repeated ketamine for PTSD in veterans and service members")
ALDRETE_1995 = Citation(
    "aldrete1995", "Aldrete: The post-anesthesia recovery score revisited (1995)", doi="10.1016/0952-8180(94)00001-K"
)
ALTMAN_1997 = Citation(
    "altman1997", "Altman et al.: The Altman Self-Rating Mania Scale (1997)", doi="10.1016/S0006-3223(96)00548-3"
)
ANAND_2023 = Citation(
    "anand2023",
    "Anand et al.: Ketamine versus ECT for nonpsychotic treatment-resistant major depression (2023)",
    doi="10.1056/NEJMoa2302399",
)
ANDRADE_2017 = Citation("andrade2017", "Andrade 2017, ketamine for depression, Journal of Clinical Psychiatry")
ASA_2025 = Citation("asa2025", "American Society of Anesthesiologists 2025, statement on ketamine outside the operating room")
BLADDER_2025 = Citation(
    "pmid40583492", "Review of urinary symptoms in therapeutic trials, 2025", url="https://pubmed.ncbi.nlm.nih.gov/40583492/"
)
BREMNER_1998 = Citation("bremner1998", "Bremner et al.: The Clinician-Administered Dissociative States Scale (1998)")
BUSH_1998 = Citation(
    "bush1998", "Bush et al.: The AUDIT alcohol consumption questions (AUDIT-C) (1998)", doi="10.1001/archinte.158.16.1789"
)
CHERNIK_1990 = Citation(
    "chernik1990",
    "Chernik et al.: Validity and reliability of the Observer's Assessment of Alertness/Sedation Scale (1990)",
    doi="10.1097/00004714-199008000-00003",
)
CTCAE = Citation("ctcae5", "Common Terminology Criteria for Adverse Events, version 5")
EXPERT = Citation("expert-practice", "Expert practice, no published number")
FDA_2023 = Citation(
    "fda2023", "US Food and Drug Administration, 10 October 2023, potential risks of compounded ketamine products"
)
FDA_COMPOUNDED = Citation("fda-compounded", "US Food and Drug Administration, notices on compounded ketamine")
FEDER_2021 = Citation("feder2021", "Feder et al. 2021, repeated ketamine infusions for post-traumatic stress disorder")
GRABSKI_2022 = Citation("grabski2022", "Grabski et al. 2022, ketamine with relapse prevention therapy for alcohol use disorder")
HIRSCHFELD_2000 = Citation(
    "hirschfeld2000",
    "Hirschfeld et al.: The Mood Disorder Questionnaire, a screening instrument for bipolar spectrum disorder (2000)",
)
HULL_2022 = Citation(
    "hull2022",
    "Hull et al.: At-home, sublingual ketamine telehealth, open-label effectiveness trial (2022)",
    doi="10.1016/j.jad.2022.07.004",
)
ISING_2012 = Citation("ising2012", "Ising et al.: The 16-item version of the Prodromal Questionnaire (PQ-16) (2012)")
JANIK_2025 = Citation("janik2025", "Janik et al. 2025, esketamine monotherapy in treatment-resistant depression (378 patients)")
JELOVAC_2025 = Citation("jelovac2025", "Jelovac et al. 2025, KARMA-Dep 2: serial ketamine or midazolam in hospital patients")
KADS = Citation("loo2023", "Loo et al. 2023, subcutaneous racemic ketamine for treatment-resistant depression (KADS)")
KETALAR = Citation("ketalar-uspi", "Ketalar (ketamine hydrochloride) injection, US prescribing information")
KROENKE_2001 = Citation(
    "kroenke2001",
    "Kroenke, Spitzer, Williams: The PHQ-9, validity of a brief depression severity measure (2001)",
    doi="10.1046/j.1525-1497.2001.016009606.x",
)
MCINNES_2022 = Citation(
    "mcinnes2022", "McInnes et al. 2022, outcomes of intravenous ketamine in 537 patients, Journal of Affective Disorders"
)
NCPTSD = Citation(
    "ncptsd",
    "Weathers et al.: The PTSD Checklist for DSM-5 (PCL-5), National Center for PTSD (2013)",
    url="https://www.ptsd.va.gov/professional/assessment/adult-sr/ptsd-checklist.asp",
)
NHS_TALKING_THERAPIES = Citation("nhs_talking_therapies", "NHS Talking Therapies manual")
OWN = Citation("kapstone", "Kapstone's own, without a study behind it")
PRINS_2016 = Citation(
    "prins2016", "Prins et al.: The Primary Care PTSD Screen for DSM-5 (PC-PTSD-5) (2016)", doi="10.1007/s11606-016-3703-5"
)
RIVA_POSSE_2018 = Citation(
    "rivaposse2018",
    "Riva-Posse et al. 2018, blood pressure safety of subanesthetic ketamine infusions (66 patients, 684 infusions)",
)
RMS_2021 = Citation("mcintyre2021-rms", "McIntyre et al. 2021, the Rapid Mood Screener")
RODRIGUES_2020 = Citation(
    "rodrigues2020", "Rodrigues et al. 2020, safety and tolerability of intravenous ketamine at the CRTCE (203 patients)"
)
SANACORA_2017 = Citation(
    "sanacora2017",
    "Sanacora et al. 2017, consensus statement on ketamine in the treatment of mood disorders",
    doi="10.1001/jamapsychiatry.2017.0080",
)
SPITZER_2006 = Citation(
    "spitzer2006",
    "Spitzer et al.: A brief measure for assessing generalized anxiety disorder, the GAD-7 (2006)",
    doi="10.1001/archinte.166.10.1092",
)
SPRAVATO = Citation("spravato-uspi", "Spravato (esketamine) nasal spray, US prescribing information")
SPRAVATO_REMS = Citation("spravato-rems", "Spravato REMS programme: enrolment and patient monitoring forms")
