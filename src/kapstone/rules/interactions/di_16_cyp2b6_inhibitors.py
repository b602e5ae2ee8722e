"""A CYP2B6 inhibitor raises exposure, most to a dose that is swallowed."""

from kapstone.evidence import Standing
from kapstone.facts import Route
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import SWALLOWED, Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import PELTONIEMI_2011, SPRAVATO_EU

INTERACTION = Interaction(
    id="DI-16",
    title="CYP2B6 inhibitor",
    says="With a CYP2B6 inhibitor a dose that is swallowed or held under the tongue is lowered; by other routes the patient is watched more closely.",
    partners=("CYP2B6_INH",),
    effect="it slows the breakdown of ketamine",
    cases=(
        Case(
            severity=Severity.MINOR,
            actions=(Action.INFORM,),
            act="Nothing to change for this; bupropion inhibits only weakly.",
            ingredients=frozenset({"bupropion"}),
            effect="it inhibits CYP2B6 only weakly",
        ),
        Case(
            severity=Severity.MODERATE,
            actions=(Action.DOSE_ADJUST,),
            act="Lower the dose and watch how it is tolerated.",
            routes=SWALLOWED,
            effect="ticlopidine raised exposure to oral S-ketamine about 2.4-fold; others of its kind may too",
        ),
        Case(
            severity=Severity.MODERATE,
            actions=(Action.ENHANCED_MONITOR,),
            act="Watch the patient more closely.",
            effect="ticlopidine raised exposure to nasal esketamine by about 29 %; others of its kind may too",
        ),
    ),
    cites=(SPRAVATO_EU, PELTONIEMI_2011),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("into a vein", Level.CAUTION, "clopidogrel 75 mg daily"),
    taking("by mouth", Level.CAUTION, "ticlopidine", route=Route.ORAL),
    taking("bupropion", Level.NOTE, "Wellbutrin XL 300 mg daily"),
    taking("the route is not known", Level.UNKNOWN, "Plavix", route=None),
    nobody_takes_it(),
)
