"""Patients and regimens of the pharmacokinetic tests."""

from kapstone.pk import Patient, Regimen
from kapstone.pk.units import kg, mg, minutes, years

__all__ = ["ALMA", "FILM", "INFUSION", "NASAL", "ORAL", "RACEMATE", "USUAL"]

ALMA = Patient(weight=70 * kg, age=30 * years, pregnant=False, child_pugh="none", in_intensive_care=False)

INFUSION = Regimen("S-ketamine", "base").infusion(35 * mg, over=40 * minutes)
RACEMATE = Regimen("racemate", "base").infusion("0.5 mg/kg", over="40 min")
NASAL = Regimen("S-ketamine", "base").nasal(56 * mg)
FILM = Regimen("S-ketamine", "base").film(50 * mg)
ORAL = Regimen("S-ketamine", "base").oral(14 * mg)

USUAL: dict[str, Regimen] = {
    "otto2021": INFUSION,
    "kamp2020": RACEMATE,
    "domino1982": RACEMATE,
    "assembled_racemic_iv": RACEMATE,
    "perezruixo2021": NASAL,
    "simons2022": FILM,
    "ashraf2018": ORAL,
    "assembled_im": Regimen("racemate", "base").intramuscular("0.5 mg/kg"),
}
"""A regimen inside the limits of each model."""
