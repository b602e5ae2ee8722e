"""Before a dose the patient is fully awake: MOAA/S 5; 4 is looked at again; 3 or less means no dose in this session."""

from kapstone.evidence import Standing
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Moment, Rule, Verdict
from kapstone.rules.session._gate import judge_readings, repeating
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene, in_session
from kapstone.rules.session._sources import CHERNIK_1990, EXPERT, REVIEW
from kapstone.rules.session._story import before_dosing, nothing_known, state


def _decide(scene: Scene, limits: Limits) -> Verdict:
    seen = tuple(record for record in scene.states("moaas") if scene.started_at is None or record.at <= scene.started_at)
    return judge_readings(
        scene,
        limits,
        seen,
        name="MOAA/S",
        read=lambda record: float(record.fact.moaas),
        show=lambda record: f"{record.fact.moaas}",
    )


RULE = Rule(
    id="MON-P8",
    title="Wakefulness before the dose",
    says="MOAA/S is 5 before a dose; 4 is looked at again; 3 or less cancels.",
    moments=frozenset({Moment.PRE_DOSE}),
    reads=("StateObserved",),
    decide=in_session(_decide),
    cites=(CHERNIK_1990, EXPERT),
    standing=Standing.DESIGN,
    review=REVIEW,
    limits=repeating(
        {
            "pass_from": number(5, "MOAA/S", "Wakefulness from which a dose may be given.", low=4, high=5),
            "hold_from": number(4, "MOAA/S", "Wakefulness from which it is looked at again.", low=3, high=5),
        }
    ),
    critical=True,
    owner=Role.MONITOR,
    examples=(
        nothing_known(),
        before_dosing("wide awake", Level.CLEAR, (-5, state(moaas=5))),
        before_dosing("lethargic", Level.HOLD, (-5, state(moaas=4))),
        before_dosing("answers only to a loud voice", Level.STOP, (-5, state(moaas=3))),
    ),
)
