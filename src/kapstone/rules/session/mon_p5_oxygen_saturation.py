"""Before a dose: SpO2 on room air at least 95 %; 92 to 94 repeat; below 92, or with oxygen running, no dose in this session."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.session._gate import Reading, gate_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._sources import EXPERT, SPRAVATO_US, at
from kapstone.rules.session._story import before_dosing, nothing_known, vitals


def _on_oxygen(reading: Reading) -> str:
    litres = reading.fact.oxygen_litres_per_min
    return f"{litres:g} L/min of oxygen running" if litres > 0 else ""


RULE = gate_rule(
    id="MON-P5",
    title="Oxygen saturation before the dose",
    says="Oxygen saturation on room air is at least 95 % before a dose; 92 to 94 % is repeated; below 92 %, or on oxygen, cancels.",
    field="spo2_percent",
    name="oxygen saturation",
    unit="%",
    bounds={
        "pass_from": number(95, "%", "Saturation from which a dose may be given.", low=90, high=98),
        "hold_from": number(92, "%", "Saturation from which a reading is repeated.", low=88, high=95),
    },
    cites=(at(SPRAVATO_US, "boxed warning: respiratory depression"), EXPERT),
    standing=Standing.DESIGN,
    stops=_on_oxygen,
    examples=(
        nothing_known(),
        before_dosing("98 % on room air", Level.CLEAR, (-5, vitals(spo2_percent=98))),
        before_dosing("93 % is checked again", Level.HOLD, (-5, vitals(spo2_percent=93))),
        before_dosing("90 % cancels", Level.STOP, (-5, vitals(spo2_percent=90))),
        before_dosing(
            "98 % on two litres of oxygen cancels", Level.STOP, (-5, vitals(spo2_percent=98, oxygen_litres_per_min=2))
        ),
    ),
)
