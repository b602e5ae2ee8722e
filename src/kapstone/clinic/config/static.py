"""Static files named by their content and compressed, so that browsers keep them for ever."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

__all__ = ["HashedFiles"]


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Serve hashed names where files were collected, and plain names where not (tests, a debugging server)."""

    manifest_strict = False

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:  # Any: a Django File
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            return name
