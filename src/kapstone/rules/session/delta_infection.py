"""Fever, cough or another infection on the day of a dose cancels it, whatever the thermometer says."""

from kapstone.facts import Answer
from kapstone.findings import Level
from kapstone.rules.session._delta import asked, delta_rule
from kapstone.rules.session._story import before_dosing, check_in, nothing_known

RULE = delta_rule(
    id="DELTA-INFECTION",
    title="Signs of infection",
    says="Signs of an infection on the day cancel the dose; the temperature is judged by MON-P7.",
    reads=("CheckedIn",),
    decide=asked(
        "infection_signs",
        "signs of infection",
        level=Level.STOP,
        because="The patient has signs of an infection.",
        act="Cancel the dose and see the patient.",
        clear="No signs of an infection.",
    ),
    examples=(
        nothing_known(),
        before_dosing("well", Level.CLEAR, (-30, check_in())),
        before_dosing("a cough and a sore throat", Level.STOP, (-30, check_in(infection_signs=Answer.YES))),
        before_dosing("not asked", Level.UNKNOWN, (-30, check_in(infection_signs=Answer.UNKNOWN))),
    ),
)
