"""Programmes of treatment, one TOML file each, strictly parsed; `all_protocols()` is all of them by id."""

from functools import cache
from importlib import resources

from kapstone.protocols._known import SETTING, TOPICS
from kapstone.protocols._model import (
    Basis,
    Booster,
    Choice,
    Confirmation,
    Course,
    Criterion,
    Dose,
    Home,
    Infusion,
    Integration,
    Maintenance,
    MeasurePlan,
    Moment,
    Monitoring,
    NextDay,
    Origin,
    Phase,
    Preparation,
    Protocol,
    Rems,
    Setting,
    Sign,
    Staffing,
    Therapy,
    Windows,
)
from kapstone.protocols._parse import ProtocolRefused, parse
from kapstone.protocols._watching import watches_less
from kapstone.protocols._words import span_words, unit_of

__all__ = [
    "SETTING", "TOPICS", "Basis", "Booster", "Choice", "Confirmation", "Course", "Criterion", "Dose", "Home", "Infusion", "Integration",
    "Maintenance", "MeasurePlan", "Moment", "Monitoring", "NextDay", "Origin", "Phase", "Preparation", "Protocol",
    "ProtocolRefused", "Rems", "Setting", "Sign", "Staffing", "Therapy", "Windows", "all_protocols", "parse", "span_words", "unit_of", "watches_less",
]  # fmt: skip


@cache
def all_protocols() -> dict[str, Protocol]:
    """Every protocol of this package by id. Each file is named for its id."""
    found: dict[str, Protocol] = {}
    for file in sorted(resources.files(__name__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            protocol = parse(file.read_text(encoding="utf-8"), file.name)
            if file.name != f"{protocol.id}.toml":
                raise ValueError(f"{file.name} holds the protocol {protocol.id!r}; a file is named for its id")
            found[protocol.id] = protocol
    return found
