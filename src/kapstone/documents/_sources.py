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
