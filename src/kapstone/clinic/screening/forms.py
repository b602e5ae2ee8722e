"""The forms of screening that are not drawn from one fact: the history, the decision, setting a finding aside, the programme."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from kapstone.clinic.screening.queries import Question
from kapstone.clinic.web.forms import DateField, KapForm
from kapstone.facts import Answer, Decision, HistoryAnswered
from kapstone.facts.history import HistoryItem
from kapstone.protocols import Protocol

__all__ = ["DecisionForm", "HistoryForm", "ItemForm", "OverrideForm", "ProgrammeForm"]

ANSWERS = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]
_DECISIONS = [
    (Decision.ELIGIBLE.value, "Eligible"),
    (Decision.CONDITIONAL.value, "Eligible on conditions"),
    (Decision.DECLINED.value, "Declined"),
    (Decision.REFERRED.value, "Referred elsewhere"),
]


class HistoryForm(KapForm):
    """Many questions of the history at once; only what differs from the record becomes a fact."""

    def __init__(
        self, *args: Any, questions: Sequence[Question], in_plain_words: bool = False, **kwargs: Any
    ) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        self.questions = tuple(questions)
        for question in self.questions:
            item, record = question.item, question.record
            said = record.fact if record is not None else None
            label = item.plain if in_plain_words and item.plain else item.clinical
            self.fields[item.id] = forms.ChoiceField(
                label=label,
                choices=ANSWERS,
                widget=forms.RadioSelect,
                required=False,
                initial=said.answer.value if said else None,
                help_text="" if in_plain_words or not item.plain else f"Ask: {item.plain}",
            )
            self.fields[item.id].hide_optional = True  # type: ignore[attr-defined]  # read by the field component
            if item.wants_date:
                self.fields[f"{item.id}-on"] = DateField(
                    label="Date of the last one, if yes", required=False, initial=said.on if said else None
                )
                self.fields[f"{item.id}-on"].hide_optional = True  # type: ignore[attr-defined]  # as above
            self.fields[f"{item.id}-detail"] = forms.CharField(
                label="Remarks", required=False, max_length=500, initial=said.detail if said else ""
            )
            self.fields[f"{item.id}-detail"].hide_optional = True  # type: ignore[attr-defined]  # as above

    def rows(self) -> list[dict[str, Any]]:  # Any: bound fields
        """Each question with its bound fields, for the template."""
        return [
            {
                "question": question,
                "answer": self[question.item.id],
                "on": self[f"{question.item.id}-on"] if question.item.wants_date else None,
                "detail": self[f"{question.item.id}-detail"],
            }
            for question in self.questions
        ]

    def groups(self) -> dict[str, list[dict[str, Any]]]:  # Any: as above
        found: dict[str, list[dict[str, Any]]] = {}  # Any: as above
        for row in self.rows():
            found.setdefault(row["question"].item.group, []).append(row)
        return found

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or self.cleaned_data
        for question in self.questions:
            name = question.item.id
            if not cleaned.get(name) and (cleaned.get(f"{name}-detail") or cleaned.get(f"{name}-on")):
                self.add_error(name, "Choose an answer to go with the remark.")
        return cleaned

    def changed_answers(self) -> list[HistoryAnswered]:
        """The answers that differ from those recorded."""
        found = []
        for question in self.questions:
            name, said = question.item.id, self.cleaned_data.get(question.item.id)
            if not said:
                continue
            answered = HistoryAnswered(
                item=name,
                answer=Answer(said),
                detail=self.cleaned_data.get(f"{name}-detail", "").strip(),
                on=self.cleaned_data.get(f"{name}-on"),
            )
            if question.record is None or question.record.fact != answered:
                found.append(answered)
        return found


class ItemForm(KapForm):
    """One question, answered in its line of the report."""

    answer = forms.ChoiceField(choices=ANSWERS, widget=forms.RadioSelect, error_messages={"required": "Choose an answer."})
    detail = forms.CharField(label="Remarks", required=False, max_length=500)

    def __init__(self, *args: Any, item: HistoryItem, **kwargs: Any) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        self.item = item
        self.fields["answer"].label = item.clinical
        if item.wants_date:
            self.fields["on"] = DateField(label="Date of the last one, if yes", required=False)


class OverrideForm(KapForm):
    reason = forms.CharField(
        label="Why it is right to go on in spite of it", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is right to go on."},
    )  # fmt: skip


class DecisionForm(KapForm):
    """What a prescriber signs."""

    decision = forms.ChoiceField(
        label="Decision", choices=_DECISIONS, widget=forms.RadioSelect, error_messages={"required": "Choose a decision."}
    )
    reason = forms.CharField(
        label="Reason, in a sentence or two", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), help_text="The patient receives it in the letter.",
        error_messages={"required": "Say why, in a sentence."},
    )  # fmt: skip
    conditions = forms.CharField(
        label="Conditions",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed when eligible on conditions.",
    )
    signature = forms.CharField(
        label="Type your full name to sign", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Type your name to sign."},
    )  # fmt: skip
    report = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == Decision.CONDITIONAL.value and not cleaned.get("conditions", "").strip():
            self.add_error("conditions", "Say on which conditions.")
        return cleaned


class ProgrammeForm(KapForm):
    protocol = forms.ChoiceField(label="Programme", widget=forms.RadioSelect)

    def __init__(self, *args: Any, protocols: Mapping[str, Protocol], **kwargs: Any) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        self.protocols = protocols
        self.fields["protocol"].choices = [(each.id, each.title) for each in protocols.values()]  # type: ignore[attr-defined]  # a ChoiceField

    def hints(self) -> dict[str, str]:
        return {each.id: each.summary for each in self.protocols.values()}
