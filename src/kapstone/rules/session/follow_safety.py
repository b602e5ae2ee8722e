"""A patient who does not feel safe on the day after a dose is seen now, until a clinician says what they found."""

from datetime import timedelta

from kapstone.facts import Answer, ConcernResolved, NextDayContacted
from kapstone.findings import Level, Override
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._follow_up import each_session, follow_up_rule, followed_up, next_day_contact
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._story import DAY, SESSION, dose, example, record_id


def _decide(scene: Scene, limits: Limits) -> tuple[Verdict, ...]:
    contact = next_day_contact(scene)
    if contact is None or not contact.fact.reached:
        return ()
    answer = contact.fact.feels_safe
    if answer is Answer.YES:
        return (scene.say(Level.CLEAR, "The patient feels safe.", facts=(contact.id,)),)
    if answer is Answer.UNKNOWN:
        return (scene.missing("feels safe", because="Nobody asked whether the patient feels safe.", act="Call again and ask."),)
    resolved = followed_up(scene.chart, contact)
    if resolved is None:
        return (
            scene.say(
                Level.URGENT, "The patient does not feel safe.", act="Call now, stay on the line, ask the C-SSRS; 988 or 911 if needed.",
                facts=(contact.id,), due=contact.at + timedelta(minutes=limits["act_min"]),
            ),
        )  # fmt: skip
    if resolved.fact.safe_to_continue:
        return (
            scene.say(
                Level.NOTE, "The patient did not feel safe; a clinician followed it up.", facts=(contact.id, resolved.id)
            ),
        )
    return (
        scene.say(
            Level.STOP, "The patient did not feel safe, and the clinician who followed it up finds it not safe to go on.",
            act="Keep to the plan that was agreed.", facts=(contact.id, resolved.id), override=Override.NEVER,
        ),
    )  # fmt: skip


def _called(answer: Answer) -> tuple[float, NextDayContacted]:
    return DAY, NextDayContacted(session=SESSION, reached=True, feels_safe=answer)


def _resolved(safe: bool) -> tuple[float, ConcernResolved]:
    return DAY + 30, ConcernResolved(
        concern=record_id(1), found="Frightened at night.", plan="Sister stays.", safe_to_continue=safe
    )


RULE = follow_up_rule(
    id="FOLLOW-SAFETY",
    title="Feels safe on the day after",
    says="A patient who does not feel safe on the day after is urgent until a clinician has followed it up.",
    reads=("NextDayContacted", "ConcernResolved", "DoseGiven"),
    decide=each_session(_decide),
    limits={"act_min": number(15, "min", "A clinician acts within this time.", low=0, high=60)},
    examples=(
        example("feels safe", Level.CLEAR, dose(), _called(Answer.YES), now=DAY + 5),
        example("does not feel safe", Level.URGENT, dose(), _called(Answer.NO), now=DAY + 5),
        example("not asked", Level.UNKNOWN, dose(), _called(Answer.UNKNOWN), now=DAY + 5),
        example("followed up", Level.NOTE, dose(), _called(Answer.NO), _resolved(True), now=DAY + 60),
        example("followed up, not safe to go on", Level.STOP, dose(), _called(Answer.NO), _resolved(False), now=DAY + 60),
    ),
)
