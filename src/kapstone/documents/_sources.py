"""What the numbers in the documents rest on."""

from kapstone import sources as shared
from kapstone.evidence import Citation

ALNEFEESI_2022 = Citation(
    "alnefeesi2022", "Alnefeesi et al. 2022, real-world effectiveness of ketamine: meta-analysis of 79 studies, 2665 patients",
    doi="10.1016/j.jpsychires.2022.04.037",
)  # fmt: skip
MCINNES_2022 = shared.at(shared.MCINNES_2022, "response held; worsening")
KARMA_DEP_2 = shared.JELOVAC_2025
LII_2023 = Citation("lii2023", "Lii et al. 2023, ketamine or placebo masked by anaesthesia", doi="10.1038/s44220-023-00140-x")
RODRIGUES_2020 = shared.RODRIGUES_2020
FDA_2023 = shared.FDA_2023
KETALAR = shared.KETALAR
SPRAVATO = shared.at(shared.SPRAVATO, "used by analogy")
SPRAVATO_LABEL = shared.at(shared.SPRAVATO, "indications, risk programme, observation")
HULL_2022 = shared.HULL_2022
BLADDER_2025 = shared.BLADDER_2025
ELEKT_D = shared.ANAND_2023
PRIVACY = Citation("45cfr164.501", "45 CFR 164.501 (psychotherapy notes) and 42 CFR Part 2 (substance use records)")
PRACTICE = shared.at(shared.EXPERT, "a text for each clinic to confirm")
JANIK_2025 = shared.JANIK_2025
JAPAN_2B = Citation("japan-2b", "Phase 2b trial of esketamine in Japan (202 patients), no difference from placebo")
SPRAVATO_REMS = shared.SPRAVATO_REMS
YERMUS = Citation("yermus2023", "Yermus et al. 2023 and 2024, ketamine-assisted therapy in 11 clinics", "lost to follow-up")
EKSTRAND_2021 = Citation("ekstrand2021", "Ekstrand et al. 2021, KetECT: racemic ketamine or ECT in 186 hospital patients")
WILKINSON_2021 = Citation("wilkinson2021", "Wilkinson et al. 2021, cognitive behavioural therapy after ketamine")
KET_PSY = Citation("osf-cs24j", "Preprint, ketamine with or without psychotherapy (202 patients)")
MATHAI_2024 = Citation("mathai2024", "Mathai et al. 2024, at-home sublingual ketamine (11,441 patients), with company figures")
TELEHEALTH = Citation(
    "fr-2025-24123", "Fourth temporary extension of telemedicine flexibilities for controlled medicines", "90 FR 61301"
)
GFE = Citation("45cfr149.610", "45 CFR 149.610, good faith estimates for people who pay themselves")
SEEDS = Citation(
    "clinic-practice", "Practice as described by ketamine clinics: preparation, integration within 24 to 48 hours, follow-up"
)
