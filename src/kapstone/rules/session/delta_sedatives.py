"""A sedative, opioid or stimulant in the last day is looked at by a prescriber before a dose."""

from kapstone.facts import Answer
from kapstone.findings import Level, Override, Role
from kapstone.rules.session._delta import asked, delta_rule
from kapstone.rules.session._story import before_dosing, check_in, nothing_known

RULE = delta_rule(
    id="DELTA-SEDATIVES",
    title="Sedatives, opioids, stimulants in 24 hours",
    says="A benzodiazepine, opioid or stimulant taken in the last 24 hours goes to the prescriber before a dose.",
    reads=("CheckedIn",),
    decide=asked(
        "sedative_or_stimulant_24h",
        "sedatives, opioids and stimulants in the last 24 hours",
        level=Level.REVIEW,
        because="A sedative, opioid or stimulant was taken in the last 24 hours; it may add to sedation or to the rise in blood pressure.",
        act="Find out what was taken, how much and when, and decide whether to go on.",
        clear="No sedative, opioid or stimulant in the last 24 hours.",
    ),
    owner=Role.PRESCRIBER,
    override=Override.PRESCRIBER,
    examples=(
        nothing_known(),
        before_dosing("asked: no", Level.CLEAR, (-30, check_in())),
        before_dosing("asked: yes", Level.REVIEW, (-30, check_in(sedative_or_stimulant_24h=Answer.YES))),
        before_dosing("not asked", Level.UNKNOWN, (-30, check_in(sedative_or_stimulant_24h=Answer.UNKNOWN))),
    ),
)
