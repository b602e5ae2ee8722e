"""What is asked of the planner in tests: Alma before her first dose, and query strings as the form sends them."""

from typing import Any

from cast import Clinic, browser_of
from clinic.sessions.lives import MINUTE, Life, a_life
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.queries import patient_page
from kapstone.clinic.journal import clock
from kapstone.clinic.planning.planner import Planner, plan
from kapstone.facts import Fact
from kapstone.pathway import Phase

__all__ = ["ASKED", "NASAL", "Desk", "a_desk"]

ASKED = {
    "weight_basis": "actual", "child_pugh": "", "threshold": "30", "a_way": "infusion", "a_dose": "0.5", "a_unit": "mg/kg", "a_over": "40",
    "a_substance": "racemate", "a_salt": "base", "a_model": "", "b_way": "", "b_dose": "", "b_unit": "mg", "b_over": "", "b_substance": "", "b_salt": "",
    "b_model": "",
}  # fmt: skip
NASAL = {"a_way": "nasal", "a_dose": "56", "a_unit": "mg", "a_over": "", "a_substance": "S-ketamine"}


class Desk:
    """A planner in front of somebody, for one patient at one moment."""

    def __init__(self, clinic: Clinic, life: Life) -> None:
        self.clinic, self.life, self.now = clinic, life, life.now + MINUTE
        self.at = f"/episodes/{life.episode.id}/planner/"

    def page(self, who: Actor | None = None, **changed: str) -> Any:  # Any: the test client's response
        with clock.stopped_at(self.now):
            return browser_of(who or self.clinic.noor).get(self.at, ASKED | changed)

    def shown(self, **changed: str) -> Planner:
        with clock.stopped_at(self.now):
            return plan(patient_page(self.life.episode, self.now), ASKED | changed, self.clinic.noor)

    def refusal(self, **changed: str) -> dict[str, str]:
        """Field and sentence of each thing that stands against it."""
        shown = self.shown(**changed)
        assert not shown.sides
        return {name: " ".join(str(each) for each in errors) for name, errors in shown.form.errors.items()}

    def keep(self, who: Actor | None = None, *, key: str, remarks: str = "", **changed: str) -> Any:  # Any: as above
        with clock.stopped_at(self.now):
            return browser_of(who or self.clinic.noor).post(
                f"{self.at}keep/", ASKED | changed | {"key": key, "remarks": remarks}
            )

    def record(self, *facts: Fact) -> None:
        episodes.record(episode=self.life.episode, facts=facts, by=self.clinic.noor, at=self.now)


def a_desk(clinic: Clinic, phase: Phase = Phase.CHECKED_IN, **options: Any) -> Desk:  # Any: those of a_life
    return Desk(clinic, a_life(clinic, phase=phase, **options))
