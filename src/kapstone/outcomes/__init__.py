"""How one patient is doing: the baseline, the course of a measure, and what its change means. Pure functions over facts."""

from kapstone.outcomes._baseline import BASELINE_WINDOW, Baseline, baseline, first_dose_at
from kapstone.outcomes._goals import GoalAttainment, goal_attainment
from kapstone.outcomes._judgement import changed_since_baseline, reliable_change, remission, response, worsening
from kapstone.outcomes._points import Point, points
from kapstone.outcomes._trajectory import Trajectory, trajectory

__all__ = [
    "BASELINE_WINDOW",
    "Baseline",
    "GoalAttainment",
    "Point",
    "Trajectory",
    "baseline",
    "changed_since_baseline",
    "first_dose_at",
    "goal_attainment",
    "points",
    "reliable_change",
    "remission",
    "response",
    "trajectory",
    "worsening",
]
