"""A cuff sends its readings over HTTP with its own token: kept once per key, and told what is wrong."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from cast import browser_of
from clinic.devices.chair import Chair
from kapstone.clinic.devices import actions
from kapstone.clinic.devices.models import Device, Kind
from kapstone.clinic.journal import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair() -> Chair:
    return Chair()


@pytest.fixture
def cuff(chair: Chair) -> tuple[Device, str]:
    return actions.add_device(label="Cuff 1", kind=Kind.CUFF, zone="UTC", by=chair.clinic.dara, at=chair.life.now)


def send(chair: Chair, token: str, body: object) -> Any:  # Any: Django's test response
    with clock.stopped_at(chair.now):
        return Client(enforce_csrf_checks=True).post(
            "/devices/readings/", json.dumps(body), content_type="application/json", headers={"Authorization": f"Bearer {token}"}
        )  # fmt: skip


def body(chair: Chair, **more: object) -> dict[str, object]:
    values = [
        {"sign": "systolic_mmhg", "value": 128, "unit": "mm[Hg]"},
        {"sign": "diastolic_mmhg", "value": 80, "unit": "mm[Hg]"},
    ]
    return {"key": str(uuid4()), "measured_at": chair.now.isoformat(), "values": values} | more


def test_a_reading_is_kept_once_per_key(chair: Chair, cuff: tuple[Device, str]) -> None:
    chair.pair(cuff[0])
    sent = body(chair)

    first, again = send(chair, cuff[1], sent), send(chair, cuff[1], sent)
    other = send(chair, cuff[1], sent | {"measured_at": (chair.now + timedelta(seconds=1)).isoformat()})

    assert (first.status_code, first.json()["kept"], first.json()["again"]) == (200, True, False)
    assert (again.status_code, again.json()["again"]) == (200, True)
    assert other.status_code == 409
    assert [fact.systolic_mmhg for fact in chair.vitals] == [128]


def test_without_its_own_token_nothing_is_told_or_kept(chair: Chair, cuff: tuple[Device, str]) -> None:
    chair.pair(cuff[0])

    assert send(chair, "guess", body(chair)).status_code == 401
    assert Client().post("/devices/readings/", "{}", content_type="application/json").status_code == 401
    assert not chair.vitals


@pytest.mark.parametrize("wrong", [
    {"values": []}, {"values": [{"sign": "systolic_mmhg", "value": 128, "unit": "mm[Hg]"}]}, {"measured_at": "2026-01-21T12:00:00"},
    {"values": [{"sign": "spo2_percent", "value": 97, "unit": "mmHg"}]}, {"values": [{"sign": "mood", "value": 1, "unit": "%"}]},
    {"values": [{"sign": "spo2_percent", "value": "97", "unit": "%"}]}, {"more": 1},
    {"values": [{"sign": "spo2_percent", "value": 97, "unit": "%"}] * 2},
])  # fmt: skip
def test_what_is_wrong_is_named_and_not_kept(chair: Chair, cuff: tuple[Device, str], wrong: dict[str, object]) -> None:
    chair.pair(cuff[0])

    response = send(chair, cuff[1], body(chair) | wrong)

    assert response.status_code == 422
    assert "Nothing was kept" in response.json()["error"]
    assert not chair.vitals


def test_the_token_is_shown_once_and_only_its_hash_is_kept(chair: Chair, cuff: tuple[Device, str]) -> None:
    html = browser_of(chair.clinic.dara).post(
        "/devices/", {"label": "Cuff 2", "kind": "cuff", "sender": "", "zone": "America/New_York", "speaks_every_min": "5"}
    ).content.decode()  # fmt: skip

    assert Device.objects.get(label="Cuff 2").token_hash not in html
    assert "shown this once" in html
    assert cuff[1] not in Device.objects.get(id=cuff[0].id).token_hash
