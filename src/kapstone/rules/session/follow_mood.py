"""A mood that is unusually high on the day after a dose goes to the prescriber."""

from kapstone.facts import Answer, ConcernResolved, NextDayContacted
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._follow_up import each_session, follow_up_rule, followed_up, hours, next_day_contact
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._story import DAY, SESSION, dose, example, record_id


def _decide(scene: Scene, limits: Limits) -> tuple[Verdict, ...]:
    contact = next_day_contact(scene)
    if contact is None or not contact.fact.reached:
        return ()
    answer = contact.fact.mood_unusually_high
    if answer is Answer.NO:
        return (scene.say(Level.CLEAR, "Mood is not unusually high.", facts=(contact.id,)),)
    if answer is Answer.UNKNOWN:
        return (
            scene.missing(
                "unusually high mood", because="Nobody asked about an unusually high mood.", act="Call again and ask."
            ),
        )
    resolved = followed_up(scene.chart, contact)
    if resolved and resolved.fact.safe_to_continue:
        return (scene.say(Level.NOTE, "Mood was unusually high; a clinician followed it up.", facts=(contact.id, resolved.id)),)
    return (
        scene.say(
            Level.REVIEW, "Mood is unusually high; it may be the start of a hypomania.",
            act="Call, ask about sleep, spending and racing thoughts, and decide on the next dose.", facts=(contact.id,),
            due=contact.at + hours(limits, "act_h"),
        ),
    )  # fmt: skip


def _called(answer: Answer) -> tuple[float, NextDayContacted]:
    return DAY, NextDayContacted(session=SESSION, reached=True, feels_safe=Answer.YES, mood_unusually_high=answer)


_RESOLVED = (
    DAY + 30,
    ConcernResolved(concern=record_id(1), found="Glad, slept eight hours.", plan="ASRM on Friday.", safe_to_continue=True),
)

RULE = follow_up_rule(
    id="FOLLOW-MOOD",
    title="Mood on the day after",
    says="An unusually high mood on the day after a dose goes to the prescriber.",
    reads=("NextDayContacted", "ConcernResolved", "DoseGiven"),
    decide=each_session(_decide),
    limits={"act_h": number(24, "h", "The prescriber acts within this time.", low=1, high=48)},
    examples=(
        example("as usual", Level.CLEAR, dose(), _called(Answer.NO), now=DAY + 5),
        example("unusually high", Level.REVIEW, dose(), _called(Answer.YES), now=DAY + 5),
        example("not asked", Level.UNKNOWN, dose(), _called(Answer.UNKNOWN), now=DAY + 5),
        example("followed up", Level.NOTE, dose(), _called(Answer.YES), _RESOLVED, now=DAY + 60),
    ),
)
