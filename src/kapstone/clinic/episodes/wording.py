"""In which words a measure was asked: the room of measures knows, others show it, and neither imports the other."""

from collections.abc import Callable
from uuid import UUID

from kapstone.facts import MeasureAnswered, Record
from kapstone.instruments import Instrument, instrument_called

__all__ = ["as_asked", "worded_by"]

Source = Callable[[UUID, Record[MeasureAnswered]], Instrument]

_SOURCES: list[Source] = []


def worded_by(source: Source) -> None:
    """Enter who knows the words of a clinic; call it from the room's `AppConfig.ready`."""
    _SOURCES[:] = [source]


def as_asked(organisation_id: UUID, record: Record[MeasureAnswered]) -> Instrument:
    """The instrument in the words in which this clinic asked it; as it ships where nobody knows better."""
    return next((source(organisation_id, record) for source in _SOURCES), None) or instrument_called(record.fact.instrument)
