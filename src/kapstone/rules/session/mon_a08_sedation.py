"""MOAA/S 3 is amber, 2 or 1 red, 0 (no response to pain) an emergency."""

from collections.abc import Sequence

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._cards import card
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import CHERNIK_1990, EXPERT, SPRAVATO_US, at
from kapstone.rules.session._story import dose, example, nothing_known, state
from kapstone.rules.session._watch import Seen, alarm, watch, watch_rule


def _judge(scene: Scene, limits: Limits, series: Sequence[Seen]) -> Verdict:
    latest = series[-1]
    value = latest.fact.moaas
    said, limit = f"MOAA/S {value}, {scene.when(latest)}.", f"above {limits['amber']:g}"
    if value > limits["amber"]:
        return scene.say(Level.CLEAR, said, value=f"{value}", limit=limit, facts=(latest.id,))
    level = Level.URGENT if value <= limits["emergency"] else Level.STOP if value <= limits["red"] else Level.CAUTION
    act = {
        Level.CAUTION: "Speak to the patient by name, watch breathing and saturation, give no more drug.",
        Level.STOP: card("oversedation").prompt,
    }.get(level, f"{card('oversedation').prompt} Call 911.")
    return alarm(scene, limits, level, said, latest, act=act, value=f"{value}", limit=limit)


def _decide(scene: Scene, limits: Limits) -> Verdict:
    return watch(
        scene, limits, scene.states("moaas"), _judge, name="wakefulness (MOAA/S)", event_words=("sedat", "conscious", "drows")
    )


RULE = watch_rule(
    id="MON-A8",
    title="Sedation in session",
    says="MOAA/S of 3 is amber, of 2 or 1 red, of 0 an emergency.",
    reads=("StateObserved",),
    decide=_decide,
    cites=(at(SPRAVATO_US, "sedation: score 0 is loss of consciousness, 0.3 to 0.4 %"), CHERNIK_1990, EXPERT),
    standing=Standing.DESIGN,
    limits={
        "amber": number(3, "MOAA/S", "At or below this it is amber.", low=2, high=4),
        "red": number(2, "MOAA/S", "At or below this it is red.", low=1, high=3),
        "emergency": number(0, "MOAA/S", "At or below this it is an emergency.", standing=Standing.CHECKED, low=0, high=1),
    },
    examples=(
        nothing_known(),
        example("lethargic answer", Level.CLEAR, dose(), (20, state(moaas=4))),
        example("only a loud voice", Level.CAUTION, dose(), (20, state(moaas=3))),
        example("only shaking", Level.STOP, dose(), (20, state(moaas=2))),
        example("no response to pain", Level.URGENT, dose(), (20, state(moaas=0))),
        example("only a loud voice, then awake", Level.NOTE, dose(), (20, state(moaas=3)), (27, state(moaas=5))),
    ),
)
