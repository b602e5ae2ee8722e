"""The forms of goals, worded for staff or for the patient."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kapstone.clinic.goals.queries import LEVELS, Goal, level_key
from kapstone.clinic.web.forms import KapForm

__all__ = ["GoalForm", "RateForm", "SetAsideForm"]

_LEVEL_FIELDS = {"-2": "much_less", "-1": "less", "0": "expected", "+1": "more", "+2": "much_more"}
_LONG = forms.Textarea(attrs={"rows": 2})


def _degrees(none: str, little: str, some: str, very: str) -> list[tuple[str, str]]:
    return [("0", none), ("1", little), ("2", some), ("3", very)]


class GoalForm(KapForm):
    """A goal with its five levels. What is expected comes first, because the others are said in relation to it."""

    title = forms.CharField(label="The goal, in the patient's words", max_length=200)
    why = forms.CharField(label="Why it matters", max_length=1000, required=False, widget=_LONG)
    expected = forms.CharField(
        label="As expected", max_length=500, widget=_LONG,
        help_text="What reaching it would look like at the end of treatment, so that anyone could see it.",
    )  # fmt: skip
    more = forms.CharField(label="More than expected", max_length=500, widget=_LONG)
    much_more = forms.CharField(label="Much more than expected", max_length=500, widget=_LONG)
    less = forms.CharField(label="Less than expected", max_length=500, widget=_LONG, help_text="Usually how it is now.")
    much_less = forms.CharField(label="Much less than expected", max_length=500, widget=_LONG)
    importance = forms.TypedChoiceField(
        label="How important is it?", coerce=int, widget=forms.RadioSelect, initial="1",
        choices=_degrees("Not at all", "A little", "Rather", "Very"),
    )  # fmt: skip
    difficulty = forms.TypedChoiceField(
        label="How hard is it to reach?", coerce=int, widget=forms.RadioSelect, initial="1",
        choices=_degrees("Not at all", "A little", "Rather", "Very"),
    )  # fmt: skip
    baseline = forms.TypedChoiceField(
        label="Where does it stand now?", coerce=int, widget=forms.RadioSelect, initial="-1",
        choices=[("-1", "Less than expected"), ("-2", "Much less than expected")],
    )  # fmt: skip

    def levels(self) -> dict[str, str]:
        """The five levels by their keys in the fact."""
        return {key: self.cleaned_data[name] for key, name in _LEVEL_FIELDS.items()}

    def values(self) -> dict[str, Any]:  # Any: arguments of several types
        """What `actions.set_goal` takes."""
        said = {name: self.cleaned_data[name] for name in ("title", "why", "importance", "difficulty", "baseline")}
        return {**said, "levels": self.levels()}

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("importance") == 0 or cleaned.get("difficulty") == 0:
            self.add_error(
                None, "A goal that does not matter, or that takes nothing, would not count. Choose at least “A little”."
            )
        return cleaned


class RateForm(KapForm):
    """Where each goal stands now, on its own five levels; one left alone is not rated."""

    def __init__(self, *args: Any, goals: Sequence[Goal], **kwargs: Any) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        self.goals = tuple(goals)
        for goal in goals:
            choices = [(str(level), f"{words}: {goal.record.fact.levels[level_key(level)]}") for level, words in LEVELS.items()]
            self.fields[f"goal-{goal.id}"] = forms.ChoiceField(
                label=goal.title, choices=choices, widget=forms.RadioSelect, required=False
            )
            self.fields[f"remarks-{goal.id}"] = forms.CharField(label="Remarks", required=False, max_length=1000)
            for name in ("goal", "remarks"):
                self.fields[f"{name}-{goal.id}"].hide_optional = True  # type: ignore[attr-defined]  # read by the field component

    def ratings(self) -> dict[UUID, int]:
        return {goal.id: int(said) for goal in self.goals if (said := self.cleaned_data[f"goal-{goal.id}"])}

    def remarks(self) -> dict[UUID, str]:
        return {goal.id: self.cleaned_data[f"remarks-{goal.id}"] for goal in self.goals}


class SetAsideForm(KapForm):
    reason = forms.CharField(
        label="Why is it set aside?",
        max_length=1000,
        widget=_LONG,
        help_text="It is kept with its ratings, and no longer counts.",
    )
