"""A CYP3A4 inhibitor raises exposure to swallowed ketamine several-fold, and hardly that to other routes."""

from kapstone.evidence import Standing
from kapstone.facts import Route
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import SWALLOWED, Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import HAGELBERG_2010, PELTONIEMI_2012, SPRAVATO_EU, SPRAVATO_US, at

INTERACTION = Interaction(
    id="DI-14",
    title="CYP3A4 inhibitor",
    says="With a CYP3A4 inhibitor a dose that is swallowed or held under the tongue starts at half or less; by other routes the patient is watched more closely.",
    partners=("CYP3A4_INH_STRONG", "CYP3A4_INH_MOD"),
    but=("grapefruit juice",),
    effect="it slows the breakdown of ketamine",
    cases=(
        Case(
            severity=Severity.MODERATE,
            actions=(Action.DOSE_ADJUST,),
            act="Begin lower and watch how the first dose is tolerated.",
            routes=SWALLOWED,
            ingredients=frozenset({"erythromycin", "ciprofloxacin", "fluvoxamine", "diltiazem", "verapamil", "fluconazole"}),
            effect="it may raise exposure to swallowed ketamine",
        ),
        Case(
            severity=Severity.MAJOR,
            actions=(Action.REVIEW, Action.DOSE_ADJUST),
            act="Decide; begin with half of the usual dose or less.",
            routes=SWALLOWED,
            effect="it raises exposure to swallowed ketamine several-fold (clarithromycin about 2.6-fold for oral S-ketamine)",
        ),
        Case(
            severity=Severity.MODERATE,
            actions=(Action.ENHANCED_MONITOR,),
            act="Watch the patient more closely; no change of dose is known to be needed.",
            effect="it slows the breakdown of ketamine; by this route exposure rises only a little",
        ),
    ),
    cites=(SPRAVATO_EU, at(SPRAVATO_US, "section 12.3"), HAGELBERG_2010, PELTONIEMI_2012),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("strong, under the tongue", Level.REVIEW, "clarithromycin 500 mg bid", route=Route.SUBLINGUAL),
    taking("strong, into a vein", Level.CAUTION, "clarithromycin 500 mg bid"),
    taking("moderate, by mouth", Level.CAUTION, "fluvoxamine 100 mg", route=Route.ORAL),
    taking("the route is not known", Level.UNKNOWN, "Paxlovid", route=None),
    nobody_takes_it(),
)
