"""What a patient reads about symptoms that come back: how to see it early and what can be done."""

from kapstone.documents import _sources as src
from kapstone.documents._parts import read, reading

DOCUMENT = reading(
    "learn_relapse",
    "If it comes back",
    "How to see it early, and what we can do.",
    read(
        "common",
        "It is common",
        (
            "It is not your fault and not a failure. After eight weeks with no more doses about 40 in 100 of those who got "
            "better were no longer well. In a hospital study about two in three people had it come back within a year, with "
            "ketamine or with ECT."
        ),
    ),
    read(
        "signs",
        "Your own signs",
        (
            "Most people have early signs: sleep, less joy, less contact, more worry. Write down yours. Show the list to "
            "someone you trust."
        ),
    ),
    read(
        "measure",
        "The questions help",
        (
            "That is why we go on asking the same questions. If your score is ten or more two times in a row, or goes up by "
            "five from your best, we call you within two working days."
        ),
    ),
    read(
        "what",
        "What can be done",
        (
            "We may give two to four more doses, a new course, or doses at a set pace. Or another treatment, such as other "
            "medicine, talking therapy or ECT. In a company report 84 in 100 of those who had got better did well again in "
            "a second course. That figure was not checked by others."
        ),
    ),
    read(
        "now",
        "If it is dark now",
        (
            "If you think of ending your life, do not wait. Call or text 988 at any hour, or call 911. Ketamine has not "
            "been shown to keep people from suicide."
        ),
    ),
    sources=(
        src.MCINNES_2022,
        src.EKSTRAND_2021,
        src.MATHAI_2024,
        src.PRACTICE,
    ),
)
