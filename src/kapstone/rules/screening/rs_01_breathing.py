"""An acute airway illness, uncontrolled asthma or COPD, dependence on oxygen or a low saturation keeps treatment closed."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import VitalsTaken
from kapstone.findings import Level, Override
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either, stop_if_yes, unknown
from kapstone.rules._sources import KETALAR, REVIEW, SPRAVATO_US, at
from kapstone.rules.screening._charts import example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._window import lapses, since

_ACUTE, _UNCONTROLLED, _OXYGEN = "acute_respiratory_illness", "uncontrolled_airway_disease", "oxygen_dependent"
_acute = stop_if_yes(
    _ACUTE,
    level=Level.HOLD,
    because="There is an acute infection of the airways; they close more easily then.",
    clear="No acute infection of the airways.",
    act="Wait until it has passed, then ask again.",
    subject=_ACUTE,
    override=Override.TWO_CLINICIANS,
)
_uncontrolled = stop_if_yes(
    _UNCONTROLLED,
    level=Level.HOLD,
    because="Asthma or COPD is not controlled.",
    clear="No uncontrolled asthma or COPD.",
    act="Treat it first, then ask again.",
    subject=_UNCONTROLLED,
    override=Override.TWO_CLINICIANS,
)
_oxygen = stop_if_yes(
    _OXYGEN,
    level=Level.STOP,
    because="Breathing depends on added oxygen; the esketamine label has a boxed warning of respiratory depression.",
    clear="No dependence on oxygen.",
    act="Do not treat; discuss other treatments.",
    subject=_OXYGEN,
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    return either(
        "No acute or uncontrolled airway disease, and oxygen saturation on room air is sufficient.",
        _acute(chart, limits),
        _uncontrolled(chart, limits),
        _oxygen(chart, limits),
        _saturation(chart, limits),
    )


def _saturation(chart: Chart, limits: Limits) -> Verdict:
    oldest = since(chart, limits["valid_days"])
    on_air = [
        record
        for record in chart.vitals()
        if record.fact.spo2_percent is not None and record.fact.oxygen_litres_per_min == 0 and record.at > oldest
    ]
    if not on_air:
        return unknown("oxygen saturation on room air", subject="saturation")
    last = on_air[-1]
    percent, limit = last.fact.spo2_percent or 0, f"{limits['spo2_percent']:.0f} %"
    is_low = percent < limits["spo2_percent"]
    return Verdict(
        level=Level.HOLD if is_low else Level.CLEAR,
        because=f"Oxygen saturation on room air is {percent:.0f} %, {'below' if is_low else 'not below'} {limit}.",
        act="Repeat the reading and find the cause." if is_low else "",
        value=f"{percent:.0f} %",
        limit=limit,
        subject="saturation",
        facts=(last.id,),
        changes_at=lapses(chart, last.at, limits["valid_days"]),
        override=Override.TWO_CLINICIANS,
    )


_AIRWAYS = (no(_ACUTE), no(_UNCONTROLLED), no(_OXYGEN))

RULE = Rule(
    id="RS-01",
    title="Breathing",
    says="An acute airway infection, uncontrolled asthma or COPD, or a saturation below 92 % on room air holds treatment; dependence on oxygen excludes it.",
    moments=SCREENING,
    reads=(_ACUTE, _UNCONTROLLED, _OXYGEN, "VitalsTaken"),
    decide=_decide,
    cites=(at(SPRAVATO_US, "boxed warning, respiratory depression"), at(KETALAR, "section 5.3")),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    limits={
        "spo2_percent": Limit(92, "%", "saturation on room air below which treatment waits", Standing.TO_CONFIRM, 90, 96),
        "valid_days": Limit(30, "days", "how long before the first dose a saturation counts", Standing.TO_CONFIRM, 1, 90),
    },
    examples=(
        nothing_known(),
        example("airways well, 97 %", Level.CLEAR, *_AIRWAYS, VitalsTaken(spo2_percent=97)),
        example("airways well, 91 %", Level.HOLD, *_AIRWAYS, VitalsTaken(spo2_percent=91)),
        example(
            "97 % on two litres says nothing of room air",
            Level.UNKNOWN,
            *_AIRWAYS,
            VitalsTaken(spo2_percent=97, oxygen_litres_per_min=2),
        ),
        example("a chest infection", Level.HOLD, yes(_ACUTE), *_AIRWAYS[1:], VitalsTaken(spo2_percent=97)),
        example("oxygen at home", Level.STOP, *_AIRWAYS[:2], yes(_OXYGEN), VitalsTaken(spo2_percent=97)),
    ),
)
