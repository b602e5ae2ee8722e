"""A raised pressure in the eye, uncontrolled glaucoma or an open eye needs ophthalmology first."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import COHEN_2018, KETALAR, at
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="NE-02",
    item="raised_eye_pressure",
    level=Level.REVIEW,
    title="Raised pressure in the eye",
    says="Raised intraocular pressure, uncontrolled glaucoma or an open globe needs the prescriber's judgement, with ophthalmology.",
    because="Pressure in an eye is or may be raised, or an eye is open; ketamine can raise it further.",
    clear="No raised pressure in an eye is known.",
    act="Ask ophthalmology, then decide.",
    cites=(
        COHEN_2018,
        at(KETALAR, "section 6"),
    ),
    standing=Standing.CHECKED,
)
