"""Reading a consent step by step: elements one at a time, then the questions, then the signature. Pure; answers are plain text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kapstone.documents import Acknowledge, Document, Element, Question, not_acknowledged, teach_back_percent

__all__ = ["DIGEST", "Answer", "Given", "Reply", "Step", "StepKind", "Walk", "changed_elements"]

DIGEST = "digest"
"""The answer that names the text being read: answers to another text do not count."""


class StepKind(StrEnum):
    ELEMENT = "element"
    QUESTION = "question"
    SIGN = "sign"


class Answer(StrEnum):
    """What a reader can say to an element."""

    UNDERSTOOD = "understood"
    AGREE = "agree"
    DECLINE = "decline"
    READ = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Everything a patient gave when they signed."""

    acknowledged: tuple[str, ...]
    declined: tuple[str, ...] = ()
    teach_back: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Question id to the answers in the order given: a second one only where the first was not as meant."""
    signature: str
    drawn: str = ""
    read_at: Mapping[str, datetime] = field(default_factory=dict)
    locale: str = "en-US"

    @property
    def last_answers(self) -> dict[str, str]:
        return {question: answers[-1] for question, answers in self.teach_back.items() if answers}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One screen."""

    kind: StepKind
    id: str
    title: str
    number: int
    of: int
    is_done: bool = False
    has_changed: bool = False
    """Whether the words are others than those this patient signed before."""
    element: Element | None = None
    question: Question | None = None
    answers: tuple[str, ...] = ()
    """What was answered so far: to an element one `Answer`, to a question up to two option ids."""

    @property
    def explains(self) -> bool:
        """Whether the last answer was not as meant, so that the explanation is shown."""
        return self.question is not None and bool(self.answers) and self.answers[-1] != self.question.right

    @property
    def asks_again(self) -> bool:
        return self.explains and len(self.answers) == 1

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """What can be answered here, as value and words."""
        if self.question is not None:
            return tuple((option.id, option.text) for option in self.question.options)
        match self.element.acknowledge if self.element else None:
            case Acknowledge.CHOICE:
                return ((Answer.AGREE.value, "Yes, I agree"), (Answer.DECLINE.value, "No"))
            case Acknowledge.REQUIRED:
                return ((Answer.UNDERSTOOD.value, "I understand"),)
            case Acknowledge.READ:
                return ((Answer.READ.value, "I have read this"),)
            case None:
                return ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answer leads to: what to keep, and whether this step is shown again with its explanation."""

    keep: dict[str, str]
    stays: bool


class Walk:
    """A reader's way through one document. `answers` are flat and textual, as a draft keeps them."""

    def __init__(self, document: Document, answers: Mapping[str, object], changed: frozenset[str] = frozenset()) -> None:
        said = {name: value for name, value in answers.items() if isinstance(value, str)}
        self.document = document
        self.answers: dict[str, str] = said if said.get(DIGEST) == document.digest else {}
        self.changed = changed

    @property
    def steps(self) -> tuple[Step, ...]:
        elements, questions = self.document.elements, self.document.teach_back
        total = len(elements) + len(questions) + 1
        made = [
            Step(
                kind=StepKind.ELEMENT, id=element.id, title=element.title, number=number, of=total, element=element,
                has_changed=element.id in self.changed, answers=self._said(element), is_done=bool(self._said(element)),
            )
            for number, element in enumerate(elements, 1)
        ]  # fmt: skip
        for number, question in enumerate(questions, len(elements) + 1):
            answers = self._tried(question)
            done = bool(answers) and (answers[-1] == question.right or len(answers) > 1)
            made.append(
                Step(kind=StepKind.QUESTION, id=question.id, title=question.text, number=number, of=total, question=question, answers=answers, is_done=done)
            )  # fmt: skip
        return (*made, Step(kind=StepKind.SIGN, id="sign", title="Sign", number=total, of=total))

    @property
    def next(self) -> Step:
        """The first step without an answer; the signature when all have one."""
        return next(step for step in self.steps if not step.is_done)

    def step(self, kind: str, id_: str) -> Step | None:
        return next((step for step in self.steps if step.kind.value == kind and step.id == id_), None)

    def before(self, step: Step) -> Step | None:
        """The step to go back to."""
        return next((each for each in self.steps if each.number == step.number - 1), None)

    def after(self, step: Step) -> Step:
        """The step that follows; what is still open before it comes first only at the signature."""
        return next((each for each in self.steps if each.number == step.number + 1), step)

    def reply(self, step: Step, value: str, at: datetime) -> Reply | None:
        """What to keep when `value` is answered at `step`; None when that is no answer here."""
        if value not in {option for option, _ in step.options}:
            return None
        mark = {DIGEST: self.document.digest}
        if step.kind is StepKind.ELEMENT:
            return Reply({**mark, f"element-{step.id}": value, f"read-{step.id}": at.isoformat()}, stays=False)
        assert step.question is not None, "only elements and questions have options"
        if step.asks_again:
            return Reply({**mark, f"second-{step.id}": value}, stays=value != step.question.right)
        if step.is_done:
            return Reply({}, stays=False)  # what was answered stays answered; going back changes no teach-back
        return Reply({**mark, f"first-{step.id}": value}, stays=value != step.question.right)

    def given(self, *, signature: str, drawn: str = "", locale: str = "en-US") -> Given:
        """All answers, for `actions.sign`. What is missing is found there."""
        said = {element.id: answer[0] for element in self.document.elements if (answer := self._said(element))}
        return Given(
            acknowledged=tuple(element for element, answer in said.items() if answer != Answer.DECLINE),
            declined=tuple(element for element, answer in said.items() if answer == Answer.DECLINE),
            teach_back={question.id: tried for question in self.document.teach_back if (tried := self._tried(question))},
            signature=signature,
            drawn=drawn,
            read_at={
                element: datetime.fromisoformat(mark) for element in said if (mark := self.answers.get(f"read-{element}"))
            },
            locale=locale,
        )

    def _said(self, element: Element) -> tuple[str, ...]:
        found = self.answers.get(f"element-{element.id}", "")
        return (found,) if found else ()

    def _tried(self, question: Question) -> tuple[str, ...]:
        first, second = self.answers.get(f"first-{question.id}", ""), self.answers.get(f"second-{question.id}", "")
        return tuple(answer for answer in (first, second) if answer)


def changed_elements(before: Document | None, now: Document) -> frozenset[str]:
    """Elements whose words are not those signed before; empty for a first consent."""
    if before is None:
        return frozenset()
    known = {element.id: (element.title, element.text, element.acknowledge) for element in before.elements}
    return frozenset(e.id for e in now.elements if known.get(e.id) != (e.title, e.text, e.acknowledge))


def missing_in(document: Document, given: Given) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of elements and of questions that have no answer."""
    elements = not_acknowledged(document, given.acknowledged, given.declined)
    return elements, tuple(question.id for question in document.teach_back if not given.teach_back.get(question.id))


def flagged(document: Document, answers: Mapping[str, tuple[str, ...]]) -> tuple[Question, ...]:
    """Questions whose last answer was not as meant: a clinician goes over them before countersigning."""
    return tuple(q for q in document.teach_back if (answers.get(q.id) or ("",))[-1] != q.right)


def percent(document: Document, given: Given) -> float:
    return teach_back_percent(document, given.last_answers)
