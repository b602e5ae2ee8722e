"""A dose is given by a prescriber or a monitoring clinician; a psychotherapist alone may not."""

from kapstone.evidence import Standing
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import ASKP3_2020, STATE_LAW
from kapstone.rules.session._story import dose, example, nothing_known, recorded_by
from kapstone.rules.session._watch import watch_rule

_MAY_GIVE = frozenset({Role.PRESCRIBER.value, Role.MONITOR.value})


def _decide(scene: Scene, _limits: Limits) -> Verdict:
    doses = scene.chart.doses
    if not doses:
        return scene.missing("dose", because="No dose has been given in this session.")
    unnamed = [record for record in doses if not record.roles]
    if unnamed:
        return scene.missing("who gave the dose", because="It is not recorded in which role the dose was given.")
    wrong = [record for record in doses if not record.roles & _MAY_GIVE]
    if wrong:
        roles = ", ".join(sorted(wrong[-1].roles))
        return scene.say(
            Level.REVIEW,
            f"The dose was recorded as given by a {roles}.",
            act="Find out who gave it; a therapist, guide or coordinator may not. Write an incident report.",
            facts=tuple(record.id for record in wrong),
            value=roles,
            limit="a prescriber or monitoring clinician",
            owner=Role.DIRECTOR,
        )
    return scene.say(
        Level.CLEAR,
        "Every dose was given by a prescriber or a monitoring clinician.",
        facts=tuple(record.id for record in doses),
    )


RULE = watch_rule(
    id="STAFF-GIVES",
    title="Who gave the dose",
    says="Only a prescriber or a monitoring clinician gives a dose; a dose recorded by anyone else goes to the director.",
    reads=("DoseGiven",),
    decide=_decide,
    cites=(ASKP3_2020, STATE_LAW),
    standing=Standing.TO_CONFIRM,
    limits={},
    examples=(
        nothing_known(),
        example("by the prescriber", Level.CLEAR, dose()),
        recorded_by(Role.MONITOR, example("by the monitoring clinician", Level.CLEAR, dose())),
        recorded_by(Role.THERAPIST, example("by the therapist", Level.REVIEW, dose())),
        recorded_by(None, example("nobody is named", Level.UNKNOWN, dose())),
    ),
)
