"""What a patient reads while being screened: why so much is asked, and what may come of it."""

from kapstone.documents import _sources as src
from kapstone.documents._parts import read, reading

DOCUMENT = reading(
    "learn_screening",
    "Why we ask so many questions",
    "For the time in which we find out if this is safe for you.",
    read(
        "why",
        "Each question has a reason",
        (
            "Ketamine raises blood pressure, so we ask about your heart. It can make you feel cut off, so we ask about "
            "times when you lost touch with what is real. It can be misused, so we ask about alcohol and drugs. Some "
            "medicines do not go with it, so we ask for all that you take."
        ),
    ),
    read(
        "honest",
        "Please be open",
        (
            "A true answer helps us keep you safe. We will not think less of you. If you do not know something, say so. Not "
            "knowing is better than guessing, and we will find out together."
        ),
    ),
    read(
        "tests",
        "Tests",
        (
            "We measure your blood pressure twice. We may take blood to look at your liver and kidneys, test your urine, or "
            "trace your heart. If you could become pregnant, we do a test. We look you up in the state record of controlled "
            "medicines."
        ),
    ),
    read(
        "answer",
        "What may come of it",
        (
            "There are three answers. Yes, it fits. Not yet, and what has to change first. Or no, and why. If it is no, we "
            "talk about what else may help you."
        ),
    ),
    read(
        "mood",
        "Questions about mood and safety",
        (
            "We ask if you have thoughts of ending your life. Asking does not put the thought there. If you do, tell us. "
            "You will not be sent away; we will make a plan with you. In a crisis call or text 988."
        ),
    ),
    sources=(
        src.SPRAVATO,
        src.KETALAR,
        src.PRACTICE,
    ),
)
