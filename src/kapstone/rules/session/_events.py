"""The words for what happens in the room that rules listen to; a screen offers them, a rule compares them plainly."""

VOMITING = "vomiting"
AGITATION = "agitation"
PANIC = "panic"
CALM = "calm"
SEIZURE = "seizure"
STRIDOR = "stridor"
LARYNGOSPASM = "laryngospasm"
ANAPHYLAXIS = "anaphylaxis"
APNOEA = "apnoea"
IRREGULAR_PULSE = "irregular pulse"
CHEST_PAIN = "chest pain"
BREATHLESS = "breathless"
WEAKNESS = "weakness or slurred speech"
SEVERE_HEADACHE = "severe headache"
VISUAL_LOSS = "visual loss"
EMERGENCY_OVER = "emergency over"
"""Says that a seizure, airway event or allergic reaction has ended; what follows is still the prescriber's to decide."""

ALARM_ANSWERED = "alarm answered"
"""Says that somebody has seen an alarm; the remark names its rule."""

END_ORGAN = (CHEST_PAIN, BREATHLESS, WEAKNESS, SEVERE_HEADACHE, VISUAL_LOSS)
"""With a high blood pressure these make it an emergency."""

LISTENED_TO = (
    VOMITING, AGITATION, PANIC, CALM, SEIZURE, STRIDOR, LARYNGOSPASM, ANAPHYLAXIS, APNOEA, IRREGULAR_PULSE, *END_ORGAN, EMERGENCY_OVER,
)  # fmt: skip
"""Every word above: what a screen has to offer so that the rules can hear it."""


def plain(word: str) -> str:
    """The word without case, underscores and outer spaces, so that "Chest_pain" and "chest pain" are one."""
    return " ".join(word.replace("_", " ").replace("-", " ").casefold().split())
