"""What the published rates and the grades rest on."""

from kapstone import sources as shared

__all__ = [
    "BLADDER_2025",
    "CTCAE",
    "EXPERT",
    "JANIK_2025",
    "KETALAR",
    "MCINNES_2022",
    "REMS",
    "RIVA_POSSE_2018",
    "RODRIGUES_2020",
    "SPRAVATO",
]

RODRIGUES_2020 = shared.RODRIGUES_2020
RIVA_POSSE_2018 = shared.RIVA_POSSE_2018
JANIK_2025 = shared.JANIK_2025
MCINNES_2022 = shared.MCINNES_2022
BLADDER_2025 = shared.BLADDER_2025
KETALAR = shared.KETALAR
SPRAVATO = shared.SPRAVATO
REMS = shared.SPRAVATO_REMS
CTCAE = shared.CTCAE
EXPERT = shared.at(shared.EXPERT, "a setting for each clinic to confirm")
