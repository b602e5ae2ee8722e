"""Static files named by their content and compressed, so that browsers keep them for ever."""

from typing import Any

from django.http import HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

__all__ = ["HashedFiles", "WholeFiles"]


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Serve hashed names where files were collected, and plain names where not (tests, a debugging server)."""

    manifest_strict = False
    support_js_module_import_aggregation = True  # a module that imports another names it by its content too

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:  # Any: a Django File
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            return name


class WholeFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # whitenoise has no types
    """Answer with the whole file: ours are small, and under ASGI a stream that is read in a thread costs more."""

    @staticmethod
    def serve(static_file: Any, request: Any) -> HttpResponse:  # Any: whitenoise has no types
        found = static_file.get_response(request.method, request.META)
        content = b""
        if found.file is not None:
            with found.file:
                content = found.file.read()
        response = HttpResponse(content, status=int(found.status))
        del response.headers["Content-Type"]
        for name, value in found.headers:
            response.headers[name] = value
        return response
