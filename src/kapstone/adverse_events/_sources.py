"""What the published rates and the grades rest on."""

from kapstone.evidence import Citation

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

RODRIGUES_2020 = Citation(
    "rodrigues2020", "Rodrigues et al. 2020, safety and tolerability of intravenous ketamine at the CRTCE (203 patients)"
)
RIVA_POSSE_2018 = Citation(
    "rivaposse2018",
    "Riva-Posse et al. 2018, blood pressure safety of subanesthetic ketamine infusions (66 patients, 684 infusions)",
)
JANIK_2025 = Citation("janik2025", "Janik et al. 2025, esketamine monotherapy in treatment-resistant depression (378 patients)")
MCINNES_2022 = Citation(
    "mcinnes2022", "McInnes et al. 2022, outcomes of intravenous ketamine in 537 patients, Journal of Affective Disorders"
)
BLADDER_2025 = Citation(
    "pmid40583492", "Review of urinary symptoms in therapeutic trials, 2025", url="https://pubmed.ncbi.nlm.nih.gov/40583492/"
)
KETALAR = Citation("ketalar-uspi", "Ketalar (ketamine hydrochloride) injection, US prescribing information")
SPRAVATO = Citation("spravato-uspi", "Spravato (esketamine) nasal spray, US prescribing information")
REMS = Citation("spravato-rems", "Spravato REMS, patient monitoring form")
CTCAE = Citation("ctcae5", "Common Terminology Criteria for Adverse Events, version 5")
EXPERT = Citation("expert-practice", "Expert practice, no published number", "a setting for each clinic to confirm")
