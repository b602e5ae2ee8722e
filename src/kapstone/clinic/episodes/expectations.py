"""Where a session's expected concentration can be had: one room knows how, others draw it, and neither imports the other."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kapstone.clinic.episodes.pages import PatientPage

__all__ = ["Expected", "curve_from", "curve_of"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A concentration over time as a model expects it, with the band most patients lie in. `caption` says which model and unit."""

    times: Sequence[datetime]
    median: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    caption: str


Source = Callable[[PatientPage, UUID], Expected | None]

_SOURCES: list[Source] = []


def curve_from(source: Source) -> None:
    """Enter where curves come from; call it from the room's `AppConfig.ready`."""
    _SOURCES[:] = [source]


def curve_of(page: PatientPage, session: UUID) -> Expected | None:
    """What is expected after the doses of this session; None before the first, and where no model covers it.

    A fault in a prediction never takes the session's screen away: it is logged, and the curve is left out.
    """
    try:
        return next((found for source in _SOURCES if (found := source(page, session)) is not None), None)
    except Exception:  # noqa: BLE001  # whatever goes wrong in a prediction, the vitals must stay on the screen
        _log.exception("the expected curve of a session could not be computed")
        return None
