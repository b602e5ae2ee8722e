"""Turns Django's bound fields into what the field component draws: label, hint, error and control, tied together for readers."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm, BoundField
from django.forms.utils import flatatt
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils.safestring import SafeString, mark_safe

__all__ = ["error_entries", "field_context"]


def error_entries(form: BaseForm) -> list[tuple[str, str]]:
    """Each problem with the anchor of its field; problems of the whole form come first and have none."""
    entries = [("", str(text)) for text in form.non_field_errors()]
    for bound in form:
        label = str(bound.label).rstrip(".?:")
        entries += [(_anchor(bound), str(text) if label in str(text) else f"{label}: {text}") for text in bound.errors]
    return entries


def field_context(bound: BoundField, *, unit: str, row: bool, page: bool, hints: Mapping[str, str]) -> dict[str, Any]:
    """Everything `components/field.html` needs."""
    widget = bound.field.widget
    anchor = _anchor(bound)
    hint_id, error_id, unit_id = f"{anchor}-hint", f"{anchor}-error", f"{anchor}-unit"
    unit = unit or str(getattr(bound.field, "unit", ""))
    shape = _shape(bound)
    described = [hint_id] if bound.help_text else []
    described += [error_id] if bound.errors else []
    described += [unit_id] if unit else []
    attributes: dict[str, str | bool] = {}
    if shape != "group":
        if described:
            attributes["aria-describedby"] = " ".join(described)
        if bound.errors:
            attributes["aria-invalid"] = "true"
    is_optional = not bound.field.required and not getattr(bound.field, "hide_optional", False)
    return {
        "field": bound, "shape": shape, "anchor": anchor, "label": bound.label, "hint": bound.help_text, "errors": bound.errors,
        "hint_id": hint_id, "error_id": error_id, "unit_id": unit_id, "unit": unit, "row": row, "page": page,
        "optional": is_optional and shape != "check", "described_by": " ".join(described),
        "control": "" if shape == "group" else bound.as_widget(attrs=attributes),
        "choices": _choices(bound, hints) if shape == "group" else (),
        "widget": widget,
    }  # fmt: skip


def _anchor(bound: BoundField) -> str:
    return bound.auto_id or bound.html_name


def _shape(bound: BoundField) -> str:
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "group"
    return "check" if isinstance(widget, CheckboxInput) else "plain"


def _choices(bound: BoundField, hints: Mapping[str, str]) -> list[dict[str, str | SafeString]]:
    """Each choice's bare control with its words; Django's own escaping of value and attributes is kept."""
    found: list[dict[str, str | SafeString]] = []
    for choice in bound.subwidgets:
        data = choice.data
        if data["value"] in ("", None):
            continue
        control = mark_safe(_bare_control(data))  # noqa: S308  every part is escaped in _bare_control
        found.append({"control": control, "label": choice.choice_label, "hint": hints.get(str(data["value"]), "")})
    return found


def _bare_control(data: Mapping[str, Any]) -> str:

    attributes = {"type": data["type"], "name": data["name"], "value": str(data["value"]), **data["attrs"]}
    return f"<input{flatatt(attributes)}>"
