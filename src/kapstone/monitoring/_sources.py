"""What the monitoring plans rest on."""

from kapstone import sources as shared

__all__ = ["ASA_2025", "DESIGN", "HULL_2022", "KADS", "KETALAR", "REMS", "RIVA_POSSE_2018", "SPRAVATO"]

RIVA_POSSE_2018 = shared.at(shared.RIVA_POSSE_2018, "every 10 min, then every 15 min")
SPRAVATO = shared.at(shared.SPRAVATO, "section 2")
REMS = shared.SPRAVATO_REMS
ASA_2025 = shared.at(shared.ASA_2025, "the same standards as for other anaesthetic medicines")
HULL_2022 = shared.HULL_2022
KADS = shared.KADS
KETALAR = shared.KETALAR
DESIGN = shared.at(shared.EXPERT, "a setting for each clinic to confirm")
