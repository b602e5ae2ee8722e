"""What a patient reads about treatment over months."""

from kapstone.documents import _sources as src
from kapstone.documents._parts import read, reading

DOCUMENT = reading(
    "learn_maintenance",
    "Treatment over months",
    "For the time after the first course.",
    read(
        "why",
        "Why go on",
        (
            "When it has helped, the effect often fades. Among people who got better and had no more doses, about 80 in 100 "
            "were still well after 4 weeks and about 60 in 100 after 8 weeks. Some people stay well with a dose now and "
            "then."
        ),
    ),
    read(
        "least",
        "As few doses as hold",
        (
            "We look for the fewest doses that keep you well. We look again at least every three months: is it still worth "
            "it? After a dozen sessions or half a year we try to space them out or stop."
        ),
    ),
    read(
        "unknown",
        "What is not known",
        (
            "Few people have been followed for more than some months. We do not know what many doses do over years. That is "
            "why we check."
        ),
    ),
    read(
        "checks",
        "What we check",
        (
            "Your bladder at each visit, your urine after three months and then twice a year, your liver after eight doses "
            "and twice a year, your memory twice a year, your blood pressure each time. If you could be pregnant, a test "
            "each month."
        ),
    ),
    read(
        "bladder",
        "Your bladder",
        (
            "In treatment studies between 0 and 24 in 100 people had bladder complaints, mostly mild. People who use a lot "
            "of ketamine outside of care have more. Tell us about any change. We stop until we know more."
        ),
    ),
    read(
        "misuse",
        "Wanting more",
        (
            "Tell us if you crave it, think of it a lot, want doses earlier, or need more for the same effect. This can "
            "happen to anyone. We will look at it with you, and we may stop."
        ),
    ),
    sources=(
        src.MCINNES_2022,
        src.BLADDER_2025,
        src.SPRAVATO,
        src.PRACTICE,
    ),
)
