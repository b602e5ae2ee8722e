"""The director sets the clinic up: what people in danger read, sites and rooms, and what of the protocols is confirmed."""

import pytest
from django.test import Client

import cast
from kapstone.clinic.journal import queries as journal
from kapstone.clinic.people import clinic_settings, queries
from kapstone.clinic.people.models import Room, Site
from kapstone.clinic.people.programmes import confirmed_in
from kapstone.protocols import all_protocols

pytestmark = pytest.mark.django_db
IV = "iv-trd-induction"


@pytest.fixture
def clinic(settings: object) -> cast.Clinic:
    settings.KAPSTONE_REQUIRE_TOTP = False  # type: ignore[attr-defined]  # the second step has its own tests
    return cast.a_clinic()


@pytest.fixture
def dara(clinic: cast.Clinic) -> Client:
    return cast.browser_of(clinic.dara)


def sent(clinic: cast.Clinic, **changes: object) -> dict[str, object]:
    standing = queries.settings_of(clinic.organisation.id)
    shown = {name: value for name, value in clinic_settings.write(standing).items() if name != "crisis_confirmed"}
    return {"act": "settings", "seen": clinic_settings.settings_digest(standing), **shown, **changes}


def kinds(clinic: cast.Clinic) -> list[str]:
    return [line.kind for line in journal.lines(clinic.organisation.id)]


def test_the_crisis_text_waits_to_be_confirmed_and_again_after_a_change(clinic: cast.Clinic, dara: Client) -> None:
    assert b"Not yet confirmed by a programme director" in dara.get("/settings/").content
    read = clinic_settings.crisis_digest(queries.settings_of(clinic.organisation.id))

    dara.post("/settings/", {"act": "confirm", "seen": read})
    dara.post("/settings/", {"act": "confirm", "seen": read})

    assert queries.is_crisis_confirmed(clinic.organisation.id)
    assert kinds(clinic).count("CrisisTextConfirmed") == 1

    dara.post("/settings/", sent(clinic, monitoring_hours="Monday to Friday"))
    assert queries.is_crisis_confirmed(clinic.organisation.id)

    dara.post("/settings/", sent(clinic, crisis_phone="212 555 0100"))
    assert not queries.is_crisis_confirmed(clinic.organisation.id)


def test_a_text_that_changed_meanwhile_is_not_confirmed(clinic: cast.Clinic, dara: Client) -> None:
    read = clinic_settings.crisis_digest(queries.settings_of(clinic.organisation.id))
    dara.post("/settings/", sent(clinic, crisis_text="741741"))

    response = dara.post("/settings/", {"act": "confirm", "seen": read})

    assert response.status_code == 409
    assert not queries.is_crisis_confirmed(clinic.organisation.id)


def test_every_setting_is_on_the_page_and_its_change_in_the_chain(clinic: cast.Clinic, dara: Client) -> None:
    page = dara.get("/settings/").content.decode()
    for name in clinic_settings.ClinicSettings.__struct_fields__:
        assert name == "crisis_confirmed" or f'name="{name}"' in page

    dara.post("/settings/", sent(clinic, crisis_contact_within_hours="4", touch_policy="Only a hand, and only when asked."))

    line = journal.lines(clinic.organisation.id).last()
    assert line is not None
    assert line.body["changed"]["crisis_contact_within_hours"] == [24, 4]
    assert line.by == clinic.dara.user_id
    assert b"crisis contact within hours: from 24 to 4" in dara.get("/audit/").content


@pytest.mark.parametrize(
    "field, value",
    [
        ("crisis_contact_within_hours", "0"),
        ("crisis_contact_within_hours", "1e9"),
        ("crisis_phone", ""),
        ("touch_policy", "x" * 601),
    ],
)
def test_an_impossible_setting_is_refused_and_what_was_typed_kept(
    clinic: cast.Clinic, dara: Client, field: str, value: str
) -> None:
    response = dara.post("/settings/", sent(clinic, monitoring_hours="Kept words", **{field: value}))

    assert response.status_code == 422
    assert b"Kept words" in response.content
    assert "SettingsChanged" not in kinds(clinic)


def test_two_directors_do_not_overwrite_each_other(clinic: cast.Clinic, dara: Client) -> None:
    first, second = sent(clinic, monitoring_hours="Mondays"), sent(clinic, monitoring_hours="Tuesdays")

    assert dara.post("/settings/", first).status_code == 302
    assert dara.post("/settings/", second).status_code == 409
    assert queries.settings_of(clinic.organisation.id).monitoring_hours == "Mondays"


def test_the_confirmation_cannot_be_slipped_in_with_the_settings(clinic: cast.Clinic, dara: Client) -> None:
    digest = clinic_settings.crisis_digest(queries.settings_of(clinic.organisation.id))

    dara.post("/settings/", sent(clinic, crisis_confirmed=digest, monitoring_hours="Mondays"))

    assert not queries.is_crisis_confirmed(clinic.organisation.id)


def test_a_site_and_its_rooms_are_opened_and_closed(clinic: cast.Clinic, dara: Client) -> None:
    given = {"name": "Hill Street", "state": "NJ", "zone": "America/New_York"}
    where = dara.post("/settings/sites/new/", given).headers["Location"]
    site = Site.objects.get(name="Hill Street")
    dara.post(where, {"act": "room", "room-name": "Green room", "room-kind": "dosing"})
    room = Room.objects.get(name="Green room")
    at = f"room-{room.id}"

    dara.post(where, {"act": "change", "room": str(room.id), f"{at}-name": "Quiet room", f"{at}-kind": "recovery"})
    closing = {f"site-{name}": value for name, value in given.items()}
    dara.post(where, {"act": "site", **closing})

    room.refresh_from_db()
    assert (room.name, room.kind, room.is_active) == ("Quiet room", "recovery", False)
    assert site not in queries.sites_of(clinic.organisation.id)
    assert kinds(clinic)[-4:] == ["SiteAdded", "RoomAdded", "RoomChanged", "SiteChanged"]


def test_the_only_site_stays_open_and_names_are_taken_once(clinic: cast.Clinic, dara: Client) -> None:
    here = f"/settings/sites/{clinic.site.id}/"
    closing = {"act": "site", "site-name": "Harbour Street", "site-state": "NY", "site-zone": "America/New_York"}

    assert dara.post(here, closing).status_code == 422
    assert dara.post(here, {"act": "room", "room-name": clinic.room.name, "room-kind": "dosing"}).status_code == 409
    assert Room.objects.filter(site=clinic.site).count() == 1


def test_a_room_of_another_clinic_is_not_changed_through_ones_own_site(clinic: cast.Clinic, dara: Client) -> None:
    theirs = cast.another_clinic().room
    sent = {"act": "change", "room": str(theirs.id), f"room-{theirs.id}-name": "Mine", f"room-{theirs.id}-kind": "dosing"}

    assert dara.post(f"/settings/sites/{clinic.site.id}/", sent).status_code == 404

    theirs.refresh_from_db()
    assert theirs.name == "Blue room"


def test_the_director_confirms_settings_of_a_protocol_by_its_digest(clinic: cast.Clinic, dara: Client) -> None:
    protocol = all_protocols()[IV]
    here = f"/protocols/{IV}/"
    assert b"Not yet confirmed by your director" in dara.get(here).content
    paths = list(protocol.to_confirm[:2])

    dara.post(here, {"digest": protocol.digest, "paths": paths})
    dara.post(here, {"digest": protocol.digest, "paths": paths})

    confirmed = confirmed_in(clinic.organisation.id, protocol)
    assert sorted(confirmed) == sorted(paths)
    assert confirmed[paths[0]].by == clinic.dara.name
    assert kinds(clinic).count("ProtocolConfirmed") == 1
    assert confirmed_in(cast.another_clinic().organisation.id, protocol) == {}


@pytest.mark.parametrize("digest, paths", [("0" * 64, ["dose.low"]), ("", []), (None, ["dose.start"]), (None, ["no.such"])])
def test_nothing_else_is_confirmed(clinic: cast.Clinic, dara: Client, digest: str | None, paths: list[str]) -> None:
    given = {"digest": all_protocols()[IV].digest if digest is None else digest, "paths": paths}

    assert dara.post(f"/protocols/{IV}/", given).status_code in {409, 422}
    assert "ProtocolConfirmed" not in kinds(clinic)


def test_a_prescriber_reads_every_number_and_confirms_none(clinic: cast.Clinic) -> None:
    noor = cast.browser_of(clinic.noor)
    protocol = all_protocols()[IV]

    page = noor.get(f"/protocols/{IV}/").content.decode()

    assert page.count("not yet confirmed by your director") == len(protocol.to_confirm)
    assert "Confirm the ticked" not in page
    response = noor.post(f"/protocols/{IV}/", {"digest": protocol.digest, "paths": ["dose.low"]})
    assert response.status_code == 403
    assert "ProtocolConfirmed" not in kinds(clinic)


def test_a_protocol_that_does_not_exist_is_not_found(dara: Client) -> None:
    assert dara.get("/protocols/no-such/").status_code == 404
