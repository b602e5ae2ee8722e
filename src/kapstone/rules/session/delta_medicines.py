"""New medicines or allergies since the last visit are gone through before a dose."""

from kapstone.facts import Answer, MedicationsReconciled
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._delta import asked, delta_rule
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._story import before_dosing, check_in, nothing_known

_asked = asked(
    "new_medicines_or_allergies", "new medicines and allergies", level=Level.REVIEW,
    because="There is a new medicine or allergy and the list has not been gone through since.",
    act="Go through the whole list with the patient and record that it was done.", clear="No new medicine or allergy.",
)  # fmt: skip


def _decide(scene: Scene, limits: Limits) -> Verdict:
    record = scene.chart.check_in
    if record and record.fact.new_medicines_or_allergies is Answer.YES:
        done = scene.chart.facts.latest(MedicationsReconciled)
        if done and done.at >= record.at:
            return scene.say(
                Level.NOTE, "There was something new; the list was gone through since.", value="yes", facts=(record.id, done.id)
            )
    return _asked(scene, limits)


RULE = delta_rule(
    id="DELTA-MEDICINES",
    title="New medicines or allergies",
    says="A new medicine or allergy is gone through before a dose.",
    reads=("CheckedIn", "MedicationsReconciled"),
    decide=_decide,
    owner=Role.PRESCRIBER,
    examples=(
        nothing_known(),
        before_dosing("nothing new", Level.CLEAR, (-30, check_in())),
        before_dosing("a new medicine", Level.REVIEW, (-30, check_in(new_medicines_or_allergies=Answer.YES))),
        before_dosing(
            "a new medicine, gone through", Level.NOTE,
            (-30, check_in(new_medicines_or_allergies=Answer.YES)), (-20, MedicationsReconciled(count=4)),
        ),
        before_dosing("not asked", Level.UNKNOWN, (-30, check_in(new_medicines_or_allergies=Answer.UNKNOWN))),
    ),
)  # fmt: skip
