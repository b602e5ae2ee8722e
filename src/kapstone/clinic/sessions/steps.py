"""The forms of one visit, made for the patient at hand; a form that was refused stands in for its fresh one."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.forms import BaseForm

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.sessions.forms import (
    AdverseEventForm,
    BoosterForm,
    CheckForm,
    CheckInForm,
    DischargeForm,
    EarlyForm,
    EscortForm,
    FollowUpForm,
    GiveForm,
    InstrumentForm,
    NasalCheckInForm,
    OrderForm,
    ReasonForm,
    RecoveryForm,
    SettingForm,
    VitalsForm,
    WeightForm,
)
from kapstone.clinic.sessions.home import HomeForm, PlaceForm, checked
from kapstone.clinic.sessions.models import Kind
from kapstone.clinic.sessions.room import VisitPage
from kapstone.clinic.sessions.room_forms import NoteForm, PauseForm, RemarkForm, ResumeForm, StopForm
from kapstone.clinic.web.factforms import initial_of
from kapstone.facts import Answer, Route
from kapstone.instruments import instrument_called
from kapstone.pathway.weights import usual_basis, weights_known, weights_of

__all__ = ["form_for", "fresh_forms"]


def form_for(
    step: str, here: VisitPage, data: Mapping[str, Any] | None = None, initial: Mapping[str, Any] | None = None
) -> Any:
    # Any: each step has a form of its own; form values
    """The form of one step, bound to `data` when it was sent."""
    form = _made(step, here, data, initial)
    if not form.prefix:  # several forms stand on one screen; each field keeps an id of its own
        form.auto_id = f"id_{step}_%s"
    for each in form.fields.values():
        each.hide_optional = True  # nearly everything here may stay empty; the gate says what is missing
    return form


def _made(
    step: str, here: VisitPage, data: Mapping[str, Any] | None, initial: Mapping[str, Any] | None
) -> Any:  # Any: as above
    page = here.page
    given = dict(initial or {})
    match step:
        case "check_in":
            asked = NasalCheckInForm if page.protocol.route is Route.NASAL else CheckInForm
            return asked(data, initial={**_check_in(here), **given})
        case "setting":
            return SettingForm(data, protocol=page.protocol, number=here.view.number, initial=_setting(here))
        case "home":
            found = checked(here)
            return HomeForm(data, prefix="home", initial=initial_of(found.fact) if found else {})
        case "place":
            return PlaceForm(data, prefix="place", initial=given)
        case "vitals":
            return VitalsForm(data)
        case "weight":
            return WeightForm(data, prefix="weight")
        case "order":
            return OrderForm(data, protocol=page.protocol, weights=weights_of(page.facts), initial=_order(here))
        case "check":
            return CheckForm(data, prefix="check", initial={"order": here.order.id if here.order else None})
        case "give":
            return GiveForm(data, prefix="give")
        case "booster":
            return BoosterForm(data, prefix="booster")
        case "stop":
            return StopForm(data, prefix="stop", initial=_infusion(here))
        case "pause":
            return PauseForm(data, prefix="pause", initial=_infusion(here))
        case "resume":
            return ResumeForm(data, prefix="resume", initial=_infusion(here))
        case "remark":
            return RemarkForm(data, prefix="remark")
        case "adverse":
            return AdverseEventForm(data, prefix="adverse")
        case "note":
            return NoteForm(data, prefix="note")
        case "recovery":
            return RecoveryForm(data, prefix="recovery")
        case "aldrete" | "cssrs_since_last_contact":
            return InstrumentForm(data, scale=instrument_called(step))
        case "escort":
            name = here.visit.check_in.fact.escort_name if here.visit.check_in else ""
            return EscortForm(data, prefix="escort", initial={"name": name})
        case "discharge":
            return DischargeForm(data, prefix="discharge")
        case "early":
            return EarlyForm(data, prefix="early")
        case "cancel":
            return ReasonForm(data, prefix="cancel")
        case "withdraw":
            return ReasonForm(data, prefix="withdraw")
        case "set_aside":
            return ReasonForm(data, prefix="aside")
        case "next_day_booking" | "integration_booking":
            kind = Kind.NEXT_DAY if step == "next_day_booking" else Kind.INTEGRATION
            return FollowUpForm(data, prefix=step, initial={"kind": kind.value, "starts_at": _suggested(here, kind)})
        case _:
            raise LookupError(step)


_STEPS = (
    "check_in", "setting", "home", "place", "vitals", "weight", "order", "check", "give", "booster", "pause", "resume", "stop", "remark", "adverse", "note", "recovery", "aldrete", "cssrs_since_last_contact",
    "escort", "discharge", "early", "cancel", "withdraw", "set_aside", "next_day_booking", "integration_booking",
)  # fmt: skip


def fresh_forms(
    here: VisitPage, actor: Actor, refused: Mapping[str, BaseForm], drafts: Mapping[str, Any]
) -> dict[str, BaseForm]:
    """Every form the screen may show. `drafts` is what was being typed at the check-in."""
    return {step: refused.get(step) or form_for(step, here, initial=drafts if step == "check_in" else None) for step in _STEPS}


def _infusion(here: VisitPage) -> dict[str, Any]:  # Any: form values
    """The infusion at hand and what has gone in by the clock; whoever reads the pump corrects it."""
    running = here.infusion
    return {"dose": running.dose.id, "given_mg": f"{running.given_mg:g}"} if running else {}


def _check_in(here: VisitPage) -> dict[str, Any]:  # Any: form values
    """What was said at this check-in; of an earlier one only who usually takes the patient home, never an answer."""
    record = here.visit.check_in
    if record is None:
        return {}
    known = initial_of(record.fact)
    return {name: value for name, value in known.items() if value != Answer.UNKNOWN.value}


def _setting(here: VisitPage) -> dict[str, Any]:  # Any: form values
    record = here.visit.setting
    if record is None:
        return {}
    fact = record.fact
    return {
        "ready": list(fact.ready), "prescriber_available": fact.prescriber_available, "monitor_present": fact.monitor_present,
        "therapist_present": fact.therapist_present,
    }  # fmt: skip


def _order(here: VisitPage) -> dict[str, Any]:  # Any: form values
    """The programme's usual dose to begin with; later the dose of the last session."""
    protocol = here.page.protocol
    initial: dict[str, Any] = {
        "weight_basis": usual_basis(protocol, weights_known(here.page.facts)).value,
        "concentration_mg_per_ml": "1",
    }  # Any: form values
    initial["dose_mg_per_kg" if protocol.dose.unit == "mg/kg" else "dose_mg"] = f"{protocol.dose.start:g}"
    if protocol.infusion is not None:
        initial["infusion_min"] = protocol.infusion.usual // timedelta(minutes=1)
    else:
        initial["concentration_mg_per_ml"] = "50"
    if here.order is not None:
        initial |= {name: value for name, value in initial_of(here.order.fact).items() if value is not None}
    return initial


def _suggested(here: VisitPage, kind: Kind) -> object:
    plan = here.page.protocol.next_day if kind is Kind.NEXT_DAY else here.page.protocol.integration
    over = here.visit.over_at
    if over is None:
        return None
    local = (over + plan.opens + timedelta(hours=1)).astimezone(here.page.zone)
    day = (
        local
        if 8 <= local.hour < 17
        else (local.replace(hour=9) if local.hour < 8 else (local + timedelta(days=1)).replace(hour=9))
    )
    return day.replace(minute=day.minute // 15 * 15, second=0, microsecond=0)
