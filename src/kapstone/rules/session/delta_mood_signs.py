"""Signs of mania or psychosis on the day of the dose stop it."""

from kapstone.facts import Answer
from kapstone.findings import Level, Override, Role
from kapstone.rules.session._delta import asked, delta_rule
from kapstone.rules.session._story import before_dosing, check_in, nothing_known

RULE = delta_rule(
    id="DELTA-MOOD-SIGNS",
    title="Signs of mania or psychosis",
    says="Signs of mania, hypomania or psychosis at check-in stop the dose.",
    reads=("CheckedIn",),
    decide=asked(
        "mania_or_psychosis_signs",
        "signs of mania or psychosis",
        level=Level.STOP,
        because="There are signs of mania or psychosis; ketamine may drive them further.",
        act="Do not dose; examine the patient today and decide on the course.",
        clear="No signs of mania or psychosis.",
    ),
    owner=Role.PRESCRIBER,
    override=Override.TWO_CLINICIANS,
    examples=(
        nothing_known(),
        before_dosing("asked: no", Level.CLEAR, (-30, check_in())),
        before_dosing("asked: yes", Level.STOP, (-30, check_in(mania_or_psychosis_signs=Answer.YES))),
        before_dosing("not asked", Level.UNKNOWN, (-30, check_in(mania_or_psychosis_signs=Answer.UNKNOWN))),
    ),
)
