"""Vomiting is amber until nausea has settled; twice ends the session."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._cards import card
from kapstone.rules.session._events import VOMITING
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import EXPERT
from kapstone.rules.session._story import adverse_event, dose, event, example, nothing_known, state
from kapstone.rules.session._watch import alarm, nobody_called, watch_rule

_WORDS = ("vomit", "nausea", "emesis")


def _decide(scene: Scene, limits: Limits) -> Verdict | tuple[Verdict, ...]:
    seen = scene.events(VOMITING)
    if not seen:
        return nobody_called(scene, limits, "vomiting")
    last, count = seen[-1], len(seen)
    shown, limit = f"{count}", f"fewer than {limits['ends_at']:g} times"
    settled = [record for record in scene.states("nausea_0_10") if record.at > last.at]
    facts = tuple(record.id for record in seen)
    if settled and (settled[-1].fact.nausea_0_10 or 0) <= limits["settled"]:
        entered, ends = scene.has_adverse_event(_WORDS, seen[0].at), count >= limits["ends_at"]
        asks = (["No more drug in this session."] if ends else []) + ([] if entered else ["Record it as an adverse event."])
        return scene.say(
            Level.HOLD if ends else Level.NOTE, f"Vomited {_times(count)}, last {scene.when(last)}; nausea has settled to {settled[-1].fact.nausea_0_10}.",
            act=" ".join(asks), waits_for=() if entered else ("adverse event",),
            value=shown, limit=limit, facts=(*facts, settled[-1].id),
        )  # fmt: skip
    said = f"Vomited {_times(count)}, last {scene.when(last)}."
    if count >= limits["ends_at"]:
        return alarm(
            scene, limits, Level.STOP, said, last, act=f"End the session: no more drug. {card('vomiting').prompt}",
            value=shown, limit=limit, facts=facts,
        )  # fmt: skip
    return alarm(scene, limits, Level.CAUTION, said, last, act=card("vomiting").prompt, value=shown, limit=limit, facts=facts)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


RULE = watch_rule(
    id="MON-A10",
    title="Vomiting in session",
    says="Vomiting is amber; twice or more ends the session.",
    reads=("SessionEvent", "StateObserved", "AdverseEventSeen"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    limits={
        "ends_at": number(2, "times", "So often ends the session.", low=1, high=4),
        "settled": number(3, "of 10", "Nausea at or below this has settled.", low=0, high=5),
    },
    examples=(
        nothing_known(),
        example("no vomiting, and somebody is looking", Level.CLEAR, dose(), (20, state(moaas=5))),
        example("once", Level.CAUTION, dose(), (20, event("vomiting"))),
        example("twice", Level.STOP, dose(), (20, event("vomiting")), (26, event("Vomiting"))),
        example(
            "twice, then settled: no more drug",
            Level.HOLD,
            dose(),
            (15, event("vomiting")),
            (18, event("vomiting")),
            (28, state(nausea_0_10=1)),
        ),
        example(
            "once, then settled",
            Level.NOTE,
            dose(),
            (15, event("vomiting")),
            (16, adverse_event("vomiting")),
            (28, state(nausea_0_10=1)),
        ),
    ),
)
