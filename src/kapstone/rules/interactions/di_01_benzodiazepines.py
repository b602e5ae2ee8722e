"""A benzodiazepine adds to sedation and may blunt the effect; taken as needed it is kept apart from the dose, and it is never stopped abruptly."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Apart, Case, Interaction, Severity
from kapstone.rules.interactions._sources import ANDRASHKO_2020, SPRAVATO_US, VERAART_2021, at

INTERACTION = Interaction(
    id="DI-01",
    title="Benzodiazepine",
    says="A benzodiazepine adds to sedation and, taken daily, may blunt the antidepressant effect; it is never stopped abruptly.",
    partners=("BZD",),
    effect="a benzodiazepine adds to sedation and depressed breathing, and daily use may shorten or blunt the antidepressant effect, more so at higher doses",
    cases=(
        Case(
            severity=Severity.MODERATE,
            actions=(Action.INFORM, Action.SEPARATE, Action.ENHANCED_MONITOR),
            act="Tell the patient; aim for at most 8 mg of diazepam equivalents a day. Never stop it abruptly. What is taken as needed is kept apart from the dose. Watch breathing and sedation closely.",
        ),
    ),
    apart=Apart(
        hours=12,
        low=8,
        high=24,
        standing=Standing.TO_CONFIRM,
        long_hours=24,
        long_acting=frozenset(
            {"diazepam", "chlordiazepoxide", "clorazepate", "flurazepam", "quazepam", "clonazepam", "clobazam"}
        ),
        only_as_needed=True,
        asked_at_check_in="sedative_or_stimulant_24h",
    ),
    cites=(at(SPRAVATO_US, "section 7.1"), ANDRASHKO_2020, VERAART_2021),
    standing=Standing.CHECKED,
)

RULE = INTERACTION.rule(
    taking("taken daily", Level.CAUTION, "clonazepam 1 mg bid"),
    taking("taken as needed", Level.CAUTION, "lorazepam 0.5 mg prn"),
    taking("by its brand", Level.CAUTION, "Xanax"),
    nobody_takes_it(),
)
