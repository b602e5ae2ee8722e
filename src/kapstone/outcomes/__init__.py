"""How one patient is doing, and a group: baseline, course, what a change means, how long it holds, and tables with their denominators."""

from kapstone.outcomes._baseline import BASELINE_WINDOW, Baseline, baseline, first_dose_at
from kapstone.outcomes._cohort import SMALL, Cohort, Endpoint, PatientOutcome, Share, cohort, patient_outcome
from kapstone.outcomes._early import Early, early_response
from kapstone.outcomes._goals import GoalAttainment, goal_attainment
from kapstone.outcomes._judgement import (
    changed_since_baseline,
    clinically_significant_change,
    reliable_change,
    remission,
    response,
    worsening,
)
from kapstone.outcomes._loss import RELAPSE_FROM, response_spell
from kapstone.outcomes._points import Point, points
from kapstone.outcomes._summary import OutcomeLine, outcome_lines
from kapstone.outcomes._survival import Curve, Spell, Step, kaplan_meier
from kapstone.outcomes._trajectory import Trajectory, trajectory

__all__ = [
    "BASELINE_WINDOW", "RELAPSE_FROM", "SMALL", "Baseline", "Cohort", "Curve", "Early", "Endpoint", "GoalAttainment", "OutcomeLine", "PatientOutcome", "Point",
    "Share", "Spell", "Step", "Trajectory", "baseline", "changed_since_baseline", "clinically_significant_change", "cohort", "early_response",
    "first_dose_at", "goal_attainment", "kaplan_meier", "outcome_lines", "patient_outcome", "points", "reliable_change", "remission", "response", "response_spell",
    "trajectory", "worsening",
]  # fmt: skip
