"""How closely a dose is watched: the plan for each route, what a set of observations holds, and what lies ready."""

from functools import cache

from kapstone import catalogue
from kapstone.facts import Drug, Route
from kapstone.monitoring._equipment import EQUIPMENT, Equipment
from kapstone.monitoring._plan import Plan, Shortfall, Watch
from kapstone.monitoring._record_set import RECORD_SET, Recorded

__all__ = ["EQUIPMENT", "RECORD_SET", "Equipment", "Plan", "Recorded", "Shortfall", "Watch", "all_plans", "plan_for"]


@cache
def all_plans() -> dict[str, Plan]:
    """Every plan by id, from every module of this package that declares `PLAN`."""
    return catalogue.entries(__name__, Plan, name="PLAN")


def plan_for(drug: Drug, route: Route, *, at_home: bool = False) -> Plan | None:
    """The plan for a drug by a route in a place; None where none is proposed (an infusion at home)."""
    fits = (plan for plan in all_plans().values() if drug in plan.drugs and route in plan.routes and plan.at_home is at_home)
    return next(fits, None)
