"""Before a dose: a high risk on the Columbia screener is urgent, a moderate one goes to the prescriber."""

from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.facts import ConcernResolved
from kapstone.findings import Level, Override, Role
from kapstone.instruments import Triage
from kapstone.rules._rule import Limits, Moment, Rule, Verdict
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene, in_session
from kapstone.rules.session._sources import COLUMBIA, REVIEW
from kapstone.rules.session._story import DAY, before_dosing, nothing_known, record_id
from kapstone.rules.session._suicidality import Screen, cssrs, screen_that_counts


def _decide(scene: Scene, limits: Limits) -> Verdict:
    screen = screen_that_counts(scene.chart)
    if screen is None:
        return scene.missing("C-SSRS since last contact", act="Ask the screener with the patient.")
    if screen.tier is None:
        return scene.missing("C-SSRS since last contact", because="The screener was not answered in full.")
    facts = (screen.record.id, *((screen.resolved.id,) if screen.resolved else ()))
    if screen.tier.rank <= Triage.LOW.rank:
        return scene.say(Level.CLEAR, f"The screener shows {_risk(screen)}.", value=screen.tier.value, facts=facts)
    if screen.resolved:
        if screen.resolved.fact.safe_to_continue:
            return scene.say(
                Level.NOTE,
                f"The screener showed {_risk(screen)}; a clinician followed it up and finds it safe to go on.",
                value=screen.tier.value,
                facts=facts,
            )
        return scene.say(
            Level.STOP,
            f"The screener showed {_risk(screen)} and the clinician who followed it up finds it not safe to go on.",
            act="Do not dose; keep to the plan that was agreed.",
            value=screen.tier.value,
            facts=facts,
            override=Override.NEVER,
        )
    if screen.tier is Triage.HIGH:
        return scene.say(
            Level.URGENT,
            f"The screener shows {_risk(screen)}.",
            act="Do not leave the patient alone. Evaluate now and follow the card for suicidality.",
            value=screen.tier.value,
            facts=facts,
            due=screen.record.at + timedelta(minutes=limits["high_min"]),
        )
    return scene.say(
        Level.REVIEW,
        f"The screener shows {_risk(screen)}.",
        act="Talk with the patient, record what you found and whether it is safe to go on.",
        value=screen.tier.value,
        facts=facts,
        due=screen.record.at + timedelta(hours=limits["moderate_h"]),
    )


def _risk(screen: Screen) -> str:
    return "no reported risk" if screen.tier is Triage.NONE else f"a {screen.tier.value if screen.tier else ''} risk"


def _resolved(safe: bool) -> ConcernResolved:
    return ConcernResolved(concern=record_id(0), found="Thoughts have passed.", plan="Call tonight.", safe_to_continue=safe)


RULE = Rule(
    id="MON-P9",
    title="Suicide screen before the dose",
    says="High risk on the Columbia screener since last contact is urgent; moderate risk is reviewed before a dose.",
    moments=frozenset({Moment.PRE_DOSE}),
    reads=("MeasureAnswered", "ConcernResolved"),
    decide=in_session(_decide),
    cites=(COLUMBIA,),
    standing=Standing.CHECKED,
    review=REVIEW,
    limits={
        "high_min": number(15, "min", "A clinician evaluates a high risk within this time.", low=0, high=60),
        "moderate_h": number(4, "h", "A clinician looks at a moderate risk within this time.", low=1, high=24),
    },
    critical=True,
    owner=Role.PRESCRIBER,
    override=Override.NEVER,
    examples=(
        nothing_known(),
        before_dosing("all no", Level.CLEAR, cssrs(-30, 0, 0, 0, 0, 0, 0)),
        before_dosing("the wish to be dead, no more", Level.CLEAR, cssrs(-30, 1, 0, 0, 0, 0, 0)),
        before_dosing("thoughts of how", Level.REVIEW, cssrs(-30, 1, 1, 1, 0, 0, 0)),
        before_dosing("intention", Level.URGENT, cssrs(-30, 1, 1, 1, 1, 0, 0)),
        before_dosing(
            "intention last week, not followed up, all no today",
            Level.URGENT,
            cssrs(-7 * DAY, 1, 1, 1, 1, 0, 0),
            cssrs(-30, 0, 0, 0, 0, 0, 0),
        ),
        before_dosing("question 6 not answered", Level.UNKNOWN, cssrs(-30, 0, 0, 0, 0, 0, None)),
        before_dosing("thoughts of how, followed up", Level.NOTE, cssrs(-30, 1, 1, 1, 0, 0, 0), (-20, _resolved(True))),
        before_dosing("thoughts of how, not safe", Level.STOP, cssrs(-30, 1, 1, 1, 0, 0, 0), (-20, _resolved(False))),
    ),
)
