"""A therapist is matched before treatment; ketamine-assisted psychotherapy is not given without one."""

from uuid import UUID

from kapstone.chart import Chart
from kapstone.evidence import Citation, Standing
from kapstone.facts import TherapistMatched
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Rule, Verdict
from kapstone.rules._sources import FIELD_TRIP, REVIEW
from kapstone.rules.screening._charts import example
from kapstone.rules.screening._history import SCREENING

_PRACTICE = Citation("kap-practice", "Ketamine-assisted psychotherapy in practice: several psychotherapy sessions come first")
_MATCHED = TherapistMatched(therapist=UUID(int=7), therapist_name="Sol")


def _decide(chart: Chart, _limits: Limits) -> Verdict:
    record = chart.facts.latest(TherapistMatched)
    if record is not None:
        return Verdict(level=Level.CLEAR, because=f"{record.fact.therapist_name} is the therapist.", facts=(record.id,))
    return Verdict(
        level=Level.HOLD,
        because="No therapist is matched yet.",
        act="Match a therapist whom the patient accepts.",
        waits_for=("TherapistMatched",),
    )


RULE = Rule(
    id="LO-03",
    title="Therapist",
    says="A therapist whom the patient accepted is matched before the first dose.",
    moments=SCREENING,
    reads=("TherapistMatched",),
    decide=_decide,
    cites=(_PRACTICE, FIELD_TRIP),
    standing=Standing.CHECKED,
    review=REVIEW,
    owner=Role.COORDINATOR,
    examples=(
        example("nothing is known", Level.HOLD),
        example("a therapist is matched", Level.CLEAR, _MATCHED),
    ),
)
