"""Esketamine nasal spray: blood pressure at about 40 minutes, then until it falls; two hours from the last spray."""

from kapstone.evidence import Standing
from kapstone.facts import Drug, Route
from kapstone.monitoring import _sources as src
from kapstone.monitoring._plan import Plan, Watch

PLAN = Plan(
    id="esketamine",
    title="Esketamine nasal spray",
    drugs=frozenset({Drug.ESKETAMINE}),
    routes=frozenset({Route.NASAL}),
    watch=Watch(before=(0,), at=(40, 60, 90, 120), then_every=30, minimum_from_start=120, minimum_from_end=120),
    grace_min=5,
    ends_with="a patient who is stable, with a blood pressure that is falling",
    cites=(src.SPRAVATO, src.REMS),
    standing=Standing.CHECKED,
    remarks=(
        "Oxygen saturation, breathing, sedation and dissociation at 40, 60, 90 and 120 minutes.",
        "Minimum observation counts from the last spray.",
    ),
)
