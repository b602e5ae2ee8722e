"""An infusion over about 40 minutes: every ten minutes until its end, then every fifteen."""

from kapstone.evidence import Standing
from kapstone.facts import Drug, Route
from kapstone.monitoring import _sources as src
from kapstone.monitoring._plan import Plan, Watch

PLAN = Plan(
    id="iv",
    title="Intravenous infusion",
    drugs=frozenset({Drug.KETAMINE}),
    routes=frozenset({Route.IV}),
    watch=Watch(
        before=(15, 0),
        during_every=10,
        then_every=15,
        minimum_from_start=120,
        minimum_from_end=60,
        continuous=frozenset({"spo2", "heart_rate"}),
    ),
    ends_with="the discharge criteria",
    cites=(src.RIVA_POSSE_2018, src.ASA_2025, src.DESIGN),
    standing=Standing.TO_CONFIRM,
    remarks=(
        "The ten and fifteen minutes are published; the hour after the end and the two hours are ours to confirm.",
        "Capnography is optional; ECG where the heart was a question at screening.",
    ),
)
