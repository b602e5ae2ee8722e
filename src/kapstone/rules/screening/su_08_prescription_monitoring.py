"""The state's prescription monitoring programme is looked at, and what it shows undisclosed goes to the prescriber."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import MonitoringResult, PrescriptionMonitoringChecked
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import ASA_2025, REVIEW, STATE_LAW
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING

_ACT = "Look the patient up in the state's prescription monitoring programme."


def _decide(chart: Chart, limits: Limits) -> Verdict:
    record, days = chart.facts.latest(PrescriptionMonitoringChecked), limits["valid_days"]
    if record is None:
        return unknown("prescription monitoring check", act=_ACT)
    lapses, day = record.at + timedelta(days=days), f"{record.at.day} {record.at:%B %Y}"
    if record.fact.result is MonitoringResult.UNDISCLOSED:
        return Verdict(
            level=Level.REVIEW,
            because=f"The prescription monitoring check of {day} shows a controlled substance the patient had not named.",
            act="Talk it over with the patient and the other prescriber, then decide.",
            value="undisclosed",
            facts=(record.id,),
        )
    if record.fact.result is MonitoringResult.UNAVAILABLE:
        because = f"The prescription monitoring programme of {record.fact.state} was not available on {day}."
        return unknown("prescription monitoring check", because=because, act=_ACT)
    if lapses <= chart.now:
        because = f"The prescription monitoring check of {day} is more than {days:.0f} days old."
        return unknown("prescription monitoring check", because=because, act=_ACT)
    return Verdict(
        level=Level.CLEAR,
        because=f"The prescription monitoring check of {day} shows what is expected.",
        value="as expected",
        limit=f"at most {days:.0f} days old",
        facts=(record.id,),
        changes_at=lapses,
    )


def _checked(result: MonitoringResult) -> PrescriptionMonitoringChecked:
    return PrescriptionMonitoringChecked(state="OR", result=result)


RULE = Rule(
    id="SU-08",
    title="Prescription monitoring",
    says="The state's prescription monitoring programme is checked within its window, and an undisclosed substance goes to the prescriber.",
    moments=SCREENING,
    reads=("PrescriptionMonitoringChecked",),
    decide=_decide,
    cites=(STATE_LAW, ASA_2025),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    critical=True,
    limits={"valid_days": Limit(7, "days", "how long a check counts; states differ", Standing.TO_CONFIRM, 1, 120)},
    examples=(
        nothing_known(),
        example("as expected", Level.CLEAR, (2, _checked(MonitoringResult.AS_EXPECTED))),
        example("as expected, long ago", Level.UNKNOWN, (8, _checked(MonitoringResult.AS_EXPECTED))),
        example("an undisclosed substance", Level.REVIEW, (2, _checked(MonitoringResult.UNDISCLOSED))),
        example("programme not available", Level.UNKNOWN, (2, _checked(MonitoringResult.UNAVAILABLE))),
    ),
)
