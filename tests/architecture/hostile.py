"""Reads the forms of a page, and fills them in as people do and as nobody should."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Form", "Input", "forms_of"]

_TEXT = {"text", "email", "tel", "search", "textarea", "password", "url"}
_OURS = {"csrfmiddlewaretoken", "website"}


@dataclass(kw_only=True)
class Input:
    """One named control of a form, with what may be chosen in it."""

    name: str
    kind: str
    value: str = ""
    inputmode: str = ""
    options: list[str] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        return self.kind in _TEXT and self.inputmode not in {"decimal", "numeric"}

    @property
    def is_measured(self) -> bool:
        """A number, a day or a moment."""
        return self.inputmode in {"decimal", "numeric"} or self.kind in {"number", "date", "time", "datetime-local"}

    def plausible(self, name_of_person: str) -> str:
        """What somebody might answer."""
        if self.value and self.kind != "checkbox":
            return self.value
        if self.options:
            return next((option for option in self.options if option), "")
        if self.kind == "date":
            return "1990-05-05" if "birth" in self.name else "2026-02-20"
        if self.kind in {"datetime-local", "time"}:
            return "2026-02-20T10:30" if self.kind == "datetime-local" else "10:30"
        if self.is_measured:
            return "60"
        if self.kind == "checkbox":
            return self.value or "on"
        if "sign" in self.name:
            return name_of_person
        if "email" in self.name or "contact" in self.name or self.kind == "email":
            return "plain@example.org"
        return "212 555 0134" if "phone" in self.name else "Plain words"


@dataclass(kw_only=True)
class Form:
    """One form that posts, and where to."""

    action: str
    is_multipart: bool
    inputs: list[Input]

    def filled(self, person: str) -> dict[str, str]:
        return {each.name: each.plausible(person) for each in self.inputs if each.kind != "file"}

    def with_hostile(self, value: str, person: str, *, kinds: str) -> dict[str, str] | None:
        """The form filled in, but for the controls of these kinds, which hold `value`; None if it has none of them."""
        chosen = {each.name for each in self.inputs if each.kind != "file" and _is_of(each, kinds)}
        return {**self.filled(person), **dict.fromkeys(chosen, value)} if chosen else None


def forms_of(page: str, where: str) -> list[Form]:
    """The forms of a page that post, each with its controls; radios and lists of one name are one control."""
    reader = _Reader()
    reader.feed(page)
    return [
        Form(action=form.action or where, is_multipart=form.is_multipart, inputs=list(_joined(form.inputs)))
        for form in reader.forms
    ]


def _is_of(control: Input, kinds: str) -> bool:
    if kinds == "text":
        return control.is_text
    if kinds == "measured":
        return control.is_measured
    if kinds == "hidden":
        return control.kind == "hidden" and control.name != "act"
    return True


def _joined(inputs: list[Input]) -> Iterator[Input]:
    seen: dict[str, Input] = {}
    for each in inputs:
        if each.name in seen:
            seen[each.name].options += each.options
        else:
            seen[each.name] = each
    return iter(seen.values())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._inside: Form | None = None
        self._select: Input | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self._inside = Form(action=given.get("action", ""), is_multipart="multipart" in given.get("enctype", ""), inputs=[])
            self.forms.append(self._inside)
        elif self._inside is None:
            return
        elif tag == "option" and self._select is not None:
            self._select.options.append(given.get("value", ""))
        elif tag in {"input", "select", "textarea", "button"} and given.get("name") and given["name"] not in _OURS:
            self._add(tag, given)

    def _add(self, tag: str, given: dict[str, str]) -> None:
        assert self._inside is not None
        kind = given.get("type", "text") if tag == "input" else "hidden" if tag == "button" else tag
        control = Input(name=given["name"], kind=kind, value=given.get("value", ""), inputmode=given.get("inputmode", ""))
        if kind in {"radio", "submit"}:
            control.options, control.value = [control.value], ""
        self._inside.inputs.append(control)
        if tag == "select":
            self._select = control

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        elif tag == "select":
            self._select = None
