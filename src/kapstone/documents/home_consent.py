"""The part a patient signs on top of the main consent, before any session at home."""

from datetime import date

from kapstone.documents import _sources as src
from kapstone.documents._document import Document, Kind
from kapstone.documents._parts import asked, part
from kapstone.evidence import Standing

_ELEMENTS = (
    part(
        "fda",
        "What the FDA says about ketamine at home",
        (
            "The FDA warns about compounded ketamine taken at home. It is not approved for any mental health condition. "
            "Risks are deep drowsiness, feeling cut off, high blood pressure, slow breathing, misuse and bladder harm. "
            "One person at home breathed too little; the level in the blood was about twice that used for sleep in "
            "surgery."
        ),
    ),
    part(
        "evidence",
        "What is known",
        (
            "Programs at home have told of good results: in one about 63 in 100 of those who finished felt at least half "
            "better. There was no group to compare with, and those who left were not counted. It may not help you, and "
            "the effect often fades."
        ),
    ),
    part(
        "clinic_first",
        "The first dose is in the clinic",
        (
            "Your first dose is in the clinic, so that we know how you react before there is one at home. We may ask you to "
            "come back to the clinic at any time."
        ),
    ),
    part(
        "monitor",
        "Your adult monitor",
        (
            "An adult of 18 or more stays in your home for at least four hours. They are sober, have been briefed, and "
            "have a phone. They take your blood pressure, pulse and oxygen before, and after 30, 60 and 120 minutes. They "
            "do not leave you alone. If they cannot come, there is no dose."
        ),
    ),
    part(
        "video",
        "The video call",
        (
            "We check you by video before the dose and at the end. We ask where you are, with the street address, each "
            "time. If the line breaks we phone. If no one answers we send help to that address."
        ),
    ),
    part(
        "place",
        "A safe place",
        ("Bed or couch. No bath, no stove, no stairs alone, no balcony. No child in your care. Firearms locked away."),
    ),
    part(
        "storage",
        "Storage, count and return",
        (
            "We send one or two doses at a time. Keep them locked, where no child or pet can get at them. You count them "
            "with us on video. Lost doses are not replaced. Send back what is left."
        ),
    ),
    part(
        "no_sharing",
        "No sharing, no extra",
        (
            "The medicine is for you alone. Giving it to others is a crime and can kill. Take only what is agreed, only "
            "at the agreed time. If you take more, or it is gone early, we stop sending it and talk with you."
        ),
    ),
    part(
        "emergency",
        "In an emergency",
        (
            "If you cannot be woken, breathe oddly, turn blue, or have chest pain, a severe headache or a seizure, your "
            "monitor calls 911 first and then us. We have written down the nearest emergency department."
        ),
    ),
    part(
        "after",
        "After the session",
        (
            "You stay at home and do not drive until the next day. No alcohol or calming pills for 24 hours. We call you "
            "the next day."
        ),
    ),
    part(
        "stop_home",
        "When sessions at home end",
        (
            "We end them if a monitor was not there, if readings are missing, if doses do not add up, or if it is not "
            "safe. You can end them at any time. Your care goes on in the clinic."
        ),
    ),
)

_TEACH_BACK = (
    asked(
        "monitor",
        "Your monitor has to leave an hour before the session. What do you do?",
        right="I take no dose and call the clinic",
        wrong=(
            "I take the dose and keep my phone near",
            "I take half the dose",
        ),
        explanation="No dose without an adult who stays.",
    ),
    asked(
        "wake",
        "Your monitor cannot wake you. What do they do first?",
        right="Call 911",
        wrong=(
            "Wait an hour",
            "Write to the clinic",
        ),
        explanation="First 911, then the clinic.",
    ),
    asked(
        "share",
        "A friend feels low and asks for one lozenge. What do you do?",
        right="I do not give it",
        wrong=(
            "I give one",
            "I sell one",
        ),
        explanation="It can kill, and it is a crime.",
    ),
    asked(
        "where",
        "Why does the clinic ask for your address each time?",
        right="So that help can find me",
        wrong=(
            "To send the bill",
            "For no reason",
        ),
        explanation="If the line breaks, help is sent to that address.",
    ),
    asked(
        "approved",
        "Has the FDA approved lozenges of ketamine for use at home?",
        right="No, it warns about it",
        wrong=(
            "Yes",
            "Yes, for depression only",
        ),
        explanation="It has not. It has warned about the risks.",
    ),
)

DOCUMENT = Document(
    id="home_consent",
    version="1.0",
    title="Consent to sessions at home",
    kind=Kind.CONSENT,
    introduction="This comes on top of the main consent. Please read each part with the adult who will stay with you.",
    elements=_ELEMENTS,
    teach_back=_TEACH_BACK,
    sources=(
        src.FDA_2023,
        src.HULL_2022,
        src.TELEHEALTH,
        src.PRACTICE,
    ),
    effective_from=date(2026, 11, 29),
    major=True,
    standing=Standing.DESIGN,
)
