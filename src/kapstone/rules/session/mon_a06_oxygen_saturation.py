"""Oxygen saturation below 92 % is amber, below 90 red, below 85 an emergency."""

from collections.abc import Sequence

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._cards import card
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import EXPERT, SPRAVATO_US, at
from kapstone.rules.session._story import dose, example, nothing_known, said, vitals
from kapstone.rules.session._watch import Seen, alarm, watch_rule, watch_vitals


def _judge(scene: Scene, limits: Limits, series: Sequence[Seen]) -> Verdict:
    latest = series[-1]
    value = latest.fact.spo2_percent
    shown, limit = f"{value:g} %", f"at least {limits['amber']:g} %"
    litres = latest.fact.oxygen_litres_per_min
    said = f"Oxygen saturation {shown}{f' on {litres:g} L/min' if litres else ''}, {scene.when(latest)}."
    if value >= limits["amber"]:
        return scene.say(Level.CLEAR, said, value=shown, limit=limit, facts=(latest.id,))
    level = Level.URGENT if value < limits["emergency"] else Level.STOP if value < limits["red"] else Level.CAUTION
    help_too = " Bag and mask, call 911." if level is Level.URGENT else ""
    return alarm(
        scene, limits, level, said, latest, act=f"{card('respiratory_depression').prompt}{help_too}", value=shown, limit=limit
    )


def _decide(scene: Scene, limits: Limits) -> Verdict | tuple[Verdict, ...]:
    return watch_vitals(
        scene,
        limits,
        ("spo2_percent",),
        _judge,
        name="oxygen saturation",
        event_words=("desatur", "hypox", "oxygen", "respir"),
    )


RULE = watch_rule(
    id="MON-A6",
    title="Oxygen saturation in session",
    says="Saturation below 92 % for 30 seconds is amber, below 90 % red, below 85 % an emergency.",
    reads=("VitalsTaken",),
    decide=_decide,
    cites=(at(SPRAVATO_US, "boxed warning: respiratory depression"), EXPERT),
    standing=Standing.DESIGN,
    limits={
        "amber": number(92, "%", "Below this it is amber.", low=90, high=96),
        "red": number(90, "%", "Below this it is red.", low=86, high=92),
        "emergency": number(85, "%", "Below this it is an emergency.", low=80, high=90),
    },
    examples=(
        nothing_known(),
        example("97 %", Level.CLEAR, dose(), (20, vitals(spo2_percent=97))),
        example("91 %", Level.CAUTION, dose(), (20, vitals(spo2_percent=91))),
        example("88 %", Level.STOP, dose(), (20, vitals(spo2_percent=88))),
        example("82 %", Level.URGENT, dose(), (20, vitals(spo2_percent=82))),
        example("88 %, then 97 %", Level.NOTE, dose(), (20, vitals(spo2_percent=88)), (22, vitals(spo2_percent=97))),
        example(
            "a finger clip that slipped",
            Level.CLEAR,
            dose(),
            (20, vitals(spo2_percent=97)),
            (21, vitals(spo2_percent=70, is_artefact=True)),
        ),
        example("a monitor alone says 88 %", Level.STOP, dose(), (20, vitals(spo2_percent=97)), (21, said(spo2_percent=88))),
        example(
            "and then 98 %, which nobody has accepted",
            Level.STOP,
            dose(),
            (20, vitals(spo2_percent=88)),
            (21, said(spo2_percent=98)),
        ),
        example("a monitor alone makes nothing known", Level.UNKNOWN, dose(), (20, said(spo2_percent=98))),
    ),
)
