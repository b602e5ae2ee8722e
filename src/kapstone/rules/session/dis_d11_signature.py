"""A clinician has assessed the patient and signed; leaving against advice is its own path."""

from kapstone.evidence import Standing
from kapstone.facts import Discharged, EscortArrived
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._discharge import discharge_rule, early_leave_needs
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import SPRAVATO_US, at
from kapstone.rules.session._story import SESSION, dose, example, nothing_known


def _decide(scene: Scene, _limits: Limits) -> Verdict:
    left = scene.chart.facts.latest(Discharged, lambda fact: fact.session == scene.session)
    if left is None:
        return scene.missing(
            "clinician's assessment", because="No clinician has signed the discharge.", act="Assess the patient and sign."
        )
    if not left.fact.against_advice:
        return scene.say(Level.CLEAR, f"Assessed and signed by {left.fact.signature}.", facts=(left.id,))
    needs = early_leave_needs(scene.chart)
    if needs:
        return scene.say(
            Level.REVIEW, "The patient left against advice.", act=f"Still needed: {'; '.join(needs)}.", waits_for=needs,
            facts=(left.id,), owner=Role.PRESCRIBER,
        )  # fmt: skip
    return scene.say(Level.NOTE, "The patient left against advice; everything that follows from it is done.", facts=(left.id,))


def _left(**more: bool) -> Discharged:
    return Discharged(session=SESSION, assessment="Awake, steady, calm.", signature="Mira Okafor", **more)


RULE = discharge_rule(
    id="DIS-D11",
    title="Clinician's assessment and signature",
    says="A clinician assesses the patient and signs the discharge.",
    reads=("Discharged", "EscortArrived", "NextDayContacted"),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 2: a healthcare provider decides that the patient may leave"),),
    standing=Standing.CHECKED,
    override=Override.NEVER,
    examples=(
        nothing_known(),
        example("not signed", Level.UNKNOWN, dose(), now=115),
        example("signed", Level.CLEAR, dose(), (120, _left()), now=125),
        example(
            "against advice: contact on the next day is owed", Level.REVIEW,
            dose(), (80, EscortArrived(session=SESSION, name="Robin Vale", signature="R. Vale")),
            (81, _left(against_advice=True, prescriber_informed=True)), now=90,
        ),
    ),
)  # fmt: skip
