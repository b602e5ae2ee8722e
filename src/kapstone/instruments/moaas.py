"""The MOAA/S: how readily the patient responds, seen by a clinician at the chair."""

from kapstone.evidence import Citation, Standing
from kapstone.facts import Informant
from kapstone.findings import Level
from kapstone.instruments._instrument import Band, CriticalRule, Direction, Example, Instrument, Item, Licence, Option, Tone
from kapstone.instruments._scoring import sum_of_items
from kapstone.instruments._shared import REVIEW
from kapstone.sources import CHERNIK_1990

_UPPER = (
    Option(5, "Responds readily to name spoken in normal tone"),
    Option(4, "Lethargic response to name spoken in normal tone"),
    Option(3, "Responds only after name is called loudly or repeatedly"),
    Option(2, "Responds only after mild prodding or shaking"),
)
_SQUEEZE = (
    Option(1, "Responds only after painful trapezius squeeze"),
    Option(0, "No response after painful trapezius squeeze"),
)
_PRODDING = (
    Option(1, "Does not respond to mild prodding or shaking"),
    Option(0, "Does not respond to pain"),
)


def _printing(key: str, version: str, short: str, lowest: tuple[Option, Option]) -> Instrument:
    return Instrument(
        id=key,
        version=version,
        title="Modified Observer's Assessment of Alertness/Sedation",
        short=short,
        about="alertness",
        stem="How does the patient respond?",
        items=(
            Item(
                id=f"{key}_1",
                text="Response",
                short="response",
                spoken="How does the patient respond?",
                options=(*_UPPER, *lowest),
            ),
        ),
        scoring=sum_of_items(),
        range=(0, 5),
        bands=(
            Band(0, 0, "unresponsive", Tone.SEVERE),
            Band(1, 2, "deeply sedated", Tone.SEVERE),
            Band(3, 3, "moderately sedated", Tone.HIGH),
            Band(4, 4, "lightly sedated", Tone.MILD),
            Band(5, 5, "alert", Tone.CALM),
        ),
        direction=Direction.HIGHER_IS_BETTER,
        critical=(
            CriticalRule(
                f"{key}_1",
                frozenset({1, 2}),
                Level.URGENT,
                "Deep sedation: stop the dose, support the airway, call the prescriber.",
            ),
            CriticalRule(
                f"{key}_1",
                frozenset({0}),
                Level.URGENT,
                "No response: an emergency. Stop the dose, open the airway, call for help.",
            ),
        ),
        recall="this moment",
        informant=Informant.CLINICIAN,
        licence=Licence.FREE,
        cites=(
            CHERNIK_1990,
            Citation("spravato_pi", "Spravato prescribing information", where="sedation; score 0 as loss of consciousness"),
        ),
        standing=Standing.CHECKED,
        remarks="Printings differ in the two lowest levels; the version names the one used, and the two are not mixed. The words of the bands are ours.",
        review=REVIEW,
        examples=(
            Example(says="alert", answers={f"{key}_1": 5}, total=5, word="alert"),
            Example(says="amber from 3", answers={f"{key}_1": 3}, total=3, word="moderately sedated"),
            Example(says="red from 2", answers={f"{key}_1": 2}, total=2, word="deeply sedated"),
            Example(says="no response", answers={f"{key}_1": 0}, total=0, word="unresponsive"),
            Example(says="not looked at", answers={f"{key}_1": None}),
        ),
    )


# Printings differ in what the two lowest levels say. Each is an instrument of its own, so that a record never mixes them.
INSTRUMENT = (
    _printing("moaas", "0-no-response-to-squeeze", "MOAA/S", _SQUEEZE),
    _printing("moaas_prodding", "1-no-response-to-prodding", "MOAA/S (prodding)", _PRODDING),
)
