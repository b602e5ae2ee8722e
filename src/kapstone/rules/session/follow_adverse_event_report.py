"""An event that the REMS asks for is on its form within seven days; a serious one of racemic ketamine may go to MedWatch."""

from collections.abc import Iterator
from datetime import timedelta

from kapstone.adverse_events import Duty, duties_for
from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import AdverseEventReported, AdverseEventSeen, Drug, Record, ReportedTo
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._follow_up import follow_up_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._sources import EXPERT, SPRAVATO_REMS
from kapstone.rules.session._story import DAY, adverse_event, example, record_id


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    return tuple(verdict for record in chart.facts.of(AdverseEventSeen) for verdict in _each(chart, limits, record))


def _each(chart: Chart, limits: Limits, record: Record[AdverseEventSeen]) -> Iterator[Verdict]:
    reported = {report.fact.to: report for report in chart.facts.of(AdverseEventReported, lambda fact: fact.event == record.id)}
    for duty in duties_for(record.fact, chart.drug):
        done = reported.get(duty.to)
        if done is not None:
            because = f"{record.fact.term} was reported to {duty.to.words}."
            yield Verdict(level=Level.NOTE, because=because, subject=f"{record.id}:{duty.to.value}", facts=(record.id, done.id))
        else:
            yield _open(chart, limits, record, duty)


def _open(chart: Chart, limits: Limits, record: Record[AdverseEventSeen], duty: Duty) -> Verdict:
    subject = f"{record.id}:{duty.to.value}"
    if not duty.is_required:
        because = f"{record.fact.term} may be reported to {duty.to.words}; for clinicians that is voluntary."
        return Verdict(
            level=Level.NOTE, because=because, act="Decide whether to report it.", subject=subject, facts=(record.id,)
        )
    due = record.at + timedelta(days=limits["within_days"])
    late = chart.now > due
    return Verdict(
        level=Level.REVIEW if late else Level.CAUTION,
        because=f"{record.fact.term} {'was not' if late else 'is not yet'} reported to {duty.to.words}{' in time' if late else ''}.",
        act="Send the monitoring form and record that it was sent.", subject=subject, facts=(record.id,), due=due,
        changes_at=None if late else due + timedelta(seconds=1),
    )  # fmt: skip


_SEDATED = adverse_event("Drowsiness or sedation", 2, code="drowsiness")
_SENT = AdverseEventReported(event=record_id(0), to=ReportedTo.REMS)

RULE = follow_up_rule(
    id="FOLLOW-AE-REPORT",
    title="Adverse event to report",
    says="Sedation, dissociation, respiratory depression, a rise of pressure and serious events of esketamine go on the REMS form within 7 days.",
    reads=("AdverseEventSeen", "AdverseEventReported"),
    decide=_decide,
    cites=(SPRAVATO_REMS, EXPERT),
    standing=Standing.CHECKED,
    critical=False,
    limits={
        "within_days": number(
            7, "days", "The form is sent within this time of the event.", standing=Standing.CHECKED, low=1, high=7
        ),
        "opens_days": number(7, "days", "It is put on the list this long before.", low=1, high=7),
    },
    examples=(
        example("nothing happened", Level.CLEAR, now=DAY),
        example("sedation after esketamine", Level.CAUTION, (40, _SEDATED), now=DAY, drug=Drug.ESKETAMINE),
        example("eight days later, still not sent", Level.REVIEW, (40, _SEDATED), now=8 * DAY, drug=Drug.ESKETAMINE),
        example("sent", Level.NOTE, (40, _SEDATED), (DAY, _SENT), now=8 * DAY, drug=Drug.ESKETAMINE),
        example("sedation after racemic ketamine", Level.CLEAR, (40, _SEDATED), now=DAY, drug=Drug.KETAMINE),
        example("a seizure after racemic ketamine", Level.NOTE, (40, adverse_event("seizure", 4)), now=DAY, drug=Drug.KETAMINE),
    ),
)
