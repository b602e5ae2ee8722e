"""What a classic psychedelic does with ketamine cannot be foreseen: two weeks between them."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import hours_ago, nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Apart, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT

INTERACTION = Interaction(
    id="DI-34",
    title="Classic psychedelic",
    says="A classic psychedelic holds treatment for two weeks.",
    partners=("PSYCHEDELIC",),
    effect="what it does together with ketamine cannot be foreseen",
    cases=(
        Case(
            severity=Severity.MAJOR,
            actions=(Action.HOLD_DOSE,),
            act="At least two weeks between it and a dose.",
            later=Level.CAUTION,
        ),
    ),
    apart=Apart(hours=336, low=168, high=1440, standing=Standing.TO_CONFIRM),
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("not known when", Level.HOLD, "psilocybin"),
    taking("last week", Level.HOLD, hours_ago(168, "psilocybin")),
    taking("last month", Level.CAUTION, hours_ago(720, "LSD")),
    nobody_takes_it(),
)
