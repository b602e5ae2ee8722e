"""The director's settings: the clinic, what people in danger read, sites and rooms."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.journal import clock
from kapstone.clinic.people import actions, clinic_settings, queries
from kapstone.clinic.people.models import Room, Site
from kapstone.clinic.people.settings_forms import ClinicForm, NewSiteForm, RoomForm, SettingsForm, SiteForm
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.forms import KapForm
from kapstone.clinic.web.navigation import address

Forms = dict[str, KapForm]


@allow(Can.MANAGE_CONFIGURATION)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: ClinicRequest) -> HttpResponse:
    """The clinic's settings."""
    organisation = queries.organisation_of(request.actor.organisation_id)
    standing = clinic_settings.read(organisation.settings)
    act = _act(request)
    forms: Forms = {
        "clinic": ClinicForm(
            request.POST if act == "clinic" else None,
            initial={"name": organisation.name, "zone": organisation.zone},
            prefix="clinic",
        ),
        "settings": SettingsForm(request.POST if act == "settings" else None, initial=clinic_settings.write(standing)),
    }

    def done() -> str:
        now, by = clock.now(), request.actor
        if act == "confirm":
            actions.confirm_crisis(organisation=organisation, seen=request.POST.get("seen", ""), by=by, at=now)
            return "Confirmed: patients read this text and these numbers."
        if act == "clinic":
            actions.change_organisation(organisation=organisation, by=by, at=now, **forms["clinic"].cleaned_data)
            return "The clinic's name and time zone are recorded."
        form = forms["settings"]
        assert isinstance(form, SettingsForm)
        seen = request.POST.get("seen", "")
        actions.change_settings(organisation=organisation, settings=form.settings(standing), by=by, at=now, seen=seen)
        return "The settings are recorded."

    answer, status = _carried_out(request, act, forms, {"confirm", "clinic", "settings"}, done)
    if answer is not None:
        return HttpResponseRedirect(reverse("people:settings"))
    context = {
        "forms": forms,
        "standing": standing,
        "is_confirmed": clinic_settings.is_crisis_confirmed(standing),
        "crisis_digest": clinic_settings.crisis_digest(standing),
        "settings_digest": clinic_settings.settings_digest(standing),
        "sites": queries.places_of(organisation.id),
        "wordings_href": address("measures:wordings"),
    }
    return render(request, "people/settings.html", context, status=status)


@allow(Can.MANAGE_CONFIGURATION)
@require_http_methods(["GET", "HEAD", "POST"])
def new_site(request: ClinicRequest) -> HttpResponse:
    """The form for another site."""
    organisation = queries.organisation_of(request.actor.organisation_id)
    form = NewSiteForm(request.POST if request.method == "POST" else None, initial={"zone": organisation.zone})
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_site(organisation=organisation, by=request.actor, at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
            status = refusal.status
        else:
            messages.success(request, f"The site {added.name} is recorded. Add its rooms.")
            return HttpResponseRedirect(reverse("people:site", args=[added.id]))
    return render(request, "people/new_site.html", {"form": form}, status=status)


@allow(Can.MANAGE_CONFIGURATION, record="site")
@require_http_methods(["GET", "HEAD", "POST"])
def site(request: ClinicRequest, site: UUID) -> HttpResponse:
    """One site and its rooms."""
    place: Site = request.record
    act = _act(request)
    rooms = list(place.rooms.order_by("-is_active", "name"))
    chosen = _room(request, rooms) if act == "change" else None
    shown = {name: getattr(place, name) for name in SiteForm.base_fields}
    forms: Forms = {
        "site": SiteForm(request.POST if act == "site" else None, initial=shown, prefix="site"),
        "room": RoomForm(request.POST if act == "room" else None, prefix="room"),
    }
    for room in rooms:
        given = request.POST if chosen == room else None
        forms[str(room.id)] = RoomForm(
            given, initial={"name": room.name, "kind": room.kind, "is_active": room.is_active}, prefix=f"room-{room.id}"
        )

    def done() -> str:
        now, by = clock.now(), request.actor
        if act == "site":
            actions.change_site(site=place, by=by, at=now, **forms["site"].cleaned_data)
            return "The site is recorded."
        if chosen is not None:
            changed = actions.change_room(room=chosen, by=by, at=now, **forms[str(chosen.id)].cleaned_data)
            return f"The room {changed.name} is recorded."
        given = forms["room"].cleaned_data
        added = actions.add_room(site=place, name=given["name"], kind=given["kind"], by=by, at=now)
        return f"The room {added.name} is recorded."

    key = str(chosen.id) if chosen else act
    answer, status = _carried_out(request, key, forms, {"site", "room", *(str(room.id) for room in rooms)}, done)
    if answer is not None:
        return HttpResponseRedirect(reverse("people:site", args=[place.id]))
    context = {
        "site": place,
        "site_form": forms["site"],
        "room_form": forms["room"],
        "rooms": [(room, forms[str(room.id)], room == chosen) for room in rooms],
    }
    return render(request, "people/site.html", context, status=status)


def _act(request: ClinicRequest) -> str:
    return request.POST.get("act", "") if request.method == "POST" else ""


def _room(request: ClinicRequest, rooms: list[Room]) -> Room:
    """The room the form names, if it is one of this site's."""
    found = next((room for room in rooms if str(room.id) == request.POST.get("room", "")), None)
    if found is None:
        raise Http404
    return found


def _carried_out(
    request: ClinicRequest, act: str, forms: Forms, known: set[str], done: Callable[[], str]
) -> tuple[str | None, int]:
    """Do what the button said if its form is right. The sentence that says so, or None and the status of the page to show again."""
    if request.method != "POST":
        return None, 200
    form = forms.get(act)
    if act not in known or (form is not None and not form.is_valid()):
        return None, 422
    try:
        said = done()
    except Refusal as refusal:
        if form is None:
            raise
        form.add_refusal(refusal)
        return None, refusal.status
    messages.success(request, said)
    return said, 200
