"""New urinary symptoms hold the dose until a prescriber has looked at them."""

from kapstone.facts import Answer
from kapstone.findings import Level, Override, Role
from kapstone.rules.session._delta import asked, delta_rule
from kapstone.rules.session._story import before_dosing, check_in, nothing_known

RULE = delta_rule(
    id="DELTA-URINARY",
    title="Urinary symptoms",
    says="New urgency, frequency, pain or blood in the urine holds the dose until reviewed.",
    reads=("CheckedIn",),
    decide=asked(
        "urinary_symptoms",
        "urinary symptoms",
        level=Level.HOLD,
        because="There are urinary symptoms; repeated ketamine can harm the bladder.",
        act="Take a urinalysis and decide whether the course goes on.",
        clear="No urinary symptoms.",
    ),
    owner=Role.PRESCRIBER,
    override=Override.PRESCRIBER,
    examples=(
        nothing_known(),
        before_dosing("asked: no", Level.CLEAR, (-30, check_in())),
        before_dosing("asked: yes", Level.HOLD, (-30, check_in(urinary_symptoms=Answer.YES))),
        before_dosing("not asked", Level.UNKNOWN, (-30, check_in(urinary_symptoms=Answer.UNKNOWN))),
    ),
)
