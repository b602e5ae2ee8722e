"""The words of the one-tap events."""

__all__ = ["EVENTS", "GRAVE"]

EVENTS = (
    "calm", "tearful", "joy", "anxious", "nausea", "vomiting", "headache", "restless", "talking", "silent", "touch given", "music changed", "toilet",
    "repositioned", "panic", "agitation",
)  # fmt: skip
GRAVE = (
    "chest pain", "breathless", "severe headache", "visual loss", "weakness or slurred speech", "irregular pulse", "seizure", "stridor", "laryngospasm",
    "apnoea", "anaphylaxis", "help called", "emergency over",
)  # fmt: skip
