"""The pages of devices: those of the clinic, and those on one patient with what waits to be accepted."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.devices import actions, queries
from kapstone.clinic.devices.forms import DeviceForm, PairForm
from kapstone.clinic.devices.models import PHONE, Device, Kind
from kapstone.clinic.devices.phone import link_for
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.journal import clock
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.navigation import address
from kapstone.clinic.web.once import posted_key
from kapstone.pathway import Episode as Course

_BOTH = ["GET", "HEAD", "POST"]


@allow(Can.MANAGE_CONFIGURATION)
@require_http_methods(_BOTH)
def devices(request: ClinicRequest) -> HttpResponse:
    """The clinic's devices"""
    form = DeviceForm(request.POST or None, initial={"zone": request.actor.site_zone})
    token, added, status = "", None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                added, token = actions.add_device(
                    label=said["label"], kind=Kind(said["kind"]), sender=said["sender"].strip(), zone=said["zone"],
                    speaks_every_min=said["speaks_every_min"], by=request.actor, at=clock.now(),
                )  # fmt: skip
            except Refusal as refusal:
                form.add_refusal(refusal)
            else:
                if not token:
                    messages.success(request, f"{added.label} is added.")
                    return redirect("devices:list")
                form, status = DeviceForm(initial={"zone": request.actor.site_zone}), 200
    context = {"form": form, "devices": queries.devices_of(request.actor.organisation_id), "token": token, "added": added}
    return render(request, "devices/list.html", context, status=status)


@allow(Can.MANAGE_CONFIGURATION)
@require_http_methods(_BOTH)
def retire(request: ClinicRequest, device: UUID) -> HttpResponse:
    """A device is no longer used"""
    found = Device.objects.filter(id=device, organisation_id=request.actor.organisation_id).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.retire(device=found, at=clock.now())
        messages.success(request, f"{found.label} is retired.")
    return redirect("devices:list")


@allow(Can.OBSERVE_SESSION, record="episode")
@require_safe
def session_devices(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The devices on this patient"""
    return _page(request, session)


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def pair(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """A device is put on the patient"""
    if request.method != "POST":
        return _back(episode, session)
    form = _pair_form(request)
    if form.is_valid():
        try:
            actions.pair(
                episode=request.record, session=session, device=form.cleaned_data["device"].id, by=request.actor, at=clock.now(),
                accepts_by_itself=form.cleaned_data["accepts_by_itself"], key=posted_key(request),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "The device is on this patient now.")
            return _back(episode, session)
    return _page(request, session, form)


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def phone_link(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """A link for the phone of the adult who stays at home"""
    if request.method == "POST":
        label = f"{PHONE}: {request.POST.get('name', '').strip()[:50] or 'adult who stays'}"
        try:
            actions.pair_phone(
                episode=request.record, session=session, label=label, zone=request.actor.site_zone, by=request.actor, at=clock.now(), key=posted_key(request)
            )  # fmt: skip
        except Refusal as refusal:
            messages.error(request, f"{refusal.sentence} {refusal.next_step}")
        else:
            messages.success(request, "The link is ready. Send it to the adult at home, or let them scan it from this screen.")
    return _back(episode, session)


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def unpair(request: ClinicRequest, episode: UUID, session: UUID, device: UUID) -> HttpResponse:
    """A device is taken off"""
    if request.method == "POST":
        actions.unpair(
            episode=request.record, session=session, device=device, by=request.actor, at=clock.now(), key=posted_key(request)
        )
        messages.success(request, "The device is off this patient.")
    return _back(episode, session)


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def settle(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Readings of a device are accepted or rejected"""
    if request.method == "POST":
        chosen = [UUID(text) for text in request.POST.getlist("reading") if _is_id(text)]
        act = actions.reject if request.POST.get("answer") == "reject" else actions.accept
        count = act(
            episode=request.record, session=session, readings=chosen, by=request.actor, at=clock.now(), key=posted_key(request)
        )
        word = "rejected" if act is actions.reject else "accepted"
        messages.success(request, f"{count} reading{'' if count == 1 else 's'} {word}.")
    return _back(episode, session)


def _page(request: ClinicRequest, session: UUID, form: PairForm | None = None) -> HttpResponse:
    page = episodes.patient_page(request.record, clock.now())
    visit = Course(page.protocol, page.facts, page.now).visits.get(session)
    if visit is None:
        raise Http404
    context = page.context(
        "sessions:list", session=session, on_patient=queries.on_patient(request.record, session), phones=_phones(request, session), waiting=queries.waiting(page.facts, session),
        form=form or _pair_form(request, is_fresh=True), may_run=request.actor.can(Can.RUN_SESSION), is_open=visit.is_running or visit.is_preparing,
        visit_href=address("sessions:visit", episode=page.episode.id, session=session),
    )  # fmt: skip
    return render(request, "devices/session.html", context, status=422 if form is not None else 200)


def _phones(request: ClinicRequest, session: UUID) -> list[tuple[str, str]]:
    """The links of phones at home that stand, with what each is called; only for who may make one."""
    if not request.actor.can(Can.RUN_SESSION):
        return []
    return [
        (pairing.device.label, request.build_absolute_uri(address("devices:phone", token=link_for(pairing))))
        for pairing in queries.phones_on(request.record, session)
    ]


def _pair_form(request: ClinicRequest, *, is_fresh: bool = False) -> PairForm:
    return PairForm(None if is_fresh else request.POST, devices=queries.free_devices(request.actor.organisation_id))


def _back(episode: UUID, session: UUID) -> HttpResponse:
    return redirect("devices:session", episode=episode, session=session)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
