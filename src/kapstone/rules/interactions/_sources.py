"""The sources the interactions rest on beyond those of screening, and when they were last read."""

from datetime import date

from kapstone import sources as shared
from kapstone.evidence import Citation, Review
from kapstone.rules._sources import EXPERT, FIELD_TRIP, KETALAR, SPRAVATO_EU, SPRAVATO_US, at

__all__ = [
    "ANDRADE_2017", "ANDRASHKO_2020", "ASA_GLP1", "EXPERT", "FIELD_TRIP", "GRAPEFRUIT_2012", "HAGELBERG_2010", "KETALAR", "KETALAR_OLD", "MARTON_2019", "NOPPERS_2011",
    "PELTONIEMI_2011", "PELTONIEMI_2012", "REVIEW", "SPRAVATO_EU", "SPRAVATO_US", "VERAART_2021", "WILLIAMS_2018", "YOON_2019", "at",
]  # fmt: skip

REVIEW = Review(authored_by="Kapstone founders", reviewed_on=date(2026, 11, 29), review_due=date(2027, 11, 29))

ANDRASHKO_2020 = Citation(
    "andrashko2020", "Andrashko et al. 2020, benzodiazepines and the antidepressant effect of ketamine, Frontiers in Psychiatry"
)
VERAART_2021 = Citation(
    "veraart2021",
    "Veraart et al. 2021, interactions between ketamine and psychiatric medicines, International Journal of Neuropsychopharmacology",
)
ANDRADE_2017 = shared.ANDRADE_2017
WILLIAMS_2018 = Citation(
    "williams2018", "Williams et al. 2018, naltrexone and the antidepressant effect of ketamine, American Journal of Psychiatry"
)
YOON_2019 = Citation(
    "yoon2019", "Yoon et al. 2019, naltrexone with ketamine in depression and alcohol use disorder, JAMA Psychiatry"
)
MARTON_2019 = Citation("marton2019", "Marton et al. 2019, naltrexone with ketamine")
HAGELBERG_2010 = Citation("hagelberg2010", "Hagelberg et al. 2010, clarithromycin and oral S-ketamine")
PELTONIEMI_2011 = Citation("peltoniemi2011", "Peltoniemi et al. 2011, ticlopidine and oral S-ketamine")
PELTONIEMI_2012 = Citation("peltoniemi2012", "Peltoniemi et al. 2012, oral S-ketamine with itraconazole and with rifampicin")
GRAPEFRUIT_2012 = Citation(
    "peltoniemi2012-grapefruit",
    "Peltoniemi et al. 2012, grapefruit juice and oral S-ketamine, British Journal of Clinical Pharmacology",
)
NOPPERS_2011 = Citation("noppers2011", "Noppers et al. 2011, rifampicin and S-ketamine")
ASA_GLP1 = Citation(
    "asa-glp1", "American Society of Anesthesiologists 2023 and 2024, guidance on GLP-1 receptor agonists before anaesthesia"
)
KETALAR_OLD = Citation("ketalar-uspi-older", "Ketalar (ketamine hydrochloride) injection, older US prescribing information")
