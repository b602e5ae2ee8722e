"""The instruments in the words of one clinic: as they ship, or with the licensed wording that the clinic supplied."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from kapstone.clinic.measures.models import SuppliedText
from kapstone.instruments import Instrument, all_instruments
from kapstone.instruments.text import LicensedText, TextRefused, parse_text, with_text

__all__ = ["Wordings", "text_of", "wordings_of"]


@dataclass(frozen=True, slots=True)
class Wordings:
    """What one clinic has supplied, newest first for each instrument."""

    rows: tuple[SuppliedText, ...] = ()

    def of(self, instrument: Instrument) -> tuple[SuppliedText, ...]:
        """Every row of the instrument, newest first; those of another version cannot be read as a wording of this one."""
        return tuple(row for row in self.rows if row.instrument == instrument.id)

    def standing(self, instrument: Instrument) -> SuppliedText | None:
        """The row in whose words it is asked now; None where nothing was supplied, or the newest row withdrew it."""
        newest = next(iter(self.of(instrument)), None)
        return newest if newest is not None and text_of(newest) is not None else None

    def now(self, instrument: Instrument) -> Instrument:
        """The instrument as it is asked now; without words where they are licensed and not here."""
        row = self.standing(instrument)
        return _worded(instrument, row) if row is not None else instrument

    def then(self, instrument: Instrument, moment: datetime) -> Instrument:
        """The instrument in the words that stood at `moment`: what was answered stays readable when a licence ends.

        Where there were none yet, what was answered came from elsewhere; it is shown in the words of now.
        """
        rows = (row for row in self.of(instrument) if row.supplied_at <= moment and text_of(row) is not None)
        row = next(rows, None)
        return _worded(instrument, row) if row is not None else self.now(instrument)


def wordings_of(organisation_id: UUID) -> Wordings:
    """All that this clinic supplied. One query."""
    return Wordings(tuple(SuppliedText.objects.filter(organisation_id=organisation_id)))


def text_of(row: SuppliedText) -> LicensedText | None:
    """The wording in the row; None where it was withdrawn, or fits the instrument no longer."""
    return None if row.withdrawn else _parsed(_Source(row.digest, row.source))


@dataclass(frozen=True, slots=True)
class _Source:
    """A file known by its digest, so that the same one is read once."""

    digest: str
    text: str = field(compare=False, repr=False)


@lru_cache(maxsize=256)
def _parsed(source: _Source) -> LicensedText | None:
    try:
        return parse_text(source.text, all_instruments())
    except TextRefused:  # a later version of Kapstone asks for another structure; until a new file comes it is not asked
        return None


def _worded(instrument: Instrument, row: SuppliedText) -> Instrument:
    return _in_words(instrument.id, _Source(row.digest, row.source)) or instrument


@lru_cache(maxsize=256)
def _in_words(instrument: str, source: _Source) -> Instrument | None:
    text = _parsed(source)
    return with_text(all_instruments()[instrument], text) if text is not None else None
