"""Synthetic patients as they are described for a screening: anything may be well, wrong, unknown or left out."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random  # noqa: TID251 - only the type of the rng that is passed in
from typing import Any, TypeVar

from kapstone.facts import Indication, Route
from kapstone.facts.history import HISTORY
from kapstone.instruments import all_instruments

__all__ = ["description"]

JSON = Any
"""Values that can be written as JSON."""

N = TypeVar("N", int, float)

_MEDICINES = (
    "sertraline",
    "venlafaxine",
    "duloxetine",
    "mirtazapine",
    "bupropion",
    "agomelatine",
    "aripiprazole",
    "paroxetine CR",
)
_TAKEN = (*_MEDICINES, "lorazepam 0.5 mg daily", "clonazepam 1 mg bid", "lisinopril 10 mg daily")
_LABS: tuple[tuple[str, str, float | None, tuple[float, float], tuple[float, float]], ...] = (
    ("alt", "U/L", 45.0, (10, 44), (45, 160)), ("ast", "U/L", 40.0, (10, 39), (40, 150)), ("alp", "U/L", 120.0, (40, 119), (120, 200)),
    ("bilirubin", "mg/dL", 1.2, (0.3, 1.1), (1.2, 3)), ("egfr", "mL/min/{1.73_m2}", None, (60, 120), (12, 60)), ("tsh", "mIU/L", 4.0, (0.5, 3.9), (0, 0.4)),
    ("glucose", "mg/dL", None, (75, 140), (45, 340)), ("hba1c", "%", 5.7, (4.5, 5.6), (5.7, 11)),
)  # fmt: skip
"""Analyte, unit, upper limit, what is usual, and what is not."""
_TOTALS: dict[str, tuple[tuple[int, int], int]] = {
    "asrm": ((0, 5), 20), "auditc": ((0, 2), 12), "caps5": ((30, 60), 80), "dast10": ((0, 2), 10), "des2": ((0, 25), 100), "isi": ((0, 14), 28),
    "lsas": ((60, 100), 144), "madrs": ((21, 40), 60), "moca": ((24, 30), 30), "pq16": ((0, 5), 16), "qids": ((11, 20), 27), "rms": ((0, 3), 6),
    "stopbang": ((0, 4), 8), "wsas": ((5, 30), 40), "ybocs": ((16, 30), 40), "ymrs": ((0, 5), 60),
}  # fmt: skip
"""What is usual among those who ask for treatment, and the highest total there is."""
_SHARE_MISSING, _SHARE_UNKNOWN, _SHARE_TROUBLE, _SHARE_UNUSUAL = 0.06, 0.05, 0.05, 0.15


def description(rng: Random, as_of: datetime, *, mostly_well: bool = False) -> dict[str, JSON]:
    """One patient in the form that `kapstone screen` reads. `mostly_well`: little is missing or wrong, so that some are eligible."""
    return _Patient(rng, as_of, 0.15 if mostly_well else 1.0).described()


class _Patient:
    """One patient being made up. `trouble` scales how often something is missing, unknown or wrong."""

    def __init__(self, rng: Random, as_of: datetime, trouble: float) -> None:
        self.rng, self.as_of, self.trouble = rng, as_of, trouble
        self.indication = rng.choice(list(Indication))

    def described(self) -> dict[str, JSON]:
        born = self.as_of.date() - timedelta(days=self.rng.randint(int(18 / max(self.trouble, 0.3)) * 300, 82 * 365))
        taken = self.rng.sample(_TAKEN, self.rng.randint(0, 2))
        parts: dict[str, Callable[[], JSON]] = {
            "vitals": self._vitals,
            "weight_kg": lambda: self.rng.randint(*self._range((50, 90), (40, 160))),
            "height_cm": lambda: self.rng.randint(148, 200),
            "labs": self._labs,
            "measures": self._measures,
            "trials": lambda: [self._trial() for _ in range(self.rng.randint(0, 5))],
            "diagnoses": self._diagnoses,
            "evaluations": self._evaluations,
            "pregnancy_test": lambda: {"at": self._day(12), "result": self._mostly("negative", "positive", "indeterminate")},
            "drug_screen": lambda: {"at": self._day(40), "result": self._mostly("negative", "positive"), "unexplained": self._bad()},
            "pdmp": lambda: {
                "at": self._day(12), "state": "OR", "result": self._mostly("as_expected", "undisclosed_controlled_substance", "unavailable"),
            },
            "urinalysis": lambda: {"at": self._day(40), "result": self._mostly("negative", "positive")},
            "ecg": lambda: {"at": self._day(400), "qtc_ms": self.rng.randint(*self._range((380, 460), (460, 540))), "new_arrhythmia": self._mostly("no", "yes")},
            "medications": lambda: [{"at": self._day(9), "name": name} for name in taken],
            "medications_reconciled": lambda: {"at": self._day(9), "count": len(taken)},
            "consent": lambda: {"at": self._day(60), "teach_back_percent": 90, "countersigned": not self._bad(), "withdrawn": self._bad()},
            "home": lambda: {field: self._mostly("yes", "no", "unknown") for field in ("monitor_present", "readings_transmitted", "location_confirmed")}
            | {field: self._mostly("no", "yes", "unknown") for field in ("children_alone", "firearms_unsecured", "fall_or_water_hazard")},
            "dispensed": lambda: [{"at": self._day(30), "doses": self.rng.randint(1, 8), "dose_mg": 100}],
            "therapist": lambda: "Sol",
        }  # fmt: skip
        body: dict[str, JSON] = {
            "as_of": self.as_of.isoformat(),
            "birth_date": born.isoformat(),
            "sex_at_birth": self.rng.choice(("female", "male", "other")),
            "indication": self.indication.value,
            "place": self._mostly("clinic", "home"),
            "history": self._history(),
        }
        body |= self.rng.choice(
            ({"drug": "ketamine", "route": self.rng.choice(list(Route)).value}, {"drug": "esketamine", "route": "nasal"})
        )
        if body["sex_at_birth"] == "male":
            del parts["pregnancy_test"]
        return body | {name: made() for name, made in parts.items() if not self._missing()}

    def _history(self) -> dict[str, JSON]:
        said: dict[str, JSON] = {}
        for item in HISTORY.values():
            if self._missing():
                continue
            good, bad = ("yes", "no") if item.is_good_if_yes else ("no", "yes")
            answer = "unknown" if self.rng.random() < _SHARE_UNKNOWN * self.trouble else bad if self._bad() else good
            dated = item.wants_date and answer == "yes" and self.rng.random() < 0.8
            said[item.id] = {"answer": answer, "on": self._day(400)} if dated else answer
        return said

    def _vitals(self) -> list[JSON]:
        systolic, diastolic = (
            self.rng.randint(*self._range((102, 130), (131, 190))),
            self.rng.randint(*self._range((60, 84), (85, 122))),
        )
        taken = []
        for minutes in self.rng.sample((4, 12, 20, 30, 24 * 60 * 3), 3):
            reading: dict[str, JSON] = {
                "at": (self.as_of - timedelta(minutes=minutes)).isoformat(),
                "systolic_mmhg": systolic + self.rng.randint(-8, 8),
                "diastolic_mmhg": min(diastolic, systolic - 20) + self.rng.randint(-5, 5),
                "heart_rate_per_min": self.rng.randint(*self._range((56, 96), (38, 130))),
                "spo2_percent": self.rng.randint(*self._range((95, 100), (86, 94))),
            }
            if self._bad() and self._bad():
                reading["symptoms"] = ["chest pain"]
            taken.append(reading)
        return taken

    def _labs(self) -> list[JSON]:
        return [
            {
                "at": self._day(120),
                "analyte": analyte,
                "value": round(self.rng.uniform(*self._range(usual, other)), 1),
                "unit": unit,
            }
            | ({"upper_limit": top} if top is not None and not self._missing() else {})
            for analyte, unit, top, usual, other in _LABS
            if not self._missing()
        ]

    def _measures(self) -> list[JSON]:
        known = all_instruments()
        found: list[dict[str, JSON]] = [
            {"at": self._day(40), "instrument": name, "total_only": self.rng.randint(*self._range(usual, (0, most)))}
            for name, (usual, most) in _TOTALS.items()
            if not self._missing()
        ]
        for name in ("phq9", "gad7", "pcl5"):
            if not self._missing():
                answers = {item.id: self.rng.choice([option.value for option in item.options]) for item in known[name].items}
                answers |= {item: int(self._bad()) for item in known[name].critical_items}
                found.append({"at": self._day(20), "instrument": name, "answers": answers})
        if not self._missing():
            asked = {"cssrs_1": int(self._bad()), "cssrs_2": int(self._bad()), "cssrs_6": 0}
            if asked["cssrs_2"]:
                asked |= {f"cssrs_{number}": int(self.rng.random() < 0.3) for number in (3, 4, 5)}
            found.append({"at": self._day(20), "instrument": "cssrs_recent", "answers": asked})
        return found

    def _trial(self) -> JSON:
        def maybe(value: JSON) -> JSON:
            return None if self._missing() else value

        return {
            "trial": self.rng.choice(("antidepressant", "antidepressant", "augmentation", "psychotherapy")),
            "ingredient": self.rng.choice(_MEDICINES),
            "dose_mg_per_day": maybe(self.rng.choice((10, 50, 150, 300))),
            "weeks": maybe(self.rng.randint(1, 30)),
            "adherence_percent": maybe(self.rng.randint(50, 100)),
            "improvement_percent": maybe(self.rng.randint(-10, 80)),
            "in_current_episode": maybe(self.rng.random() < 0.7),
            "stopped_for_intolerance": self._bad(),
            "response_lost": self._bad(),
            "alongside": self.rng.choice(("", "duloxetine")),
        }

    def _diagnoses(self) -> list[JSON]:
        start = self._day(1500)
        what = self.rng.choice(list(Indication)) if self._bad() else self.indication
        return [
            {
                "label": what.words,
                "code": "",
                "system": "",
                "indication": what.value,
                "is_index": True,
                "current_episode_start": start,
            }
        ]

    def _evaluations(self) -> list[JSON]:
        return [
            {
                "at": self._day(120),
                "evaluation": kind,
                "summary": "Seen.",
                "cleared": True,
                "alternatives_discussed": not self._bad(),
            }
            | ({"asa_class": 2, "functional_capacity_mets": self.rng.randint(2, 10)} if kind == "medical" else {})
            for kind in ("medical", "psychiatric")
            if not self._missing()
        ]

    def _day(self, back: int) -> str:
        """A day up to so many days ago; somebody mostly well was seen lately."""
        return (self.as_of - timedelta(days=self.rng.randint(1, max(1, int(back * max(self.trouble, 0.1)))))).date().isoformat()

    def _range(self, usual: tuple[N, N], other: tuple[N, N]) -> tuple[N, N]:
        return other if self.rng.random() < _SHARE_UNUSUAL * self.trouble else usual

    def _mostly(self, usual: str, *others: str) -> str:
        return self.rng.choice(others) if self._bad() else usual

    def _bad(self) -> bool:
        return self.rng.random() < _SHARE_TROUBLE * self.trouble

    def _missing(self) -> bool:
        return self.rng.random() < _SHARE_MISSING * self.trouble
