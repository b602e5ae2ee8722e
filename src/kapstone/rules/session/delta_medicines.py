"""New medicines or allergies since the last visit are gone through before a dose, and what new ones do with it is said."""

from dataclasses import replace
from uuid import UUID

from kapstone.facts import Answer, Decision, DoseGiven, EligibilityDecided, MedicationListed, MedicationsReconciled
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.interactions import all_interactions
from kapstone.rules.session._delta import asked, delta_rule
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._story import before_dosing, check_in, nothing_known

_asked = asked(
    "new_medicines_or_allergies", "new medicines and allergies", level=Level.REVIEW,
    because="There is a new medicine or allergy and the list has not been gone through since.",
    act="Go through the whole list with the patient and record that it was done.", clear="No new medicine or allergy.",
)  # fmt: skip


def _decide(scene: Scene, limits: Limits) -> Verdict:
    """A review stays a review; else a new medicine with an interaction makes it a caution."""
    verdict, new = _answered(scene, limits), _interacting(scene)
    if not new or verdict.level > Level.NOTE:
        return verdict
    named = " ".join(because for because, _ in new)
    return replace(
        verdict, level=Level.CAUTION, because=f"{verdict.because} New since the last dose or decision: {named}",
        act="Read in the report what follows from it before the dose.", facts=(*verdict.facts, *dict.fromkeys(fact for _, fact in new)),
    )  # fmt: skip


def _interacting(scene: Scene) -> list[tuple[str, UUID]]:
    """What is said of medicines that were listed since the last dose, or since the decision while there was none."""
    chart = scene.chart
    before = [record.at for record in chart.facts.of(DoseGiven, lambda fact: fact.session != scene.session)]
    before += [record.at for record in (chart.facts.latest(EligibilityDecided),) if record is not None]
    if not before:
        return []
    new = {record.id for record in chart.medicines if record.at > max(before)}
    verdicts = (verdict for each in all_interactions().values() for verdict in each.decide(chart, each.limits_in(chart)))
    return [(each.because, fact) for each in verdicts if each.level >= Level.CAUTION for fact in each.facts if fact in new]


def _answered(scene: Scene, limits: Limits) -> Verdict:
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
    reads=("CheckedIn", "MedicationsReconciled", "MedicationListed"),
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
        before_dosing(
            "a new one that adds to sedation, gone through", Level.CAUTION, (-3000, EligibilityDecided(decision=Decision.ELIGIBLE, reason="Well.", report_digest="x")),
            (-40, MedicationListed(name="gabapentin 300 mg tid")), (-30, check_in(new_medicines_or_allergies=Answer.YES)), (-20, MedicationsReconciled(count=1)),
        ),
        before_dosing("not asked", Level.UNKNOWN, (-30, check_in(new_medicines_or_allergies=Answer.UNKNOWN))),
    ),
)  # fmt: skip
