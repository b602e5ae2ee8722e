"""What a patient reads about the talks after a session, and what is known of their use."""

from kapstone.documents import _sources as src
from kapstone.documents._parts import read, reading

DOCUMENT = reading(
    "learn_integration",
    "Making sense of it",
    "About the talks after a session.",
    read(
        "what",
        "What it is",
        (
            "Within one to two days you meet your therapist. You talk about what came up, what it may mean for you, and "
            "what you want to do. There is no right kind of session. If little came up, we talk about that."
        ),
    ),
    read(
        "how",
        "How to use the days",
        (
            "Write down what you recall, or draw it. Walk. Sleep. Talk with someone you trust. Choose one small thing to do "
            "this week that fits your goals. Wait with big choices."
        ),
    ),
    read(
        "hard",
        "If something hard came up",
        (
            "Old pain can surface. You do not have to tell all of it at once. If it follows you into the night, or you feel "
            "unsafe, call us. In a crisis call or text 988."
        ),
    ),
    read(
        "memories",
        "About things that seem like memories",
        (
            "Under ketamine people see and feel things that may seem like memories. They may be true, partly true or not "
            "true at all. We treat them with care and do not tell you what they are."
        ),
    ),
    read(
        "known",
        "What is known",
        (
            "It seems wise, and most clinics do it. How much it adds is not well known. One study of 202 people found no "
            "added effect of therapy in the first month. In a small study, talking therapy after ketamine may have helped "
            "some people stay well; it is too small to be sure."
        ),
    ),
    sources=(
        src.SEEDS,
        src.KET_PSY,
        src.WILKINSON_2021,
        src.PRACTICE,
    ),
)
