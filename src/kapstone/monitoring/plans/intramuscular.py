"""An intramuscular injection: it comes up fast, so the first readings lie close together."""

from kapstone.evidence import Standing
from kapstone.facts import Drug, Route
from kapstone.monitoring import _sources as src
from kapstone.monitoring._plan import Plan, Watch

PLAN = Plan(
    id="im",
    title="Intramuscular injection",
    drugs=frozenset({Drug.KETAMINE}),
    routes=frozenset({Route.IM}),
    watch=Watch(
        before=(15, 0),
        at=(5, 10, 15, 30, 45, 60),
        then_every=30,
        minimum_from_start=90,
        continuous=frozenset({"spo2", "heart_rate"}),
    ),
    grace_min=5,
    ends_with="the discharge criteria",
    cites=(src.ASA_2025, src.DESIGN),
    standing=Standing.DESIGN,
    remarks=("After the first hour every 15 to 30 minutes.",),
)
