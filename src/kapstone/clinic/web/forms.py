"""Forms that speak our way: numbers with units, moments in the site's zone, refusals beside the field they concern."""

from datetime import datetime
from typing import Any

from django import forms

from kapstone.clinic.web.errors import Refusal

__all__ = ["DateField", "DateTimeField", "IntegerField", "KapForm", "NumberField", "TimeField", "WholeNumberField"]


_MOST_DIGITS = 12
"""No number of the clinic has more; one written with a huge exponent would take for ever to work out."""
_YEARS = range(1000, 3001)
"""Near either end of the calendar days cannot be reckoned with; what is plausible within is for each form and fact to say."""
_MOMENT_YEARS = range(1880, 2121)
"""A moment outside lies in nobody's life."""


class KapForm(forms.Form):
    """Every form of the clinic. No label suffix; unknown fields of a refusal become the form's own."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own arguments
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _missing(field)

    def add_refusal(self, refusal: Refusal) -> None:
        """Show `refusal` at the field it names, or on top of the form."""
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, refusal.sentence)


def _missing(field: forms.Field) -> str:
    """What to do about an answer that is not there."""
    if isinstance(field.widget, forms.CheckboxInput):
        return "Tick this box to go on."
    return "Choose an answer." if isinstance(field, forms.ChoiceField) else "Enter an answer."


class NumberField(forms.DecimalField):
    """A number with its unit. `least` and `most` are what is possible at all; what is clinically unusual is a rule's matter."""

    def __init__(
        self, *, unit: str = "", least: float | None = None, most: float | None = None, places: int = 2, **kwargs: Any
    ) -> None:  # Any: Django's own arguments
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        self.unit = unit
        self._range = (least, most)
        super().__init__(decimal_places=places, **kwargs)
        self.error_messages["invalid"] = "Enter a number" + (f" in {unit}" if unit else "") + ", such as 72.5."

    def to_python(self, value: Any) -> Any:  # Any: what a browser sent
        if isinstance(value, str):
            value = value.strip().replace(",", ".") if value.count(",") == 1 and "." not in value else value.strip()
            value = value.removesuffix(self.unit).strip() if self.unit else value
        number = super().to_python(value)
        if number is not None and not number.is_finite():  # Django would read the percent sign of a unit as a place to fill
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if number is not None and number.adjusted() > _MOST_DIGITS:
            raise forms.ValidationError("This number is too large to be right. Check the number and the unit.")
        return number

    def validate(self, value: Any) -> None:  # Any: Decimal or None
        super().validate(value)
        least, most = self._range
        if value is not None and ((least is not None and value < least) or (most is not None and value > most)):
            unit = f" {self.unit}" if self.unit else ""
            span = f"between {least:g} and {most:g}{unit}" if least is not None and most is not None else (
                f"at least {least:g}{unit}" if least is not None else f"at most {most:g}{unit}")  # fmt: skip
            raise forms.ValidationError(f"{value:g}{unit} is not possible: this must be {span}. Check the number and the unit.")


class WholeNumberField(NumberField):
    """A count or a reading without decimals."""

    def __init__(self, **kwargs: Any) -> None:  # Any: Django's own arguments
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(places=0, **kwargs)
        self.error_messages["max_decimal_places"] = "Enter a whole number."
        self.error_messages["invalid"] = "Enter a whole number" + (f" in {self.unit}." if self.unit else ".")

    def clean(self, value: Any) -> int | None:  # Any: what a browser sent
        number = super().clean(value)
        return None if number is None else int(number)


IntegerField = WholeNumberField


class DateField(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **kwargs: Any) -> None:  # Any: Django's own arguments
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)
        self.error_messages["invalid"] = "Enter a date, such as 24 November 1984."

    def to_python(self, value: Any) -> Any:  # Any: what a browser sent
        return _in_our_time(super().to_python(value))


class TimeField(forms.TimeField):
    """A time of day, 24-hour clock."""

    def __init__(self, **kwargs: Any) -> None:  # Any: Django's own arguments
        kwargs.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        super().__init__(**kwargs)
        self.error_messages["invalid"] = "Enter a time, such as 14:32."


class DateTimeField(forms.DateTimeField):
    """A moment, shown and read in the site's zone."""

    def __init__(self, **kwargs: Any) -> None:  # Any: Django's own arguments
        kwargs.setdefault("widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))
        super().__init__(**kwargs)
        self.error_messages["invalid"] = "Enter a date and time, such as 24 November 2025, 14:32."

    def to_python(self, value: Any) -> datetime | None:  # Any: what a browser sent
        found: datetime | None = _in_our_time(super().to_python(value), _MOMENT_YEARS)
        return found


def _in_our_time(day: Any, years: range = _YEARS) -> Any:  # Any: a date, a datetime or None
    if day is not None and day.year not in years:
        raise forms.ValidationError(f"The year {day.year} cannot be right. Look at the year.")
    return day
