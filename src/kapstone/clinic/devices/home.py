"""What a cuff or an oximeter at the chair or at home sends over HTTP: JSON, under its own token and a key that makes a repeat harmless."""

import hmac
from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid5

import msgspec
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kapstone.clinic.access.declare import public
from kapstone.clinic.devices.actions import hash_of
from kapstone.clinic.devices.codes import UNITS, Sign
from kapstone.clinic.devices.errors import NotTaken
from kapstone.clinic.devices.models import Device, Kind, Outcome, Received
from kapstone.clinic.devices.observed import Sample
from kapstone.clinic.devices.taking import keep, paired_now
from kapstone.clinic.journal import clock

__all__ = ["Sent", "readings"]

_MOST_BYTES = 16_384
_Finite = Annotated[float, msgspec.Meta(ge=-1e6, le=1e6)]


class Value(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One vital sign, its number and its unit as UCUM writes it."""

    sign: Sign
    value: _Finite
    unit: str


class Sent(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One set of values. `key` names this sending: the same key again is answered as the first time."""

    key: UUID
    measured_at: datetime
    values: Annotated[list[Value], msgspec.Meta(min_length=1, max_length=12)]


@csrf_exempt
@public("a device has no sign-in; it shows its own token, which opens this and nothing else")
@require_POST
def readings(request: HttpRequest) -> JsonResponse:
    """A reading of a cuff or an oximeter"""
    device = _device_of(request)
    if device is None:
        return _no(401, "Send the token of a device of this clinic as `Authorization: Bearer ...`.")
    if len(request.body) > _MOST_BYTES:
        return _no(413, f"A reading has at most {_MOST_BYTES} bytes.")
    try:
        sent = msgspec.json.decode(request.body, type=Sent)
        sample = _sample(sent)
    except (msgspec.ValidationError, msgspec.DecodeError, ValueError) as error:
        return _no(422, f"Nothing was kept. {error}")
    try:
        return JsonResponse(_taken(device, sent, sample, request.body))
    except NotTaken as refusal:
        return _no(409, f"Nothing was kept. {refusal.sentence}")


@transaction.atomic
def _taken(device: Device, sent: Sent, sample: Sample, body: bytes) -> dict[str, object]:
    now = clock.now()
    Device.objects.select_for_update().get(id=device.id)  # one reading of a device at a time
    content = hash_of(body.decode("utf-8", "replace"))
    known = Received.objects.filter(device=device, control_id=str(sent.key)).first()
    if known is not None:
        if known.digest != hash_of(f"{device.id}{content}"):
            raise NotTaken("This key was sent before with another reading.")
        return {"kept": True, "again": True}
    pairing = paired_now(device)
    taken = keep(pairing, (sample,), now=now, key=uuid5(device.id, str(sent.key)))
    Received.objects.create(
        device=device, digest=hash_of(f"{device.id}{content}"), control_id=str(sent.key), outcome=Outcome.TAKEN, received_at=now
    )
    return {"kept": bool(taken.kept), "again": False, "left_out": list(taken.left_out)}


def _sample(sent: Sent) -> Sample:
    if sent.measured_at.tzinfo is None:
        raise ValueError("Say the time zone of measured_at, as in 2026-11-21T14:30:00-05:00.")
    values = dict[Sign, float]()
    for each in sent.values:
        if each.sign in values:
            raise ValueError(f"{each.sign} is there twice.")
        if each.unit not in UNITS[each.sign]:
            raise ValueError(f"The unit {each.unit[:20]!r} is not one of {each.sign}.")
        values[each.sign] = UNITS[each.sign][each.unit](each.value)
    if (Sign.SYSTOLIC in values) != (Sign.DIASTOLIC in values):
        raise ValueError("A blood pressure has two numbers; send both or neither.")
    return Sample(sent.measured_at, values)


def _device_of(request: HttpRequest) -> Device | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not token.strip():
        return None
    wanted = hash_of(token.strip())
    found = Device.objects.filter(token_hash=wanted, kind=Kind.CUFF, retired_at=None).first()
    return found if found is not None and hmac.compare_digest(found.token_hash, wanted) else None


def _no(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)
