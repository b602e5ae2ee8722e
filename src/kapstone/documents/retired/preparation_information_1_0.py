"""Version 1.0 of what a patient reads before the first dose; it did not say what is measured and why."""

from datetime import date

from kapstone.documents import _sources as src
from kapstone.documents._document import Acknowledge, Document, Element, Kind
from kapstone.evidence import Standing

_READ = Acknowledge.READ

RETIRED = Document(
    id="preparation_information",
    version="1.0",
    title="Preparing for your first session",
    kind=Kind.INFORMATION,
    elements=(
        Element(
            id="day",
            title="The day in short",
            text=(
                "Plan about three hours at the clinic. We ask how you have been, take your blood pressure and check that all is ready. "
                "Then you settle in and the medicine is given. It works for one to two hours. You rest, we check you again, and "
                "someone takes you home."
            ),
            acknowledge=_READ,
        ),
        Element(
            id="feeling",
            title="What it may feel like",
            text=(
                "At a low dose you may feel light, warm and able to talk. At a higher dose you may lose track of your body and of "
                "time, and words may not come. Some people see colors or scenes. Some feel calm, some feel grief or fear, and some "
                "feel little. No kind of session is the right one."
            ),
            acknowledge=_READ,
        ),
        Element(
            id="hard_moments",
            title="If it gets hard",
            text=(
                "Fear often grows when we push it away. Breathe out slowly. Feel the couch under you. Say what is there, or raise your "
                "hand. Your therapist is beside you. It will pass as the medicine wears off. You can ask to stop."
            ),
            acknowledge=_READ,
        ),
        Element(
            id="intention",
            title="An intention",
            text=(
                "Think of one sentence for what you bring: a question, a hope, something to be kind about. Hold it lightly. A session "
                "may go elsewhere, and that is fine."
            ),
            acknowledge=_READ,
        ),
        Element(
            id="food",
            title="Food, drink and medicines",
            text=(
                "No food for 6 hours and no drink for 2 hours before. No alcohol or other drugs for 24 hours. Take your usual medicines "
                "as your prescriber told you. Tell us if anything is new, if you are ill, or if you could be pregnant."
            ),
        ),
        Element(
            id="home",
            title="Getting home",
            text=(
                "Choose an adult who comes in to fetch you and stays for a while. You must not drive until the next day, after a restful "
                "sleep. Keep that evening free."
            ),
        ),
        Element(
            id="afterwards",
            title="The days after",
            text=(
                "We contact you the next day. Within one to two days you meet your therapist to make sense of what came up. Symptoms may "
                "ease, stay as they are, or feel worse for a few days. Tell us how it is."
            ),
            acknowledge=_READ,
        ),
    ),
    sources=(src.KETALAR, src.SPRAVATO, src.PRACTICE),
    effective_from=date(2026, 11, 21),
    major=True,
    standing=Standing.DESIGN,
)
