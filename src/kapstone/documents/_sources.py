"""What the numbers in the documents rest on."""

from kapstone.evidence import Citation

ALNEFEESI_2022 = Citation(
    "alnefeesi2022", "Alnefeesi et al. 2022, real-world effectiveness of ketamine: meta-analysis of 79 studies, 2665 patients",
    doi="10.1016/j.jpsychires.2022.04.037",
)  # fmt: skip
MCINNES_2022 = Citation(
    "mcinnes2022", "McInnes et al. 2022, outcomes of intravenous ketamine in 537 patients", "response held; worsening"
)
KARMA_DEP_2 = Citation("jelovac2025", "Jelovac et al. 2025, KARMA-Dep 2: serial ketamine or midazolam in hospital patients")
LII_2023 = Citation("lii2023", "Lii et al. 2023, ketamine or placebo masked by anaesthesia", doi="10.1038/s44220-023-00140-x")
RODRIGUES_2020 = Citation(
    "rodrigues2020", "Rodrigues et al. 2020, safety and tolerability of intravenous ketamine (203 patients)"
)
FDA_2023 = Citation(
    "fda2023", "US Food and Drug Administration, 10 October 2023, potential risks of compounded ketamine products"
)
KETALAR = Citation("ketalar-uspi", "Ketalar (ketamine hydrochloride) injection, US prescribing information")
SPRAVATO = Citation("spravato-uspi", "Spravato (esketamine) nasal spray, US prescribing information", "used by analogy")
SPRAVATO_LABEL = Citation(
    "spravato-uspi", "Spravato (esketamine) nasal spray, US prescribing information", "indications, risk programme, observation"
)
POPOVA_2019 = Citation("popova2019", "Popova et al. 2019, esketamine with a new oral antidepressant (TRANSFORM-2)")
HULL_2022 = Citation("hull2022", "Hull et al. 2022, at-home sublingual ketamine, open-label", doi="10.1016/j.jad.2022.07.004")
BLADDER_2025 = Citation(
    "pmid40583492", "Review of urinary symptoms in therapeutic trials, 2025", url="https://pubmed.ncbi.nlm.nih.gov/40583492/"
)
ELEKT_D = Citation("anand2023", "Anand et al. 2023, ketamine versus ECT (ELEKT-D)", doi="10.1056/NEJMoa2302399")
PRIVACY = Citation("45cfr164.501", "45 CFR 164.501 (psychotherapy notes) and 42 CFR Part 2 (substance use records)")
PRACTICE = Citation("expert-practice", "Expert practice, no published number", "a text for each clinic to confirm")
JANIK_2025 = Citation("janik2025", "Janik et al. 2025, esketamine alone in treatment-resistant depression (378 patients)")
JAPAN_2B = Citation("japan-2b", "Phase 2b trial of esketamine in Japan (202 patients), no difference from placebo")
SPRAVATO_LABEL = Citation("spravato-uspi", "Spravato (esketamine) nasal spray, US prescribing information")
SPRAVATO_REMS = Citation("spravato-rems", "Spravato REMS: patient enrolment and monitoring forms")
HULL_2022 = Citation("hull2022", "Hull et al. 2022, at-home sublingual ketamine, open-label", doi="10.1016/j.jad.2022.07.004")
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
