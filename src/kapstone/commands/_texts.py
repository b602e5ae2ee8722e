"""The licensed wording of an instrument, from a file named on the command line."""

from kapstone.commands import BadInput
from kapstone.commands._files import text_of
from kapstone.instruments import Instrument, all_instruments
from kapstone.instruments.text import LicensedText, TextRefused, parse_text, with_text

__all__ = ["read_text", "worded"]


def read_text(path: str) -> LicensedText:
    """The wording in that file. Raises BadInput, naming every mistake by its path."""
    try:
        return parse_text(text_of(path, "the wording of an instrument"), all_instruments(), path)
    except TextRefused as refusal:
        raise BadInput(str(refusal)) from None


def worded(instrument: Instrument, path: str | None) -> Instrument:
    """The instrument with the wording in that file, or as it ships where no file is named."""
    if path is None:
        return instrument
    try:
        return with_text(instrument, read_text(path))
    except TextRefused as refusal:
        raise BadInput(str(refusal)) from None
