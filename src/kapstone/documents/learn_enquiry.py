"""What someone reads who thinks of asking: what this is, what it is not, and what happens next."""

from kapstone.documents import _sources as src
from kapstone.documents._parts import read, reading

DOCUMENT = reading(
    "learn_enquiry",
    "Is this for me?",
    "For anyone who thinks of asking us.",
    read(
        "what",
        "What it is",
        (
            "Ketamine is a medicine that puts people to sleep for surgery. In smaller amounts it changes for an hour or two "
            "how you think and feel. We give it with talking sessions before and after. For mental health this is off "
            "label: the FDA has not approved ketamine for that. A nasal spray called esketamine is approved for some kinds "
            "of depression."
        ),
    ),
    read(
        "help",
        "Does it help?",
        (
            "It helps some people and not others. In daily practice about 45 in 100 people with depression felt at least "
            "half better. These studies had no group to compare with. Some strict trials found no clear effect. When it "
            "helps, the good effect often fades in weeks. No one can tell you ahead of time how it will be for you."
        ),
    ),
    read(
        "risk",
        "What can go wrong",
        (
            "Blood pressure goes up for an hour or so. Many people feel dizzy, drowsy, sick or cut off from themselves. "
            "Used often, ketamine can harm the bladder and the liver, and people can come to misuse it. You cannot drive "
            "until the next day."
        ),
    ),
    read(
        "not_for",
        "It is not for everyone",
        (
            "It is not safe with some heart and blood vessel diseases, in pregnancy, with psychosis, or with high blood "
            "pressure that is not under control. We ask about all this. If it does not fit you, we tell you why and what "
            "else there is."
        ),
    ),
    read(
        "next",
        "What happens next",
        (
            "We call you back within two working days. Then come questions about your health, a visit about your body and "
            "one about your mind. After that a prescriber decides with you. You can stop at any point."
        ),
    ),
    read(
        "crisis",
        "If you need help now",
        ("We are not a crisis service. If you think of ending your life, call or text 988 at any hour, or call 911."),
    ),
    sources=(
        src.ALNEFEESI_2022,
        src.KARMA_DEP_2,
        src.LII_2023,
        src.FDA_2023,
        src.PRACTICE,
    ),
)
