"""A protocol as the paper a medical director signs."""

from typing import Any

from kapstone.clinic.web import pdf
from kapstone.protocols.page import Line, Page

__all__ = ["as_pdf"]


def as_pdf(page: Page, *, clinic: str = "") -> bytes:
    """Tagged PDF; the same bytes for the same protocol and clinic."""
    return pdf.render("people/protocol.typ", _data(page, clinic))


def _data(page: Page, clinic: str) -> dict[str, Any]:  # Any: JSON values
    protocol = page.protocol
    by = protocol.confirmation.confirmed_by
    return {
        "clinic": clinic, "title": protocol.title, "version": protocol.version, "digest": protocol.digest, "summary": protocol.summary,
        "says": protocol.confirmation.says, "standing": f"Confirmed by {by}." if by else f"Not yet confirmed by a {protocol.confirmation.by_role}.",
        "to_confirm": page.to_confirm, "numbers": len(protocol.origins), "head": page.head, "schedule": page.schedule, "watch": page.watch,
        "wider": page.wider, "less": page.less, "measures": page.measures, "signers": page.signers,
        "parts": [{"title": part.title, "lines": [_line(line) for line in part.lines]} for part in page.parts],
    }  # fmt: skip


def _line(line: Line) -> tuple[str, str, str, str]:
    return line.name, line.value, "to confirm" if line.is_setting else "", str(line.origin) if line.origin else ""
