"""The sources the dosing tables rest on, each cited once."""

from kapstone import sources as shared
from kapstone.evidence import Citation

__all__ = [
    "ABDALLAH_2022", "ANDRADE_2019", "CHONG_2006", "DEVINE_1974", "DORE_2019", "ELEKT_D", "FAVA_2020", "FEDER_2021", "GLUE_2024",
    "GRABSKI_2022", "HULL_2022", "INTRANASAL_2022", "KADS_2023", "KAP_RCT", "KETALAR", "KHEIRABADI_2023", "KOLP_2014", "MCINTYRE_2020",
    "REMS", "RODRIGUES_2020", "ROLAN_2013", "SANACORA_2017", "SPRAVATO", "WOLFSON_2024", "YANAGIHARA_2003",
]  # fmt: skip

KETALAR = shared.KETALAR
SPRAVATO = Citation(
    "spravato", "Spravato (esketamine) prescribing information", url="https://dailymed.nlm.nih.gov/dailymed/search.cfm?query=spravato"
)  # fmt: skip
REMS = shared.SPRAVATO_REMS
ELEKT_D = shared.ANAND_2023
RODRIGUES_2020 = shared.RODRIGUES_2020
MCINTYRE_2020 = Citation("mcintyre2020", "McIntyre et al. 2020, repeated intravenous ketamine at the CRTCE")
GRABSKI_2022 = shared.GRABSKI_2022
KAP_RCT = Citation(
    "kaprct",
    "Randomised trial of ketamine-assisted psychotherapy, intramuscular 0.3 to 1.0 mg/kg weekly, trial registration",
    url="https://clinicaltrials.gov",
)
KADS_2023 = shared.KADS
INTRANASAL_2022 = Citation("pmc9118341", "Pharmacokinetics of intranasal racemic ketamine, 2022 (PMC9118341)")
YANAGIHARA_2003 = Citation("yanagihara2003", "Yanagihara et al. 2003, plasma concentrations of ketamine by several routes")
ROLAN_2013 = Citation("rolan2013", "Rolan et al. 2013, bioavailability of a sublingual ketamine wafer")
CHONG_2006 = Citation("chong2006", "Chong et al. 2006, sublingual and oral ketamine bioavailability")
ANDRADE_2019 = Citation("andrade2019", "Andrade 2019, oral ketamine for depression: dosing and bioavailability")
KHEIRABADI_2023 = Citation("kheirabadi2023", "KheirAbadi et al. 2023, oral ketamine 1 against 2 mg/kg")
GLUE_2024 = Citation("glue2024", "Glue et al. 2024, extended-release ketamine tablets, Nature Medicine")
HULL_2022 = shared.HULL_2022
DORE_2019 = Citation(
    "dore2019", "Dore et al. 2019, ketamine assisted psychotherapy: three large practices", doi="10.1080/02791072.2019.1587556"
)
WOLFSON_2024 = Citation("wolfson2024", "Wolfson and Vaid 2024, ketamine-assisted psychotherapy")
KOLP_2014 = Citation("kolp2014", "Kolp et al. 2014, ketamine psychedelic psychotherapy: pharmacology and phenomenology")
FAVA_2020 = Citation("fava2020", "Fava et al. 2020, single-dose intravenous ketamine, dose finding, Molecular Psychiatry")
FEDER_2021 = shared.FEDER_2021
ABDALLAH_2022 = shared.ABDALLAH_2022
SANACORA_2017 = shared.SANACORA_2017
DEVINE_1974 = Citation("devine1974", "Devine 1974, ideal body weight")
