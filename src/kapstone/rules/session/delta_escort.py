"""Before a dose an adult who takes the patient home is named, with a telephone number."""

from kapstone.evidence import Standing
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._delta import delta_rule
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import KETALAR, SPRAVATO_US, at
from kapstone.rules.session._story import before_dosing, check_in, nothing_known


def _decide(scene: Scene, _limits: Limits) -> Verdict:
    record = scene.chart.check_in
    if record is None:
        return scene.missing("escort's name", "escort's telephone")
    given = {"escort's name": record.fact.escort_name, "escort's telephone": record.fact.escort_phone}
    missing = tuple(name for name, text in given.items() if not text.strip())
    if missing:
        return scene.say(
            Level.HOLD, f"Not given at check-in: {' and '.join(missing)}; nobody goes home alone after a dose.",
            act="Name an adult who takes the patient home, with a telephone number.", waits_for=missing, facts=(record.id,),
        )  # fmt: skip
    return scene.say(Level.CLEAR, f"{record.fact.escort_name} takes the patient home.", facts=(record.id,))


RULE = delta_rule(
    id="DELTA-ESCORT",
    title="Escort named",
    says="An adult escort is named with a telephone number before a dose.",
    reads=("CheckedIn",),
    decide=_decide,
    cites=(at(SPRAVATO_US, "sections 2 and 5.9: no driving until the next day"), at(KETALAR, "outpatients leave with a responsible adult")),
    standing=Standing.CHECKED,
    owner=Role.COORDINATOR,
    override=Override.NEVER,
    examples=(
        nothing_known(),
        before_dosing("named, with a number", Level.CLEAR, (-30, check_in())),
        before_dosing("named, without a number", Level.HOLD, (-30, check_in(escort_phone=""))),
        before_dosing("nobody named", Level.HOLD, (-30, check_in(escort_name="", escort_phone=""))),
    ),
)  # fmt: skip
