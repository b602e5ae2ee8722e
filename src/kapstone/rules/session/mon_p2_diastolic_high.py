"""Before a dose: diastolic pressure at most 90 mmHg; up to 100 repeat; above that no dose in this session."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.session._gate import gate_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import pressure_of
from kapstone.rules.session._sources import EXPERT, SPRAVATO_US, at
from kapstone.rules.session._story import before_dosing, bp, nothing_known

RULE = gate_rule(
    id="MON-P2",
    title="Diastolic pressure before the dose",
    says="Diastolic pressure is at most 90 mmHg before a dose; 91 to 100 is repeated; above 100 cancels.",
    field="diastolic_mmhg",
    name="blood pressure",
    unit="mmHg",
    bounds={
        "pass_to": number(
            90, "mmHg", "Diastolic pressure up to which a dose may be given.", standing=Standing.CHECKED, low=70, high=100
        ),
        "hold_to": number(100, "mmHg", "Diastolic pressure up to which a reading is repeated.", low=90, high=110),
    },
    cites=(at(SPRAVATO_US, "section 2: above 140/90 weigh the short-term rise against benefit"), EXPERT),
    standing=Standing.DESIGN,
    show=pressure_of,
    examples=(
        nothing_known(),
        before_dosing("128/82", Level.CLEAR, (-5, bp(128, 82))),
        before_dosing("138/94 is repeated", Level.HOLD, (-5, bp(138, 94))),
        before_dosing("138/102 cancels", Level.STOP, (-5, bp(138, 102))),
    ),
)
