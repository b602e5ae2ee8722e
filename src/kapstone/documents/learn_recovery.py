"""What a patient and the person beside them read for the evening and the days after."""

from kapstone.documents import _sources as src
from kapstone.documents._parts import read, reading

DOCUMENT = reading(
    "learn_recovery",
    "At home after a session",
    "For you, and for the person who stays with you.",
    read(
        "evening",
        "This evening",
        (
            "Rest. Stand up slowly. Eat something light. Have someone with you. Do not drive, cook with hot oil, climb, or "
            "look after a child alone. No alcohol or calming pills for 24 hours."
        ),
    ),
    read(
        "feel",
        "How you may feel",
        (
            "Tired, dreamy, light, raw or sad: all of these happen. Some people sleep less well for a night. Feelings may "
            "go up and down for one to three days. Feeling no change is common too."
        ),
    ),
    read(
        "worse",
        "Some people feel worse",
        (
            "In one study 8 in 100 people had more depression after the course, and 6 in 100 had more thoughts of suicide. "
            "Tell us if this is you. Do not wait for the next visit."
        ),
    ),
    read(
        "high",
        "If your mood goes too high",
        (
            "Call us if you hardly sleep and do not feel tired, if thoughts race, if you spend a lot, or if you feel you "
            "can do anything. This can be a sign of mania."
        ),
    ),
    read(
        "body",
        "Your body",
        (
            "Call us if it burns or hurts when you pass urine, if you have to go all the time, or if you see blood. Call us "
            "if your skin or eyes turn yellow."
        ),
    ),
    read(
        "call",
        "Who to call",
        (
            "We call you the next day. You can call us before. With chest pain, trouble breathing, or someone who cannot be "
            "woken: call 911. With thoughts of ending your life: call or text 988, or call 911."
        ),
    ),
    sources=(
        src.SPRAVATO,
        src.KETALAR,
        src.MCINNES_2022,
        src.PRACTICE,
    ),
)
