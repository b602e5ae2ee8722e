"""Where a patient is on the way, what may be done now, what is due, and why: pure functions of protocol, facts and time."""

from kapstone.pathway._episode import Episode, Visit
from kapstone.pathway._limits import limits_for
from kapstone.pathway._says import ENTRIES
from kapstone.pathway._types import (
    Assessment,
    Due,
    DueState,
    Gate,
    GateId,
    Phase,
    SessionView,
    Stage,
    Step,
    StepState,
)
from kapstone.pathway.alarms import Rung, alarm_timeline, rings
from kapstone.pathway.assessing import (
    assess,
    before_dose,
    chart_of,
    due,
    gates,
    knowledge_digest,
    ribbon,
    screen,
    sessions,
    stage,
)
from kapstone.pathway.devices import Paired, paired
from kapstone.pathway.diagram import diagram
from kapstone.pathway.overrides import speaks_for
from kapstone.pathway.stages import TITLES, TRANSITIONS, Transition
from kapstone.pathway.visit import answer_to

__all__ = [
    "ENTRIES", "TITLES", "TRANSITIONS", "Assessment", "Due", "DueState", "Episode", "Gate", "GateId", "Paired", "Phase", "Rung", "SessionView", "Stage",
    "Step", "StepState", "Transition", "Visit", "alarm_timeline", "answer_to", "assess", "before_dose", "chart_of", "diagram", "due", "gates", "knowledge_digest", "limits_for", "paired", "ribbon", "rings",
    "screen", "sessions", "speaks_for", "stage",
]  # fmt: skip
