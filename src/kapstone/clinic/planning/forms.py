"""The planner's form: one patient, one regimen, and if wanted a second one beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from kapstone.clinic.planning.patients import Body
from kapstone.clinic.planning.question import (
    THRESHOLD_NG_PER_ML,
    Question,
    Timed,
    Way,
    minimum_after,
    salt_of,
    substance_of,
    way_of,
)
from kapstone.clinic.web.forms import KapForm, NumberField, WholeNumberField
from kapstone.dosing import Weights, round_injection_mg
from kapstone.facts import AmountAs, OrderSigned, Route
from kapstone.pathway.weights import usual_basis
from kapstone.protocols import Protocol

__all__ = ["SIDES", "KeepForm", "PlannerForm", "begin", "drawn_up_mg", "sent"]

SIDES = ("a", "b")
_NAMES = {"actual": "Actual", "ideal": "Ideal", "adjusted": "Adjusted"}
_FIELDS = ("way", "dose", "unit", "over", "substance", "salt", "model")


class PlannerForm(KapForm):
    """Fields of the patient and the whole, then `a_...` and `b_...` for each regimen; the second counts when it has a dose."""

    weight_basis = forms.ChoiceField(label="Weight for the dose", required=False, widget=forms.RadioSelect)
    child_pugh = forms.ChoiceField(
        label="Liver disease", required=False,
        choices=[("", "not said"), ("none", "none"), ("A", "Child-Pugh A"), ("B", "Child-Pugh B"), ("C", "Child-Pugh C")],
    )  # fmt: skip
    threshold = NumberField(
        label="Threshold for the return", unit="ng/mL", least=1, most=1000, places=1,
        help_text=f"S-ketamine at the effect site. {THRESHOLD_NG_PER_ML:g} is only proposed; the clinic sets its own.",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        protocol: Protocol,
        body: Body,
        weights: Sequence[tuple[str, float]],
        models: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        self.protocol, self.body, self.weights = protocol, body, dict(weights)
        self.fields["weight_basis"].choices = [(name, f"{_NAMES[name]}, {kg:.4g} kg") for name, kg in weights]  # type: ignore[attr-defined]  # a choice field
        for side in SIDES:
            self.fields |= {f"{side}_{name}": field for name, field in _of_a_side(models, is_first=side == "a").items()}
        for each in self.fields.values():
            each.hide_optional = True  # type: ignore[attr-defined]  # read by the field component

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or self.cleaned_data
        for side in SIDES:
            if cleaned.get(f"{side}_dose") is None:
                continue
            if cleaned.get(f"{side}_unit") == "mg/kg" and self.weight_kg is None:
                self.add_error(
                    f"{side}_dose", "There is no weight to work the dose out with. Weigh the patient first, or give it in mg."
                )
            if not cleaned.get(f"{side}_way"):
                self.add_error(f"{side}_way", "Say how it is given.")
            elif cleaned.get(f"{side}_over") and cleaned[f"{side}_way"] != Way.INFUSION:
                self.add_error(f"{side}_over", "Only an infusion runs over time. Leave this empty, or choose the infusion.")
        return cleaned

    @property
    def weight_kg(self) -> float | None:
        """The weight the dose is worked out with; the model is always told the actual one."""
        return self.weights.get(self.cleaned_data.get("weight_basis") or "actual")

    def questions(self) -> dict[str, Question]:
        """What is asked, by side; call it on a valid form."""
        return {side: self._question(side) for side in SIDES if self.cleaned_data.get(f"{side}_dose") is not None}

    def add_problem(self, side: str, field: str, sentence: str) -> None:
        """Show why nothing is predicted at the field it is about, or on top of the form."""
        named = field if field in self.fields else f"{side}_{field}"
        self.add_error(named if named in self.fields else None, sentence)

    def _question(self, side: str) -> Question:
        said: dict[str, Any] = {name: self.cleaned_data.get(f"{side}_{name}") for name in _FIELDS}  # Any: form values
        way, over = Way(said["way"]), float(said["over"] or 0)
        mg = float(said["dose"])
        if said["unit"] == "mg/kg":
            assert self.weight_kg is not None, "the form is valid"
            mg = drawn_up_mg(way, mg * self.weight_kg)
        end = over if way is Way.INFUSION else 0.0
        return Question(
            doses=(Timed(way=way, mg=mg, over_min=over if way is Way.INFUSION else 0.0),), substance=said["substance"] or "", salt=said["salt"] or "",
            minimum_min=minimum_after(self.protocol, end), model=said["model"] or "", weight_kg=self.body.weight_kg, age_years=self.body.age_years,
            pregnant=self.body.pregnant, child_pugh=self.cleaned_data.get("child_pugh") or None,
            threshold_ng_per_ml=float(self.cleaned_data["threshold"]),
        )  # fmt: skip


class KeepForm(KapForm):
    remarks = forms.CharField(label="Why this plan", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


def begin(protocol: Protocol, weights: Weights | None, order: OrderSigned | None = None) -> dict[str, str]:
    """What the form holds at first: the programme's usual dose, or the order of the visit."""
    over = protocol.infusion.usual.total_seconds() / 60 if protocol.infusion and protocol.route is Route.IV else None
    held = {
        "threshold": f"{THRESHOLD_NG_PER_ML:g}", "a_way": way_of(protocol.route).value, "a_dose": f"{protocol.dose.start:g}",
        "a_unit": protocol.dose.unit, "a_over": f"{over:g}" if over else "", "a_substance": substance_of(protocol.drug), "a_salt": salt_of(protocol),
    }  # fmt: skip
    if order is not None:
        held |= {
            "a_way": way_of(order.route).value, "a_dose": f"{order.dose_mg:g}", "a_unit": "mg",
            "a_over": f"{order.infusion_min:g}" if order.infusion_min else "", "a_salt": order.amount_as.value,
        }  # fmt: skip
    if weights is not None:
        held["weight_basis"] = order.weight_basis if order else usual_basis(protocol, weights).value
    second = {f"b_{name}": held[f"a_{name}"] for name in ("way", "unit", "over", "substance", "salt")}
    return held | second


def drawn_up_mg(way: Way, mg: float) -> float:
    """As it is drawn up: whole milligrams of what is injected; for other forms the products that there are decide."""
    return round_injection_mg(way.route, mg) if way.route in {Route.IV, Route.IM, Route.SC} else mg


def sent(data: Mapping[str, Any]) -> bool:  # Any: a query string
    """Whether the form was sent at all: a bare address is not."""
    return "a_way" in data


def _of_a_side(models: Sequence[tuple[str, str]], *, is_first: bool) -> dict[str, forms.Field]:
    return {
        "way": forms.ChoiceField(label="How it is given", required=is_first, choices=[("", "choose"), *((way.value, way.words) for way in Way)]),
        "dose": NumberField(
            label="Dose", least=0.001, most=2000, places=3, required=is_first, error_messages={"required": "Enter the dose."}
        ),
        "unit": forms.ChoiceField(label="Dose in", required=is_first, choices=[("mg", "mg"), ("mg/kg", "mg per kg")]),
        "over": WholeNumberField(label="Over", unit="min", least=0, most=1440, required=False),
        "substance": forms.ChoiceField(
            label="The milligrams are of", required=False, choices=[("", "not said"), ("racemate", "ketamine, the racemate"), ("S-ketamine", "esketamine (S-ketamine)")]
        ),
        "salt": forms.ChoiceField(
            label="Counted as", required=False, choices=[("", "not said"), *((each.value, each.value) for each in AmountAs)]
        ),
        "model": forms.ChoiceField(label="Model", required=False, choices=[("", "the best fitting"), *models]),
    }  # fmt: skip
