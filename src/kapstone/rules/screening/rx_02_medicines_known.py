"""Whether every medicine is known, so that its interactions can be: an open list or an unknown name never clears.

What follows from an interaction is said by its own rule (DI-01 to DI-40): contraindicated is a stop, major a review. This rule counts those that
are severe and does not ask for them to be set aside twice.
"""

from kapstone.chart import Chart
from kapstone.drugs import Certainty
from kapstone.evidence import Standing
from kapstone.facts import MedicationListed, MedicationsReconciled
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Rule, Verdict, unknown
from kapstone.rules._sources import EXPERT, KETALAR, REVIEW, SPRAVATO_US, at
from kapstone.rules.interactions import Listed, Severity, all_interactions, medicines_of, missing_list
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING

_SEVERE = {Severity.CONTRAINDICATED, Severity.MAJOR}


def _decide(chart: Chart, _limits: Limits) -> tuple[Verdict, ...]:
    listed = medicines_of(chart)
    open_list = missing_list(chart)
    asked = [_ask(each) for each in listed if not each.is_.is_known]
    if open_list:
        act = "Go through the whole list with the patient, over the counter and herbal too, and confirm it."
        asked.insert(0, unknown("medication list gone through", because=open_list, act=act, subject="list"))
    looked_up = tuple(_looked_up(each) for each in listed if each.is_.is_known and each.is_.certainty is not Certainty.CERTAIN)
    return (*asked, *looked_up, *_severe(chart, is_complete=not asked))


def _severe(chart: Chart, *, is_complete: bool) -> tuple[Verdict, ...]:
    """What the interactions found, in one line; CLEAR only when the list is complete and every name on it known."""
    hits = [
        (touched, each.id, case.severity)
        for each in all_interactions().values()
        for touched in each.touched(chart)
        if (case := each.case_of(touched, chart)) is not None and case.severity in _SEVERE
    ]
    if hits:
        named = "; ".join(f"{touched.listed.words} ({severity.value}, {key})" for touched, key, severity in hits)
        return (
            Verdict(
                level=Level.NOTE,
                because=f"Severe interactions, each judged under its own number: {named}.",
                value=str(len(hits)),
                subject="severe",
                facts=tuple(dict.fromkeys(touched.listed.record.id for touched, _, _ in hits)),
            ),
        )
    if not is_complete:
        return ()
    return (
        Verdict(
            level=Level.CLEAR, because="Every medicine on the list is known, and none has a severe interaction.", value="0"
        ),
    )


def _ask(listed: Listed) -> Verdict:
    is_, name = listed.is_, listed.record.fact.name
    offered = f" It may be {', '.join(each.name for each in is_.candidates)}." if is_.candidates else ""
    return unknown(
        f"which medicine {name} is",
        because=f"{name}: {is_.because}{offered} Nothing is known about its interactions until somebody has said which medicine it is.",
        act=" ".join(
            dict.fromkeys((*is_.asks, "Name its ingredient, or look its interactions up and write down what you found."))
        ),
        subject=listed.subject,
    )


def _looked_up(listed: Listed) -> Verdict:
    return Verdict(
        level=Level.NOTE,
        because=f"{listed.record.fact.name} is in none of the tables here. Looked up: {listed.is_.looked_up}.".replace(
            "..", "."
        ),
        subject=listed.subject,
        facts=(listed.record.id,),
    )


RULE = Rule(
    id="RX-02",
    title="Medicines and their interactions",
    says="The whole list is gone through and every medicine on it is known, so that its interactions can be judged.",
    moments=SCREENING,
    reads=("MedicationListed", "MedicationsReconciled"),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 7"), at(KETALAR, "section 7"), EXPERT),
    standing=Standing.DESIGN,
    review=REVIEW,
    examples=(
        nothing_known(),
        example("an empty list, gone through", Level.CLEAR, MedicationsReconciled(count=0)),
        example("known, and mild", Level.CLEAR, MedicationListed(name="sertraline"), MedicationsReconciled(count=1)),
        example("known, and severe: counted here, judged there", Level.NOTE, MedicationListed(name="oxycodone"), MedicationsReconciled(count=1)),
        example("nobody went through the list", Level.UNKNOWN, MedicationListed(name="sertraline")),
        example("a misspelt name", Level.UNKNOWN, MedicationListed(name="sertaline"), MedicationsReconciled(count=1)),
        example("a medicine outside the tables", Level.UNKNOWN, MedicationListed(name="omeprazole"), MedicationsReconciled(count=1)),
        example(
            "the same, looked up", Level.NOTE,
            MedicationListed(name="omeprazole", looked_up="No interaction with ketamine in its label."), MedicationsReconciled(count=1),
        ),
    ),
)  # fmt: skip
