"""Antidepressants are continued; no washout is needed."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import ANDRADE_2017

INTERACTION = Interaction(
    id="DI-22",
    title="Antidepressant",
    says="Most antidepressants can be combined and are continued without a washout; venlafaxine, duloxetine and bupropion add to blood pressure.",
    partners=("SEROTONERGIC_AD", "AD_FURTHER", "bupropion", "fluvoxamine", "mirtazapine", "trazodone", "nefazodone"),
    unless_with=("dextromethorphan", "naltrexone"),
    effect="most antidepressants can be combined with ketamine, and no washout is needed",
    cases=(
        Case(
            severity=Severity.MINOR,
            actions=(Action.INFORM,),
            act="Continue it. Look at the blood pressure before the dose.",
            ingredients=frozenset({"venlafaxine", "duloxetine", "bupropion"}),
            effect="it can be combined with ketamine without a washout, and may add to blood pressure",
        ),
        Case(severity=Severity.NONE, actions=(Action.NONE,), act="Continue it."),
    ),
    cites=(ANDRADE_2017,),
    standing=Standing.CHECKED,
)

RULE = INTERACTION.rule(
    taking("sertraline", Level.NOTE, "Zoloft 100 mg qd"),
    taking("one that adds to pressure", Level.NOTE, "Effexor XR 150 mg"),
    nobody_takes_it(),
)
