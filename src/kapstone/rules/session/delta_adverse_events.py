"""Adverse events since the last dose have been reviewed before the next."""

from kapstone.facts import AdverseEventReviewed, AdverseEventSeen, Answer
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._delta import asked, delta_rule
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._story import DAY, adverse_event, before_dosing, check_in, nothing_known, record_id

_asked = asked(
    "unreviewed_adverse_event", "adverse events since the last dose", level=Level.HOLD,
    because="The patient reports something untoward since the last dose that has not been reviewed.",
    act="Record it as an adverse event and review it.", clear="Nothing untoward since the last dose is left to review.",
)  # fmt: skip


def _decide(scene: Scene, limits: Limits) -> Verdict:
    facts = scene.chart.facts
    reviewed = scene.chart.reviewed()
    waiting = tuple(
        record for record in facts.of(AdverseEventSeen, lambda fact: fact.session != scene.session) if record.id not in reviewed
    )
    if waiting:
        terms = ", ".join(dict.fromkeys(record.fact.term for record in waiting))
        return scene.say(
            Level.HOLD, f"Not reviewed yet: {terms}.", act="Review each adverse event.", waits_for=("adverse event review",),
            facts=tuple(record.id for record in waiting), owner=Role.PRESCRIBER,
        )  # fmt: skip
    return _asked(scene, limits)


_LAST_TIME = adverse_event("vomiting", session=record_id(99))

RULE = delta_rule(
    id="DELTA-ADVERSE-EVENTS",
    title="Adverse events reviewed",
    says="Every adverse event since the last dose is reviewed before the next.",
    reads=("AdverseEventSeen", "AdverseEventReviewed", "CheckedIn"),
    decide=_decide,
    owner=Role.PRESCRIBER,
    examples=(
        nothing_known(),
        before_dosing("nothing happened", Level.CLEAR, (-30, check_in())),
        before_dosing("vomiting last time, not reviewed", Level.HOLD, (-7 * DAY, _LAST_TIME), (-30, check_in())),
        before_dosing(
            "vomiting last time, reviewed", Level.CLEAR,
            (-7 * DAY, _LAST_TIME), (-6 * DAY, AdverseEventReviewed(event=record_id(0), conclusion="Ondansetron first.")), (-30, check_in()),
        ),
        before_dosing("told at check-in", Level.HOLD, (-30, check_in(unreviewed_adverse_event=Answer.YES))),
    ),
)  # fmt: skip
