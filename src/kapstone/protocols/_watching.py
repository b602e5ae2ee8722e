"""Where a protocol watches less closely than the plan for its route: remarks for the director, not mistakes of the file."""

from datetime import timedelta

from kapstone.monitoring import Shortfall, Watch, plan_for
from kapstone.protocols._model import Protocol, Setting

__all__ = ["watches_less"]


def watches_less(protocol: Protocol) -> tuple[Shortfall, ...] | None:
    """Each place in which [monitoring] asks for less than the plan; None where there is no plan for this way of giving the drug."""
    plan = plan_for(protocol.drug, protocol.route, at_home=protocol.place is Setting.HOME)
    if plan is None:
        return None
    return plan.shortfalls(_watch(protocol))


def _watch(protocol: Protocol) -> Watch:
    asked = protocol.monitoring
    return Watch(
        before=tuple(_minutes(each) for each in asked.before),
        during_every=None if asked.during_every is None else _minutes(asked.during_every),
        at=tuple(_minutes(each) for each in asked.at or ()),
        then_every=_minutes(asked.then_every),
        minimum_from_start=_minutes(asked.minimum_from_start),
        minimum_from_end=_minutes(asked.minimum_from_end),
        continuous=frozenset(sign.value for sign in asked.continuous),
    )


def _minutes(span: timedelta) -> float:
    return span / timedelta(minutes=1)
