"""Ketamine or esketamine from anywhere else at the same time is a double."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Drug
from kapstone.findings import Level, Override
from kapstone.rules._rule import Limits, Verdict, unknown
from kapstone.rules.interactions._examples import hours_ago, nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Apart, Case, Interaction, Severity, Touched
from kapstone.rules.interactions._sources import EXPERT


def _which(touched: Touched, case: Case, chart: Chart, _limits: Limits) -> Verdict | None:
    """The other drug is blocked; the same drug is held until it is known whose it is."""
    if chart.drug is None:
        because = f"{touched.listed.words} is on the list, and which drug the programme gives is not known."
        return unknown("drug", because=because, act="Choose the programme, or say its drug.", subject=touched.listed.subject)
    if chart.drug.value not in touched.ingredients:
        return None
    return Verdict(
        level=Level.HOLD,
        because=f"{touched.listed.words} is on the list, and this programme gives the same drug.",
        act="Find out where it comes from; take it off the list if it is ours, else do not go on before it has ended.",
        value=f"{case.severity.value}: {', '.join(touched.ingredients)}",
        subject=touched.listed.subject,
        facts=(touched.listed.record.id,),
        override=Override.TWO_CLINICIANS,
    )


INTERACTION = Interaction(
    id="DI-36",
    title="Ketamine or esketamine from elsewhere",
    says="Esketamine and racemic ketamine are not given in the same week, and either from elsewhere is cleared up first.",
    partners=("SUBJECT",),
    effect="esketamine and racemic ketamine in one week are the same drug twice",
    cases=(
        Case(
            severity=Severity.CONTRAINDICATED,
            actions=(Action.BLOCK,),
            act="Do not give both in one week; end one before the other begins.",
            later=Level.REVIEW,
        ),
    ),
    apart=Apart(hours=168, low=168, high=1440, standing=Standing.DESIGN),
    refine=_which,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
)

RULE = INTERACTION.rule(
    taking("esketamine, in a racemic programme", Level.STOP, "Spravato 84 mg weekly"),
    taking("esketamine, last taken ten days ago", Level.REVIEW, hours_ago(240, "Spravato 84 mg")),
    taking("ketamine, in an esketamine programme", Level.STOP, "ketamine lozenge 100 mg", drug=Drug.ESKETAMINE),
    taking("lozenges from another clinic", Level.HOLD, "ketamine lozenge 100 mg"),
    taking("the programme's drug is not known", Level.UNKNOWN, "Spravato", drug=None),
    nobody_takes_it(),
)
