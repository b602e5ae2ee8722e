"""What both versions of the C-SSRS screener share: the questions, who is asked them, and the tiers."""

from kapstone.evidence import Citation
from kapstone.instruments._instrument import Band, Item, Tone, When
from kapstone.instruments._shared import NO_YES_CODED, YES

COPYRIGHT = "© The Research Foundation for Mental Hygiene, Inc. (The Columbia Lighthouse Project). Wording unchanged."

CITES = (
    Citation(
        "posner2011",
        "Posner et al.: The Columbia-Suicide Severity Rating Scale (2011)",
        doi="10.1176/appi.ajp.2011.10111704",
    ),
    Citation(
        "columbia_lighthouse",
        "Columbia Lighthouse Project: C-SSRS screener with triage points",
        where="triage colours",
        url="https://cssrs.columbia.edu",
    ),
)

# Bands are the tiers' ranks: the screener has no total.
BANDS = (
    Band(0, 0, "no risk reported", Tone.CALM),
    Band(1, 1, "low risk", Tone.MILD),
    Band(2, 2, "moderate risk", Tone.MODERATE),
    Band(3, 3, "high risk", Tone.SEVERE),
)

_TEXTS = {
    "cssrs_1": ("the wish to be dead", "Have you wished you were dead or wished you could go to sleep and not wake up?"),
    "cssrs_2": ("thoughts of killing oneself", "Have you actually had any thoughts of killing yourself?"),
    "cssrs_3": ("thoughts of how", "Have you been thinking about how you might do this?"),
    "cssrs_4": ("intention to act", "Have you had these thoughts and had some intention of acting on them?"),
    "cssrs_5": (
        "a plan with intent",
        "Have you started to work out or worked out the details of how to kill yourself? Do you intend to carry out this plan?",
    ),
    "cssrs_6": (
        "suicidal behaviour",
        "Have you ever done anything, started to do anything, or prepared to do anything to end your life?",
    ),
}


def question(item_id: str, *, period: str, loinc: str = "", text: str = "") -> Item:
    """One of questions 1 to 6, asked about `period`. 3, 4 and 5 follow a yes to 2; 6 is asked whatever the answer to 2."""
    short, wording = _TEXTS[item_id]
    said = text or wording
    return Item(
        id=item_id,
        text=said,
        options=NO_YES_CODED,
        short=short,
        loinc=loinc,
        when=When(("cssrs_2",), YES) if item_id in {"cssrs_3", "cssrs_4", "cssrs_5"} else None,
        spoken=f"{period}: {said}" if period else said,
    )
