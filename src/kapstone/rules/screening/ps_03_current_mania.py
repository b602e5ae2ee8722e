"""Current mania excludes treatment; a high score on a mania scale holds it until someone has looked."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level, Override
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either, stop_if_yes
from kapstone.rules._sources import ALTMAN_1997, HULL_2022, REVIEW, SANACORA_2017, YOUNG_1978
from kapstone.rules.screening._charts import example, no, not_sure, nothing_known, scored, yes
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._measures import latest_total

_ITEM = "current_mania"
_SCALES = {"ymrs": "Young Mania Rating Scale", "asrm": "Altman Self-Rating Mania Scale"}
_asked = stop_if_yes(
    _ITEM,
    level=Level.STOP,
    because="There is mania, hypomania or a mixed state now; ketamine may drive mood up further.",
    clear="No current mania, hypomania or mixed state is known.",
    act="Do not treat; stabilise mood first.",
    subject=_ITEM,
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    clear = "No current mania, hypomania or mixed state is known."
    return either(clear, _asked(chart, limits), *(_scale(chart, limits, scale) for scale in _SCALES))


def _scale(chart: Chart, limits: Limits, scale: str) -> Verdict | None:
    """The scales add to the clinical answer; one that was not asked says nothing."""
    found, cut = latest_total(chart, scale, within_days=limits["scale_days"]), limits[f"{scale}_points"]
    if found is None or found[1] < cut:
        return None
    record, total = found
    return Verdict(
        level=Level.HOLD,
        because=f"The {_SCALES[scale]} gives {total:.0f} points, at or above {cut:.0f}.",
        act="Examine for mania; treatment waits until it is excluded or has passed.",
        value=f"{total:.0f} points",
        limit=f"{cut:.0f} points",
        subject=scale,
        facts=(record.id,),
        changes_at=record.at + timedelta(days=limits["scale_days"]),
        override=Override.TWO_CLINICIANS,
    )


RULE = Rule(
    id="PS-03",
    title="Current mania",
    says="Current mania, hypomania or a mixed state excludes treatment; 12 points or more on the YMRS or 6 on the ASRM hold it.",
    moments=SCREENING,
    reads=(_ITEM, "MeasureAnswered"),
    decide=_decide,
    cites=(HULL_2022, SANACORA_2017, YOUNG_1978, ALTMAN_1997),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    limits={
        "ymrs_points": Limit(12, "points", "YMRS from which mania is possible", Standing.CHECKED, 6, 20),
        "asrm_points": Limit(6, "points", "ASRM from which mania is possible", Standing.TO_CONFIRM, 4, 10),
        "scale_days": Limit(14, "days", "how long a score counts", Standing.DESIGN, 1, 30),
    },
    examples=(
        nothing_known(),
        example("the answer is yes", Level.STOP, yes(_ITEM)),
        example("the answer is no", Level.CLEAR, no(_ITEM)),
        example("asked, and not known", Level.UNKNOWN, not_sure(_ITEM)),
        example("no by answer, 8 points on the ASRM", Level.HOLD, no(_ITEM), scored("asrm", 8)),
        example("no by answer, 5 points on the ASRM", Level.CLEAR, no(_ITEM), scored("asrm", 5)),
        example("no by answer, 12 points on the YMRS", Level.HOLD, no(_ITEM), scored("ymrs", 12)),
    ),
)
