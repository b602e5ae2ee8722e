"""What a document is: elements read and acknowledged one by one, questions that show it was understood, a version and a digest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kapstone.evidence import Citation, Standing
from kapstone.facts import digest_of

__all__ = [
    "Acknowledge",
    "Document",
    "Element",
    "Kind",
    "Option",
    "Question",
    "needs_new_consent",
    "not_acknowledged",
    "teach_back_percent",
    "version_of",
]

MAX_WORDS = 120
PASS_PERCENT = 80.0
"""Share of teach-back questions answered rightly; a design default that a protocol may change."""


class Kind(StrEnum):
    CONSENT = "consent"
    INFORMATION = "information"
    INSTRUCTIONS = "instructions"


class Acknowledge(StrEnum):
    """What the reader does with an element."""

    REQUIRED = "required"
    """Says "I understand"; without it there is no consent."""
    CHOICE = "choice"
    """Says yes or no; both are right and neither changes the treatment."""
    READ = "read"
    """Reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing to understand: a title, and at most 120 plain words."""

    id: str
    title: str
    text: str
    acknowledge: Acknowledge = Acknowledge.REQUIRED

    def __post_init__(self) -> None:
        if not self.text.strip() or len(self.text.split()) > MAX_WORDS:
            raise ValueError(f"{self.id}: an element has 1 to {MAX_WORDS} words, this one {len(self.text.split())}")

    @property
    def is_choice(self) -> bool:
        return self.acknowledge is Acknowledge.CHOICE


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A teach-back question. A wrong answer shows the explanation and may be tried again."""

    id: str
    text: str
    options: tuple[Option, ...]
    right: str
    explanation: str

    def __post_init__(self) -> None:
        if self.right not in {option.id for option in self.options} or len(self.options) < 2:
            raise ValueError(f"{self.id}: the right answer is one of at least two options")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text in one version. A major version (x.0) asks everyone to consent anew; a minor one does not."""

    id: str
    version: str
    title: str
    kind: Kind
    elements: tuple[Element, ...]
    effective_from: date
    sources: tuple[Citation, ...]
    standing: Standing
    major: bool
    teach_back: tuple[Question, ...] = ()
    introduction: str = ""

    def __post_init__(self) -> None:
        _, minor = version_of(self.version)
        if self.major is not (minor == 0):
            raise ValueError(f"{self.id} {self.version}: a major version ends in .0 and a minor one does not")
        for names in ([element.id for element in self.elements], [question.id for question in self.teach_back]):
            if len(names) != len(set(names)):
                raise ValueError(f"{self.id}: two parts have the same id")

    @property
    def digest(self) -> str:
        """SHA-256 over everything a reader sees and the version; what a signature binds to."""
        shown = replace(self, sources=(), standing=Standing.DESIGN)
        return digest_of(shown)

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(element.id for element in self.elements if element.acknowledge is Acknowledge.REQUIRED)

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(element.id for element in self.elements if element.is_choice)

    @property
    def text(self) -> str:
        """Every word a reader sees, for checks and for reading aloud."""
        questions = [
            part
            for question in self.teach_back
            for part in (question.text, *(option.text for option in question.options), question.explanation)
        ]
        parts = [part for element in self.elements for part in (element.title, element.text)]
        return "\n".join([self.title, self.introduction, *parts, *questions])


def version_of(version: str) -> tuple[int, int]:
    """ "2.1" as (2, 1); ValueError for anything else."""
    major, dot, minor = version.partition(".")
    if not dot or not major.isdigit() or not minor.isdigit():
        raise ValueError(f"a version is written like 2.1, not {version!r}")
    return int(major), int(minor)


def needs_new_consent(signed_version: str, current: Document) -> bool:
    """Whether someone who signed `signed_version` has to consent anew: only a major change asks for that."""
    return version_of(signed_version)[0] < version_of(current.version)[0]


def not_acknowledged(document: Document, acknowledged: Collection[str], declined: Collection[str] = ()) -> tuple[str, ...]:
    """Elements still without an answer: required ones not acknowledged, choices neither taken nor declined."""
    required = [element for element in document.required if element not in acknowledged]
    choices = [element for element in document.choices if element not in acknowledged and element not in declined]
    return (*required, *choices)


def teach_back_percent(document: Document, answers: Mapping[str, str]) -> float:
    """Share of the questions answered rightly, in percent; a question without an answer counts as not understood."""
    if not document.teach_back:
        return 100.0
    right = sum(answers.get(question.id) == question.right for question in document.teach_back)
    return 100.0 * right / len(document.teach_back)
