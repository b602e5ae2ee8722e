"""Whether a question of pregnancy arises at all."""

from kapstone.chart import Chart
from kapstone.facts import Sex
from kapstone.findings import Level
from kapstone.rules._rule import Verdict


def does_not_arise(chart: Chart, because: str = "Male at birth: the question does not arise.") -> Verdict | None:
    """CLEAR for someone who was male at birth, else None."""
    if chart.person is None or chart.person.sex_at_birth is not Sex.MALE:
        return None
    return Verdict(level=Level.CLEAR, because=because)
