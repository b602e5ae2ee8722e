"""Markdown as the reference uses it: tables, cells, sources, and the standing of a number in two words."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from enum import Enum

from kapstone.evidence import Citation, Standing
from kapstone.findings import Override

__all__ = ["PRINTED", "SET_ASIDE", "cell", "figure", "plain", "source", "sources", "standing", "table", "words"]

PRINTED = "Printed by `kapstone docs` from the code; do not edit by hand."

SET_ASIDE = {
    Override.NEVER: "nobody",
    Override.PRESCRIBER: "a prescriber, with a reason",
    Override.TWO_CLINICIANS: "two clinicians, one of them a prescriber, each with a reason",
}


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """The lines of a table; none when it has no rows."""
    body = ["| " + " | ".join(cell(each) for each in row) + " |" for row in rows]
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *body, ""] if body else []


def cell(value: object) -> str:
    """What may stand between two bars."""
    return " ".join(str(value).split()).replace("|", "\\|")


def standing(of: Standing) -> str:
    """What a reader has to know: was it checked, or is it theirs to confirm?"""
    match of:
        case Standing.CHECKED:
            return "checked"
        case Standing.TO_CONFIRM:
            return "setting to confirm"
        case Standing.DESIGN:
            return "setting to confirm (our proposal)"


def source(citation: Citation) -> str:
    """The source in words, leading to where it can be read."""
    link = f"https://doi.org/{citation.doi}" if citation.doi else citation.url
    return f"[{citation.title}]({link}){f', {citation.where}' if citation.where else ''}" if link else str(citation)


def sources(citations: Iterable[Citation]) -> str:
    return "; ".join(source(each) for each in citations)


def figure(value: float) -> str:
    return f"{value:g}"


def plain(name: str) -> str:
    """A name of the code as words."""
    return name.replace("_", " ")


def words(value: object, unit: str = "") -> str:
    """A value of a protocol, for reading."""
    match value:
        case bool():
            return "yes" if value else "no"
        case timedelta():
            return _span(value)
        case Enum():
            return plain(str(value.value))
        case tuple():
            return ", ".join(words(each, unit) for each in value)
        case int() | float():
            return f"{value:g} {unit}".strip()
        case _:
            return plain(str(value))


def _span(value: timedelta) -> str:
    minutes = value.total_seconds() / 60
    if minutes >= 3 * 1440 and minutes % 1440 == 0:
        return f"{minutes / 1440:g} days"
    return f"{minutes / 60:g} h" if minutes >= 180 else f"{minutes:g} min"
