"""The forms around the dosing day: planning, preparation, the next-day call, integration, the review."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms

from kapstone.clinic.people.models import Room
from kapstone.clinic.sessions.forms import NOBODY
from kapstone.clinic.web.factforms import fact_form, sentence_of
from kapstone.clinic.web.forms import DateField, DateTimeField, KapForm, WholeNumberField
from kapstone.facts import (
    Answer,
    CourseDecision,
    GoalSet,
    Implausible,
    IntegrationDone,
    NextDayContacted,
    PreparationDone,
    Record,
    ReviewDecided,
)
from kapstone.protocols import TOPICS, Protocol

__all__ = ["THEMES", "NextDayForm", "PlanForm", "integration_form", "preparation_form", "review_form"]

THEMES = {
    word: word.capitalize()
    for word in (
        "dissociation", "visuals", "heightened emotions", "grief", "joy", "love or gratitude", "laughing", "crying", "trauma resurfacing",
        "changed perception", "calm", "dream-like",
    )
}  # fmt: skip
"""What sessions were like, for tags; never the private content."""
_DECISIONS = {
    CourseDecision.MAINTAIN.value: "Maintain: go on at an interval", CourseDecision.TAPER.value: "Taper: longer and longer intervals",
    CourseDecision.EXTEND.value: "Extend the induction", CourseDecision.STOP.value: "Stop", CourseDecision.SWITCH.value: "Switch to another treatment",
}  # fmt: skip


class PlanForm(KapForm):
    """When and where a dosing visit takes place."""

    starts_at = DateTimeField(label="Arrival", error_messages={"required": "Choose a day and time."})
    room = forms.ChoiceField(label="Room", error_messages={"required": "Choose a room."})

    def __init__(
        self, *args: Any, rooms: Sequence[Room], may_be_home: bool, **kwargs: Any
    ) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        self.rooms = {str(room.id): room for room in rooms}
        at_home = [("home", "At the patient's home, no room is held")] if may_be_home else []
        self.fields["room"].choices = [*at_home, *((key, f"{room.name}, {room.site.name}") for key, room in self.rooms.items())]  # type: ignore[attr-defined]  # a choice field
        self.fields["room"].initial = next(iter(self.fields["room"].choices), ("", ""))[0]  # type: ignore[attr-defined]  # as above

    @property
    def chosen(self) -> Room | None:
        """None at home."""
        return self.rooms.get(self.cleaned_data["room"])


def preparation_form(protocol: Protocol) -> Any:  # Any: a form class for one programme
    """The form of one preparation session, with this programme's topics."""
    return fact_form(
        PreparationDone,
        options={
            "topics": {topic: TOPICS.get(topic, topic) for topic in protocol.preparation.topics},
            "touch": {"none": "No touch", "hand_only": "A hand only, when asked for", "as_discussed": "As discussed and written down"},
        },
        labels={
            "topics": "What was covered", "intention": "The patient's intention, in their words", "touch": "Touch, as agreed",
            "instructions_acknowledged": "The patient knows the instructions: fasting, escort, no driving", "ready": "Patient and therapist both feel ready",
        },
        when="Held at",
    )  # fmt: skip


class NextDayForm(KapForm):
    """The call of the next day. Reached, every question of safety has to be asked."""

    reached = forms.TypedChoiceField(
        label="Reached", widget=forms.RadioSelect, choices=[("yes", "Yes, we spoke"), ("no", "No, not reached")], coerce=lambda v: v == "yes",
        error_messages={"required": "Say whether you reached the patient."},
    )  # fmt: skip
    feels_safe = forms.ChoiceField(label="Feels safe", required=False, widget=forms.RadioSelect)
    slept = forms.ChoiceField(label="Slept", required=False, widget=forms.RadioSelect)
    mood_unusually_high = forms.ChoiceField(
        label="Mood unusually high, or hardly any need for sleep", required=False, widget=forms.RadioSelect
    )
    concerns = forms.CharField(
        label="What they say, and anything that worries you", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    _ASKED = ("feels_safe", "slept", "mood_unusually_high")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        for name in self._ASKED:
            self.fields[name].choices = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]  # type: ignore[attr-defined]  # a choice field
            self.fields[name].hide_optional = True  # type: ignore[attr-defined]  # read by the field component

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reached"):
            for name in self._ASKED:
                if not cleaned.get(name):
                    self.add_error(name, "Ask this, or say that it is not known.")
        return cleaned

    def to_fact(self, session: Any) -> NextDayContacted:  # Any: a UUID
        said = self.cleaned_data
        asked = {name: Answer(said[name] or "unknown") if said["reached"] else Answer.UNKNOWN for name in self._ASKED}
        return NextDayContacted(session=session, reached=said["reached"], concerns=said["concerns"].strip(), **asked)


def integration_form(goals: Sequence[Record[GoalSet]]) -> Any:  # Any: a form class for one patient
    """The form of an integration session, with a place to rate each goal."""
    base = fact_form(
        IntegrationDone, options={"themes": THEMES}, fixed={"session": NOBODY}, when="Held at",
        labels={
            "themes": "What it was like", "reflections": "What the patient takes from it", "practices": "Practices agreed until next time",
            "safe": "Safe to go on", "minutes": "Length",
        },
        hints={"reflections": "Only what the patient wants in the record. Private content belongs in a sealed note.", "practices": "Put commas between several."},
    )  # fmt: skip
    levels = [("", "Not rated today"), *((f"{n}", f"{n:+d}" if n else "0") for n in range(-2, 3))]
    extra: dict[str, Any] = {"__module__": __name__}  # Any: a class body
    for record in goals:
        field = forms.TypedChoiceField(label=record.fact.title, required=False, coerce=int, empty_value=None, choices=levels)
        field.hide_optional = True  # type: ignore[attr-defined]  # read by the field component
        extra[f"goal-{record.fact.goal}"] = field
    return type("IntegrationForm", (base,), extra)


class ReviewForm(KapForm):
    """The decision at the end of the induction, or later."""

    decision = forms.ChoiceField(
        label="Decision",
        widget=forms.RadioSelect,
        choices=list(_DECISIONS.items()),
        error_messages={"required": "Choose what follows."},
    )
    benefit_documented = forms.BooleanField(label="The benefit is documented in the measures and goals above", required=False)
    reason = forms.CharField(
        label="Why", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, error_messages={"required": "Say why."}
    )
    patient_preference = forms.CharField(label="What the patient wants", max_length=500, required=False)
    extra_sessions = WholeNumberField(label="More sessions", least=1, most=2, required=False)
    interval_days = WholeNumberField(label="Days between doses", unit="days", least=1, most=365, required=False)
    next_review = DateField(label="Next review", required=False)

    def __init__(self, *args: Any, protocol: Protocol, extra_left: int, **kwargs: Any) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        self.protocol, self.extra_left = protocol, extra_left
        self.fields["extra_sessions"].help_text = f"Only to extend; at most {extra_left} more under this programme."
        least = protocol.maintenance.min_interval // timedelta(days=1)
        self.fields["interval_days"].help_text = f"To maintain or taper; at least {least} days."
        within = protocol.maintenance.review_within // timedelta(days=1)
        self.fields["next_review"].help_text = f"To maintain or taper; within {within} days."
        for name in ("extra_sessions", "interval_days", "next_review"):
            self.fields[name].hide_optional = True  # type: ignore[attr-defined]  # read by the field component

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or self.cleaned_data
        decision = cleaned.get("decision")
        if decision == CourseDecision.EXTEND.value:
            extra = cleaned.get("extra_sessions")
            if not extra:
                self.add_error("extra_sessions", "Say how many more.")
            elif extra > self.extra_left:
                self.add_error("extra_sessions", f"This programme leaves room for {self.extra_left} more.")
        if decision in {CourseDecision.MAINTAIN.value, CourseDecision.TAPER.value}:
            self._check_maintenance(cleaned)
        if not self.errors:
            try:
                self.to_fact()
            except Implausible as error:
                self.add_error(error.field if error.field in self.fields else None, sentence_of(error))
        return cleaned

    def _check_maintenance(self, cleaned: dict[str, Any]) -> None:  # Any: form values
        least = self.protocol.maintenance.min_interval // timedelta(days=1)
        interval = cleaned.get("interval_days")
        if not interval:
            self.add_error("interval_days", "Say how many days lie between doses.")
        elif interval < least:
            self.add_error("interval_days", f"This programme asks for at least {least} days.")
        if not cleaned.get("next_review"):
            self.add_error("next_review", "Say when it is reviewed again.")

    def to_fact(self) -> ReviewDecided:
        said = self.cleaned_data
        decision = CourseDecision(said["decision"])
        goes_on = decision in {CourseDecision.MAINTAIN, CourseDecision.TAPER}
        return ReviewDecided(
            decision=decision, reason=said["reason"], benefit_documented=said["benefit_documented"], patient_preference=said["patient_preference"],
            extra_sessions=said["extra_sessions"] or 0 if decision is CourseDecision.EXTEND else 0,
            interval_days=said["interval_days"] if goes_on else None, next_review=said["next_review"] if goes_on else None,
        )  # fmt: skip


def review_form(protocol: Protocol, extra_left: int, *args: Any, **kwargs: Any) -> ReviewForm:  # Any: Django's own arguments
    return ReviewForm(*args, protocol=protocol, extra_left=extra_left, **kwargs)
