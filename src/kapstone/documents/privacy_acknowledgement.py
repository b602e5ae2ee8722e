"""Privacy of psychotherapy notes and of substance use records, and what has to be shared."""

from datetime import date

from kapstone.documents import _sources as src
from kapstone.documents._document import Document, Kind
from kapstone.documents._parts import asked, choice, part
from kapstone.evidence import Standing

_ELEMENTS = (
    part(
        "record",
        "Your record",
        (
            "Your record holds what is needed for your care: diagnosis, medicines, doses, vital signs, plans and how you "
            "are. Those who treat you here can read it. You can ask for a copy, and you can see who looked at it."
        ),
    ),
    part(
        "private_notes",
        "Private therapy notes",
        (
            "Your therapist may keep notes on what you say in talks, apart from the record. Only they can read them. They "
            "are not sent to anyone without a paper you sign for just that, but for a few cases the law names. You have "
            "no right to a copy of these notes."
        ),
    ),
    part(
        "part2",
        "Alcohol and drug records",
        (
            "If you are treated for alcohol or drug use, a law called Part 2 protects those records more. With one "
            "written consent they may be used for treatment, payment and running the clinic. They may not be used against "
            "you in court without your consent or a court order."
        ),
    ),
    part(
        "must",
        "When we must speak",
        (
            "We must act without asking if you or someone else is in danger, or if a child or a frail adult is harmed. "
            "Controlled medicines are listed in a state record. For esketamine the safety program gets its forms."
        ),
    ),
    part(
        "messages",
        "Messages",
        ("E-mail and text are less safe. We put no health details in them. They are not read around the clock."),
    ),
    part(
        "recording",
        "Recording",
        ("Nothing is recorded unless you say yes in writing. Please do not record us without asking."),
    ),
    choice(
        "part2_consent",
        "Your choice: use of my alcohol and drug records",
        (
            "I agree that records about my alcohol or drug use may be used for my treatment, for payment and for running "
            "the clinic. I can take this back at any time. If you say no, we tell you what we then cannot do."
        ),
    ),
    choice(
        "sharing",
        "Your choice: talking with your other clinicians",
        (
            "I agree that the clinic may share what matters with my family doctor and my other therapists. I can name "
            "who, and take this back at any time."
        ),
    ),
)

_TEACH_BACK = (
    asked(
        "notes",
        "Who can read the private therapy notes?",
        right="Only the therapist who wrote them",
        wrong=(
            "All who work here",
            "My insurance",
        ),
        explanation="They are kept apart and sealed.",
    ),
    asked(
        "danger",
        "When does the clinic act without asking?",
        right="When someone is in danger, or a child or frail adult is harmed",
        wrong=(
            "Never",
            "When family asks",
        ),
        explanation="Then the law asks us to act.",
    ),
    asked(
        "court",
        "Can alcohol or drug records be used against you in court?",
        right="Not without my consent or a court order",
        wrong=(
            "Yes, always",
            "If the police ask",
        ),
        explanation="The law called Part 2 forbids it.",
    ),
)

DOCUMENT = Document(
    id="privacy_acknowledgement",
    version="1.0",
    title="Your privacy, in more detail",
    kind=Kind.CONSENT,
    introduction="On private notes, on alcohol and drug records, and on when we must speak.",
    elements=_ELEMENTS,
    teach_back=_TEACH_BACK,
    sources=(
        src.PRIVACY,
        src.PRACTICE,
    ),
    effective_from=date(2026, 11, 29),
    major=True,
    standing=Standing.DESIGN,
)
