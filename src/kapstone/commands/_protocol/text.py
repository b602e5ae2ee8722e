"""The signable page as text for a terminal or a printer."""

from collections.abc import Iterator

from kapstone.protocols.page import Line, Page

__all__ = ["as_text"]

_WIDTH = 100


def as_text(page: Page) -> str:
    """The page as a medical director reads it before signing."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    protocol = page.protocol
    yield from (f"{protocol.title} ({protocol.id} {protocol.version})", "=" * _WIDTH, protocol.summary, "")
    yield from (f"{name + ':':24}{value}" for name, value in page.head)
    yield from ("", protocol.confirmation.says)
    confirmed = protocol.confirmation.confirmed_by
    yield f"{'Confirmed by ' + confirmed if confirmed else 'Not yet confirmed by a ' + protocol.confirmation.by_role}."
    yield f"{page.to_confirm} of {len(protocol.origins)} numbers are settings for your clinic to confirm; they are marked [ ]."
    yield from _titled("Schedule", (f"{when + ':':24}{what}" for when, what in page.schedule))
    yield from _titled("What is watched", page.watch)
    yield from _titled("Watched, beside the plan for this route", page.less)
    if page.wider:
        yield from _titled("Wider than the guardrails of this route", page.wider)
    for part in page.parts:
        yield from _titled(part.title, (row for line in part.lines for row in _line(line)))
    yield from _titled("Measures", (f"{what}: {when}" for what, when in page.measures))
    yield from ("", "Signatures", "-" * 10)
    yield f"This page is version {protocol.version}, digest {protocol.digest}."
    for signer in page.signers:
        yield from ("", f"  {signer + ':':40}{'_' * 34}  Date: {'_' * 14}")


def _titled(title: str, rows: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    yield from ("", title, "-" * len(title))
    yield from (f"  {row}" for row in rows)


def _line(line: Line) -> Iterator[str]:
    mark = "[ ]" if line.is_setting else "   "
    yield f"{mark} {line.name}: {line.value}"
    if line.origin is not None:
        yield f"      {line.origin}"
