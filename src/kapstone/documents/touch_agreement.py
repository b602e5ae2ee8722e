"""What touch may happen in a session: as agreed beforehand, never more."""

from datetime import date

from kapstone.documents import _sources as src
from kapstone.documents._document import Document, Kind
from kapstone.documents._parts import asked, choice, part
from kapstone.evidence import Standing

_ELEMENTS = (
    part(
        "why",
        "Why we talk about it",
        (
            "Under ketamine you may feel small, afraid or far away. Some people find a hand on theirs steadying. Others "
            "do not want to be touched. Both are fine. We agree on it before, when your mind is clear."
        ),
    ),
    part(
        "what",
        "What may happen",
        (
            "Only what you choose below: holding your hand, or a hand on your shoulder. It is for steadying you, it is "
            "brief, and we say what we do before we do it."
        ),
    ),
    part(
        "never",
        "What never happens",
        (
            "No other touch. No sexual touch, ever, not even if you ask for it in the session. No massage. Nobody lies "
            "down beside you."
        ),
    ),
    part(
        "no_more",
        "No more than agreed",
        (
            "In the session you can ask for less, and we stop at once, at a word or a sign. You cannot ask for more than "
            "we agreed before, because your mind is not clear then."
        ),
    ),
    part(
        "safety",
        "To keep you safe",
        (
            "Without asking we touch you only to keep you safe: if you might fall, to help you breathe, to take your "
            "blood pressure."
        ),
    ),
    part(
        "second",
        "A second person",
        ("You may ask for a second staff member in the room at any time, and for one of the sex you choose if we can."),
    ),
    part(
        "speak_up",
        "If something was not right",
        ("Tell anyone here, or the director, or the state board. You will not be treated worse for it."),
    ),
    choice(
        "hand",
        "Your choice: holding my hand",
        ("I agree that my therapist may hold my hand in a session."),
    ),
    choice(
        "shoulder",
        "Your choice: a hand on my shoulder",
        ("I agree that my therapist may put a hand on my shoulder in a session."),
    ),
)

_TEACH_BACK = (
    asked(
        "more",
        "In a session you ask for a hug you had not agreed on. What happens?",
        right="There is no hug; we keep to what was agreed",
        wrong=(
            "We hug you",
            "It depends on the therapist",
        ),
        explanation="More than agreed is not possible while your mind is not clear.",
    ),
    asked(
        "less",
        "You agreed to hand-holding and do not want it now. What do you do?",
        right="I say or sign stop, and it stops at once",
        wrong=(
            "I must bear it",
            "I write a letter",
        ),
        explanation="Less is always possible, at once.",
    ),
    asked(
        "sexual",
        "Is sexual touch ever allowed?",
        right="No, never",
        wrong=(
            "If both agree",
            "After the session",
        ),
        explanation="Never, in no case.",
    ),
)

DOCUMENT = Document(
    id="touch_agreement",
    version="1.0",
    title="Touch in sessions",
    kind=Kind.CONSENT,
    introduction="Touch is never needed. You decide, before the session.",
    elements=_ELEMENTS,
    teach_back=_TEACH_BACK,
    sources=(src.PRACTICE,),
    effective_from=date(2026, 11, 29),
    major=True,
    standing=Standing.DESIGN,
)
