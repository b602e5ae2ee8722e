"""Buprenorphine or methadone: as any opioid, and the treatment is not stopped for ketamine."""

from kapstone.chart import Place
from kapstone.evidence import Standing
from kapstone.facts import Route
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT

INTERACTION = Interaction(
    id="DI-04",
    title="Opioid agonist treatment",
    says="Buprenorphine or methadone goes to the prescriber together with whoever prescribes it, and is not stopped for ketamine; at home it is blocked.",
    partners=("buprenorphine", "methadone"),
    effect="together with ketamine buprenorphine or methadone deepens sedation and depresses breathing as any opioid",
    cases=(
        Case(
            severity=Severity.MAJOR,
            actions=(Action.BLOCK,),
            act="No dose at home with an opioid; consider treatment in the clinic. Do not stop the opioid treatment for it.",
            at_home=True,
        ),
        Case(
            severity=Severity.MAJOR,
            actions=(Action.REVIEW, Action.ENHANCED_MONITOR),
            act="Decide together with whoever prescribes it. Do not stop it for ketamine. Measure oxygen saturation continuously and have naloxone at hand.",
        ),
    ),
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("buprenorphine in the clinic", Level.REVIEW, "Suboxone 8/2 daily"),
    taking("methadone at home", Level.STOP, "methadone 80 mg daily", place=Place.HOME, route=Route.SUBLINGUAL),
    nobody_takes_it(),
)
