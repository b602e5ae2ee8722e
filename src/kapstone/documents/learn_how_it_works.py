"""What is known of how ketamine works, what is only thought, and what is not known."""

from kapstone.documents import _sources as src
from kapstone.documents._parts import read, reading

DOCUMENT = reading(
    "learn_how_it_works",
    "How it may work",
    "What is known, what is thought, and what no one knows yet.",
    read(
        "known",
        "What is known",
        (
            "Ketamine blocks a kind of switch on nerve cells, called the NMDA receptor. It also acts on other parts. In "
            "larger amounts it puts people to sleep. In smaller ones it loosens the link between body, senses and self for "
            "an hour or two. Most of it leaves the blood within a day."
        ),
    ),
    read(
        "thought",
        "What is thought",
        (
            "Many think that blocking the switch lets out a burst of a signal called glutamate. This may help nerve cells "
            "make new links. That was seen in animals. In people it has not been shown that this is why mood gets better."
        ),
    ),
    read(
        "open",
        "What is not known",
        (
            "We do not know who will be helped. We do not know if the strange feelings are needed for it to help. We do not "
            "know how much hope adds. In one strict trial people were asleep and could not feel what they got: there was no "
            "clear difference. In another, against a calming drug, there was none either."
        ),
    ),
    read(
        "not",
        "What we do not say",
        (
            "We do not say that it makes the brain new or that it works for all. There are big words about ketamine in many "
            "places. Ask for the study, how many people were in it, and what the others got."
        ),
    ),
    read(
        "psychedelic",
        "Is it a psychedelic?",
        (
            "It is a medicine for sleep in surgery that can also bring strange states of mind. It is not the same as LSD or "
            "mushrooms. It works in the brain in another way."
        ),
    ),
    sources=(
        src.KETALAR,
        src.KARMA_DEP_2,
        src.LII_2023,
        src.PRACTICE,
    ),
)
