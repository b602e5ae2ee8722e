"""A dissociative disorder, or much dissociation in daily life, needs the prescriber's judgement."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import MeasureAnswered
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either, stop_if_yes
from kapstone.rules._sources import DES_II, EXPERT, REVIEW
from kapstone.rules.screening._charts import example, no, not_sure, nothing_known, yes
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._measures import latest_total

_ITEM = "dissociative_disorder"
_asked = stop_if_yes(
    _ITEM,
    level=Level.REVIEW,
    because="There is a dissociative disorder; ketamine causes dissociation for a while.",
    clear="No dissociative disorder is known.",
    act="Plan preparation and a lower dose, then decide.",
    subject=_ITEM,
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    return either("No dissociative disorder is known.", _asked(chart, limits), _scale(chart, limits))


def _scale(chart: Chart, limits: Limits) -> Verdict | None:
    found, cut = latest_total(chart, "des2", within_days=limits["scale_days"]), limits["des2_points"]
    if found is None or found[1] < cut:
        return None
    record, total = found
    return Verdict(
        level=Level.REVIEW,
        because=f"The Dissociative Experiences Scale gives {total:.0f} points, at or above {cut:.0f}.",
        act="Examine for a dissociative disorder, then decide.",
        value=f"{total:.0f} points",
        limit=f"{cut:.0f} points",
        subject="des2",
        facts=(record.id,),
        changes_at=record.at + timedelta(days=limits["scale_days"]),
    )


RULE = Rule(
    id="PS-07",
    title="Dissociative disorder",
    says="A dissociative disorder, or 30 points or more on the DES-II, needs the prescriber's judgement.",
    moments=SCREENING,
    reads=(_ITEM, "MeasureAnswered"),
    decide=_decide,
    cites=(EXPERT, DES_II),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    limits={
        "des2_points": Limit(30, "points", "DES-II from which the prescriber decides", Standing.TO_CONFIRM, 20, 45),
        "scale_days": Limit(90, "days", "how long a score counts", Standing.DESIGN, 14, 365),
    },
    examples=(
        nothing_known(),
        example("the answer is yes", Level.REVIEW, yes(_ITEM)),
        example("the answer is no", Level.CLEAR, no(_ITEM)),
        example("asked, and not known", Level.UNKNOWN, not_sure(_ITEM)),
        example(
            "no by answer, 34 points on the DES-II",
            Level.REVIEW,
            no(_ITEM),
            MeasureAnswered(instrument="des2", instrument_version="1", answers={}, total_only=34),
        ),
    ),
)
