"""Nobody leaves before the minimum observation is over; the gate says when that is."""

from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.facts import DosePaused, DoseResumed, DoseStopped
from kapstone.findings import Level, Override
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._discharge import discharge_rule, dosing_ended_at
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene, minutes
from kapstone.rules.session._sources import EXPERT, SPRAVATO_US, at
from kapstone.rules.session._story import SESSION, dose, example, nothing_known, record_id


def _decide(scene: Scene, limits: Limits) -> Verdict:
    ended_at, started_at = dosing_ended_at(scene), scene.started_at
    if ended_at is None or started_at is None:
        return scene.missing("dose")
    from_end = limits["from_end"] >= 1
    over_at = max(
        (ended_at if from_end else started_at) + timedelta(minutes=limits["minimum_observation_min"]),
        started_at + timedelta(minutes=limits["minimum_from_start_min"]),
    )
    counted = "the end of the last dose" if from_end else "the first dose"
    limit = f"{limits['minimum_observation_min']:g} min from {counted}"
    value = f"{minutes(max(scene.until - started_at, timedelta()))} since the first dose"
    facts = tuple(record.id for record in scene.chart.doses)
    if scene.until < over_at:
        return scene.say(
            Level.HOLD, f"The minimum observation lasts another {minutes(over_at - scene.until + timedelta(seconds=59))}.",
            act="Go on observing.", value=value, limit=limit, facts=facts, due=over_at, changes_at=over_at,
            waits_for=("minimum observation",),
        )  # fmt: skip
    return scene.say(Level.CLEAR, "The minimum observation is over.", value=value, limit=limit, facts=facts)


RULE = discharge_rule(
    id="DIS-D1",
    title="Minimum observation",
    says="The patient stays for the minimum observation of the route: at least 120 minutes after esketamine.",
    reads=("DosePaused", "DoseResumed", "DoseStopped"),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 2 and REMS: at least two hours"), EXPERT),
    standing=Standing.CHECKED,
    override=Override.NEVER,
    limits={
        "minimum_observation_min": number(120, "min", "Shortest observation.", standing=Standing.CHECKED, low=30, high=480),
        "from_end": number(1, "yes or no", "1: counted from the end of the last dose; 0: from the first dose.", low=0, high=1),
        "minimum_from_start_min": number(120, "min", "And never shorter than this from the first dose.", low=30, high=480),
    },
    examples=(
        nothing_known(),
        example("an hour after an infusion of 40 min", Level.HOLD, dose(), now=100),
        example("two hours after its end", Level.CLEAR, dose(), now=160),
        example(
            "stopped early at 20 min, two hours after that", Level.CLEAR,
            dose(), (20, DoseStopped(session=SESSION, dose=record_id(0), given_mg=17.5)), now=141,
        ),
        example(
            "paused for 15 min, two hours after its planned end", Level.HOLD,
            dose(), (20, DosePaused(session=SESSION, dose=record_id(0), given_mg=17.5)), (35, DoseResumed(session=SESSION, dose=record_id(0))), now=160,
        ),
        example(
            "paused for 15 min, two hours after it ended", Level.CLEAR,
            dose(), (20, DosePaused(session=SESSION, dose=record_id(0), given_mg=17.5)), (35, DoseResumed(session=SESSION, dose=record_id(0))), now=175,
        ),
        example(
            "a protocol that asks for 60 min", Level.CLEAR, dose(), now=121,
            limits={"DIS-D1": {"minimum_observation_min": 60, "from_end": 1}},
        ),
    ),
)  # fmt: skip
