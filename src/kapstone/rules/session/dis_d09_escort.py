"""An adult who takes the patient home is there and has signed; a taxi alone is not an escort."""

from kapstone.evidence import Standing
from kapstone.facts import EscortArrived
from kapstone.findings import Level, Override
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._discharge import discharge_rule
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import KETALAR, SPRAVATO_US, at
from kapstone.rules.session._story import SESSION, check_in, dose, example, nothing_known


def _decide(scene: Scene, _limits: Limits) -> Verdict:
    arrived = scene.chart.facts.latest(EscortArrived, lambda fact: fact.session == scene.session)
    if arrived:
        return scene.say(Level.CLEAR, f"{arrived.fact.name} is here and has signed.", facts=(arrived.id,))
    record = scene.chart.check_in
    who = record.fact.escort_name.strip() if record else ""
    call = f"Call {who} at {record.fact.escort_phone}." if record and who else "Name someone who comes."
    return scene.missing(
        "escort", because=f"{who or 'The escort'} is not here yet.", act=f"{call} A taxi alone is not an escort."
    )


RULE = discharge_rule(
    id="DIS-D9",
    title="Escort is here",
    says="A responsible adult is here in person and has signed; a ride service alone is not enough.",
    reads=("EscortArrived", "CheckedIn"),
    decide=_decide,
    cites=(at(KETALAR, "outpatients leave with a responsible adult"), at(SPRAVATO_US, "section 5.9")),
    standing=Standing.CHECKED,
    override=Override.NEVER,
    examples=(
        nothing_known(),
        example("not here yet", Level.UNKNOWN, (-30, check_in()), dose(), now=115),
        example(
            "here and signed", Level.CLEAR,
            (-30, check_in()), dose(), (110, EscortArrived(session=SESSION, name="Robin Vale", signature="R. Vale")), now=115,
        ),
    ),
)  # fmt: skip
