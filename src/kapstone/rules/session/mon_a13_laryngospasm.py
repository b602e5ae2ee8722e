"""Stridor or laryngospasm is an emergency."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._events import EMERGENCY_OVER, LARYNGOSPASM, STRIDOR
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import EXPERT
from kapstone.rules.session._story import adverse_event, dose, event, example, nothing_known, state
from kapstone.rules.session._watch import emergency, watch_rule


def _decide(scene: Scene, limits: Limits) -> tuple[Verdict, ...]:
    return emergency(
        scene,
        limits,
        (
            LARYNGOSPASM,
            STRIDOR,
        ),
        EMERGENCY_OVER,
        card_id="laryngospasm",
        name="stridor or laryngospasm",
    )


RULE = watch_rule(
    id="MON-A13",
    title="Laryngospasm",
    says="Stridor or laryngospasm is an emergency: stop, call for help, oxygen, jaw thrust.",
    reads=("SessionEvent", "AdverseEventSeen", "VitalsTaken", "StateObserved"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
    limits={},
    examples=(
        nothing_known(),
        example("nothing of the kind, and somebody is looking", Level.CLEAR, dose(), (20, state(moaas=5))),
        example("called out", Level.URGENT, dose(), (20, state(moaas=5)), (25, event("laryngospasm"))),
        example(
            "over: no more drug in this session", Level.HOLD, dose(), (20, event("laryngospasm")), (24, event("emergency over"))
        ),
        example(
            "over and recorded",
            Level.HOLD,
            dose(),
            (20, event("laryngospasm")),
            (24, event("emergency over")),
            (25, adverse_event("laryngospasm", 4, serious=True)),
        ),
    ),
)
