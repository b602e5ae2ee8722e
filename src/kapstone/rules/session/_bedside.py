"""The bedside checks before going home as discharge criteria: yes passes, no holds, not checked is unknown."""

from collections.abc import Callable, Mapping

from kapstone.facts import Answer, RecoveryAssessed
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._discharge import fresh
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._story import SESSION

__all__ = ["bedside", "recovery"]


def bedside(fields: Mapping[str, str], *, clear: str, act: str) -> Callable[[Scene, Limits], Verdict]:
    """A decision on some answers of the latest bedside check; `fields` maps each to its name."""

    def decide(scene: Scene, limits: Limits) -> Verdict:
        series = scene.chart.facts.of(RecoveryAssessed, lambda fact: fact.session == scene.session)
        latest = fresh(scene, limits, series, "bedside check")
        if isinstance(latest, Verdict):
            return latest
        answers = {name: getattr(latest.fact, field) for field, name in fields.items()}
        failed = [name for name, answer in answers.items() if answer is Answer.NO]
        open_ones = tuple(name for name, answer in answers.items() if answer is Answer.UNKNOWN)
        if failed:
            return scene.say(Level.HOLD, f"Not yet: {', '.join(failed)}.", act=act, value="no", facts=(latest.id,))
        if open_ones:
            return scene.missing(*open_ones, because=f"Not checked: {', '.join(open_ones)}.")
        return scene.say(Level.CLEAR, clear, value="yes", facts=(latest.id,))

    return decide


def recovery(**answers: Answer) -> RecoveryAssessed:
    """A bedside check for worked examples."""
    return RecoveryAssessed(session=SESSION, **answers)
