"""Treatment resistance: which prior trials were adequate, which failed, and what that makes of the episode."""

from kapstone.rules.trd._doses import MINIMUM_DOSES, MinimumDose, minimum_dose
from kapstone.rules.trd._staging import SYSTEMS, Column, Row, Staging, stage
from kapstone.rules.trd._trials import Criteria, Judged, Resistance, Result, count_failures, judge_trial

__all__ = [
    "MINIMUM_DOSES",
    "SYSTEMS",
    "Column",
    "Criteria",
    "Judged",
    "MinimumDose",
    "Resistance",
    "Result",
    "Row",
    "Staging",
    "count_failures",
    "judge_trial",
    "minimum_dose",
    "stage",
]
