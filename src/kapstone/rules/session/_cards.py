"""What to do in the first minute of an emergency, and after it; a clinic's medical director signs these cards."""

from dataclasses import dataclass

from kapstone.evidence import Citation, Standing
from kapstone.rules.session import _events as events
from kapstone.rules.session._sources import EXPERT, KETALAR

__all__ = ["Card", "card", "cards"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One prompt card: the event, the first 60 seconds, what follows. `events` are the words that bring it up."""

    id: str
    event: str
    first: tuple[str, ...]
    then: tuple[str, ...]
    events: tuple[str, ...] = ()
    standing: Standing = Standing.TO_CONFIRM
    cites: tuple[Citation, ...] = (EXPERT,)

    @property
    def prompt(self) -> str:
        """The first minute in one sentence."""
        return "; ".join(self.first) + "."


_CARDS = (
    Card(
        id="hypertension",
        event="High blood pressure",
        first=(
            "Stop the drug",
            "sit the patient up",
            "check the cuff and repeat",
            "ask for chest pain, breath, headache, sight, weakness",
        ),
        then=(
            "Without symptoms: prescriber at the bedside, every 5 minutes; a short-acting agent (labetalol, clonidine 0.1 mg or hydralazine) only on order.",
            "With symptoms: call 911.",
            "Never lower the mean pressure by more than 25 % quickly.",
        ),
        events=events.END_ORGAN,
    ),
    Card(
        id="laryngospasm",
        event="Laryngospasm or stridor",
        first=("Stop the drug", "call for help", "100 % oxygen", "jaw thrust with pressure at Larson's point"),
        then=(
            "Continuous positive pressure or bag and mask.",
            "If it persists: deepen, or suxamethonium 0.1 to 0.5 mg/kg IV or 3 to 4 mg/kg IM, only by someone qualified and on order.",
            "Call 911.",
        ),
        events=(events.LARYNGOSPASM, events.STRIDOR),
    ),
    Card(
        id="respiratory_depression",
        event="Breathing too slow, or oxygen too low",
        first=("Stimulate", "open the airway", "give oxygen", "watch the saturation"),
        then=("Bag and mask.", "Naloxone if an opioid is involved; flumazenil only with caution.", "Call 911."),
        events=(events.APNOEA,),
    ),
    Card(
        id="emergence_reaction",
        event="Panic, agitation or emergence reaction",
        first=("One calm voice", "say the name, the place and that it passes", "less light and sound", "touch only as agreed"),
        then=(
            "Lorazepam 1 to 2 mg by mouth, or midazolam 1 to 2 mg IV or IM, only on order.",
            "Observe for longer.",
            "Consider a lower next dose, by 25 to 33 %.",
        ),
        events=(events.AGITATION, events.PANIC),
        cites=(KETALAR, EXPERT),
    ),
    Card(
        id="prolonged_dissociation",
        event="Dissociation for more than two hours",
        first=("Take vitals and repeat every 15 minutes", "reassure"),
        then=("Call the prescriber.", "Check glucose.", "Emergency department after 4 hours, or with psychosis."),
    ),
    Card(
        id="vomiting",
        event="Nausea or vomiting",
        first=("Turn to the side or sit up", "keep the airway clear", "ondansetron 4 mg on order"),
        then=("Fluids.", "Twice: no more drug in this session.", "Antiemetic beforehand next time."),
        events=(events.VOMITING,),
    ),
    Card(
        id="hypotension",
        event="Fainting or low blood pressure",
        first=("Lay flat", "raise the legs"),
        then=("Fluids on order.", "ECG."),
    ),
    Card(
        id="arrhythmia",
        event="Very fast, very slow or irregular pulse",
        first=("Stop the drug", "12-lead ECG or rhythm strip", "call the prescriber"),
        then=("Treat by the clinic's resuscitation protocol.", "Call 911 with chest pain, breathlessness or collapse."),
        events=(events.IRREGULAR_PULSE,),
    ),
    Card(
        id="oversedation",
        event="Hard to wake",
        first=("Stop the drug", "open the airway", "recovery position", "watch breathing and saturation"),
        then=("Call the prescriber.", "No response to pain: call 911.", "Breathing too slow: see that card."),
    ),
    Card(
        id="seizure",
        event="Seizure",
        first=("Stop the drug", "protect from injury", "airway and oxygen", "note the time"),
        then=("Midazolam 10 mg IM or lorazepam IV, on order or standing order.", "Call 911.", "Check glucose."),
        events=(events.SEIZURE,),
    ),
    Card(
        id="anaphylaxis",
        event="Anaphylaxis",
        first=("Stop the drug", "adrenaline 0.5 mg IM into the thigh", "call 911", "lay flat, oxygen"),
        then=("Repeat adrenaline after 5 minutes if needed.", "Fluids.", "Hospital observation."),
        events=(events.ANAPHYLAXIS,),
    ),
    Card(
        id="suicidality",
        event="Suicidal intent or behaviour",
        first=("Stay with the patient without a break", "remove means", "call the prescriber"),
        then=("Full C-SSRS.", "Emergency department, 988 or mobile crisis team.", "Do not let the patient leave alone."),
    ),
    Card(
        id="mania_psychosis",
        event="Mania or psychosis",
        first=("A safe, quiet room", "do not argue", "call the prescriber"),
        then=("Antipsychotic only on order.", "Stop the course.", "Psychiatric evaluation today."),
    ),
    Card(
        id="cardiac_arrest",
        event="Cardiac arrest",
        first=("Call for help and 911", "start compressions", "attach the AED"),
        then=("Use the AED as soon as it is there.", "Advanced life support by those trained in it."),
    ),
    Card(
        id="home_unreachable",
        event="At home: the adult monitor cannot be reached",
        first=("Call the monitor", "call 911 to the stored address"),
        then=("Tell the prescriber.", "Write an incident report."),
    ),
)


def cards() -> tuple[Card, ...]:
    """All prompt cards, in the order a screen lists them."""
    return _CARDS


def card(card_id: str) -> Card:
    """One card by id; KeyError when there is none."""
    return {entry.id: entry for entry in _CARDS}[card_id]
