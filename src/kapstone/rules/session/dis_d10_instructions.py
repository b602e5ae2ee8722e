"""The written instructions have been given: no driving until the next day, no alcohol, whom to call."""

from kapstone.evidence import Standing
from kapstone.facts import InstructionsGiven
from kapstone.findings import Level, Override
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._discharge import discharge_rule
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import SPRAVATO_US, at
from kapstone.rules.session._story import SESSION, dose, example, nothing_known


def _decide(scene: Scene, _limits: Limits) -> Verdict:
    given = scene.chart.facts.latest(InstructionsGiven, lambda fact: fact.session == scene.session)
    if given is None:
        return scene.missing("discharge instructions", act="Go through the discharge instructions and hand them over.")
    return scene.say(Level.CLEAR, "The written instructions have been given.", facts=(given.id,))


RULE = discharge_rule(
    id="DIS-D10",
    title="Written instructions given",
    says="The patient has written instructions: no driving until the next day after a restful sleep, no alcohol, whom to call.",
    reads=("InstructionsGiven",),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 2: no driving or machinery until the next day"),),
    standing=Standing.CHECKED,
    override=Override.NEVER,
    examples=(
        nothing_known(),
        example("not yet", Level.UNKNOWN, dose(), now=115),
        example(
            "given", Level.CLEAR, dose(), (110, InstructionsGiven(session=SESSION, document="discharge_instructions")), now=115
        ),
    ),
)
