"""Raised intracranial pressure, a mass lesion, hydrocephalus or a recent brain injury excludes treatment."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import COHEN_2018, KETALAR, at
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="NE-01",
    item="raised_intracranial_pressure",
    level=Level.STOP,
    title="Raised intracranial pressure",
    says="Raised intracranial pressure, a mass lesion, hydrocephalus or a recent brain injury excludes treatment.",
    because="Intracranial pressure is or may be raised; ketamine can raise it further.",
    clear="No cause of raised intracranial pressure is known.",
    act="Do not treat; ask neurology.",
    cites=(
        at(KETALAR, "section 5, cerebrospinal fluid pressure"),
        COHEN_2018,
    ),
    standing=Standing.CHECKED,
    critical=True,
)
