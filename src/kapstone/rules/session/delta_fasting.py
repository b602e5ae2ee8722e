"""Before an injected or sublingual dose nothing solid for six hours and no clear fluid for two; the gate says when that will be so.

Rows NP-01 (nasal: food, liquids, nasal sprays) and NP-02 (all others) of the eligibility base.
"""

from datetime import datetime, timedelta

from kapstone.evidence import Standing
from kapstone.facts import Answer, Drug, Route
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._delta import delta_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene, minutes
from kapstone.rules.session._sources import ASA_FASTING, KETALAR, SPRAVATO_US, at
from kapstone.rules.session._story import T0, before_dosing, check_in, nothing_known


def _decide(scene: Scene, limits: Limits) -> Verdict | tuple[Verdict, ...]:
    record = scene.chart.check_in
    food_at = record.fact.last_food_at if record else None
    fluid_at = record.fact.last_clear_fluid_at if record else None
    missing = tuple(name for name, given in (("last food", food_at), ("last clear fluid", fluid_at)) if given is None)
    if record is None or food_at is None or fluid_at is None:
        return scene.missing(*missing, because=f"Not asked yet: {' and '.join(missing)}.")
    nasal = scene.chart.route is Route.NASAL or scene.chart.drug is Drug.ESKETAMINE
    food = timedelta(hours=limits["nasal_food_h" if nasal else "solids_h"])
    fluid = timedelta(hours=limits["nasal_fluid_h" if nasal else "clear_fluids_h"])
    wanted = f"{minutes(food)} after food, {minutes(fluid)} after clear fluid"
    waits = {"food": (food_at, food), "clear fluid": (fluid_at, fluid)}
    asked_at: datetime = min(scene.until, scene.started_at or scene.until)
    late = {what: had_at + span for what, (had_at, span) in waits.items() if had_at + span > asked_at}
    if nasal and record.fact.nasal_spray_1h is Answer.UNKNOWN:
        return scene.missing("nasal sprays", because="Nobody has asked yet about nasal sprays in the last hour.")
    if nasal and record.fact.nasal_spray_1h is Answer.YES:
        what, span = "nasal steroid or decongestant", timedelta(hours=limits["nasal_spray_h"])
        if record.at + span > asked_at:
            # Asked at check-in, so an hour from then is certainly enough.
            waits[what] = (record.at, span)
            late[what] = record.at + span
    if late:
        ready = max(late.values())
        return scene.say(
            Level.HOLD,
            " and ".join(f"last {what} was {minutes(asked_at - waits[what][0])} ago, {minutes(waits[what][1])} are needed" for what in late)
            .capitalize() + ".",
            act=f"Wait {minutes(ready - asked_at)}, then go on.", limit=wanted, facts=(record.id,), due=ready, changes_at=ready,
        )  # fmt: skip
    return scene.say(Level.CLEAR, "Food and drink were long enough ago.", limit=wanted, facts=(record.id,))


RULE = delta_rule(
    id="DELTA-FASTING",
    title="Food and drink before the dose",
    says="No solid food for 6 hours and no clear fluid for 2 hours before a dose; 2 hours and 30 minutes before a nasal one, and no nasal spray for an hour.",
    reads=("CheckedIn",),
    decide=_decide,
    cites=(at(KETALAR, "section 2.1: fasting guidance"), ASA_FASTING, at(SPRAVATO_US, "section 2: food and liquids")),
    standing=Standing.TO_CONFIRM,
    limits={
        "solids_h": number(6, "h", "After solid food.", standing=Standing.TO_CONFIRM, low=2, high=12),
        "clear_fluids_h": number(2, "h", "After clear fluid.", standing=Standing.TO_CONFIRM, low=0.5, high=6),
        "nasal_food_h": number(2, "h", "After food, for a nasal dose.", standing=Standing.CHECKED, low=1, high=12),
        "nasal_spray_h": number(1, "h", "After a nasal steroid or decongestant, for a nasal dose.", standing=Standing.CHECKED, low=1, high=4),
        "nasal_fluid_h": number(0.5, "h", "After fluid, for a nasal dose.", standing=Standing.CHECKED, low=0.5, high=6),
    },
    examples=(
        nothing_known(),
        before_dosing("fasted overnight", Level.CLEAR, (-30, check_in())),
        before_dosing("toast four hours ago", Level.HOLD, (-30, check_in(last_food_at=T0 - timedelta(hours=4)))),
        before_dosing("water one hour ago", Level.HOLD, (-30, check_in(last_clear_fluid_at=T0 - timedelta(hours=1)))),
        before_dosing(
            "toast four hours before a nasal dose", Level.CLEAR,
            (-30, check_in(last_food_at=T0 - timedelta(hours=4), nasal_spray_1h=Answer.NO)), route=Route.NASAL,
        ),
        before_dosing("a decongestant before a nasal dose", Level.HOLD, (-30, check_in(nasal_spray_1h=Answer.YES)), route=Route.NASAL),
        before_dosing("nobody asked about nasal sprays", Level.UNKNOWN, (-30, check_in()), route=Route.NASAL),
        before_dosing("nobody asked about drink", Level.UNKNOWN, (-30, check_in(last_clear_fluid_at=None))),
    ),
)  # fmt: skip
