"""Consent to visits by video, and to what they cannot do; recording is off unless chosen."""

from datetime import date

from kapstone.documents import _sources as src
from kapstone.documents._document import Document, Kind
from kapstone.documents._parts import asked, choice, part
from kapstone.evidence import Standing

_ELEMENTS = (
    part(
        "what",
        "What a video visit is",
        (
            "We see and hear each other over a secure line. We can talk, ask questions and plan. We cannot examine you as "
            "we can in the room."
        ),
    ),
    part(
        "limits",
        "What it cannot do",
        (
            "Some things need a visit in person, such as taking blood or listening to your heart. We tell you when that "
            "is so. If the picture or sound fails, we phone you."
        ),
    ),
    part(
        "where",
        "Where you are",
        (
            "At the start we ask in which state and at what address you are. We may treat you only where we are licensed. "
            "If something happens, help is sent to that address."
        ),
    ),
    part(
        "private",
        "Your side of the line",
        (
            "Choose a room where no one can listen. Tell us if someone is there. We do the same. A phone or computer at "
            "work may be watched by others."
        ),
    ),
    part(
        "controlled",
        "Controlled medicines by video",
        (
            "The rules for prescribing controlled medicines by video are set for a time and may change. If they change we "
            "may have to see you in person."
        ),
    ),
    part(
        "esketamine",
        "Not by video",
        ("Esketamine spray is never given by video."),
    ),
    part(
        "not_emergency",
        "Not for emergencies",
        ("A video visit is not for emergencies. In a crisis call or text 988, or call 911."),
    ),
    choice(
        "recording",
        "Your choice: recording",
        (
            "I agree that a visit or session may be recorded as sound or video for my own care. I can ask for it to be "
            "erased. If you say no, nothing is recorded, and your care is the same."
        ),
    ),
)

_TEACH_BACK = (
    asked(
        "address",
        "Why do we ask where you are at the start?",
        right="So that help can find me, and we may treat only where we are licensed",
        wrong=(
            "To know the weather",
            "To send mail",
        ),
        explanation="Both your safety and the law ask for it.",
    ),
    asked(
        "record",
        "Is the visit recorded?",
        right="Only if I said yes in writing",
        wrong=(
            "Always",
            "When the clinician likes",
        ),
        explanation="Recording is off unless you choose it.",
    ),
    asked(
        "crisis",
        "You think of ending your life at night. What do you do?",
        right="I call or text 988, or call 911",
        wrong=(
            "I book a video visit",
            "I wait",
        ),
        explanation="A video visit is not for emergencies.",
    ),
)

DOCUMENT = Document(
    id="telehealth_consent",
    version="1.0",
    title="Consent to video visits",
    kind=Kind.CONSENT,
    introduction="For visits by video. You can always ask to be seen in person.",
    elements=_ELEMENTS,
    teach_back=_TEACH_BACK,
    sources=(
        src.TELEHEALTH,
        src.PRIVACY,
        src.PRACTICE,
    ),
    effective_from=date(2026, 11, 29),
    major=True,
    standing=Standing.DESIGN,
)
