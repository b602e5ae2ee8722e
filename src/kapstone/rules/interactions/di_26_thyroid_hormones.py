"""Too much thyroid hormone adds to pressure and heart rate: a recent TSH, and closer watching."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Analyte, LabResulted
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Verdict
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity, Touched, spoken
from kapstone.rules.interactions._sources import EXPERT, KETALAR_OLD
from kapstone.rules.screening._window import has_lapsed


def _with_tsh(touched: Touched, case: Case, chart: Chart, limits: Limits) -> Verdict:
    months = limits["tsh_months"]
    tested = chart.lab(Analyte.TSH)
    if tested is None or has_lapsed(chart, tested, months * 30.4):
        act = f"Measure TSH: none of the last {months:g} months is known. Watch pressure and heart rate closely."
        return spoken(INTERACTION, touched, case, act=act)
    more = f" TSH was {tested.fact.value:g} {tested.fact.unit} on {tested.at:%d-%b-%Y}."
    return spoken(INTERACTION, touched, case, more=more)


INTERACTION = Interaction(
    id="DI-26",
    title="Thyroid hormone",
    says="With thyroid hormone a TSH of the last twelve months is wanted, and pressure and heart rate are watched closely.",
    partners=("THYROID",),
    effect="older labels of ketamine warn of high pressure and a fast heart in people who take thyroid hormone",
    cases=(
        Case(
            severity=Severity.MODERATE,
            actions=(Action.ENHANCED_MONITOR,),
            act="Continue it, and watch pressure and heart rate closely.",
        ),
    ),
    refine=_with_tsh,
    own_limits={"tsh_months": Limit(12, "months", "how old a TSH may be", Standing.TO_CONFIRM, 3, 24)},
    cites=(KETALAR_OLD, EXPERT),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("no TSH is known", Level.CAUTION, "levothyroxine 88 mcg daily"),
    taking("with a TSH", Level.CAUTION, "Synthroid", LabResulted(analyte=Analyte.TSH, value=1.8, unit="mIU/L")),
    nobody_takes_it(),
)
