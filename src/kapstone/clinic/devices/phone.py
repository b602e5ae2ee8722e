"""The phone of the adult who stays during a dose at home: a plain page behind a link that opens one pairing, for half a day, and nothing else."""

from datetime import timedelta
from uuid import UUID, uuid5

from django import forms
from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.declare import public
from kapstone.clinic.devices.codes import Sign
from kapstone.clinic.devices.errors import NotTaken
from kapstone.clinic.devices.models import Pairing
from kapstone.clinic.devices.observed import Sample
from kapstone.clinic.devices.taking import keep
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.journal import clock
from kapstone.clinic.journal.models import Via
from kapstone.clinic.web.forms import KapForm, WholeNumberField
from kapstone.clinic.web.once import posted_key
from kapstone.facts import Fact, SessionEvent, StateObserved

__all__ = ["LINK_LASTS", "STATES", "PhoneForm", "link_for", "phone"]

LINK_LASTS = timedelta(hours=12)
"""From the pairing on; a session at home with its observation is shorter."""
_SALT = "devices.phone"
STATES = {
    "talks": "Awake, answers me",
    "sleepy": "Sleepy, wakes when I speak",
    "unwakeable": "I cannot wake them",
    "breathing": "Not breathing normally",
    "worried": "Something worries me",
}
"""What a layperson can see. The grave ones are taken as they are said; the mild ones clear nothing, since no clinician has looked."""


class PhoneForm(KapForm):
    """What the cuff and the oximeter show, and how the person is."""

    state = forms.ChoiceField(
        label="How are they now?", choices=list(STATES.items()), widget=forms.RadioSelect, error_messages={"required": "Choose what is true now."}
    )  # fmt: skip
    systolic_mmhg = WholeNumberField(label="Upper blood pressure", required=False)
    diastolic_mmhg = WholeNumberField(label="Lower blood pressure", required=False)
    heart_rate_per_min = WholeNumberField(label="Pulse", required=False)
    spo2_percent = WholeNumberField(label="Oxygen on the finger", unit="%", required=False)

    @property
    def values(self) -> dict[Sign, float]:
        said = (
            (Sign(name), self.cleaned_data.get(name))
            for name in ("systolic_mmhg", "diastolic_mmhg", "heart_rate_per_min", "spo2_percent")
        )
        return {sign: float(value) for sign, value in said if value is not None}

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("systolic_mmhg") is None) != (cleaned.get("diastolic_mmhg") is None):
            self.add_error("diastolic_mmhg", "The cuff shows two numbers. Enter both, or neither.")
        return cleaned


def link_for(pairing: Pairing) -> str:
    """The secret part of the address, bound to this pairing."""
    return signing.dumps(pairing.id.hex, salt=_SALT, compress=False)


def _pairing(token: str) -> Pairing | None:
    """The pairing a link opens: while it stands, and not longer than the link lasts."""
    try:
        wanted = UUID(signing.loads(token, salt=_SALT, max_age=LINK_LASTS))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    related = Pairing.objects.select_related("device", "episode__patient", "episode__organisation")
    return related.filter(id=wanted, ended_at=None, paired_at__gt=clock.now() - LINK_LASTS).first()


@public(
    "the adult at home has no sign-in; the link opens one session for half a day, takes readings and shows nothing of the record"
)
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest, token: str) -> HttpResponse:
    """What the adult at home measures and sees"""
    pairing = _pairing(token)
    if pairing is None:
        return render(request, "devices/phone_over.html", status=404)
    form = PhoneForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _take(pairing, form, posted_key(request))
            except NotTaken as refusal:
                form.add_error(None, refusal.sentence)
            else:
                grave = form.cleaned_data["state"] in {"unwakeable", "breathing"}
                messages.success(request, "Sent. The clinic sees it now." + (" Call 911 now." if grave else ""))
                return redirect("devices:phone", token=token)
    return render(
        request,
        "devices/phone.html",
        {"form": form, "device": pairing.device, "clinic": pairing.episode.organisation},
        status=status,
    )


@transaction.atomic
def _take(pairing: Pairing, form: PhoneForm, key: UUID | None) -> None:
    """The readings as a device's own, and how the person is as the adult says it."""
    now = clock.now()
    if form.values:
        keep(pairing, (Sample(now, form.values),), now=now, key=uuid5(key, "values") if key else None)
    state = form.cleaned_data["state"]
    session, remark = pairing.session, f"The adult at home says: {STATES[state].lower()}."
    facts: list[Fact] = [
        SessionEvent(session=session, event="apnoea" if state == "breathing" else "word from home", remarks=remark)
    ]
    if state == "unwakeable":
        facts.append(StateObserved(session=session, moaas=1))
    author = Actor(
        user_id=pairing.device_id, name=pairing.device.label, organisation_id=pairing.device.organisation_id, roles=frozenset()
    )  # fmt: skip
    episodes.record(
        episode=pairing.episode, facts=facts, by=author, at=now, via=Via.DEVICE, key=uuid5(key, "state") if key else None
    )
