"""With a GLP-1 agonist the stomach empties slowly: a longer fast, and the anaesthetist knows."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import ASA_GLP1

INTERACTION = Interaction(
    id="DI-29",
    title="GLP-1 receptor agonist",
    says="With a GLP-1 receptor agonist the fast is longer or the diet liquid on the day before.",
    partners=("GLP1",),
    effect="the stomach empties more slowly, so that what is vomited may be breathed in",
    cases=(
        Case(
            severity=Severity.MODERATE,
            actions=(Action.INFORM,),
            act="A longer fast, or only liquids on the day before; tell whoever is in charge of the airway.",
        ),
    ),
    cites=(ASA_GLP1,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("weekly", Level.CAUTION, "Ozempic 1 mg weekly"),
    nobody_takes_it(),
)
