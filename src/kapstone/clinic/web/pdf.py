"""Turns a room's Typst template and plain data into a tagged, accessible PDF, the same bytes for the same data."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import typst
from django.apps import apps

__all__ = ["PdfTemplateMissing", "render"]

_CLINIC = Path(__file__).parent.parent
_FONTS = Path(__file__).parent / "pdf_fonts"


class PdfTemplateMissing(LookupError):
    """No room has a Typst template of this name."""


def render(
    template_name: str, data: dict[str, Any], *, at: datetime = datetime(2000, 1, 1, tzinfo=UTC)
) -> bytes:  # Any: JSON values
    """PDF/UA-1 from `typst/<room>/<name>.typ` of any room.

    The template reads `#let data = json(bytes(sys.inputs.data))` and may `#import "/web/typst/web/page.typ": page`.
    Dates, UUIDs and dataclasses become text or objects as in JSON. `at` is the moment written into the file's properties.
    """
    sent = {"data": msgspec.json.encode(data).decode()}
    try:
        answer = _compile(template_name, sent, at, "ua-1")
    except typst.TypstError as error:
        if "could not be displayed with font" not in str(error):
            raise
        answer = _compile(template_name, sent, at, [])  # a name in a script our font lacks must not cost the whole copy
    assert isinstance(answer, bytes), "one document gives one file"
    return answer


def _compile(template_name: str, sent: dict[str, str], at: datetime, standards: Any) -> Any:  # Any: typst's own
    return typst.compile(
        _find(template_name), root=str(_CLINIC), font_paths=[str(_FONTS)], ignore_system_fonts=True, format="pdf",
        sys_inputs=sent, pdf_standards=standards, timestamp=int(at.timestamp()),
    )  # fmt: skip


def _find(template_name: str) -> str:
    """The template's path; only names that stay inside a room's `typst` folder are looked for."""
    for config in apps.get_app_configs():
        folder = Path(config.path) / "typst"
        path = (folder / template_name).resolve()
        if path.is_file() and path.is_relative_to(folder.resolve()):
            return str(path)
    raise PdfTemplateMissing(template_name)
