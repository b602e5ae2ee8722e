"""Grapefruit juice about triples exposure to swallowed S-ketamine: none for three days before."""

from kapstone.evidence import Standing
from kapstone.facts import Route
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import SWALLOWED, Action, Apart, Case, Interaction, Severity
from kapstone.rules.interactions._sources import GRAPEFRUIT_2012

INTERACTION = Interaction(
    id="DI-15",
    title="Grapefruit juice",
    says="Grapefruit juice is left out for seventy-two hours before a dose that is swallowed or held under the tongue.",
    partners=("grapefruit juice",),
    effect="it about triples exposure to oral S-ketamine",
    cases=(
        Case(
            severity=Severity.MODERATE,
            actions=(Action.SEPARATE,),
            act="Tell the patient: none for 72 hours before the dose.",
            routes=SWALLOWED,
        ),
        Case(
            severity=Severity.NONE,
            actions=(Action.NONE,),
            act="Nothing to do by this route.",
            effect="it matters only for a dose that is swallowed",
        ),
    ),
    apart=Apart(hours=72, low=24, high=168, standing=Standing.TO_CONFIRM, routes=SWALLOWED),
    cites=(GRAPEFRUIT_2012,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("by mouth", Level.CAUTION, "grapefruit juice", route=Route.ORAL),
    taking("into a vein", Level.NOTE, "grapefruit juice"),
    taking("the route is not known", Level.UNKNOWN, "grapefruit juice", route=None),
    nobody_takes_it(),
)
