"""A lozenge, a tablet or a drink in the clinic: it comes up slowly and stays long."""

from kapstone.evidence import Standing
from kapstone.facts import Drug, Route
from kapstone.monitoring import _sources as src
from kapstone.monitoring._plan import Plan, Watch

PLAN = Plan(
    id="oral",
    title="Sublingual or oral in the clinic",
    drugs=frozenset({Drug.KETAMINE}),
    routes=frozenset({Route.SUBLINGUAL, Route.ORAL}),
    watch=Watch(before=(0,), at=(15, 30, 45, 60, 90, 120), then_every=30, minimum_from_start=120),
    grace_min=5,
    ends_with="the discharge criteria",
    cites=(src.DESIGN,),
    standing=Standing.DESIGN,
)
