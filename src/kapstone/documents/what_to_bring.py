"""The short list for the day of a dose."""

from datetime import date

from kapstone.documents import _sources as src
from kapstone.documents._document import Acknowledge, Document, Element, Kind
from kapstone.evidence import Standing

_READ = Acknowledge.READ

DOCUMENT = Document(
    id="what_to_bring",
    version="1.0",
    title="What to bring, and what to leave at home",
    kind=Kind.INFORMATION,
    elements=(
        Element(
            id="bring",
            title="Bring",
            text=(
                "A list of all your medicines. The name and phone number of the adult who takes you home. Soft, loose clothes with short "
                "sleeves, and socks. Glasses instead of contact lenses. Something that comforts you, such as a photo or a shawl. A "
                "notebook for afterwards."
            ),
            acknowledge=_READ,
        ),
        Element(
            id="leave",
            title="Leave at home",
            text="Your car keys. Valuables. Perfume. Food for before the session. Plans for the evening.",
            acknowledge=_READ,
        ),
        Element(
            id="call_first",
            title="Call us first if",
            text=(
                "You have a fever, a cold or a cough. You have eaten or had alcohol. You have a new medicine. You could be pregnant. No "
                "one can take you home. You do not want to come."
            ),
            acknowledge=_READ,
        ),
    ),
    sources=(src.PRACTICE,),
    effective_from=date(2026, 11, 21),
    major=True,
    standing=Standing.DESIGN,
)
