"""A lozenge at home: an adult takes the readings, and stays for four hours."""

from kapstone.evidence import Standing
from kapstone.facts import Drug, Route
from kapstone.monitoring import _sources as src
from kapstone.monitoring._plan import Plan, Watch

PLAN = Plan(
    id="home",
    title="Sublingual or oral at home",
    drugs=frozenset({Drug.KETAMINE}),
    routes=frozenset({Route.SUBLINGUAL, Route.ORAL}),
    at_home=True,
    watch=Watch(before=(0,), at=(30, 60, 120), then_every=60, minimum_from_start=240),
    grace_min=10,
    ends_with="the adult's checklist and a check by video at the end",
    cites=(src.HULL_2022, src.DESIGN),
    standing=Standing.TO_CONFIRM,
    remarks=("The first reading is by video with a cuff.", "The adult who monitors stays for four hours."),
)
