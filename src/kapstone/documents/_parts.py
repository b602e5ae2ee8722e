"""Short ways to write a document: parts that are read, and education texts that ask for nothing but reading."""

from datetime import date

from kapstone.documents._document import Acknowledge, Document, Element, Kind, Option, Question
from kapstone.evidence import Citation, Standing

__all__ = ["asked", "choice", "part", "read", "reading"]

_WRITTEN = date(2026, 11, 29)


def part(id: str, title: str, text: str) -> Element:  # noqa: A002 - the name every entry has
    """A part the reader says they understand."""
    return Element(id=id, title=title, text=text)


def choice(id: str, title: str, text: str) -> Element:  # noqa: A002 - as above
    """A part the reader says yes or no to; both are right."""
    return Element(id=id, title=title, text=text, acknowledge=Acknowledge.CHOICE)


def read(id: str, title: str, text: str) -> Element:  # noqa: A002 - as above
    """A part that is only read."""
    return Element(id=id, title=title, text=text, acknowledge=Acknowledge.READ)


def asked(id: str, text: str, *, right: str, wrong: tuple[str, ...], explanation: str) -> Question:  # noqa: A002 - as above
    """A teach-back question; the right answer stands among the wrong ones at a place that follows from its words, not always first."""
    others = [Option(f"wrong_{index}", words) for index, words in enumerate(wrong, start=1)]
    place = len(text) % (len(others) + 1)
    options = (*others[:place], Option("right", right), *others[place:])
    return Question(id=id, text=text, options=options, right="right", explanation=explanation)


def reading(
    id: str, title: str, introduction: str, *parts: Element, sources: tuple[Citation, ...], version: str = "1.0",  # noqa: A002 - as above
) -> Document:  # fmt: skip
    """An education text: everything in it is read, nothing is signed."""
    return Document(
        id=id, version=version, title=title, kind=Kind.INFORMATION, introduction=introduction, elements=parts, sources=sources,
        effective_from=_WRITTEN, major=version.endswith(".0"), standing=Standing.DESIGN,
    )  # fmt: skip
