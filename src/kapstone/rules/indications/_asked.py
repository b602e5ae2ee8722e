"""One clinician's answer as a part of entry criteria: yes is what the study asked for."""

from collections.abc import Callable

from kapstone.chart import Chart
from kapstone.facts import Answer
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict, unknown


def wanted(item: str, *, because: str, act: str) -> Callable[[Chart, Limits], Verdict]:
    """CLEAR on yes, REVIEW on no, UNKNOWN otherwise."""

    def judge(chart: Chart, _limits: Limits) -> Verdict:
        record = chart.history_record(item)
        if record is None or record.fact.answer is Answer.UNKNOWN:
            return unknown(item, subject=item)
        if record.fact.answer is Answer.YES:
            return Verdict(level=Level.CLEAR, because="As the studies asked for.", facts=(record.id,))
        return Verdict(level=Level.REVIEW, because=because, act=act, subject=item, facts=(record.id,))

    return judge
