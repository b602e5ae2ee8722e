"""The signable page as one HTML file that needs nothing else and prints well."""

from collections.abc import Iterable, Iterator
from html import escape

from kapstone.protocols.page import Line, Page

__all__ = ["as_html"]

_CSS = """
body { font: 15px/1.45 system-ui, sans-serif; color: #1c1b19; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0 0 .4rem; } h2 { font-size: 1.1rem; color: #0b5b5d; margin: 1.6rem 0 .4rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .5rem .3rem 0; border-bottom: 1px solid #d9d6cf; }
th[scope=row] { font-weight: 600; width: 32%; } .quiet { color: #4f4d47; } .confirm { font-weight: 600; } .says { border-left: 4px solid #0b5b5d; padding-left: .8rem; }
.sign td { height: 3rem; vertical-align: bottom; } code { overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""


def as_html(page: Page) -> str:
    """A whole document."""
    protocol = page.protocol
    title = escape(f"{protocol.title}, {protocol.version}")
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_CSS}</style>\n</head>\n<body>\n" + "\n".join(_body(page)) + "\n</body>\n</html>\n"
    )


def _body(page: Page) -> Iterator[str]:
    protocol = page.protocol
    yield f"<h1>{escape(protocol.title)}</h1>\n<p>{escape(protocol.summary)}</p>"
    yield _pairs(page.head)
    by = protocol.confirmation.confirmed_by
    standing = f"Confirmed by {by}." if by else f"Not yet confirmed by a {protocol.confirmation.by_role}."
    yield f'<p class="says">{escape(protocol.confirmation.says)}</p>\n<p>{escape(standing)} {page.to_confirm} of {len(protocol.origins)} numbers are settings for your clinic to confirm.</p>'
    yield f"<h2>Schedule</h2>\n{_pairs(page.schedule)}"
    yield "<h2>What is watched</h2>\n" + _items(page.watch)
    yield "<h2>Watched, beside the plan for this route</h2>\n" + _items(page.less)
    if page.wider:
        yield "<h2>Wider than the guardrails of this route</h2>\n" + _items(page.wider)
    for part in page.parts:
        yield f"<h2>{escape(part.title)}</h2>\n{_table(part.lines)}"
    yield f"<h2>Measures</h2>\n{_pairs(page.measures)}"
    rows = "".join(f'<tr><th scope="row">{escape(signer)}</th><td>Signature</td><td>Date</td></tr>' for signer in page.signers)
    yield f'<h2>Signatures</h2>\n<p>Version {escape(protocol.version)}, digest <code>{protocol.digest}</code>.</p>\n<table class="sign">{rows}</table>'


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return (
        "<table>"
        + "".join(f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>' for name, value in pairs)
        + "</table>"
    )


def _items(sentences: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(each)}</li>" for each in sentences) + "</ul>"


def _table(lines: Iterable[Line]) -> str:
    head = '<tr><th scope="col">What</th><th scope="col">Is</th><th scope="col">Where from, and how far checked</th></tr>'
    return f"<table>{head}{''.join(map(_row, lines))}</table>"


def _row(line: Line) -> str:
    confirm = ' <span class="confirm">to confirm</span>' if line.is_setting else ""
    origin = escape(str(line.origin)) if line.origin else ""
    return f'<tr><th scope="row">{escape(line.name)}</th><td>{escape(line.value)}{confirm}</td><td class="quiet">{origin}</td></tr>'
