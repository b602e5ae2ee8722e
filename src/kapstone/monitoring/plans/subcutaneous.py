"""A subcutaneous injection, watched as the intramuscular one, for at least an hour."""

from kapstone.evidence import Standing
from kapstone.facts import Drug, Route
from kapstone.monitoring import _sources as src
from kapstone.monitoring._plan import Plan, Watch

PLAN = Plan(
    id="sc",
    title="Subcutaneous injection",
    drugs=frozenset({Drug.KETAMINE}),
    routes=frozenset({Route.SC}),
    watch=Watch(before=(15, 0), at=(5, 10, 15, 30, 45, 60), then_every=30, minimum_from_start=60),
    grace_min=5,
    ends_with="the discharge criteria",
    cites=(src.KADS, src.DESIGN),
    standing=Standing.DESIGN,
    remarks=("Observation for 60 to 120 minutes; the shorter is the least.",),
)
