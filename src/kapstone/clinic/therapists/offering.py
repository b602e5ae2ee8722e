"""Which therapists a clinic has and what they offer, in the words of the matching library."""

from kapstone.facts import Indication

__all__ = ["FORMATS", "INDICATIONS", "LANGUAGES", "MODALITIES"]

MODALITIES = {
    "ACT": "Acceptance and commitment therapy (ACT)",
    "CBT": "Cognitive behavioural therapy (CBT)",
    "DBT": "Dialectical behaviour therapy (DBT)",
    "EMDR": "EMDR",
    "family therapy": "Family therapy",
    "IFS": "Internal family systems (IFS)",
    "mindfulness": "Mindfulness-based therapy",
    "motivational interviewing": "Motivational interviewing",
    "psychodynamic therapy": "Psychodynamic therapy",
    "somatic therapy": "Somatic therapy",
}
LANGUAGES = {
    name: name
    for name in (
        "English", "Spanish", "American Sign Language", "Arabic", "Cantonese", "French", "German", "Haitian Creole", "Hindi", "Korean",
        "Mandarin", "Polish", "Portuguese", "Russian", "Tagalog", "Vietnamese",
    )
}  # fmt: skip
FORMATS = {"in person": "In person", "by video": "By video"}
INDICATIONS = {each.value: each.words[:1].upper() + each.words[1:] for each in Indication}
