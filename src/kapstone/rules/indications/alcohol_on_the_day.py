"""In a programme for alcohol use disorder nobody is dosed within a day of drinking, or with alcohol in blood or breath."""

from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.facts import Analyte, Answer, Indication, LabResulted
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Limit, Limits, Moment, Rule, Verdict
from kapstone.rules._sources import GRABSKI_2022, REVIEW
from kapstone.rules.session._scene import Scene, in_session
from kapstone.rules.session._story import before_dosing, check_in

_ALCOHOL = Indication.ALCOHOL


def _decide(scene: Scene, limits: Limits) -> Verdict:
    record, measured = scene.chart.check_in, scene.chart.lab(Analyte.ALCOHOL)
    if record is None or record.fact.alcohol_or_drugs_24h is Answer.UNKNOWN:
        return scene.missing("abstinence in the last 24 hours")
    if record.fact.alcohol_or_drugs_24h is Answer.YES:
        act = "Wait until 24 hours without alcohol have passed, and offer help."
        return scene.say(Level.HOLD, "There was alcohol or another drug in the last 24 hours.", act=act, facts=(record.id,))
    asked_at = min(scene.until, scene.started_at or scene.until)
    if measured is None or asked_at - measured.at > timedelta(hours=limits["hours"]):
        because = "No alcohol in blood or breath was measured for this dose."
        return scene.missing("alcohol in blood or breath", because=because, act="Measure alcohol in breath or blood.")
    value, facts = f"{measured.fact.value:g} {measured.fact.unit}", (record.id, measured.id)
    if measured.fact.value > 0:
        act = "No dose today; talk about it and plan the next visit."
        return scene.say(Level.HOLD, f"Alcohol was measured: {value}.", act=act, value=value, limit="0", facts=facts)
    stale = measured.at + timedelta(hours=limits["hours"], seconds=1)
    return scene.say(
        Level.CLEAR, "No alcohol for a day, and none was measured.", value=value, limit="0", facts=facts, changes_at=stale
    )


def _measured(value: float) -> LabResulted:
    return LabResulted(analyte=Analyte.ALCOHOL, value=value, unit="g/L")


RULE = Rule(
    id="IND-ALCOHOL-DAY",
    title="Sober on the day of the dose",
    says="In a programme for alcohol use disorder the patient has been abstinent for 24 hours and no alcohol is measured before a dose.",
    moments=frozenset({Moment.PRE_DOSE}),
    reads=("CheckedIn", "LabResulted"),
    decide=in_session(_decide),
    cites=(GRABSKI_2022,),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    owner=Role.MONITOR,
    override=Override.PRESCRIBER,
    scopes=frozenset({_ALCOHOL.value}),
    limits={"hours": Limit(4, "hours", "how old the measurement of alcohol may be before a dose", Standing.DESIGN, 0.5, 12)},
    examples=(
        before_dosing("nothing is known", Level.UNKNOWN, indication=_ALCOHOL),
        before_dosing("abstinent, none measured", Level.CLEAR, (-30, check_in()), (-20, _measured(0)), indication=_ALCOHOL),
        before_dosing("abstinent by answer, not measured", Level.UNKNOWN, (-30, check_in()), indication=_ALCOHOL),
        before_dosing("alcohol measured", Level.HOLD, (-30, check_in()), (-20, _measured(0.4)), indication=_ALCOHOL),
        before_dosing(
            "drank last night",
            Level.HOLD,
            (-30, check_in(alcohol_or_drugs_24h=Answer.YES)),
            (-20, _measured(0)),
            indication=_ALCOHOL,
        ),
        before_dosing("another programme does not ask", Level.CLEAR, indication=Indication.TRD),
    ),
)
