"""What a patient and their adult monitor read before sessions at home."""

from kapstone.documents import _sources as src
from kapstone.documents._parts import read, reading

DOCUMENT = reading(
    "learn_home_sessions",
    "Sessions at home",
    "For you, and for the adult who stays with you.",
    read(
        "warning",
        "What the FDA says",
        (
            "The FDA warns about ketamine made by pharmacies and taken at home. It is not approved for this. People can "
            "become very drowsy, breathe too little, get high blood pressure or feel cut off, with no one there to help. In "
            "one case a person at home breathed too little."
        ),
    ),
    read(
        "known",
        "What is known",
        (
            "In one program about 63 in 100 of those who finished felt at least half better. There was no group to compare "
            "with. People who left early were not counted. Fewer than 5 in 100 had side effects that they told of."
        ),
    ),
    read(
        "first",
        "Not the first time",
        ("We give the first dose in the clinic, so that we know how you react."),
    ),
    read(
        "monitor",
        "Your monitor",
        (
            "An adult stays in your home for four hours, sober and with a phone. They take your blood pressure before, and "
            "after 30, 60 and 120 minutes. They do not leave you. If they cannot come, there is no dose."
        ),
    ),
    read(
        "place",
        "The place",
        (
            "A bed or couch. No children to care for. No bath, no stove, no stairs alone. Firearms locked away. We ask "
            "where you are each time, so that help can find you."
        ),
    ),
    read(
        "store",
        "The lozenges",
        (
            "We send one or two at a time. Lock them away. Do not share them; that is a crime and can kill. Count them with "
            "us. Send back what is left."
        ),
    ),
    read(
        "emergency",
        "When to call 911",
        (
            "If you cannot be woken, breathe oddly, turn blue, or have chest pain, a very bad headache or a seizure: your "
            "monitor calls 911 first and then us."
        ),
    ),
    sources=(
        src.FDA_2023,
        src.HULL_2022,
        src.PRACTICE,
    ),
)
