"""Files a person names on the command line: read whole as text, or refused with a sentence."""

from pathlib import Path

from kapstone.commands import BadInput

__all__ = ["text_of"]

_MAX_BYTES = 1_000_000


def text_of(path: str, what: str) -> str:
    """The text of a file that should be `what` ("a protocol"). Raises BadInput when it cannot be that."""
    try:
        if Path(path).stat().st_size > _MAX_BYTES:
            raise BadInput(f"{path} is too large to be {what}")
        return Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not text in UTF-8") from None
    except (OSError, ValueError) as problem:
        raise BadInput(f"{path} cannot be read: {getattr(problem, 'strerror', None) or problem}") from None
