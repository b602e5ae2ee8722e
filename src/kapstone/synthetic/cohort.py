"""People who ask for a programme, made up by stated assumptions: for rehearsing a protocol, never as data about anyone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random  # noqa: TID251 - only the type of the rng that is passed in
from types import MappingProxyType

from kapstone.facts import Indication, Sex, TestResult
from kapstone.synthetic.patient import Patient

__all__ = ["Assumptions", "someone"]

_SHARES = {
    "aneurysmal_vascular_disease": 0.006, "arteriovenous_malformation": 0.002, "intracerebral_haemorrhage": 0.003, "bp_rise_serious_hazard": 0.01,
    "mi_or_unstable_angina": 0.02, "stroke_or_tia": 0.015, "decompensated_heart_failure": 0.005, "ketamine_hypersensitivity": 0.003,
    "raised_intracranial_pressure": 0.002, "severe_liver_disease": 0.006, "cystitis_or_haematuria": 0.02, "acute_respiratory_illness": 0.03,
    "uncontrolled_airway_disease": 0.01, "oxygen_dependent": 0.002, "untreated_hyperthyroidism": 0.004, "current_psychosis": 0.008, "past_psychosis": 0.025,
    "relative_with_schizophrenia": 0.03, "current_mania": 0.005, "bipolar_disorder": 0.06, "dissociative_disorder": 0.03,
    "severe_personality_disorder_or_violence": 0.02, "unstable_eating_disorder": 0.015, "communication_barrier": 0.01, "ketamine_use_disorder": 0.006,
    "other_substance_use_disorder": 0.06, "opioid_use_disorder": 0.02, "current_substance_dependence": 0.02,
}  # fmt: skip
_NO_RISK = {"cssrs_1": 0, "cssrs_2": 0, "cssrs_6": 0}
_THOUGHTS = {"cssrs_1": 1, "cssrs_2": 1, "cssrs_3": 0, "cssrs_4": 0, "cssrs_5": 0, "cssrs_6": 0}
_INTENT = {"cssrs_1": 1, "cssrs_2": 1, "cssrs_3": 1, "cssrs_4": 1, "cssrs_5": 0, "cssrs_6": 0}
_WISH = {"cssrs_1": 1, "cssrs_2": 0, "cssrs_6": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """Every number the cohort and its course rest on. None is taken from a study: each is a synthetic assumption, to be set by whoever rehearses."""

    history_shares: Mapping[str, float] = field(default_factory=lambda: MappingProxyType(_SHARES))
    """Share of people who answer yes to each item of the history."""
    age_years: tuple[float, float, float] = (17.0, 78.0, 40.0)
    """Youngest, oldest, most frequent."""
    female_share: float = 0.6
    bmi: tuple[float, float] = (27.0, 5.0)
    """Mean and spread."""
    systolic_mmhg: tuple[float, float] = (124.0, 14.0)
    day_to_day_mmhg: float = 7.0
    """Spread of the resting pressure from one day to the next."""
    wish_to_die_share: float = 0.12
    thoughts_share: float = 0.06
    intent_share: float = 0.015
    phq9_each: tuple[int, ...] = (1, 2, 2, 3)
    """How the items of the PHQ-9 are answered at baseline, one of these for each person."""
    drug_screen_positive_share: float = 0.03
    two_trials_share: float = 0.8
    """Share with two earlier antidepressant trials; the others have one."""
    pregnant_possible_share: float = 0.7
    """Among women below 50."""
    review_accepted_share: float = 0.7
    """Share of findings for review after which a prescriber goes on, with a reason."""
    hold_resolved_share: float = 0.6
    """Share of holds and missing facts at screening that are put right."""
    leaves_before_first_dose: float = 0.02
    """Share who leave at each step of the groundwork."""
    leaves_between_doses: float = 0.02
    tries_per_dose: int = 3
    """How often a dose that cannot be given on its day is tried again before the course is given up."""
    waits_days: Mapping[str, tuple[float, float]] = field(
        default_factory=lambda: MappingProxyType(
            {"identity": (0, 3), "prescreen": (0, 7), "evaluation": (1, 14), "decision": (0, 5), "therapist": (0, 7), "consent": (0, 7), "goals": (0, 3),
             "preparation": (0, 4), "first_dose": (2, 8), "again": (1, 3), "review": (1, 7)}
        )
    )  # fmt: skip
    """Extra days before each step, from and to."""
    dose_delay: tuple[float, float] = (1.0, 1.25)
    """The usual interval is stretched by a factor from and to."""
    minutes: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType(
            {"intake": 30, "medical": 60, "psychiatric": 60, "decision": 20, "match": 30, "consent": 45, "order": 15, "preparation": 55, "next_day": 5,
             "integration": 50, "review": 45}
        )
    )  # fmt: skip
    """Minutes of staff time for each piece of work; the time in the room comes from the protocol."""


def someone(assume: Assumptions, indication: Indication, today: date, rng: Random) -> Patient:
    """One person. The same `rng` state gives the same person."""
    age = rng.triangular(*assume.age_years)
    sex = Sex.FEMALE if rng.random() < assume.female_share else Sex.MALE
    height = rng.gauss(165 if sex is Sex.FEMALE else 178, 6)
    bmi = max(17.0, rng.gauss(*assume.bmi))
    systolic = min(195.0, max(92.0, rng.gauss(*assume.systolic_mmhg)))
    yes = {item for item, share in assume.history_shares.items() if rng.random() < share}
    conceives = sex is Sex.FEMALE and age < 50 and rng.random() < assume.pregnant_possible_share
    if conceives:
        yes |= {"capable_of_pregnancy", "sexually_active", "contraception_plan"}
    return Patient(
        birth_date=today - timedelta(days=round(age * 365.25)), sex_at_birth=sex, height_cm=round(height, 0), weight_kg=round(bmi * (height / 100) ** 2, 1),
        systolic_mmhg=float(round(systolic)), diastolic_mmhg=float(round(systolic * 0.63)), heart_rate_per_min=float(round(rng.gauss(72, 8))),
        yes=frozenset(yes), history_on=today - timedelta(days=rng.randint(20, 3650)), cssrs=MappingProxyType(_cssrs(assume, rng.random())),
        phq9_each=rng.choice(assume.phq9_each), gad7_each=rng.choice((1, 1, 2)), auditc_each=2 if indication is Indication.ALCOHOL else rng.choice((0, 0, 1)),
        trials=2 if rng.random() < assume.two_trials_share else 1,
        drug_screen=TestResult.POSITIVE if rng.random() < assume.drug_screen_positive_share else TestResult.NEGATIVE, may_conceive=conceives,
    )  # fmt: skip


def _cssrs(assume: Assumptions, drawn: float) -> dict[str, int]:
    """The screener from most to least grave."""
    for share, answers in (
        (assume.intent_share, _INTENT),
        (assume.thoughts_share, _THOUGHTS),
        (assume.wish_to_die_share, _WISH),
    ):
        if drawn < share:
            return answers
        drawn -= share
    return _NO_RISK
