"""Draws the one screen of a dosing visit, its live parts, and answers each step on it."""

import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from kapstone.chart import Chart
from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.episodes.actions import Recorded
from kapstone.clinic.journal import clock
from kapstone.clinic.sessions import actions, booking, chart, gates, home, orders, outbox, queries, steps, tablet
from kapstone.clinic.sessions.room import VisitPage
from kapstone.clinic.sessions.words import EVENTS, GRAVE
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.navigation import address
from kapstone.clinic.web.queries import initial_from_draft
from kapstone.documents import document_called
from kapstone.dosing import DECIDES
from kapstone.facts import Touch
from kapstone.findings import Override
from kapstone.pathway import GateId
from kapstone.rules.session import cards, early_leave_needs

__all__ = ["CHECK_IN_DRAFT", "answer", "live", "live_context", "quiet", "screen", "visit_of"]

CHECK_IN_DRAFT = "sessions-check-in"
PARTS = {"before": "Before", "during": "During", "after": "After"}
_MAY = {
    "run": Can.RUN_SESSION, "observe": Can.OBSERVE_SESSION, "order": Can.ORDER_DOSE, "check": Can.CHECK_DOSE, "give": Can.GIVE_DOSE,
    "discharge": Can.DISCHARGE, "measure": Can.RECORD_MEASURES,
}  # fmt: skip
_TOUCH = {Touch.NONE: "no touch", Touch.HAND: "hand only", Touch.AS_DISCUSSED: "as discussed"}


def visit_of(request: ClinicRequest, session: UUID) -> VisitPage:
    """The visit as it stands now; 404 when this patient has no such session."""
    here = VisitPage.of(episodes.patient_page(request.record, clock.now()), session)
    if here is None:
        raise Http404
    return here


def address_of(here: VisitPage, part: str = "", anchor: str = "", view: str = "") -> str:
    where = reverse("sessions:visit", kwargs={"episode": here.page.episode.id, "session": here.id})
    if view == "quiet":
        return f"{where}?view=quiet"
    return where + (f"?part={part}" if part in PARTS else "") + (f"#{anchor}" if anchor else "")


def screen(
    request: ClinicRequest, here: VisitPage, *, refused: Mapping[str, BaseForm] | None = None, refusal: Refusal | None = None, part: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    """The whole screen."""
    drafts = initial_from_draft(request, CHECK_IN_DRAFT, here.id)
    forms = steps.fresh_forms(here, request.actor, refused or {}, drafts)
    order_form = forms["order"]
    worked_out = steps.form_for(
        "order",
        here,
        order_form.data if order_form.is_bound else {k: str(v) for k, v in order_form.initial.items() if v is not None},
    )
    shown = part if part in PARTS else here.part
    context = {
        **live_context(request, here),
        "here_address": address_of(here), "tablet_terms": json.dumps(tablet.terms(request, here, request.actor)), "forms": forms, "refusal": refusal, "part": shown, "parts": list(PARTS.items()), "refused": set(refused or ()),
        "preview": orders.preview_of(here, worked_out), "limits_words": orders.limits_words(here.page.protocol), "advice": orders.advice_on(here), "advice_decides": DECIDES, "cards": cards(),
        "document": document_called(actions.INSTRUCTIONS), "draft": CHECK_IN_DRAFT,
        "prepared": _agreed(here), "bookings": {kind: row for (_, kind), row in booking.follow_ups_of(here.page.episode, [here.id]).items()},
        "early_needs": early_leave_needs(Chart(facts=here.page.facts, now=here.now, session=here.id)),
        "at_home": home.is_at_home(here), "home_gates": home.gates_of_home(here), "home_place": home.place_of_session(here.page.episode, here.id),
        "home_checked": home.checked(here),
        "notes_href": address("notes:list", episode=here.page.episode.id),
        "planner_href": address("planning:planner", episode=here.page.episode.id, session=here.id),
        "devices_href": address("devices:session", episode=here.page.episode.id, session=here.id),
    }  # fmt: skip
    return render(request, "sessions/visit.html", context, status=status)


def quiet(request: ClinicRequest, here: VisitPage, form: BaseForm | None = None, status: int = 200) -> HttpResponse:
    """The therapist's view: black, how long and which phase, and room for a note. An alarm is one calm word."""
    context = quiet_context(here) | {
        "form": form or steps.form_for("remark", here),
        "may": {"observe": request.actor.can(Can.OBSERVE_SESSION)},
    }
    return render(request, "sessions/quiet.html", context, status=status)


def quiet_context(here: VisitPage) -> dict[str, Any]:  # Any: a template context
    """What the quiet view shows of the visit, and nothing more."""
    word = ""
    if here.alarms:
        red, answered = any(alarm.is_red for alarm in here.alarms), all(alarm.answered_by for alarm in here.alarms)
        word = "Being seen to" if answered else "Look up" if red else "Glance up"
    remarks = [record for record in here.events if record.fact.remarks]
    return {
        "here": here, "page": here.page, "episode": here.page.episode, "seen": here.page.seen, "now": here.now, "remarks": remarks[-4:],
        "word": word, "is_over": here.visit.discharge is not None,
    }  # fmt: skip


def live(request: ClinicRequest, here: VisitPage) -> HttpResponse:
    """The parts that change by themselves; the chart only when something new was recorded or five minutes have passed, the buttons only after a tap."""
    if request.GET.get("view") == "quiet":
        return render(request, "sessions/parts/quiet_live.html", quiet_context(here))
    known, part = request.GET.get("seen", ""), request.GET.get("part", "")
    context = live_context(request, here) | {
        "is_fragment": True,
        "part": part if part in PARTS else "",
        "stands": [part] if part in PARTS else list(PARTS),
        "chart_is_new": known != str(here.page.seen) or here.now.minute % 5 == 0,
        "taps_are_new": not known or here.is_over,
    }
    return render(request, "sessions/live.html", context)


def answer(
    request: ClinicRequest,
    session: UUID,
    step: str,
    act: Callable[[VisitPage, Any], Recorded | None],
    said: str,
    anchor: str = "",
) -> HttpResponse:  # Any: each step has a form of its own
    """One step: read its form, act, and go back to the screen; what was typed is kept when it is refused."""
    here = visit_of(request, session)
    part = request.POST.get("part", "")
    if request.method != "POST":
        return HttpResponseRedirect(address_of(here))
    form = steps.form_for(step, here, request.POST)
    if not form.is_valid():
        return screen(request, here, refused={step: form}, part=part, status=422)
    try:
        recorded = act(here, form)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return screen(
            request, visit_of(request, session), refused={step: form}, refusal=refusal, part=part, status=refusal.status
        )
    messages.success(request, said)
    if recorded is not None:
        tell_flags(request, recorded, visit_of(request, session))
    return HttpResponseRedirect(address_of(here, part, anchor))


def tell_flags(request: ClinicRequest, recorded: Recorded, here: VisitPage | None = None) -> None:
    """Say at once what a value led to, unless the screen that follows says it in an alarm or in the list for going home."""
    said = {finding.rule for alarm in here.alarms for finding in (alarm.finding, *alarm.also)} if here else set()
    if here and here.visit.is_running:
        said |= {finding.rule for finding in here.leaving}
    for finding in actions.flagged(recorded):
        if finding.rule in said:
            continue
        messages.warning(request, f"{finding.level.word}: {finding.because} {finding.act}".strip())


def live_context(request: ClinicRequest, here: VisitPage) -> dict[str, Any]:  # Any: a template context
    """What the live parts of the screen are drawn from."""
    administer, boost, leave = here.gate(GateId.ADMINISTER), here.gate(GateId.BOOST), here.gate(GateId.DISCHARGE)
    groups = gates.groups_before_dose(here) if here.visit.is_preparing else []
    kept, settled = outbox.kept_and_settled(here)
    return {
        "here": here, "page": here.page, "episode": here.page.episode, "protocol": here.page.protocol, "seen": here.page.seen, "now": here.now,
        "may": {name: request.actor.can(can) for name, can in _MAY.items()}, "groups": groups, "met_count": sum(len(group.met) for group in groups),
        "administer": administer, "boost": boost, "leave": leave, "order_gate": here.gate(GateId.ORDER),
        "give_words": orders.dose_words(here.order.fact) if here.order else "", "drawing": chart.draw(here, chart.predicted(here)),
        "events": EVENTS, "grave": GRAVE, "checked_by": [record.by_name for record in here.visit.checks],
        "i_checked": any(record.by == request.actor.user_id for record in here.visit.checks), "one_voice": Override.PRESCRIBER,
        "is_over": here.is_over, "tablet_knows": json.dumps(tablet.known(here)), "kept": kept, "settled": settled,
    }  # fmt: skip


def _agreed(here: VisitPage) -> list[tuple[str, str]]:
    """What was agreed beforehand and has to be at hand: intention, touch, escort."""
    done = queries.preparation_done(here.page.facts)
    check_in = here.visit.check_in.fact if here.visit.check_in else None
    intention = (check_in.intention if check_in else "") or next(
        (record.fact.intention for record in reversed(done) if record.fact.intention), ""
    )
    escort = f"{check_in.escort_name}, {check_in.escort_phone}".strip(", ") if check_in else ""
    return [
        ("Intention", intention),
        ("Touch", _TOUCH[done[-1].fact.touch] if done else "not agreed: no touch"),
        ("Escort", escort),
    ]
