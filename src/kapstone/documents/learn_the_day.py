"""What a patient reads about the day of a dose, hour by hour."""

from kapstone.documents import _sources as src
from kapstone.documents._parts import read, reading

DOCUMENT = reading(
    "learn_the_day",
    "The day of your session",
    "Hour by hour, so that little comes as a surprise.",
    read(
        "before",
        "Before you come",
        (
            "No food for 6 hours, no drink for 2 hours. No alcohol or other drugs for 24 hours. Bring the name and phone of "
            "the adult who takes you home."
        ),
    ),
    read(
        "arrive",
        "When you arrive",
        (
            "We ask how you have been, what is new, and how safe you feel. We take your blood pressure, pulse, oxygen and "
            "temperature. If a number is too high or too low, we wait and try again. Some days we have to cancel. That is "
            "to keep you safe."
        ),
    ),
    read(
        "dose",
        "The medicine",
        (
            "Two people check the dose. You settle in with a blanket, an eye mask and music if you like. A drip takes about "
            "40 minutes. A shot works in a few minutes, a lozenge more slowly."
        ),
    ),
    read(
        "during",
        "While it works",
        (
            "A clinician watches you and takes your blood pressure again and again. Your therapist is with you. Time may "
            "feel odd, and you may feel far from your body. You can speak, or be quiet. You can say stop at any time; then "
            "no more is given."
        ),
    ),
    read(
        "common",
        "What is common",
        (
            "In a study of 203 people given ketamine by drip, 56 in 100 felt drowsy, 45 in 100 dizzy, 36 in 100 cut off "
            "from themselves and 13 in 100 sick. Blood pressure rose a lot in 44 in 100; most needed no medicine for it."
        ),
    ),
    read(
        "home",
        "Going home",
        (
            "You rest for at least an hour, often two. We check that you are awake, steady and well. Someone you know takes "
            "you home. You may not drive until the next day."
        ),
    ),
    sources=(
        src.KETALAR,
        src.SPRAVATO,
        src.RODRIGUES_2020,
        src.PRACTICE,
    ),
)
