"""Before a dose: temperature below 37.8 °C; up to 38.2 repeat; above that no dose in this session."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.session._gate import gate_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._sources import EXPERT
from kapstone.rules.session._story import before_dosing, nothing_known, vitals

RULE = gate_rule(
    id="MON-P7",
    title="Temperature before the dose",
    says="Temperature is below 37.8 °C before a dose; up to 38.2 °C is repeated; above that the dose is cancelled.",
    field="temperature_celsius",
    name="temperature",
    unit="°C",
    bounds={
        "pass_to": number(37.7, "°C", "Temperature up to which a dose may be given.", low=37, high=38.5),
        "hold_to": number(38.2, "°C", "Temperature up to which a reading is repeated.", low=37.5, high=39),
    },
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    examples=(
        nothing_known(),
        before_dosing("36.8", Level.CLEAR, (-5, vitals(temperature_celsius=36.8))),
        before_dosing("38.0 is repeated", Level.HOLD, (-5, vitals(temperature_celsius=38.0))),
        before_dosing("38.6 cancels", Level.STOP, (-5, vitals(temperature_celsius=38.6))),
    ),
)
