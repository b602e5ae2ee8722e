"""What the monitoring plans rest on."""

from kapstone.evidence import Citation

__all__ = ["ASA_2025", "DESIGN", "HULL_2022", "KADS", "KETALAR", "REMS", "RIVA_POSSE_2018", "SPRAVATO"]

RIVA_POSSE_2018 = Citation(
    "rivaposse2018",
    "Riva-Posse et al. 2018, blood pressure safety of subanesthetic ketamine infusions",
    "every 10 min, then every 15 min",
)
SPRAVATO = Citation("spravato-uspi", "Spravato (esketamine) nasal spray, US prescribing information", "section 2")
REMS = Citation("spravato-rems", "Spravato REMS, patient monitoring form")
ASA_2025 = Citation(
    "asa2025", "American Society of Anesthesiologists 2025, statement on ketamine outside the operating room",
    "the same standards as for other anaesthetic medicines",
)  # fmt: skip
HULL_2022 = Citation("hull2022", "Hull et al. 2022, at-home sublingual ketamine, open-label", doi="10.1016/j.jad.2022.07.004")
KADS = Citation("loo2023", "Loo et al. 2023, KADS, subcutaneous ketamine, phase 3")
KETALAR = Citation("ketalar-uspi", "Ketalar (ketamine hydrochloride) injection, US prescribing information")
DESIGN = Citation("expert-practice", "Expert practice, no published number", "a setting for each clinic to confirm")
