"""What a patient and the person who takes them home are told in writing after a dose."""

from datetime import date

from kapstone.documents import _sources as src
from kapstone.documents._document import Acknowledge, Document, Element, Kind, Option, Question
from kapstone.evidence import Standing

_READ = Acknowledge.READ

DOCUMENT = Document(
    id="discharge_instructions",
    version="1.0",
    title="After your session",
    kind=Kind.INSTRUCTIONS,
    introduction="For you, and for the person who takes you home.",
    elements=(
        Element(
            id="driving",
            title="Until tomorrow",
            text=(
                "Do not drive, cycle, use machines or climb until tomorrow, after a restful sleep. Do not sign contracts or make big "
                "decisions today. Do not be the only one who looks after a child today."
            ),
        ),
        Element(
            id="alcohol",
            title="No alcohol or calming drugs for 24 hours",
            text=(
                "No alcohol, cannabis or other drugs for 24 hours. No sleeping or calming pills unless your prescriber said so. Take your "
                "other medicines as you were told."
            ),
        ),
        Element(
            id="home",
            title="At home",
            text=(
                "Have someone stay with you this evening. Rest. Stand up slowly. Drink water and eat something light when you feel like "
                "it. Feeling tired, a little dizzy or tearful today is common. Sleep may be lighter, with vivid dreams."
            ),
            acknowledge=_READ,
        ),
        Element(
            id="days_after",
            title="The next few days",
            text=(
                "Feelings can come up or turn low for one to three days. Write down what seems to matter. Do not act on big new ideas "
                "before your integration session. We will contact you tomorrow. Please answer, or call us back."
            ),
            acknowledge=_READ,
        ),
        Element(
            id="call_us",
            title="Call the clinic today if",
            text=(
                "You vomit more than twice. You feel strange or cut off for more than a day. Your bladder hurts, or you see blood in your "
                "urine. You do not sleep and feel unusually full of energy. You crave ketamine. Something worries you."
            ),
        ),
        Element(
            id="call_911",
            title="Call 911 if",
            text=(
                "There is chest pain, trouble breathing, a severe headache, weakness on one side, a seizure, fainting, or someone cannot "
                "be woken. Say that ketamine was given today."
            ),
        ),
        Element(
            id="crisis",
            title="If you think about ending your life",
            text=(
                "Call or text 988 at any hour, or go to an emergency department, or call 911. Tell the person who is with you. Then tell "
                "us. The clinic does not watch messages around the clock."
            ),
        ),
    ),
    teach_back=(
        Question(
            id="drive",
            text="When may you drive?",
            options=(Option("tonight", "Tonight, if I feel fine"), Option("tomorrow", "Tomorrow, after a restful sleep")),
            right="tomorrow",
            explanation="People feel fine before they can drive safely.",
        ),
        Question(
            id="alcohol",
            text="May you have a glass of wine tonight?",
            options=(Option("one", "One glass is fine"), Option("none", "No, not for 24 hours")),
            right="none",
            explanation="Alcohol adds to the drowsiness and can slow your breathing.",
        ),
        Question(
            id="crisis",
            text="Thoughts of suicide come at night. What do you do?",
            options=(Option("wait", "I wait for the clinic to call"), Option("988", "I call or text 988, or call 911")),
            right="988",
            explanation="The clinic does not watch messages at night. 988 answers at any hour.",
        ),
    ),
    sources=(src.SPRAVATO, src.KETALAR, src.PRACTICE),
    effective_from=date(2026, 11, 21),
    major=True,
    standing=Standing.DESIGN,
)
