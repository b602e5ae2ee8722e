"""A severe borderline or antisocial personality disorder, or recent violence, needs the prescriber's judgement."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import EXPERT
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="PS-08",
    item="severe_personality_disorder_or_violence",
    level=Level.REVIEW,
    title="Severe personality disorder or recent violence",
    says="A severe borderline or antisocial personality disorder, or recent violence, needs the prescriber's judgement.",
    because="A severe personality disorder or recent violence is recorded; the session must be able to contain it.",
    clear="No severe personality disorder and no recent violence is recorded.",
    act="Plan containment and staffing, then decide.",
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)
