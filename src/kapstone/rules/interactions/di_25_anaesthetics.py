"""Nitrous oxide or another anaesthetic on the same day is one too many."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Apart, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT

INTERACTION = Interaction(
    id="DI-25",
    title="Another anaesthetic on the same day",
    says="After nitrous oxide or another anaesthetic a dose waits for twenty-four hours.",
    partners=("ANAESTHETIC",),
    effect="two anaesthetics on one day add up",
    cases=(
        Case(severity=Severity.MAJOR, actions=(Action.HOLD_DOSE,), act="No dose within 24 hours of it.", level=Level.CAUTION),
    ),
    apart=Apart(hours=24, low=12, high=72, standing=Standing.TO_CONFIRM),
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("at the dentist's", Level.CAUTION, "nitrous oxide"),
    nobody_takes_it(),
)
