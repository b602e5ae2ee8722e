"""The patient's goals as forms, in words one would use at a kitchen table."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kapstone.clinic.goals.queries import LEVELS, Goal, level_key
from kapstone.clinic.web.forms import KapForm

__all__ = ["MyGoalForm", "MyGoalsForm"]

_HOW_MUCH = [("1", "A little"), ("2", "Rather"), ("3", "Very")]
_FIELDS = {"-2": "much_less", "-1": "less", "0": "expected", "+1": "more", "+2": "much_more"}


def _place(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


def _degree(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, choices=_HOW_MUCH, widget=forms.RadioSelect)


class MyGoalForm(KapForm):
    """One goal and five places one could be at the end."""

    title = forms.CharField(
        label="Your goal, in your own words", max_length=200, help_text="For example: “I see my sister once a week.”"
    )
    why = forms.CharField(
        label="Why does it matter to you?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    expected = _place("If this goes as you hope", "What would you or others see?")
    more = _place("If it goes better than that")
    much_more = _place("If it goes much better")
    less = _place("If it stays as it is now")
    much_less = _place("If it gets worse")
    importance = _degree("How important is it to you?")
    difficulty = _degree("How hard will it be?")
    baseline = forms.TypedChoiceField(
        label="Where are you now?",
        coerce=int,
        widget=forms.RadioSelect,
        choices=[("-1", "Where I wrote “stays as it is now”"), ("-2", "Where I wrote “gets worse”")],
    )

    def values(self) -> dict[str, Any]:  # Any: arguments of several types
        """What `goals.actions.set_goal` takes."""
        said = {name: self.cleaned_data[name] for name in ("title", "why", "importance", "difficulty", "baseline")}
        return {**said, "levels": {key: self.cleaned_data[name] for key, name in _FIELDS.items()}}


class MyGoalsForm(KapForm):
    """Where each goal stands, chosen among the patient's own five descriptions, best first."""

    def __init__(self, *args: Any, goals: Sequence[Goal], **kwargs: Any) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        self.goals = tuple(goals)
        for goal in goals:
            said = goal.record.fact.levels
            self.fields[f"goal-{goal.id}"] = forms.ChoiceField(
                label=goal.title,
                choices=[(str(level), said[level_key(level)]) for level in reversed(LEVELS)],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"goal-{goal.id}"].hide_optional = True  # type: ignore[attr-defined]  # read by the field component

    def ratings(self) -> dict[UUID, int]:
        return {goal.id: int(said) for goal in self.goals if (said := self.cleaned_data[f"goal-{goal.id}"])}
