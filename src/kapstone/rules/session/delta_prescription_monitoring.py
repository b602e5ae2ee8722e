"""Before a dose the prescription monitoring programme has been asked within the state's window, and showed nothing undisclosed."""

from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.facts import MonitoringResult, PrescriptionMonitoringChecked
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._delta import delta_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import ASA_2025, STATE_LAW
from kapstone.rules.session._story import DAY, before_dosing, nothing_known


def _decide(scene: Scene, limits: Limits) -> Verdict:
    record = scene.chart.facts.latest(PrescriptionMonitoringChecked)
    wanted = f"within {limits['days']:g} days"
    if record is None:
        return scene.missing("prescription monitoring", act="Ask the state's prescription monitoring programme.")
    good_until = record.at + timedelta(days=limits["days"])
    if record.fact.result is MonitoringResult.UNDISCLOSED:
        return scene.say(
            Level.REVIEW, "The monitoring programme shows a controlled medicine the patient had not told of.",
            act="Talk about it with the patient and decide.", value="undisclosed", limit=wanted, facts=(record.id,),
        )  # fmt: skip
    if scene.chart.now > good_until or record.fact.result is MonitoringResult.UNAVAILABLE:
        old = scene.chart.age_of(record).days
        why = f"was asked {old} days ago" if scene.chart.now > good_until else "did not answer"
        return scene.missing(
            "prescription monitoring", because=f"The monitoring programme {why}; an answer {wanted} is needed."
        )
    return scene.say(
        Level.CLEAR, "The monitoring programme showed what was expected.", limit=wanted, facts=(record.id,),
        changes_at=good_until + timedelta(seconds=1),
    )  # fmt: skip


def _asked(result: MonitoringResult) -> PrescriptionMonitoringChecked:
    return PrescriptionMonitoringChecked(state="CA", result=result)


RULE = delta_rule(
    id="DELTA-PRESCRIPTION-MONITORING",
    title="Prescription monitoring in date",
    says="The state's prescription monitoring programme was asked within its window and showed nothing undisclosed.",
    reads=("PrescriptionMonitoringChecked",),
    decide=_decide,
    cites=(STATE_LAW, ASA_2025),
    standing=Standing.TO_CONFIRM,
    owner=Role.PRESCRIBER,
    limits={
        "days": number(
            30, "days", "How old the answer may be; state law differs.", standing=Standing.TO_CONFIRM, low=1, high=120
        )
    },
    examples=(
        nothing_known(),
        before_dosing("asked last week", Level.CLEAR, (-7 * DAY, _asked(MonitoringResult.AS_EXPECTED))),
        before_dosing("asked two months ago", Level.UNKNOWN, (-60 * DAY, _asked(MonitoringResult.AS_EXPECTED))),
        before_dosing("an opioid nobody knew of", Level.REVIEW, (-7 * DAY, _asked(MonitoringResult.UNDISCLOSED))),
        before_dosing("the programme was down", Level.UNKNOWN, (-1 * DAY, _asked(MonitoringResult.UNAVAILABLE))),
    ),
)
