"""The form of one medicine: what was written is matched, and what is not certain is asked about before it goes on the list."""

from collections.abc import Mapping
from typing import Any

from django import forms

from kapstone.clinic.journal import clock
from kapstone.clinic.web.factforms import CLOCK_SKEW, fact_form
from kapstone.drugs import Certainty, Match, all_ingredients, match
from kapstone.drugs.listing import identify
from kapstone.facts import MedicationListed

__all__ = ["MedicineForm", "said_of"]

_NONE = "none"
_Drawn: Any = fact_form(  # Any: a class made from the fact
    MedicationListed,
    fields=("name", "ingredient", "daily_dose_mg", "directions", "is_taken", "as_needed", "last_taken_at", "looked_up"),
    labels={
        "name": "Medicine",
        "ingredient": "Active ingredient, if the name is a brand",
        "daily_dose_mg": "Dose in a day",
        "directions": "How it is taken",
        "is_taken": "Taken now",
        "as_needed": "Only as needed",
        "last_taken_at": "Last taken",
        "looked_up": "Its interactions, looked up by a clinician",
    },
    hints={
        "name": "As it is said or written: “Zoloft 100 mg daily”.",
        "last_taken_at": "Where it has to be kept apart from a dose.",
        "looked_up": "Only for a medicine this system does not know: what you found, and where.",
    },
    hide_optional=True,
)


class MedicineForm(_Drawn):  # type: ignore[misc]  # as above
    """Beside the fact's own fields it has `meant`, drawn only while the medicine is not certain."""

    meant = forms.ChoiceField(required=False, widget=forms.RadioSelect, label="Which medicine is meant?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        read = self._read()
        if read is None or read.certainty is not Certainty.LIKELY:
            del self.fields["meant"]
            return
        choices = [(" / ".join(each.ingredients), _words(each.name, each.ingredients)) for each in read.candidates]
        self.fields["meant"].choices = [*choices, (_NONE, "None of these")]
        self.fields["meant"].help_text = " ".join(read.asks)
        self.order_fields(["name", "meant"])

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned: dict[str, Any] = super().clean()  # Any: as above
        if "meant" in self.fields and not cleaned.get("meant") and "meant" not in self.errors:
            self.add_error("meant", "Say which medicine is meant, or that it is none of these.")
        taken_at = cleaned.get("last_taken_at")
        if taken_at is not None and taken_at > clock.now() + CLOCK_SKEW:
            self.add_error("last_taken_at", "This lies in the future. Enter when it was last taken.")
        if not self.errors:
            entry = self._build(self._still_to_come())
            found = identify(entry)
            if entry.ingredient and found.certainty is Certainty.UNKNOWN and match(entry.ingredient).is_certain:
                self.add_error("ingredient", f"{found.because} Correct one of the two.")
        return cleaned

    def _read(self) -> Match | None:
        """What the line, or the ingredient where one is given, was understood as; None before anything was sent."""
        if not self.is_bound:
            return None
        text = str(self.data.get(self.add_prefix("ingredient")) or "").strip() or str(
            self.data.get(self.add_prefix("name")) or ""
        )
        return match(text)

    def _build(self, given: Mapping[str, Any]) -> MedicationListed:  # Any: fields of the fact
        drawn: MedicationListed = super()._build(given)
        return (
            drawn
            if any(name in given for name in ("ingredient", "rxcui"))
            else super()._build({**given, **self._understood(drawn)})
        )

    def _understood(self, entry: MedicationListed) -> dict[str, Any]:  # Any: fields of the fact
        """Ingredient and code only where the name is certain or was chosen; the dose only where the line says it.

        The name is kept without dose and directions, so that a later entry takes its place; the line as it was written goes to the directions.
        """
        meant = self.cleaned_data.get("meant") or ""
        read = match(entry.ingredient or entry.name)
        names = tuple(meant.split(" / ")) if meant and meant != _NONE else read.ingredients
        known: dict[str, Any] = {}  # Any: as above
        if meant == _NONE:
            known |= {"ingredient": ""}
        elif names:
            only = all_ingredients()[names[0]] if len(names) == 1 else None
            known |= {
                "ingredient": " / ".join(names),
                "rxcui": only.rxcui if only is not None and only.is_code_confirmed else "",
            }
        line = match(entry.name)
        chosen = (
            next((each.name for each in read.candidates if each.ingredients == names), "")
            if meant and not entry.ingredient
            else ""
        )
        name = line.name or chosen
        if name and name.casefold() != " ".join(entry.name.casefold().split()):
            known |= {
                "name": name,
                "directions": "; ".join(part for part in (entry.directions, f"as entered: {entry.name}") if part),
            }
        if line.intake.as_needed:
            known |= {"as_needed": True}
        elif entry.daily_dose_mg is None and not entry.as_needed and line.is_certain and line.daily_mg is not None:
            known |= {"daily_dose_mg": line.daily_mg}
        return known


def said_of(entry: MedicationListed) -> str:
    """What the system understood, to be read at once by whoever entered it."""
    found = identify(entry)
    if found.certainty is Certainty.CERTAIN:
        dose = f", {found.daily_mg:g} mg a day" if found.daily_mg is not None else ""
        beside = f", with {' and '.join(found.others)}, of which nothing is known here" if found.others else ""
        return f"{entry.name} is understood as {' and '.join(found.ingredients)}{dose}{beside}."
    if found.looked_up:
        return f"{entry.name} is in none of the tables here; what you looked up is on record."
    return f"{entry.name}: {found.because} Nothing is known here about its interactions. Look them up and write down what you found."


def _words(name: str, ingredients: tuple[str, ...]) -> str:
    both = " with ".join(ingredients)
    return both if name.casefold() == both else f"{name} ({both})"
