"""An opioid with ketamine can depress breathing to death: a prescriber decides in the clinic, and at home it is blocked."""

from kapstone.chart import Place
from kapstone.evidence import Standing
from kapstone.facts import Route
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import KETALAR, SPRAVATO_US, at

INTERACTION = Interaction(
    id="DI-03",
    title="Opioid",
    says="An opioid goes to the prescriber, with continuous oxygen saturation and naloxone at hand; at home it is blocked.",
    partners=("OPIOID_AG",),
    but=("buprenorphine", "methadone"),
    effect="together with ketamine an opioid can cause profound sedation, depressed breathing, coma and death, and recovery takes longer",
    cases=(
        Case(
            severity=Severity.MAJOR,
            actions=(Action.BLOCK,),
            act="No dose at home with an opioid; consider treatment in the clinic.",
            at_home=True,
        ),
        Case(
            severity=Severity.MAJOR,
            actions=(Action.REVIEW, Action.ENHANCED_MONITOR),
            act="Decide whether to go on. Measure oxygen saturation continuously, with capnography where there is one, and have naloxone at hand. The opioid is never stopped abruptly.",
        ),
    ),
    cites=(at(KETALAR, "section 7.3"), at(SPRAVATO_US, "section 7.1")),
    standing=Standing.CHECKED,
)

RULE = INTERACTION.rule(
    taking("in the clinic", Level.REVIEW, "oxycodone 5 mg q6h"),
    taking("at home", Level.STOP, "Percocet 5/325", place=Place.HOME, route=Route.SUBLINGUAL),
    taking("as cough syrup", Level.REVIEW, "codeine syrup"),
    nobody_takes_it(),
)
