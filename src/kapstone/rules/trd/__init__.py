"""Treatment resistance: which prior trials were adequate, which failed, and what that makes of the episode."""

from kapstone.rules.trd._doses import MINIMUM_DOSES, MinimumDose, minimum_dose
from kapstone.rules.trd._trials import Criteria, Judged, Resistance, Result, count_failures, judge_trial

__all__ = [
    "MINIMUM_DOSES",
    "Criteria",
    "Judged",
    "MinimumDose",
    "Resistance",
    "Result",
    "count_failures",
    "judge_trial",
    "minimum_dose",
]
