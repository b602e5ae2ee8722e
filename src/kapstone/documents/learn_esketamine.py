"""What a patient reads about esketamine nasal spray."""

from kapstone.documents import _sources as src
from kapstone.documents._parts import read, reading

DOCUMENT = reading(
    "learn_esketamine",
    "About esketamine nasal spray",
    "It is a close relative of ketamine. Its brand name is Spravato.",
    read(
        "what",
        "What it is",
        (
            "Esketamine is one half of ketamine, given as a nose spray. The FDA approved it for adults with depression that "
            "did not get better with other medicines, alone or with a pill. It is also approved, with a pill, for adults "
            "with depression who have thoughts of suicide. It has not been shown to stop suicide."
        ),
    ),
    read(
        "help",
        "Does it help?",
        (
            "In a trial of 378 people it lowered a depression score of 0 to 60 by 5 to 7 points more than a spray without "
            "medicine. In another trial, with 202 people, it did no better than a spray without medicine. Some people are "
            "helped a lot and some not at all."
        ),
    ),
    read(
        "rules",
        "Special rules",
        (
            "You get it only in a clinic that has signed up with a safety program, called REMS. You sign up too. You can "
            "never take it home. After each visit we send in a form about how it went."
        ),
    ),
    read(
        "day",
        "The day",
        (
            "No food for 2 hours and no drink for 30 minutes before. No nose spray of another kind for an hour. You spray, "
            "rest five minutes, and spray again. You stay at least two hours after the last spray, until you are awake and "
            "your blood pressure goes down."
        ),
    ),
    read(
        "often",
        "How often",
        (
            "Twice a week for four weeks. Then we look if it helps. If so, once a week for four weeks, and then every week "
            "or two, as few as hold."
        ),
    ),
    read(
        "effects",
        "Side effects",
        (
            "In trials 48 to 61 in 100 were very sleepy, 61 to 75 in 100 felt cut off, and 3 or 4 in 1000 passed out. Blood "
            "pressure rose a lot in 8 to 19 in 100. Breathing can slow down. It can be misused, and it may harm the "
            "bladder. No driving until the next day."
        ),
    ),
    sources=(
        src.SPRAVATO_LABEL,
        src.SPRAVATO_REMS,
        src.JANIK_2025,
        src.JAPAN_2B,
    ),
)
