"""Some antipsychotics may blunt effects; what matters is why the medicine is taken."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import VERAART_2021

INTERACTION = Interaction(
    id="DI-21",
    title="Antipsychotic",
    says="An antipsychotic asks for the reason it is taken; some may blunt effects of ketamine.",
    partners=("ANTIPSYCH",),
    effect="nothing is said of it in the studies this rests on; what matters is why it is taken",
    cases=(
        Case(
            severity=Severity.EFFICACY,
            actions=(Action.INFORM,),
            act="Find out why it is taken: psychosis is a reason not to treat (PS-01).",
            ingredients=frozenset({"clozapine", "risperidone", "haloperidol"}),
            effect="in studies of low quality it blunted effects of ketamine (for haloperidol one found so and two did not)",
        ),
        Case(
            severity=Severity.NONE,
            actions=(Action.INFORM,),
            act="Find out why it is taken: psychosis is a reason not to treat (PS-01).",
            ingredients=frozenset({"olanzapine"}),
            effect="no blunting was found",
        ),
        Case(
            severity=Severity.MINOR,
            actions=(Action.INFORM,),
            act="Find out why it is taken: psychosis is a reason not to treat (PS-01).",
        ),
    ),
    cites=(VERAART_2021,),
    standing=Standing.CHECKED,
)

RULE = INTERACTION.rule(
    taking("one that may blunt", Level.NOTE, "risperidone 2 mg qhs"),
    taking("olanzapine", Level.NOTE, "Zyprexa 5 mg"),
    taking("as augmentation", Level.NOTE, "Abilify 5 mg daily"),
    nobody_takes_it(),
)
