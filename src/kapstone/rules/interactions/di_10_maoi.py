"""A monoamine oxidase inhibitor is no exclusion by itself; a prescriber decides, and the pressure is measured often."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import SPRAVATO_US, VERAART_2021, at

INTERACTION = Interaction(
    id="DI-10",
    title="Monoamine oxidase inhibitor",
    says="A monoamine oxidase inhibitor goes to the prescriber, and blood pressure is measured every five to ten minutes; it is no exclusion by itself.",
    partners=("MAOI",),
    but=("linezolid", "methylene blue"),
    effect="blood pressure may rise more; in case reports with tranylcypromine nothing relevant was seen",
    cases=(
        Case(
            severity=Severity.MODERATE,
            actions=(Action.REVIEW, Action.ENHANCED_MONITOR),
            act="Decide; it is no exclusion by itself. Measure blood pressure every 5 to 10 minutes.",
        ),
    ),
    cites=(at(SPRAVATO_US, "section 7.3"), VERAART_2021),
    standing=Standing.CHECKED,
)

RULE = INTERACTION.rule(
    taking("an antidepressant of this kind", Level.REVIEW, "Parnate 30 mg"),
    taking("for Parkinson's disease", Level.REVIEW, "rasagiline 1 mg daily"),
    nobody_takes_it(),
)
