"""Consent to ketamine under the tongue at home: all of the clinic's consent, and what is different when nobody from the clinic is in the room."""

from dataclasses import replace
from datetime import date

from kapstone.documents import _sources as src
from kapstone.documents._document import Element, Option, Question
from kapstone.documents.ketamine_consent import DOCUMENT as CLINIC

_OTHERWISE = {
    "experience": (
        "For one to two hours your senses, thoughts and sense of time may change. You may feel far from your body, as in a dream. "
        "You may feel joy, grief, fear or nothing much. Old and painful memories may come up. This can be hard. Your adult monitor "
        "stays in the room, and your therapist is on video. It passes as the medicine wears off."
    ),
    "driving": (
        "After a dose you stay at home until the next day. Do not drive, cycle, use machines, cook on a flame, sign contracts or make "
        "big decisions until the next day, after a restful sleep. Nobody who needs your care may depend on you alone in that time."
    ),
    "people": (
        "A prescriber orders the medicine and can be reached by telephone at once. Your therapist is on video from before the dose until "
        "you are well. Your adult monitor is in the room with you. The monitor measures and calls; the monitor gives no treatment. "
        "No one else comes in without your consent, except in an emergency."
    ),
    "emergency": (
        "At home there is no oxygen and no trained person in the room. If something goes wrong your monitor calls 911 to the address we "
        "have. If we lose contact with you both, we call 911 to that address. Between visits we are not there day and night. In a crisis "
        "call or text 988, or call 911."
    ),
}  # fmt: skip
"""Elements of the clinic's consent that read otherwise at home."""

_HOME = (
    Element(
        id="home_choice",
        title="Why at home, and what you give up",
        text=(
            "You may have every dose in the clinic instead. The first dose is always in the clinic. At home help is further away. The FDA "
            "has warned of compounded ketamine used at home: in one case a person breathed too slowly. You can change to the clinic at any "
            "time, and so can we."
        ),
    ),
    Element(
        id="home_monitor",
        title="Your adult monitor",
        text=(
            "An adult you trust is in the room from before each dose until you are well, at least four hours. The monitor is sober, has no "
            "one else to look after, has read our instructions and has a charged telephone. Without the monitor you do not take the dose."
        ),
    ),
    Element(
        id="home_measuring",
        title="What is measured at home",
        text=(
            "Your monitor measures blood pressure and oxygen before the dose, then 30, 60 and 120 minutes after it, with a cuff and an "
            "oximeter we have checked. We see the numbers. If the first reading does not reach us, or is too high, the dose waits."
        ),
    ),
    Element(
        id="home_address",
        title="Where you are",
        text=(
            "Before each dose you tell us the state, the street address and a telephone number of the place you are in. You take a dose only "
            "there, and only in a state in which your prescriber may treat you."
        ),
    ),
    Element(
        id="home_safe_place",
        title="A safe place",
        text=(
            "No child is alone in your care. Weapons are locked away. Keep away from stairs, balconies, water and flames. Pets are in "
            "another room. The time is kept free for you: eight hours."
        ),
    ),
    Element(
        id="home_storage",
        title="Keeping and counting the lozenges",
        text=(
            "You get one or two doses at a time. Keep them locked away, out of reach of children and pets. Never share or sell them, and "
            "never take more than was ordered or at another time. You count them with us on video before and after. Bring back what is left. "
            "If one is missing, tell us the same day."
        ),
    ),
)

_QUESTION = Question(
    id="home_alone",
    text="Your adult monitor has to leave an hour before your dose at home. What do you do?",
    options=(
        Option("alone", "I take the dose alone, with the video on"),
        Option("wait", "I do not take the dose, and I call the clinic"),
        Option("less", "I take half of it"),
    ),
    right="wait",
    explanation="Without an adult in the room you do not take the dose. Call the clinic; another day is found.",
)

DOCUMENT = replace(
    CLINIC,
    id="ketamine_home_consent",
    title="Consent to ketamine-assisted psychotherapy at home",
    elements=(*_HOME, *(replace(each, text=_OTHERWISE.get(each.id, each.text)) for each in CLINIC.elements)),
    teach_back=(*CLINIC.teach_back, _QUESTION),
    sources=(*CLINIC.sources, src.HULL_2022),
    effective_from=date(2026, 11, 29),
)
