"""The form of an adverse event, the same at the chair and on the safety page: the pick-list or own words, grade, criteria."""

from typing import Any

from django import forms

from kapstone.adverse_events import GRADES, TERMS, Group, term_for
from kapstone.clinic.web.factforms import FactForm, fact_form
from kapstone.facts import AdverseEventSeen, Relatedness, SeriousFor

__all__ = ["adverse_event_form"]

_AT_ONCE = ("term", "grade", "serious_for", "relatedness", "action_on_drug", "action", "outcome_now", "detail")
_LATER = (*_AT_ONCE[:4], "expectedness", *_AT_ONCE[4:], "ended_at", "reporter")
_LABELS = {
    "term": "Or in your own words", "grade": "Grade, 1 to 5", "serious_for": "Serious, because of", "relatedness": "Related to the drug",
    "expectedness": "Does the labelling name it?", "action_on_drug": "What was done with the drug", "action": "What was done for the patient",
    "outcome_now": "How it is now", "detail": "Details", "ended_at": "Ended at", "reporter": "Who told of it",
}  # fmt: skip
_HINTS = {
    "grade": f"{'; '.join(f'{grade} {words}' for grade, words in GRADES.items())} (after CTCAE v5).",
    "serious_for": "Tick what applies; nothing ticked means not serious.",
}
_OPTIONS = {
    "relatedness": {each.value: each.value.capitalize() for each in Relatedness},
    "serious_for": {each.value: f"{each.words[:1].upper()}{each.words[1:]}" for each in SeriousFor},
    "action_on_drug": {
        "none": "Nothing", "paused": "Paused", "stopped_for_the_session": "Stopped for this session", "reduced_next_time": "Less next time",
        "withdrawn": "Treatment ended", "not_said": "Not said",
    },
}  # fmt: skip


def adverse_event_form(
    *, at_once: bool = False, **more: Any
) -> type[FactForm[AdverseEventSeen]]:  # Any: arguments of fact_form
    """The form class; `at_once` asks only what can be known at the chair."""
    drawn = fact_form(
        AdverseEventSeen, fields=_AT_ONCE if at_once else _LATER, labels=_LABELS, hints=_HINTS, options=_OPTIONS, optional=("term",), **more
    )  # fmt: skip

    class AdverseEventForm(drawn):  # type: ignore[valid-type, misc]  # made just above
        """What happened is chosen or written; a word of the list that was written is taken for its entry."""

        code = forms.ChoiceField(label="What happened", required=False, choices=_pick_list)

        def _build(self, given: Any) -> AdverseEventSeen:  # Any: fields of the fact
            code, words = self.cleaned_data.get("code") or "", (self.cleaned_data.get("term") or "").strip()
            found = term_for(words) if words else TERMS.get(code)
            said = {"term": words or (found.label if found else ""), "code": code or (found.id if found else "")}
            event: AdverseEventSeen = super()._build({**said, **given})
            return event

    AdverseEventForm.base_fields = {"code": AdverseEventForm.base_fields["code"], **AdverseEventForm.base_fields}
    return AdverseEventForm


def _pick_list() -> list[Any]:  # Any: Django's grouped choices
    grouped = [(group.words, [(term.id, term.label) for term in TERMS.values() if term.group is group]) for group in Group]
    return [("", "Choose, or write below"), *grouped]
