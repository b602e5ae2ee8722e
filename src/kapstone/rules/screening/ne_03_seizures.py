"""Epilepsy, or a seizure within a year, needs the prescriber's judgement."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import KETALAR, at
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="NE-03",
    item="epilepsy_or_recent_seizure",
    level=Level.REVIEW,
    title="Epilepsy or a recent seizure",
    says="Epilepsy, or a seizure within twelve months, needs the prescriber's judgement.",
    because="There is epilepsy or was a seizure within twelve months; movements like those of a seizure are described with ketamine.",
    clear="No epilepsy and no recent seizure is known.",
    act="Find out how well seizures are controlled, then decide.",
    cites=(at(KETALAR, "section 6"),),
    standing=Standing.TO_CONFIRM,
)
