"""Before a dose there is a consent that stands: given, countersigned, understood, not taken back, not older than a year."""

from datetime import timedelta
from uuid import uuid5

from kapstone.evidence import Standing
from kapstone.facts import ConsentCountersigned, ConsentGiven, ConsentWithdrawn
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._delta import delta_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import EXPERT
from kapstone.rules.session._story import DAY, SESSION, before_dosing, nothing_known, record_id


def _decide(scene: Scene, limits: Limits) -> Verdict:
    facts = scene.chart.facts
    given = facts.latest(ConsentGiven)
    if given is None:
        return scene.missing("consent", act="Go through the consent with the patient.")
    withdrawn = facts.latest(ConsentWithdrawn)
    if withdrawn and withdrawn.at >= given.at:
        return scene.say(Level.STOP, "The patient has taken consent back.", act="Do not dose.", facts=(withdrawn.id,))
    good_until = given.at + timedelta(days=limits["days"])
    if scene.chart.now > good_until:
        return scene.say(
            Level.HOLD, f"The consent is more than {limits['days']:g} days old.", act="Ask for consent anew.", facts=(given.id,)
        )
    if given.fact.teach_back_percent < limits["teach_back_percent"]:
        return scene.say(
            Level.HOLD, f"Only {given.fact.teach_back_percent:g} % of the questions were answered rightly.",
            act="Explain again and repeat the questions.", limit=f"at least {limits['teach_back_percent']:g} %", facts=(given.id,),
        )  # fmt: skip
    signed = facts.latest(ConsentCountersigned, lambda fact: fact.consent == given.id)
    if signed is None:
        return scene.say(
            Level.HOLD, "No clinician has countersigned the consent.", act="Answer the patient's questions and countersign.",
            waits_for=("countersignature",), facts=(given.id,),
        )  # fmt: skip
    return scene.say(
        Level.CLEAR, "The consent is given, countersigned and in date.", facts=(given.id, signed.id),
        changes_at=good_until + timedelta(seconds=1),
    )  # fmt: skip


def _given(percent: float = 100) -> ConsentGiven:
    return ConsentGiven(
        document="ketamine_consent", document_version="1.0", digest="0" * 64, acknowledged=("off_label",),
        teach_back={}, teach_back_percent=percent, signature="Alma Reyes",
    )  # fmt: skip


_SIGNED = ConsentCountersigned(consent=record_id(0), signature="Noor Haddad")

RULE = delta_rule(
    id="DELTA-CONSENT",
    title="Consent stands",
    says="Consent is given, understood, countersigned, not taken back and at most a year old.",
    reads=("ConsentGiven", "ConsentCountersigned", "ConsentWithdrawn"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    owner=Role.THERAPIST,
    override=Override.NEVER,
    limits={
        "days": number(365, "days", "How long a consent holds.", low=30, high=366),
        "teach_back_percent": number(80, "%", "Share of questions answered rightly.", low=50, high=100),
    },
    examples=(
        nothing_known(),
        before_dosing("in date and countersigned", Level.CLEAR, (-14 * DAY, _given()), (-13 * DAY, _SIGNED)),
        before_dosing("not countersigned", Level.HOLD, (-14 * DAY, _given())),
        before_dosing("of last year", Level.HOLD, (-400 * DAY, _given()), (-399 * DAY, _SIGNED)),
        before_dosing("half understood", Level.HOLD, (-14 * DAY, _given(50)), (-13 * DAY, _SIGNED)),
        before_dosing(
            "taken back", Level.STOP,
            (-14 * DAY, _given()), (-13 * DAY, _SIGNED), (-1 * DAY, ConsentWithdrawn(consent=uuid5(SESSION, "any"))),
        ),
    ),
)  # fmt: skip
