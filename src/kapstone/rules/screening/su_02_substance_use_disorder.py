"""Another active substance use disorder excludes treatment, except in a programme that treats it."""

from datetime import UTC, date, datetime, time, timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer, Indication
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import COHEN_2018, FIELD_TRIP, REVIEW
from kapstone.rules.screening._charts import example, no, not_sure, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_ITEM = "other_substance_use_disorder"


def _decide(chart: Chart, limits: Limits) -> Verdict:
    record = chart.history_record(_ITEM)
    if record is None or record.fact.answer is Answer.UNKNOWN:
        return unknown(_ITEM)
    if record.fact.answer is Answer.NO:
        return Verdict(level=Level.CLEAR, because="No active substance use disorder is known.", facts=(record.id,))
    if chart.indication is Indication.ALCOHOL:
        return Verdict(
            level=Level.REVIEW,
            because="There was an active substance use disorder within three months, and this programme treats one.",
            act="Confirm that it is the one this programme treats, then decide.",
            facts=(record.id,),
        )
    sober = record.fact.on
    enough = datetime.combine(sober, time(), UTC) + timedelta(days=limits["sober_days"]) if sober is not None else None
    limit = f"{limits['sober_days']:g} days sober"
    if sober is not None and enough is not None and enough <= chart.now:
        return Verdict(
            level=Level.REVIEW,
            because=f"There was a substance use disorder; sober since {sober.day} {sober:%B %Y}, at least {limits['sober_days']:g} days.",
            act="Confirm it, and how a relapse would be noticed, then decide.",
            limit=limit,
            facts=(record.id,),
        )
    return Verdict(
        level=Level.STOP,
        because="There was an active moderate or severe substance use disorder within three months.",
        act=f"Do not treat; offer care for the use disorder, and ask again after {limits['sober_days']:g} days sober.",
        limit=limit,
        facts=(record.id,),
        changes_at=enough,
    )


RULE = Rule(
    id="SU-02",
    title="Active substance use disorder",
    says="Another moderate or severe substance use disorder excludes treatment until three months sober, unless the programme treats it.",
    moments=SCREENING,
    reads=(_ITEM,),
    decide=_decide,
    cites=(COHEN_2018, FIELD_TRIP),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    limits={
        "sober_days": Limit(
            92, "days", "sober, by the date of the answer, before the prescriber may decide", Standing.CHECKED, 28, 366
        )
    },
    examples=(
        nothing_known(),
        example("the answer is yes", Level.STOP, yes(_ITEM)),
        example("sober for five weeks", Level.STOP, yes(_ITEM, date(2026, 10, 17))),
        example("sober for four months", Level.REVIEW, yes(_ITEM, date(2026, 7, 15))),
        example(
            "the answer is yes, in a programme for alcohol use disorder",
            Level.REVIEW,
            yes(_ITEM),
            indication=Indication.ALCOHOL,
        ),
        example("the answer is no", Level.CLEAR, no(_ITEM)),
        example("asked, and not known", Level.UNKNOWN, not_sure(_ITEM)),
    ),
)
