"""The signable page as PDF, set by Typst as the clinic's own papers are."""

import tempfile

from kapstone.commands import BadInput
from kapstone.protocols.page import Page

__all__ = ["as_pdf"]


def as_pdf(page: Page) -> bytes:
    """The page as tagged PDF, the same bytes for the same protocol. BadInput where Typst or the clinic's part is not installed."""
    try:
        import typst  # noqa: F401 - asked for first, so that its absence is said in a sentence
    except ImportError:
        raise BadInput("--pdf needs Typst, which is not installed; use --html, or install Kapstone with its clinic") from None
    from kapstone.commands._plain_clinic import ready

    with tempfile.TemporaryDirectory() as scratch:
        ready(scratch)
        from kapstone.clinic.people.protocol_paper import as_pdf as set_by_typst

        return set_by_typst(page)
