"""Agitation or panic is amber; not settled within five minutes it is red."""

from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._cards import card
from kapstone.rules.session._events import AGITATION, CALM, PANIC
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene, minutes
from kapstone.rules.session._sources import EXPERT, KETALAR, at
from kapstone.rules.session._story import dose, event, example, nothing_known, state
from kapstone.rules.session._watch import alarm, nobody_called, watch_rule

_WORDS = ("agitat", "panic", "emergence", "anxi")


def _decide(scene: Scene, limits: Limits) -> Verdict | tuple[Verdict, ...]:
    called = scene.events(AGITATION, PANIC)
    if not called:
        return nobody_called(scene, limits, "agitation")
    settled = [
        *scene.events(CALM),
        *(seen for seen in scene.states("distress_0_10") if (seen.fact.distress_0_10 or 0) <= limits["settled"]),
    ]
    calm_at = max((record.at for record in settled), default=None)
    still = [record for record in called if calm_at is None or record.at >= calm_at]
    if not still:
        last = called[-1]
        entered = scene.has_adverse_event(_WORDS, called[0].at)
        return scene.say(
            Level.NOTE, f"There was {last.fact.event}, {scene.when(last)}; it has settled.",
            act="" if entered else "Record it as an adverse event.", waits_for=() if entered else ("adverse event",),
            facts=tuple(record.id for record in called),
        )  # fmt: skip
    first = still[0]
    red_at = first.at + timedelta(minutes=limits["minutes"])
    said = f"{first.fact.event[:1].upper()}{first.fact.event[1:]} since {scene.when(first)}"
    prompt = card("emergence_reaction")
    if scene.until >= red_at:
        return alarm(
            scene, limits, Level.STOP, f"{said}, for {minutes(scene.until - first.at)}.", first, due=red_at + timedelta(seconds=limits["red_s"]),
            act=f"{prompt.prompt} Stop the drug; prescriber to the bedside. {prompt.then[0]}", limit=f"{limits['minutes']:g} min",
        )  # fmt: skip
    return alarm(
        scene, limits, Level.CAUTION, f"{said}.", first, act=prompt.prompt, owner=Role.THERAPIST, changes_at=red_at,
        limit=f"{limits['minutes']:g} min",
    )  # fmt: skip


RULE = watch_rule(
    id="MON-A11",
    title="Agitation or panic in session",
    says="Agitation or panic that does not settle within 5 minutes is red.",
    reads=("SessionEvent", "StateObserved", "AdverseEventSeen"),
    decide=_decide,
    cites=(at(KETALAR, "emergence reactions in about 12 % at anaesthetic doses"), EXPERT),
    standing=Standing.DESIGN,
    limits={
        "minutes": number(5, "min", "After this time it is red.", low=1, high=15),
        "settled": number(4, "of 10", "Distress at or below this has settled.", low=0, high=6),
    },
    examples=(
        nothing_known(),
        example("calm", Level.CLEAR, dose(), (20, state(moaas=5))),
        example("agitated for two minutes", Level.CAUTION, dose(), (28, event("agitation"))),
        example("agitated for eight minutes", Level.STOP, dose(), (22, event("agitation"))),
        example("agitated, then calm", Level.NOTE, dose(), (22, event("agitation")), (25, event("calm"))),
    ),
)
