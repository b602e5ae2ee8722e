"""Before a dose: systolic pressure at least 90 mmHg; from 80 repeat; below that no dose in this session."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.session._gate import gate_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import pressure_of
from kapstone.rules.session._sources import EXPERT
from kapstone.rules.session._story import before_dosing, bp, nothing_known

RULE = gate_rule(
    id="MON-P3",
    title="Low systolic pressure before the dose",
    says="Systolic pressure is at least 90 mmHg before a dose; 80 to 89 is repeated; below 80 cancels.",
    field="systolic_mmhg",
    name="blood pressure",
    unit="mmHg",
    bounds={
        "pass_from": number(90, "mmHg", "Systolic pressure from which a dose may be given.", low=70, high=110),
        "hold_from": number(80, "mmHg", "Systolic pressure from which a reading is repeated.", low=60, high=100),
    },
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    show=pressure_of,
    examples=(
        nothing_known(),
        before_dosing("104/66", Level.CLEAR, (-5, bp(104, 66))),
        before_dosing("86/52 is repeated", Level.HOLD, (-5, bp(86, 52))),
        before_dosing("76/44 cancels", Level.STOP, (-5, bp(76, 44))),
    ),
)
