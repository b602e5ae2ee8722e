"""The names a protocol may use: instruments, documents, preparation topics, checklist items, stages, rules."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kapstone.documents import Kind, all_documents
from kapstone.instruments import all_instruments
from kapstone.rules import all_rules

__all__ = ["SETTING", "TOPICS", "documents", "instruments", "rules", "setting_items", "topics"]

TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "history": "History and how life is now",
        "trauma_and_dissociation": "Trauma, and times of feeling cut off",
        "altered_states": "Earlier altered states of mind",
        "support": "Who supports you",
        "expectations": "What can and cannot be expected",
        "intention": "Your intention",
        "set_and_setting": "The room and the frame of mind",
        "grounding": "Ways to steady yourself",
        "touch": "Touch and boundaries",
        "by_dose": "What may happen at this dose",
        "medical_plan": "The medical plan, and what is measured when",
        "after_rules": "The rules for afterwards: no driving, no alcohol, no big decisions",
        "music": "Music and eyeshade",
        "escort": "Who takes you home",
        "fasting": "Food and drink beforehand",
    }
)
"""What preparation sessions cover, by id, in the words a patient reads."""

SETTING: Mapping[str, str] = MappingProxyType(
    {
        "privacy": "Private and undisturbed",
        "comfort": "Couch, blanket, temperature",
        "lighting": "Lighting can be dimmed",
        "music": "Music chosen and working",
        "eyeshade": "Eyeshade at hand",
        "people_present": "Everyone in the room is known to the patient",
        "emergency_kit": "Emergency equipment checked today",
        "oxygen": "Oxygen and masks at hand",
        "suction": "Suction works",
        "airway": "Airway equipment at hand",
        "crash_drugs": "Emergency medicines checked",
        "monitor_working": "Blood pressure and oxygen monitor working",
        "vomit_bowl": "Bowl and tissues at hand",
        "call_bell": "Help can be called from the room",
        "breath_alcohol": "Breath alcohol is zero",
        "rems_setting": "This setting is certified in the risk programme, and its certification is active",
        "rems_dispensed": "The drug was dispensed to this setting for this patient: one patient, one session, one kit",
        "adult_monitor": "A sober, briefed adult is with the patient and stays until recovery",
        "address": "State, street address and telephone are confirmed, and 911 reaches the place",
        "video": "Video works, and a telephone stands by",
        "cuff_and_oximeter": "A validated cuff and an oximeter are there, and their first reading has come",
        "lozenges_counted": "The lozenges were counted on video, and the rest is locked away",
        "home_hazards": "No child alone in care, no weapon, no open water, balcony or stairs in reach",
    }
)
"""The room checklist, by id."""


def topics() -> Iterable[str]:
    return TOPICS


def setting_items() -> Iterable[str]:
    return SETTING


def instruments() -> Iterable[str]:
    return all_instruments()


def documents() -> Iterable[str]:
    """Documents a patient signs; information and instructions are given, not signed."""
    return {document.id for document in all_documents().values() if document.kind is Kind.CONSENT}


def rules() -> Iterable[str]:
    return all_rules()
