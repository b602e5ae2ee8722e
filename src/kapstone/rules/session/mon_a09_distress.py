"""Distress of 7 of 10, or a CADSS-6 above 12 of 24, is amber: grounding, and nobody leaves the patient."""

from collections.abc import Sequence

from kapstone.evidence import Standing
from kapstone.facts import MeasureAnswered, Record
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._scores import total_of
from kapstone.rules.session._sources import EXPERT
from kapstone.rules.session._story import SESSION, dose, example, nothing_known, state
from kapstone.rules.session._watch import Seen, alarm, watch, watch_rule


def _severity(seen: Seen) -> tuple[str, float] | None:
    """What was rated, and the rating; None when an answer is missing."""
    if isinstance(seen.fact, MeasureAnswered):
        total = total_of(seen.fact)
        return None if total is None else ("CADSS-6", total)
    return "distress", float(seen.fact.distress_0_10)


def _judge(scene: Scene, limits: Limits, series: Sequence[Seen]) -> Verdict:
    latest = series[-1]
    rated = _severity(latest)
    if rated is None:
        return scene.missing("CADSS-6", because="The CADSS-6 was not answered in full.")
    name, value = rated
    shown = f"{name} {value:g}"
    limit = f"distress below {limits['distress']:g}, CADSS-6 at most {limits['cadss6']:g}"
    said = f"{shown[:1].upper()}{shown[1:]}, {scene.when(latest)}."
    if value > limits["cadss6"] if name == "CADSS-6" else value >= limits["distress"]:
        return alarm(
            scene, limits, Level.CAUTION, said, latest, owner=Role.THERAPIST, value=shown, limit=limit,
            act="Ground the patient, say the name and that it passes, lower music and light; do not leave.",
        )  # fmt: skip
    return scene.say(Level.CLEAR, said, value=shown, limit=limit, facts=(latest.id,))


def _decide(scene: Scene, limits: Limits) -> Verdict:
    cadss: tuple[Record[MeasureAnswered], ...] = scene.chart.facts.of(
        MeasureAnswered, lambda fact: fact.instrument == "cadss6" and fact.session == scene.session
    )
    series = sorted((*scene.states("distress_0_10"), *cadss), key=lambda record: (record.at, record.id))
    return watch(scene, limits, series, _judge, name="distress", event_words=("dissociat", "distress", "anxi", "panic"))


_ITEMS = ("cadss_1", "cadss_2", "cadss_6", "cadss_7", "cadss_15", "cadss_22")


def _cadss(at: float, *answers: int | None) -> tuple[float, MeasureAnswered]:
    given = dict(zip(_ITEMS, answers, strict=True))
    return at, MeasureAnswered(instrument="cadss6", instrument_version="1", answers=given, session=SESSION)


RULE = watch_rule(
    id="MON-A9",
    title="Distress and dissociation in session",
    says="Self-rated distress of 7 or more, or a CADSS-6 above 12, is amber.",
    reads=("StateObserved", "MeasureAnswered"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    limits={
        "distress": number(7, "of 10", "Distress from which it is amber.", low=4, high=9),
        "cadss6": number(12, "of 24", "CADSS-6 above which it is amber.", low=4, high=20),
    },
    examples=(
        nothing_known(),
        example("distress 3", Level.CLEAR, dose(), (20, state(distress_0_10=3))),
        example("distress 8", Level.CAUTION, dose(), (20, state(distress_0_10=8))),
        example("CADSS-6 of 16", Level.CAUTION, dose(), _cadss(20, 3, 3, 3, 3, 2, 2)),
        example("CADSS-6 with an answer missing", Level.UNKNOWN, dose(), _cadss(20, 3, 3, 3, None, 0, 0)),
        example("distress 8, then 2", Level.NOTE, dose(), (20, state(distress_0_10=8)), (28, state(distress_0_10=2))),
    ),
)
