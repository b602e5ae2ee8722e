"""Before a dose: systolic pressure at most 140 mmHg; up to 160 repeat; above that, or with symptoms, no dose in this session."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.session._gate import Reading, gate_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import pressure_of
from kapstone.rules.session._sources import EXPERT, SPRAVATO_US, at
from kapstone.rules.session._story import before_dosing, bp, nothing_known


def _symptoms(reading: Reading) -> str:
    return ", ".join(reading.fact.symptoms)


RULE = gate_rule(
    id="MON-P1",
    title="Systolic pressure before the dose",
    says="Systolic pressure is at most 140 mmHg before a dose; 141 to 160 is repeated; above 160, or any with symptoms, cancels.",
    field="systolic_mmhg",
    name="blood pressure",
    unit="mmHg",
    bounds={
        "pass_to": number(
            140, "mmHg", "Systolic pressure up to which a dose may be given.", standing=Standing.CHECKED, low=110, high=160
        ),
        "hold_to": number(160, "mmHg", "Systolic pressure up to which a reading is repeated.", low=140, high=180),
    },
    cites=(at(SPRAVATO_US, "section 2: above 140/90 weigh the short-term rise against benefit"), EXPERT),
    standing=Standing.DESIGN,
    stops=_symptoms,
    show=pressure_of,
    examples=(
        nothing_known(),
        before_dosing("128/82 five minutes before", Level.CLEAR, (-5, bp(128, 82))),
        before_dosing("148/88 is repeated", Level.HOLD, (-5, bp(148, 88))),
        before_dosing("165/88 cancels, also when it comes down", Level.STOP, (-25, bp(165, 88)), (-5, bp(138, 84))),
        before_dosing("128/82 with chest pain cancels", Level.STOP, (-5, bp(128, 82, "chest pain"))),
        before_dosing("a good reading forty minutes old is too old", Level.UNKNOWN, (-40, bp(128, 82))),
    ),
)
