"""Consent to adding results to a registry: opt-in, and free to say no."""

from datetime import date

from kapstone.documents import _sources as src
from kapstone.documents._document import Document, Kind
from kapstone.documents._parts import asked, choice, part
from kapstone.evidence import Standing

_ELEMENTS = (
    part(
        "what",
        "What a registry is",
        (
            "A registry is a list of results from many people: scores, doses and side effects. It has no names. Others "
            "learn from it how well the treatment works and what harm it does."
        ),
    ),
    part(
        "why",
        "Why we ask",
        (
            "Much is still not known, above all over months and years. In one report of clinics more than 8 in 10 people "
            "could no longer be counted after some months. If you answer after you stop, even with no change, that helps "
            "others."
        ),
    ),
    part(
        "removed",
        "What is taken out",
        (
            "Name, address, phone, exact dates, and other things that point to you are taken out before. There is still a "
            "small chance that someone could find out who you are."
        ),
    ),
    part(
        "free",
        "It is your choice",
        (
            "You can say no. You can take a yes back at any time. What was already counted cannot be taken out. No one is "
            "paid for your yes."
        ),
    ),
    choice(
        "registry",
        "Your choice: my results without my name",
        ("I agree that my results, without my name, are added to the registry."),
    ),
    choice(
        "research",
        "Your choice: ask me about studies",
        ("I agree that the clinic may ask me if I want to take part in a study. I can say no each time."),
    ),
    choice(
        "follow_up",
        "Your choice: ask me how I am after I stop",
        ("I agree that the clinic may ask me how I am after 1, 3, 6 and 12 months."),
    ),
)

_TEACH_BACK = (
    asked(
        "name",
        "Is your name in the registry?",
        right="No",
        wrong=(
            "Yes",
            "Only my first name",
        ),
        explanation="Names and other things that point to you are taken out.",
    ),
    asked(
        "no",
        "What happens if you say no?",
        right="Nothing: my care is the same",
        wrong=(
            "I pay more",
            "I lose my place",
        ),
        explanation="It is free to say no.",
    ),
    asked(
        "back",
        "Can you take back a yes?",
        right="Yes, but what was already counted stays",
        wrong=(
            "No",
            "Yes, and all is erased",
        ),
        explanation="What was counted cannot be found any more, so it cannot be taken out.",
    ),
)

DOCUMENT = Document(
    id="registry_consent",
    version="1.0",
    title="Your results and what others may learn from them",
    kind=Kind.CONSENT,
    introduction="You can say no to all of this. Your care is the same.",
    elements=_ELEMENTS,
    teach_back=_TEACH_BACK,
    sources=(
        src.YERMUS,
        src.PRIVACY,
        src.PRACTICE,
    ),
    effective_from=date(2026, 11, 29),
    major=True,
    standing=Standing.DESIGN,
)
