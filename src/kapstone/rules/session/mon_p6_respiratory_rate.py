"""Before a dose: 10 to 20 breaths a minute; 8 to 24 repeat; beyond that no dose in this session."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.session._gate import gate_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._sources import EXPERT
from kapstone.rules.session._story import before_dosing, nothing_known, vitals

RULE = gate_rule(
    id="MON-P6",
    title="Respiratory rate before the dose",
    says="Respiratory rate is 10 to 20 per minute before a dose; 8, 9 and 21 to 24 are repeated; beyond that the dose is cancelled.",
    field="respiratory_rate_per_min",
    name="respiratory rate",
    unit="per min",
    bounds={
        "pass_from": number(10, "per min", "Respiratory rate from which a dose may be given.", low=8, high=14),
        "pass_to": number(20, "per min", "Respiratory rate up to which a dose may be given.", low=16, high=24),
        "hold_from": number(8, "per min", "Respiratory rate from which a reading is repeated.", low=6, high=12),
        "hold_to": number(24, "per min", "Respiratory rate up to which a reading is repeated.", low=20, high=30),
    },
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    examples=(
        nothing_known(),
        before_dosing("14", Level.CLEAR, (-5, vitals(respiratory_rate_per_min=14))),
        before_dosing("22 is repeated", Level.HOLD, (-5, vitals(respiratory_rate_per_min=22))),
        before_dosing("7 cancels", Level.STOP, (-5, vitals(respiratory_rate_per_min=7))),
    ),
)
