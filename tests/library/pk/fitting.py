"""Alma's samples, as the update's tests use them: case A of the golden values."""

from kapstone import pk
from kapstone.findings import Level
from kapstone.pk.units import kg, mg, minutes, ng_mL, years
from kapstone.pk.updating import Fit, Observation, update

__all__ = ["CASE_A", "OTTO", "SAMPLES", "a_patient", "a_regimen", "an_observation", "fields", "fitted"]

OTTO = pk.load("otto2021")
SAMPLES = ((190, "40 min"), (110, "1 h"), (70, "2 h"), (22, "4 h"))


def a_patient(weight: float = 82) -> pk.Patient:
    return pk.Patient(weight=weight * kg, age=41 * years, pregnant=False, child_pugh="none", in_intensive_care=False)


def a_regimen(amount: float = 41) -> pk.Regimen:
    return pk.Regimen("S-ketamine", "base").infusion(amount * mg, over=40 * minutes)


def case_a() -> tuple[Observation, ...]:
    return tuple(Observation("S-ketamine", value * ng_mL, at=at, site="venous") for value, at in SAMPLES)


CASE_A = case_a()


def fitted(*samples: Observation, draws: int = 500) -> Fit:
    """The update of Alma with these samples."""
    return update(OTTO, a_patient(), a_regimen(), samples, seed=7, draws=draws)


def an_observation(value: str, at: str = "1 h", site: str | None = "venous", analyte: str = "S-ketamine") -> Observation:
    return Observation(analyte, value, at=at, site=site)


def fields(fit: Fit, level: Level) -> set[str]:
    """What the concerns of that level are about."""
    return {each.field for each in fit.concerns if each.level is level}
