"""A form drawn from a fact: what the dataclass says is asked, and what it refuses stands beside the field, with what was typed kept.

The same forms serve every room and every correction:

    VitalsForm = fact_form(VitalsTaken, fields=("systolic_mmhg", "diastolic_mmhg"), when="Measured at",
                           labels={"systolic_mmhg": "Upper blood pressure"}, hints={"position": "Sitting for five minutes."})

    form = VitalsForm(request.POST or None, initial={**initial_of(wrong.fact), **initial_from_draft(request, "vitals", episode.id)})
    if form.is_valid():                     # builds the fact: Implausible becomes the error of its field
        episodes.record(episode=..., facts=(form.to_fact(),), at=form.at(now), key=posted_key(request), ...)

Field types become widgets: text (long where the name says so) · numbers with the unit of their suffix (`_mmhg`, `_percent`, `kilograms`) ·
dates and moments · enums as radios, or a list when there are many · `Answer` as yes / no / not known · `bool` without a default as yes / no,
with one as a tick · `bool | None` as yes / no / not known · tuples of text as one text with commas, or ticks where `options` names them ·
tuples of an enum as ticks.
A field without a default must be answered. UUIDs and anything not in `fields` are never asked: give them in `fixed` or at `to_fact(session=...)`.
`options` gives a text, enum or tuple its choices with their words, or narrows them. `optional` and `required` overrule the fact's default; `hide_optional` leaves the word "(optional)" away where most fields are.
Draw it with `{% for bound in form %}{% field bound %}{% endfor %}`; `when` adds a moment (field name `at`), empty meaning now, never the future.
"""

import dataclasses
import types
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, ClassVar, Generic, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from django import forms

from kapstone.clinic.journal import clock
from kapstone.clinic.web.forms import DateField, DateTimeField, KapForm, NumberField, WholeNumberField
from kapstone.facts import Answer, Fact, Implausible

__all__ = ["CLOCK_SKEW", "FactForm", "YesNo", "fact_form", "initial_of", "label_of", "sentence_of", "unit_of", "words_of"]

K = TypeVar("K", bound=Fact)
Options = Mapping[str, str]

CLOCK_SKEW = timedelta(minutes=5)
"""So far two clocks may differ; more is a wrong time."""
_MANY = 8
_MOST_LETTERS = 10_000
_LONG = {"summary", "reason", "detail", "remarks", "found", "plan", "hopes", "conditions", "directions", "reaction"}
_UNITS = (
    ("mg_per_kg", "mg/kg"), ("mg_per_day", "mg/day"), ("litres_per_min", "L/min"), ("per_min", "per min"), ("mmhg", "mmHg"),
    ("percent", "%"), ("celsius", "°C"), ("kilograms", "kg"), ("centimetres", "cm"), ("minutes", "min"), ("weeks", "weeks"),
    ("days", "days"), ("min", "min"), ("mg", "mg"), ("ml", "mL"), ("kg", "kg"),
)  # fmt: skip
_LABELS = {
    "kilograms": "Weight", "centimetres": "Height", "weeks": "Duration", "spo2_percent": "Oxygen saturation (SpO2)",
    "systolic_mmhg": "Systolic pressure", "diastolic_mmhg": "Diastolic pressure", "on": "When", "rxcui": "RxNorm code",
    "loinc": "LOINC code", "asa_class": "ASA class", "dose_mg_per_day": "Highest dose", "oxygen_litres_per_min": "Oxygen given",
}  # fmt: skip
_STAND_INS: dict[Any, Any] = {
    UUID: UUID(int=0),
    int: 0,
    float: 0.0,
    bool: False,
    tuple: (),
    dict: {"-": 0},
}  # Any: types to values of them
_NEVER_ASKED = frozenset({"is_validated"})
"""Said by the way in which a fact came, not by whoever fills in a form: what a person enters, they stand behind."""
_ANSWERS = {Answer.YES.value: "Yes", Answer.NO.value: "No", Answer.UNKNOWN.value: "Not known"}


class YesNo(forms.TypedChoiceField):
    """Yes or no, and where the fact allows it "Not known", which is None."""

    def __init__(self, *, knows_unknown: bool = False, **kwargs: Any) -> None:  # Any: Django's own arguments
        choices = [("yes", "Yes"), ("no", "No"), *([("unknown", "Not known")] if knows_unknown else [])]
        coerce = {"yes": True, "no": False, "unknown": None}.__getitem__
        super().__init__(choices=choices, coerce=coerce, empty_value=None, widget=forms.RadioSelect, **kwargs)

    def prepare_value(self, value: Any) -> Any:  # Any: a bool of a fact, or what a browser sent
        return ("yes" if value else "no") if isinstance(value, bool) else value


class _Texts(forms.CharField):
    """Several short texts in one, with commas between."""

    def prepare_value(self, value: Any) -> Any:  # Any: the tuple of a fact, or what a browser sent
        return ", ".join(value) if isinstance(value, tuple | list) else value

    def to_python(self, value: Any) -> Any:  # Any: as above
        _not_too_much(str(value or ""))
        return tuple(part.strip() for part in str(value or "").split(",") if part.strip())


class FactForm(KapForm, Generic[K]):
    """The base of forms made by `fact_form`. `is_valid` builds the fact, `to_fact` hands it over."""

    fact_type: ClassVar[type[Fact]]
    fixed: ClassVar[Mapping[str, Any]] = {}  # Any: fields of a fact

    def to_fact(self, **given: Any) -> K:  # Any: fields of a fact
        """The fact as filled in; `given` are fields nobody is asked. Only after `is_valid()`."""
        assert self.is_valid(), "to_fact is for a valid form"
        return self._build(given)

    def at(self, now: datetime) -> datetime:
        """The moment the person named, or now."""
        named: datetime | None = self.cleaned_data.get("at")
        return named or now

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or self.cleaned_data
        moment = cleaned.get("at")
        if isinstance(moment, datetime) and moment > clock.now() + CLOCK_SKEW:
            self.add_error("at", "This lies in the future. Enter when it happened.")
        if not self.errors:
            try:
                self._build(self._still_to_come())
            except Implausible as error:
                self.add_error(error.field if error.field in self.fields else None, sentence_of(error))
        return cleaned

    def _still_to_come(self) -> dict[str, UUID]:
        """Stand-ins for the identifiers that only `to_fact` is given, so that the rest can be tried before."""
        asked_or_fixed = {*self.fields, *self.fixed}
        missing = (f for f in dataclasses.fields(self.fact_type) if f.name not in asked_or_fixed and not _has_default(f))
        return {field.name: UUID(int=0) for field in missing}

    def _build(self, given: Mapping[str, Any]) -> K:  # Any: fields of a fact
        asked = {f.name: f for f in dataclasses.fields(self.fact_type)}
        values: dict[str, Any] = dict(self.fixed)  # Any: as above
        for name, value in self.cleaned_data.items():
            if name in asked and (value is not None or not _has_default(asked[name])):
                values[name] = _plain(value, self.fields[name])
        return self.fact_type(**{**values, **given})  # type: ignore[return-value]  # fact_form pairs the type with K


def fact_form(
    kind: type[K],
    *,
    fields: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
    hints: Mapping[str, str] | None = None,
    options: Mapping[str, Options] | None = None,
    fixed: Mapping[str, Any] | None = None,  # Any: fields of a fact
    required: Collection[str] = (),
    optional: Collection[str] = (),
    when: str = "",
    hide_optional: bool = False,
) -> type[FactForm[K]]:
    """A form class for facts of this kind; see the top of this file."""
    hinted = hints or {}
    types_of, known = get_type_hints(kind), {f.name: f for f in dataclasses.fields(kind)}
    chosen = (
        list(fields)
        if fields is not None
        else [n for n in known if _is_asked(types_of[n]) and n not in {*(fixed or {}), *_NEVER_ASKED}]
    )
    if unknown := set(chosen) - set(known):
        raise TypeError(f"{kind.__name__} has no field {min(unknown)!r}")
    body: dict[str, Any] = {"fact_type": kind, "fixed": dict(fixed or {}), "__module__": __name__}  # Any: a class body
    for name in chosen:
        body[name] = _field(
            name,
            types_of[name],
            (options or {}).get(name),
            label=(labels or {}).get(name) or label_of(name),
            help_text=hinted.get(name, ""),
            required=(name in required or not _has_default(known[name])) and name not in optional,
            initial=_shown(default) if isinstance(default := known[name].default, bool | Enum) else None,
        )
        body[name].hide_optional = hide_optional
    if when:
        body["at"] = DateTimeField(label=when, required=False, help_text=hinted.get("at", "Leave empty for now."))
        body["at"].hide_optional = True
    return type(f"{kind.__name__}Form", (FactForm,), body)


def initial_of(fact: Fact) -> dict[str, Any]:  # Any: form values
    """A form's initial values from a fact, for corrections."""
    return {f.name: _shown(getattr(fact, f.name)) for f in dataclasses.fields(fact)}


def sentence_of(error: Implausible) -> str:
    """What an implausible value says to the person, as a sentence."""
    said = error.sentence[:1].upper() + error.sentence[1:]
    return said if said.endswith((".", "?")) else said + "."


def unit_of(name: str) -> str:
    """The unit a field's name ends in, as people write it, or nothing."""
    return next((unit for suffix, unit in _UNITS if name == suffix or name.endswith("_" + suffix)), "")


def label_of(name: str) -> str:
    """A field's name in words, its unit left to the unit beside the box."""
    if name in _LABELS:
        return _LABELS[name]
    stem = next((name.removesuffix("_" + suffix) for suffix, _ in _UNITS if name.endswith("_" + suffix)), name)
    return stem.removeprefix("is_").replace("_0_10", " (0 to 10)").replace("_", " ").capitalize()


def words_of(option: Enum) -> str:
    """A member of a closed set in words."""
    if isinstance(option, Answer):
        return _ANSWERS[option.value]
    words = str(getattr(option, "words", "") or str(option.value).replace("_", " "))
    return words[:1].upper() + words[1:]


def _shown(value: Any) -> Any:  # Any: a fact's value to a form's
    if isinstance(value, Enum):
        return value.value
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _is_asked(annotation: Any) -> bool:  # Any: a type annotation
    inner, _ = _without_none(annotation)
    return inner is not UUID and get_origin(inner) is not dict and (get_origin(inner) is not tuple or get_args(inner)[0] is str)


def _has_default(spec: "dataclasses.Field[Any]") -> bool:  # Any: a field of any type
    return spec.default is not dataclasses.MISSING or spec.default_factory is not dataclasses.MISSING


def _without_none(annotation: Any) -> tuple[Any, bool]:  # Any: type annotations
    if get_origin(annotation) in {Union, types.UnionType}:
        rest = [part for part in get_args(annotation) if part is not type(None)]
        return (rest[0], True) if len(rest) == 1 else (annotation, True)
    return annotation, False


def _field(name: str, annotation: Any, options: Options | None, **common: Any) -> forms.Field:  # Any: Django's own
    inner, may_be_none = _without_none(annotation)
    if inner is bool:
        if may_be_none or common["required"]:
            return YesNo(knows_unknown=may_be_none, **common)
        return forms.BooleanField(**{**common, "required": False})
    if inner is float:
        return NumberField(unit=unit_of(name), **common)
    if inner is int:
        return WholeNumberField(unit=unit_of(name), **common)
    if inner is date:
        return DateField(**common)
    if inner is datetime:
        return DateTimeField(**common)
    if inner is str:
        return _text(name, options, common)
    if get_origin(inner) is tuple and get_args(inner)[0] is str:
        if options:
            return forms.MultipleChoiceField(
                choices=list(options.items()), widget=forms.CheckboxSelectMultiple, **{**common, "required": False}
            )
        return _Texts(**{**common, "required": False, "help_text": common["help_text"] or "Put commas between several."})
    if get_origin(inner) is tuple and issubclass(member := get_args(inner)[0], Enum):
        return forms.TypedMultipleChoiceField(
            choices=list((options or {str(each.value): words_of(each) for each in member}).items()), coerce=member, empty_value=[],
            widget=forms.CheckboxSelectMultiple, **{**common, "required": False},
        )  # fmt: skip
    if isinstance(inner, type) and issubclass(inner, Enum):
        choices = list((options or {str(each.value): words_of(each) for each in inner}).items())
        return _choice(choices, inner, common)
    raise TypeError(f"{name}: no form field is known for {annotation}; leave it out of `fields` and give it in `fixed`")


def _text(name: str, options: Options | None, common: dict[str, Any]) -> forms.Field:  # Any: Django's own
    if options:
        return _choice(list(options.items()), str, common)
    if name in _LONG:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), validators=[_not_too_much], **common)
    return forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}), **common)


def _not_too_much(text: str) -> None:
    """Said by us and not by the browser, which would cut a pasted text short without a word."""
    if len(text) > _MOST_LETTERS:
        raise forms.ValidationError(f"This has {len(text)} letters; at most {_MOST_LETTERS} fit here. Shorten it.")
    if "\0" in text:
        raise forms.ValidationError("The text holds a character that cannot be kept. Type it instead of pasting it.")


def _choice(choices: list[tuple[str, str]], coerce: Callable[[str], Any], common: dict[str, Any]) -> forms.Field:
    # Any: members of whichever enum
    widget: type[forms.Widget] = forms.RadioSelect
    if len(choices) > _MANY:
        choices, widget = [("", "Choose one"), *choices], forms.Select
    return forms.TypedChoiceField(choices=choices, coerce=coerce, empty_value=None, widget=widget, **common)


def _plain(value: Any, field: forms.Field) -> Any:  # Any: cleaned values to a fact's values
    if isinstance(field, NumberField) and not isinstance(field, WholeNumberField) and value is not None:
        return float(value)
    return tuple(value) if isinstance(value, list) else value
