"""The forms of measures: every item of an instrument on one page for staff, and a clinician's remarks on what was answered."""

from typing import Any

from django import forms
from django.forms import BoundField

from kapstone.clinic.journal import clock
from kapstone.clinic.measures.running import DECLINED
from kapstone.clinic.web.forms import DateTimeField, KapForm
from kapstone.facts import Implausible, MeasureAnswered
from kapstone.instruments import Instrument, asked_items, check_answers

_A_ROW = 72

__all__ = ["MeasureForm", "ReviewForm", "initial_answers"]


class MeasureForm(KapForm):
    """All items of one instrument. Each that is asked has an answer or is marked as declined; none is a zero by default."""

    measured_at = DateTimeField(
        label="Measured at",
        required=False,
        help_text="Leave it empty unless it was answered at another time, on paper for example.",
    )

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        at = self.fields.pop("measured_at")
        at.hide_optional = True  # type: ignore[attr-defined]  # read by the field component
        for item in instrument.items:
            number = item.id.rpartition("_")[2]
            choices = [(str(option.value), option.shown) for option in item.options]
            self.fields[item.id] = forms.ChoiceField(
                label=f"{number}. {item.text}" if number[:1].isdigit() and len(instrument.items) > 1 else item.text,
                choices=[*choices, (DECLINED, "Declined to answer")],
                widget=forms.RadioSelect,
                required=False,
                help_text="Only if an earlier answer calls for it." if item.when else "",
            )
            self.fields[item.id].hide_optional = True  # type: ignore[attr-defined]  # as above
        self.fields["measured_at"] = at

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or self.cleaned_data
        at = cleaned.get("measured_at")
        if at is not None and at > clock.now():
            self.add_error("measured_at", "This lies in the future. Enter when it was answered.")
        answers = self.answers()
        for item in asked_items(self.instrument, answers):
            if item.id not in answers and item.id not in self.errors:
                self.add_error(item.id, "Choose the answer, or say that it was declined.")
        if not self.errors:
            try:
                check_answers(self.instrument, answers)
            except Implausible as error:
                self.add_error(
                    error.field if error.field in self.fields else None,
                    f"{error.sentence[:1].upper()}{error.sentence[1:]}. Change one of the two.",
                )
        return cleaned

    def rows(self) -> list[tuple[BoundField, bool]]:
        """Each field, and whether its choices are short enough to stand in a row."""
        short = {item.id for item in self.instrument.items if sum(len(o.label) for o in item.options) <= _A_ROW}
        return [(bound, bound.name in short) for bound in self]

    def answers(self) -> dict[str, int | None]:
        """The answers given, None where one was declined; items left alone are not in it."""
        said = {item.id: self.cleaned_data.get(item.id) for item in self.instrument.items}
        return {name: None if value == DECLINED else int(value) for name, value in said.items() if value}


def initial_answers(fact: MeasureAnswered) -> dict[str, str]:
    """Recorded answers as the form shows them."""
    return {item: DECLINED if value is None else str(value) for item, value in fact.answers.items()}


class ReviewForm(KapForm):
    """What a clinician says of the answers; nothing is fine too."""

    remarks = forms.CharField(
        label="Remarks",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What it means for this patient, what you will talk about.",
    )
