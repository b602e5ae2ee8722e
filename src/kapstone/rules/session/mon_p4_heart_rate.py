"""Before a dose: heart rate 50 to 100 per minute; a little outside repeat; below 45 or above 120 no dose in this session."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.session._gate import gate_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._sources import EXPERT
from kapstone.rules.session._story import before_dosing, nothing_known, vitals

RULE = gate_rule(
    id="MON-P4",
    title="Heart rate before the dose",
    says="Heart rate is 50 to 100 per minute before a dose; 45 to 49 and 101 to 120 are repeated; beyond that the dose is cancelled.",
    field="heart_rate_per_min",
    name="heart rate",
    unit="per min",
    bounds={
        "pass_from": number(50, "per min", "Heart rate from which a dose may be given.", low=40, high=60),
        "pass_to": number(100, "per min", "Heart rate up to which a dose may be given.", low=80, high=120),
        "hold_from": number(45, "per min", "Heart rate from which a reading is repeated.", low=35, high=60),
        "hold_to": number(120, "per min", "Heart rate up to which a reading is repeated.", low=100, high=140),
    },
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    examples=(
        nothing_known(),
        before_dosing("72", Level.CLEAR, (-5, vitals(heart_rate_per_min=72))),
        before_dosing("47 is repeated", Level.HOLD, (-5, vitals(heart_rate_per_min=47))),
        before_dosing("115 is repeated", Level.HOLD, (-5, vitals(heart_rate_per_min=115))),
        before_dosing("124 cancels", Level.STOP, (-5, vitals(heart_rate_per_min=124))),
    ),
)
