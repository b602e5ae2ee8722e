"""Racemic ketamine into the nose, compounded and off label."""

from kapstone.evidence import Standing
from kapstone.facts import Drug, Route
from kapstone.monitoring import _sources as src
from kapstone.monitoring._plan import Plan, Watch

PLAN = Plan(
    id="nasal",
    title="Racemic ketamine into the nose",
    drugs=frozenset({Drug.KETAMINE}),
    routes=frozenset({Route.NASAL}),
    watch=Watch(before=(0,), at=(15, 30, 45, 60, 90), then_every=30, minimum_from_start=90),
    grace_min=5,
    ends_with="the discharge criteria",
    cites=(src.DESIGN,),
    standing=Standing.DESIGN,
    remarks=("Observation for 90 to 120 minutes; the shorter is the least.",),
)
