"""A nasal steroid or decongestant changes how a nasal dose is taken up: at least an hour before it."""

from kapstone.evidence import Standing
from kapstone.facts import Drug, Route
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Apart, Case, Interaction, Severity
from kapstone.rules.interactions._sources import SPRAVATO_US, at

INTERACTION = Interaction(
    id="DI-28",
    title="Nasal steroid or decongestant",
    says="A nasal steroid or decongestant is taken at least one hour before a nasal dose.",
    partners=("NASAL",),
    effect="it changes how a nasal dose is taken up",
    cases=(
        Case(
            severity=Severity.MINOR,
            actions=(Action.SEPARATE,),
            act="Take it at least 1 hour before the nasal dose.",
            routes=frozenset({Route.NASAL}),
        ),
        Case(
            severity=Severity.NONE,
            actions=(Action.NONE,),
            act="Nothing to do by this route.",
            effect="it matters only for a nasal dose",
        ),
    ),
    apart=Apart(hours=1, low=1, high=4, standing=Standing.CHECKED, routes=frozenset({Route.NASAL})),
    cites=(at(SPRAVATO_US, "section 2"),),
    standing=Standing.CHECKED,
)

RULE = INTERACTION.rule(
    taking("before a nasal dose", Level.NOTE, "Flonase", route=Route.NASAL, drug=Drug.ESKETAMINE),
    taking("before an infusion", Level.NOTE, "Afrin"),
    taking("the route is not known", Level.UNKNOWN, "Afrin", route=None),
    nobody_takes_it(),
)
