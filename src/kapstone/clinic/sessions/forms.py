"""The forms of a dosing visit that are more than one fact, and the fact forms with our words on them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms

from kapstone.clinic.journal import clock
from kapstone.clinic.sessions.models import Kind
from kapstone.clinic.web.eventform import adverse_event_form
from kapstone.clinic.web.factforms import CLOCK_SKEW, FactForm, fact_form, sentence_of
from kapstone.clinic.web.forms import DateTimeField, KapForm, NumberField, WholeNumberField
from kapstone.dosing import mg_per_kg, round_injection_mg
from kapstone.dosing.rounding import INJECTED
from kapstone.facts import (
    CheckedIn,
    Discharged,
    EscortArrived,
    Implausible,
    OrderSigned,
    RecoveryAssessed,
    Route,
    SettingChecked,
    StateObserved,
    VitalsTaken,
    WeightMeasured,
)
from kapstone.instruments import Instrument
from kapstone.protocols import SETTING, Protocol, Setting
from kapstone.rules.session import card

NOBODY = UUID(int=0)
"""Stands for the session while a form checks itself; the action gets the real one."""


def _check_in_form(*more: str) -> type[FactForm[CheckedIn]]:
    """What is asked again before every dose; `more` is asked for the route."""
    return fact_form(
        CheckedIn,
        fields=(
            "last_food_at", "last_clear_fluid_at", *more, "new_medicines_or_allergies", "sedative_or_stimulant_24h", "alcohol_or_drugs_24h",
            "mania_or_psychosis_signs", "urinary_symptoms", "unreviewed_adverse_event", "could_be_pregnant", "oedema", "infection_signs", "escort_name", "escort_phone",
            "intention", "remarks",
        ),
        labels={
            "last_food_at": "Last food", "last_clear_fluid_at": "Last clear fluid", "nasal_spray_1h": "A nasal steroid or decongestant in the last hour",
            "new_medicines_or_allergies": "New medicines or allergies since last time",
            "sedative_or_stimulant_24h": "Sedatives or stimulants in the last 24 hours", "alcohol_or_drugs_24h": "Alcohol or other drugs in the last 24 hours",
            "mania_or_psychosis_signs": "Signs of mania or psychosis", "urinary_symptoms": "Bladder or urinary symptoms",
            "unreviewed_adverse_event": "Anything bad since last time that nobody has looked at", "could_be_pregnant": "Could be pregnant",
            "oedema": "Swollen legs or ankles", "infection_signs": "Fever, cough or another infection", "escort_name": "Who takes the patient home", "escort_phone": "Their phone",
            "intention": "Intention for today, in the patient's words",
        },
        fixed={"session": NOBODY},
        when="Asked at",
    )  # fmt: skip


CheckInForm = _check_in_form()
NasalCheckInForm = _check_in_form("nasal_spray_1h")

WeightForm = fact_form(WeightMeasured, when="Measured at")
RecoveryForm = fact_form(
    RecoveryAssessed,
    labels={
        "oriented": "Knows person, place, time and plan", "steady_gait": "Walks steadily, 5 m heel to toe", "nausea_controlled": "No or little nausea",
        "fluids_tolerated": "Has drunk and kept it", "dissociation_resolved": "Dissociation is over",
    },
    fixed={"session": NOBODY},
    when="Checked at",
)  # fmt: skip
EscortForm = fact_form(
    EscortArrived,
    labels={"name": "Who takes the patient home", "signature": "Their signature: the name, typed by them"},
    fixed={"session": NOBODY},
)
DischargeForm = fact_form(
    Discharged, fields=("assessment", "signature"), fixed={"session": NOBODY},
    labels={"assessment": "How the patient is on leaving", "signature": "Type your full name to sign"},
)  # fmt: skip
AdverseEventForm = adverse_event_form(at_once=True, fixed={"session": NOBODY}, when="Began at")


class SettingForm(KapForm):
    """Room, equipment and people; what is not ticked is missing."""

    ready = forms.MultipleChoiceField(label="Ready", required=False, widget=forms.CheckboxSelectMultiple)
    prescriber_available = forms.BooleanField(label="A prescriber is within reach", required=False)
    monitor_present = forms.BooleanField(label="A monitoring clinician is in the room", required=False)
    therapist_present = forms.BooleanField(label="The therapist is in the room", required=False)
    patients_of_monitor = WholeNumberField(
        label="Patients this clinician watches now, this one counted", required=False, least=1
    )

    def __init__(self, *args: Any, protocol: Protocol, number: int, **kwargs: Any) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        self.wanted = protocol.checklist_of(number)
        self.fields["ready"].choices = [(item, SETTING.get(item, item)) for item in self.wanted]  # type: ignore[attr-defined]  # a choice field
        minutes = protocol.staffing.prescriber_within // timedelta(minutes=1)
        self.fields["prescriber_available"].label = f"A prescriber can be here within {minutes} min"
        if protocol.place_of(number) is Setting.HOME:
            self.fields["prescriber_available"].label = f"A prescriber can be reached by telephone within {minutes} min"
            self.fields["monitor_present"].label = "The adult monitor is with the patient"
            self.fields["therapist_present"].label = "The therapist is on video"

    def to_fact(self, session: UUID) -> SettingChecked:
        ready = tuple(item for item in self.wanted if item in self.cleaned_data["ready"])
        return SettingChecked(
            session=session, ready=ready, missing=tuple(item for item in self.wanted if item not in ready),
            prescriber_available=self.cleaned_data["prescriber_available"], monitor_present=self.cleaned_data["monitor_present"],
            therapist_present=self.cleaned_data["therapist_present"],
        )  # fmt: skip


def _count(low: int, high: int, label: str) -> forms.ChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "–"), *((str(n), str(n)) for n in range(low, high + 1))],
    )


USUAL = {
    "systolic_mmhg": (80, 190), "diastolic_mmhg": (40, 115), "heart_rate_per_min": (40, 140), "spo2_percent": (88, 100),
    "respiratory_rate_per_min": (6, 30),
}  # fmt: skip
"""Outside these the pad asks once whether that was meant: a slip of the finger is likelier there than the value. Design; no rule hears them."""


class VitalsForm(KapForm):
    """The pad: what was measured and how the patient is, at one moment. Impossible values are refused at their field.

    Unusual ones are asked about once: by the page where scripts run, else here, when the form says `nudge` and not `sure`.
    """

    systolic_mmhg = WholeNumberField(label="Systolic", unit="mmHg", required=False)
    diastolic_mmhg = WholeNumberField(label="Diastolic", unit="mmHg", required=False)
    heart_rate_per_min = WholeNumberField(label="Heart rate", unit="per min", required=False)
    spo2_percent = WholeNumberField(label="SpO₂", unit="%", required=False)
    respiratory_rate_per_min = WholeNumberField(label="Breathing", unit="per min", required=False)
    moaas = forms.TypedChoiceField(
        label="Awake, MOAA/S", required=False, coerce=int, empty_value=None,
        choices=[("", "–"), ("5", "5 readily to name"), ("4", "4 sluggish to name"), ("3", "3 to loud name"), ("2", "2 to prodding"), ("1", "1 to squeeze"),
                 ("0", "0 no response")],
    )  # fmt: skip
    dissociation_0_10 = _count(0, 10, "Dissociation")
    distress_0_10 = _count(0, 10, "Distress")
    nausea_0_10 = _count(0, 10, "Nausea")
    temperature_celsius = NumberField(label="Temperature", unit="°C", places=1, required=False)
    oxygen_litres_per_min = NumberField(label="Oxygen given", unit="L/min", places=1, required=False)
    symptoms = forms.MultipleChoiceField(
        label="Symptoms now",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(word, word.capitalize()) for word in card("hypertension").events],
    )
    at = DateTimeField(label="Measured at", required=False, help_text="Leave empty for now.")

    _SIGNS = (
        "systolic_mmhg",
        "diastolic_mmhg",
        "heart_rate_per_min",
        "spo2_percent",
        "respiratory_rate_per_min",
        "temperature_celsius",
    )
    _STATE = ("moaas", "dissociation_0_10", "distress_0_10", "nausea_0_10")

    asks = False
    """Only an unusual value stands in the way; sent again it counts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        for each in self.fields.values():
            each.hide_optional = True  # type: ignore[attr-defined]  # read by the field component
        for name, (low, high) in USUAL.items():
            self.fields[name].widget.attrs |= {"data-usual": f"{low} {high}", "maxlength": 3, "enterkeyhint": "next"}

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or self.cleaned_data
        refuse_future(self, cleaned)
        if not self.errors:
            try:
                self.vitals(NOBODY)
                self.state(NOBODY)
            except Implausible as error:
                self.add_error(error.field if error.field in self.fields else None, sentence_of(error))
        if not self.errors and self.data.get("nudge") and not self.data.get("sure"):
            for name, (low, high) in USUAL.items():
                if (value := cleaned.get(name)) is not None and not low <= value <= high:
                    self.asks = True
                    self.add_error(name, f"{value} is unusual. If it is right, record it again.")
        return cleaned

    def vitals(self, session: UUID) -> VitalsTaken | None:
        signs = {name: float(value) for name in self._SIGNS if (value := self.cleaned_data.get(name)) is not None}
        if not signs:
            return None
        oxygen = float(self.cleaned_data.get("oxygen_litres_per_min") or 0)
        symptoms = tuple(self.cleaned_data.get("symptoms") or ())
        taken: dict[str, Any] = {**signs, "symptoms": symptoms, "oxygen_litres_per_min": oxygen}  # Any: fields of the fact
        return VitalsTaken(session=session, **taken)

    def state(self, session: UUID) -> StateObserved | None:
        seen = {name: value for name in self._STATE if (value := self.cleaned_data.get(name)) is not None}
        return StateObserved(session=session, **seen) if seen else None

    def when(self, now: datetime) -> datetime:
        return self.cleaned_data.get("at") or now


class OrderForm(KapForm):
    """The order: milligrams or milligrams per kilogram, whichever is entered; the other is reckoned with the weight chosen."""

    dose_mg_per_kg = NumberField(label="Dose per kilogram", unit="mg/kg", places=3, required=False)
    dose_mg = NumberField(label="Dose", unit="mg", places=1, required=False)
    weight_basis = forms.ChoiceField(label="Weight used", required=False, widget=forms.RadioSelect)
    infusion_min = WholeNumberField(label="Over", unit="min", required=False)
    concentration_mg_per_ml = NumberField(label="Concentration", unit="mg/mL", places=2, required=False)
    vial_mg = NumberField(label="From a vial of", unit="mg", places=0, required=False)
    booster_max_mg = NumberField(label="Booster up to", unit="mg", places=1, required=False)
    reason = forms.CharField(
        label="Why it is right beyond the limit",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only where the limits ask for it.",
    )
    remarks = forms.CharField(label="Remarks", required=False, max_length=500)

    def __init__(
        self, *args: Any, protocol: Protocol, weights: Sequence[tuple[str, float]], **kwargs: Any
    ) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        self.protocol, self.weights = protocol, dict(weights)
        names = {"actual": "Actual", "ideal": "Ideal", "adjusted": "Adjusted"}
        self.fields["weight_basis"].choices = [(name, f"{names[name]}, {kg:.3g} kg") for name, kg in weights]  # type: ignore[attr-defined]  # a choice field
        if protocol.route is not Route.IV:
            del self.fields["infusion_min"]
        if not protocol.booster.allowed:
            del self.fields["booster_max_mg"]
        if protocol.dose.unit == "mg":
            del self.fields["dose_mg_per_kg"], self.fields["weight_basis"]
        if protocol.route in {Route.SUBLINGUAL, Route.ORAL, Route.NASAL}:
            del self.fields["concentration_mg_per_ml"], self.fields["vial_mg"]
        for each in self.fields.values():
            each.hide_optional = True  # type: ignore[attr-defined]  # read by the field component

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or self.cleaned_data
        per_kg, mg = cleaned.get("dose_mg_per_kg"), cleaned.get("dose_mg")
        if not self.errors and per_kg is None and mg is None:
            self.add_error("dose_mg", "Enter the dose.")
        if not self.errors and mg is None and self.weight is None:
            self.add_error("dose_mg", "There is no weight to work the dose out with. Weigh the patient first.")
        if not self.errors:
            try:
                self.to_fact(NOBODY)
            except Implausible as error:
                self.add_error(error.field if error.field in self.fields else None, sentence_of(error))
        return cleaned

    @property
    def weight(self) -> float | None:
        return self.weights.get(self.cleaned_data.get("weight_basis") or "actual")

    def _worked_out(self, milligrams: float) -> float:
        """As it can be measured out; nothing stays nothing, which the order refuses."""
        drawn_up = self.protocol.route in INJECTED and milligrams > 0
        return round_injection_mg(self.protocol.route, milligrams) if drawn_up else float(round(milligrams))

    def to_fact(self, session: UUID) -> OrderSigned:
        said = self.cleaned_data
        by_weight = self.protocol.dose.unit == "mg/kg"
        per_kg = float(said["dose_mg_per_kg"]) if said.get("dose_mg_per_kg") is not None else None
        mg = float(said["dose_mg"]) if said.get("dose_mg") is not None else self._worked_out((per_kg or 0) * (self.weight or 0))
        if by_weight and per_kg is None and self.weight:
            per_kg = round(mg_per_kg(mg, self.weight), 3)
        return OrderSigned(
            session=session, drug=self.protocol.drug, route=self.protocol.route, amount_as=self.protocol.amount_as, dose_mg=mg, dose_mg_per_kg=per_kg,
            weight_kg=self.weight if by_weight else None, weight_basis=said.get("weight_basis") or "actual", infusion_min=_float(said.get("infusion_min")),
            concentration_mg_per_ml=_float(said.get("concentration_mg_per_ml")), booster_max_mg=_float(said.get("booster_max_mg")) or 0.0,
            remarks=said.get("remarks", ""),
        )  # fmt: skip


class CheckForm(KapForm):
    """What one person reads on the syringe, the pump or the lozenge; nothing is filled in for them."""

    order = forms.UUIDField(widget=forms.HiddenInput)
    dose_mg = NumberField(label="Dose you read", unit="mg", places=1, error_messages={"required": "Enter the dose you read."})
    volume_ml = NumberField(label="Volume you read", unit="mL", places=2, required=False)
    lot = forms.CharField(label="Lot on the label", max_length=60, error_messages={"required": "Enter the lot on the label."})


class GiveForm(KapForm):
    """Only a sublingual dose asks anything."""

    swallowed = forms.TypedChoiceField(
        label="At the end",
        required=False,
        choices=[("", "–"), ("no", "spat out"), ("yes", "swallowed")],
        coerce=lambda v: v == "yes",
        empty_value=None,
    )
    hold_min = WholeNumberField(label="Held in the mouth", unit="min", required=False)


class BoosterForm(KapForm):
    dose_mg = NumberField(label="Booster", unit="mg", places=1, least=0.1, error_messages={"required": "Enter how much."})


class EarlyForm(KapForm):
    """Leaving against advice: what the patient was told and says, and who knows."""

    assessment = forms.CharField(
        label="How the patient is, and what they were told",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say how the patient is."},
    )
    wish = forms.CharField(label="Why they want to leave, in their words", required=False, max_length=500)
    patient_signature = forms.CharField(
        label="The patient's signature on the form: their name, typed by them",
        required=False,
        max_length=200,
        help_text="Empty if they do not sign.",
    )
    prescriber_informed = forms.BooleanField(label="The prescriber has been told by telephone", required=False)
    signature = forms.CharField(
        label="Type your full name to sign", max_length=200, error_messages={"required": "Type your name to sign."}
    )

    def to_fact(self, session: UUID) -> Discharged:
        said = self.cleaned_data
        parts = [said["assessment"].strip()]
        parts += [f"The patient says: {said['wish'].strip()}"] if said["wish"].strip() else []
        signed = said["patient_signature"].strip()
        parts.append(
            f"The patient signed the form for leaving against advice: {signed}."
            if signed
            else "The patient did not sign the form."
        )
        return Discharged(
            session=session, assessment=" ".join(parts), signature=said["signature"], against_advice=True, prescriber_informed=said["prescriber_informed"]
        )  # fmt: skip


class FollowUpForm(KapForm):
    kind = forms.ChoiceField(
        choices=[(Kind.NEXT_DAY.value, "Next-day call"), (Kind.INTEGRATION.value, "Integration")], widget=forms.HiddenInput
    )
    starts_at = DateTimeField(label="When", error_messages={"required": "Choose a day and time."})


class ReasonForm(KapForm):
    reason = forms.CharField(
        label="Why", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": "Say why."}
    )


class InstrumentForm(KapForm):
    """A scale asked by a clinician: one group of choices for each item, conditional ones may stay empty."""

    def __init__(self, *args: Any, scale: Instrument, **kwargs: Any) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        self.scale = scale
        for item in scale.items:
            self.fields[item.id] = forms.TypedChoiceField(
                label=item.spoken or item.text, required=False, coerce=int, empty_value=None, widget=forms.RadioSelect,
                choices=[(str(option.value), option.label) for option in item.options],
            )  # fmt: skip
            self.fields[item.id].hide_optional = True  # type: ignore[attr-defined]  # read by the field component

    @property
    def answers(self) -> dict[str, int | None]:
        """What was answered; what was left open is left out."""
        return {item.id: value for item in self.scale.items if (value := self.cleaned_data.get(item.id)) is not None}

    @property
    def rows(self) -> list[Any]:  # Any: Django's bound fields
        return [self[item.id] for item in self.scale.items]


def _float(value: Any) -> float | None:  # Any: a Decimal, an int or None
    return None if value is None else float(value)


def refuse_future(form: KapForm, cleaned: dict[str, Any]) -> None:  # Any: form values
    moment = cleaned.get("at")
    if isinstance(moment, datetime) and moment > clock.now() + CLOCK_SKEW:
        form.add_error("at", "This lies in the future. Enter when it happened.")
