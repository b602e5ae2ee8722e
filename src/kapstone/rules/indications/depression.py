"""How severe a depression was at entry: by the PHQ-9, the QIDS or the MADRS, whichever was asked; mania and cognition besides."""

from collections.abc import Callable

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Indication
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either
from kapstone.rules._sources import ELEKT_D, HULL_2022, JELOVAC_2025, REVIEW
from kapstone.rules.indications._entry import VALID_DAYS, Severity, severe_enough, total_before
from kapstone.rules.screening._charts import example, nothing_known, scored
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._window import lapses

_SCALES = (
    Severity(
        scale="phq9",
        name="PHQ-9",
        cut=Limit(15, "points", "PHQ-9 at entry; one cohort took 10", Standing.DESIGN, 10, 20),
    ),
    Severity(scale="qids", name="QIDS-SR", cut=Limit(11, "points", "QIDS-SR at entry", Standing.TO_CONFIRM, 6, 16)),
    Severity(
        scale="madrs",
        name="MADRS",
        cut=Limit(20, "points", "MADRS at entry; ELEKT-D asked for more than 20", Standing.CHECKED, 15, 35),
    ),
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    return either(
        "It is severe enough, without signs of mania or of failing cognition.",
        severe_enough(chart, limits, _SCALES),
        _beside(chart, limits, "ymrs", "YMRS", lambda total: total > limits["ymrs_most"], f"at most {limits['ymrs_most']:g}"),
        _beside(
            chart, limits, "moca", "MoCA", lambda total: total < limits["moca_least"], f"at least {limits['moca_least']:g}"
        ),
    )


def _beside(
    chart: Chart, limits: Limits, scale: str, name: str, is_outside: Callable[[float], bool], limit: str
) -> Verdict | None:
    """A further criterion of ELEKT-D, where it was asked."""
    found = total_before(chart, scale, limits["valid_days"])
    if found is None or not is_outside(found[1]):
        return None
    return Verdict(
        level=Level.REVIEW,
        because=f"The {name} gives {found[1]:g} points; the trial took {limit}.",
        act="Look into it, then decide.",
        value=f"{found[1]:g} points",
        limit=limit,
        subject=scale,
        facts=(found[0].id,),
        changes_at=lapses(chart, found[0].at, limits["valid_days"]),
    )


_TRD = Indication.TRD

RULE = Rule(
    id="IND-DEPRESSION",
    title="Severity of depression",
    says="At entry the PHQ-9 is 15, the QIDS-SR 11 or the MADRS 20 or more; where they were asked, the YMRS is at most 5 and the MoCA at least 18.",
    moments=SCREENING,
    reads=("MeasureAnswered",),
    decide=_decide,
    cites=(ELEKT_D, JELOVAC_2025, HULL_2022),
    standing=Standing.CHECKED,
    review=REVIEW,
    limits={each.limit: each.cut for each in _SCALES}
    | {
        "ymrs_most": Limit(5, "points", "most on the YMRS at entry", Standing.CHECKED, 3, 12),
        "moca_least": Limit(18, "points", "least on the MoCA at entry", Standing.CHECKED, 15, 26),
        "valid_days": VALID_DAYS,
    },
    scopes=frozenset({Indication.TRD.value, Indication.MDD.value, Indication.BIPOLAR.value}),
    examples=(
        nothing_known(indication=_TRD),
        example("PHQ-9 of 15", Level.CLEAR, scored("phq9", 15), indication=_TRD),
        example("PHQ-9 of 12", Level.REVIEW, scored("phq9", 12), indication=_TRD),
        example("PHQ-9 of 12, MADRS of 24", Level.CLEAR, scored("phq9", 12), scored("madrs", 24), indication=_TRD),
        example("YMRS of 8", Level.REVIEW, scored("phq9", 18), scored("ymrs", 8), indication=_TRD),
        example("MoCA of 16", Level.REVIEW, scored("phq9", 18), scored("moca", 16), indication=_TRD),
        example("screened for pain", Level.CLEAR, scored("phq9", 3), indication=Indication.PAIN),
    ),
)
