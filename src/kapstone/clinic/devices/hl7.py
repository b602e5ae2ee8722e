"""HL7 v2 as monitors write it: segments, fields, components; and the acknowledgement each sender asks for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

__all__ = ["Answer", "Malformed", "Message", "Segment", "acknowledge", "parse", "reject"]

_SEPARATORS = 3
"""MSH-2 holds at least ^~\\; some monitors leave the last out."""


class Malformed(Exception):
    """Not an HL7 v2 message. `control_id` is what could be read of MSH-10."""

    def __init__(self, sentence: str, control_id: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.control_id = control_id


class Answer(StrEnum):
    """How a message is answered: taken, refused because of what it says, refused because it cannot be read or is not for us."""

    TAKEN = "A"
    ERROR = "E"
    REJECTED = "R"


@dataclass(frozen=True, slots=True)
class Segment:
    """One line. Fields are numbered as in the standard; a field that is not there is empty."""

    name: str
    fields: tuple[str, ...]
    component_mark: str = "^"
    repeat_mark: str = "~"

    def field(self, number: int) -> str:
        return self.fields[number] if number < len(self.fields) else ""

    def component(self, number: int, part: int) -> str:
        """One component of the first repetition, counted from 1."""
        parts = self.field(number).split(self.repeat_mark)[0].split(self.component_mark)
        return parts[part - 1].strip() if part <= len(parts) else ""


@dataclass(frozen=True)
class Message:
    """A message whose header could be read."""

    segments: tuple[Segment, ...]

    @property
    def header(self) -> Segment:
        return self.segments[0]

    def all(self, name: str) -> tuple[Segment, ...]:
        return tuple(segment for segment in self.segments if segment.name == name)

    def first(self, name: str) -> Segment | None:
        return next(iter(self.all(name)), None)

    @property
    def control_id(self) -> str:
        return self.header.field(10).strip()

    @property
    def kind(self) -> str:
        """ "ORU^R01"."""
        return f"{self.header.component(9, 1)}^{self.header.component(9, 2)}"

    @property
    def is_for_production(self) -> bool:
        """MSH-11; training and debugging messages are never charted."""
        return self.header.component(11, 1) in {"P", ""}

    @cached_property
    def senders(self) -> frozenset[str]:
        """Every name under which the device may be known: the sending application and its parts, and the equipment of each result."""
        names = {self.header.field(3), *(self.header.component(3, part) for part in (1, 2))}
        for segment in self.all("OBX"):
            names |= {segment.field(18), *(segment.component(18, part) for part in (1, 3))}
        return frozenset(name.strip() for name in names if name.strip())


def parse(raw: bytes) -> Message:
    """Read a message. The header says the separators and the character set; lines end with CR, LF or both."""
    text = _decoded(raw)
    if not text.startswith("MSH") or len(text) < 8:
        raise Malformed("It does not begin with a header (MSH).")
    bar = text[3]
    lines = [line for line in text.replace("\r\n", "\r").replace("\n", "\r").split("\r") if line.strip()]
    marks = lines[0][4:].split(bar)[0]
    if len(marks) < _SEPARATORS or bar.isalnum() or len(set(marks) | {bar}) != len(marks) + 1:
        raise Malformed("The header does not say its separators (MSH-2).")
    segments = []
    for line in lines:
        fields = line.split(bar)
        if fields[0] == "MSH":
            fields.insert(1, bar)  # the separator is itself field 1
        segments.append(Segment(fields[0], tuple(fields), marks[0], marks[1]))
    message = Message(tuple(segments))
    control = message.control_id
    if not control:
        raise Malformed("The header has no control id (MSH-10).")
    if len(message.all("MSH")) > 1:
        raise Malformed("Two headers stand in one frame; the first message was cut off.", control)
    if unnamed := next((each.name for each in segments if len(each.name) != 3 or not each.name.isalnum()), None):
        raise Malformed(f"A line begins with {unnamed[:8]!r}, which is no segment.", control)
    return message


def acknowledge(message: Message, answer: Answer, *, at: datetime, sentence: str = "") -> str | None:
    """The acknowledgement the sender asked for in MSH-15 and 16, or None when it wants none.

    Neither says anything: original mode, AA, AE or AR. Else the accept acknowledgement CA, CE or CR, or the one of the application.
    """
    accept, application = message.header.field(15).strip(), message.header.field(16).strip()
    if not accept and not application:
        letter = "A"
    elif _wants(accept, answer):
        letter = "C"
    elif _wants(application, answer):
        letter = "A"
    else:
        return None
    return _ack(
        f"{letter}{answer.value}", message.control_id, at=at, sentence=sentence,
        to=(message.header.field(3), message.header.field(4)), version=message.header.component(12, 1) or "2.6",
    )  # fmt: skip


def reject(error: Malformed, *, at: datetime) -> str:
    """The answer to what could not be read: AR, under the control id if it was seen."""
    return _ack("AR", error.control_id, at=at, sentence=error.sentence, to=("", ""), version="2.6")


def _ack(code: str, control_id: str, *, at: datetime, sentence: str, to: tuple[str, str], version: str) -> str:
    stamp = at.strftime("%Y%m%d%H%M%S%z")
    clean = sentence.replace("|", " ").replace("\r", " ").replace("\n", " ")
    lines = [
        f"MSH|^~\\&|KAPSTONE||{to[0]}|{to[1]}|{stamp}||ACK^R01^ACK|{control_id or 'unknown'}-{stamp[8:14]}|P|{version}",
        f"MSA|{code}|{control_id}|{clean}".rstrip("|"),
    ]
    return "\r".join(lines) + "\r"


def _wants(condition: str, answer: Answer) -> bool:
    return condition == "AL" or condition == ("SU" if answer is Answer.TAKEN else "ER")


def _decoded(raw: bytes) -> str:
    raw = raw.removeprefix(b"\xef\xbb\xbf").strip(b"\r\n\x00 ")
    charset = raw.split(b"\r")[0].split(b"\n")[0].split(raw[3:4] or b"|")
    said = charset[17].strip().upper() if len(charset) > 17 else b""
    if said == b"8859/1":
        return raw.decode("latin-1")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
