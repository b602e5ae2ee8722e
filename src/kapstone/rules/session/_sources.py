"""The sources the session rules rest on beyond those of screening, and when these rules were last read."""

from datetime import date

from kapstone import sources as shared
from kapstone.evidence import Citation, Review
from kapstone.rules._sources import (
    ACC_AHA_2017,
    ASA_2025,
    ASKP3_2020,
    COLUMBIA,
    EXPERT,
    HULL_2022,
    KETALAR,
    KROENKE_2001,
    MCINNES_2022,
    SPRAVATO_US,
    STATE_LAW,
    at,
)

__all__ = [
    "ACC_AHA_2017", "ALDRETE_1995", "ASA_2025", "ASA_FASTING", "ASKP3_2020", "CHERNIK_1990", "COLUMBIA", "CTCAE", "EXPERT", "HULL_2022",
    "KETALAR", "KROENKE_2001", "MCINNES_2022", "REVIEW", "RODRIGUES_2020", "SPRAVATO_REMS", "SPRAVATO_US", "STATE_LAW", "YIP_2022", "at",
]  # fmt: skip

REVIEW = Review(authored_by="Kapstone founders", reviewed_on=date(2026, 11, 21), review_due=date(2027, 11, 21))

RODRIGUES_2020 = shared.RODRIGUES_2020
SPRAVATO_REMS = shared.SPRAVATO_REMS
YIP_2022 = Citation("yip2022", "Yip et al. 2022, managing blood pressure during ketamine treatment, Frontiers in Psychiatry")
ASA_FASTING = Citation("asa-fasting", "American Society of Anesthesiologists, practice guidelines for preoperative fasting")
ALDRETE_1995 = shared.ALDRETE_1995
CHERNIK_1990 = shared.CHERNIK_1990
CTCAE = shared.CTCAE
