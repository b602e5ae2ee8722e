"""The clinic's name, its sites and its rooms: changing and closing them. Reached through `actions`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.people import plausible
from kapstone.clinic.people.errors import AlreadyKnown, NotPlausible
from kapstone.clinic.people.models import Organisation, Room, RoomKind, Site
from kapstone.clinic.people.told import tell, unique

__all__ = ["change_organisation", "change_room", "change_site"]


@transaction.atomic
def change_organisation(*, organisation: Organisation, name: str, zone: str, by: Actor, at: datetime) -> Organisation:
    """The clinic's name and the zone its pages tell the time in."""
    organisation = Organisation.objects.select_for_update().get(id=organisation.id)
    after = {"name": plausible.name(name), "zone": plausible.zone(zone)}
    changed = _apply(organisation, after)
    if changed:
        tell(organisation.id, "OrganisationChanged", {"changed": changed}, by=by, at=at)
    return organisation


@transaction.atomic
def change_site(
    *,
    site: Site,
    name: str,
    state: str,
    zone: str,
    by: Actor,
    at: datetime,
    address: str = "",
    phone: str = "",
    is_active: bool = True,
) -> Site:
    """A site as it is from now on. A closed one is offered nowhere any more; what happened there stays."""
    site = Site.objects.select_for_update().get(id=site.id)
    after = {
        "name": plausible.name(name),
        "state": plausible.state(state, is_needed=True),
        "zone": plausible.zone(zone),
        "address": address.strip(),
        "phone": plausible.phone(phone),
        "is_active": is_active,
    }
    if site.is_active and not is_active and not _another_site(site):
        raise NotPlausible("This is the clinic's only open site. Open another one first.", field="is_active")
    with unique(AlreadyKnown("A site with this name is already there.", field="name")):
        changed = _apply(site, after)
    if changed:
        body = {"site": site.id, "name": site.name, "changed": changed}
        tell(site.organisation_id, "SiteChanged", body, by=by, at=at)
    return site


@transaction.atomic
def change_room(*, room: Room, name: str, kind: str, by: Actor, at: datetime, is_active: bool = True) -> Room:
    """A room as it is from now on."""
    room = Room.objects.select_for_update(of=("self",)).select_related("site").get(id=room.id)
    if kind not in RoomKind.values:
        raise NotPlausible("Choose what the room is for.", field="kind")
    with unique(AlreadyKnown("A room with this name is already there.", field="name")):
        changed = _apply(room, {"name": plausible.name(name), "kind": kind, "is_active": is_active})
    if changed:
        body = {"room": room.id, "site": room.site_id, "name": room.name, "changed": changed}
        tell(room.site.organisation_id, "RoomChanged", body, by=by, at=at)
    return room


def _another_site(site: Site) -> bool:
    return Site.objects.filter(organisation_id=site.organisation_id, is_active=True).exclude(id=site.id).exists()


def _apply(row: Organisation | Site | Room, after: Mapping[str, Any]) -> dict[str, list[Any]]:  # Any: values of the row
    """Write what differs; field -> [before, after]."""
    changed = {field: [getattr(row, field), value] for field, value in after.items() if getattr(row, field) != value}
    for field, (_, value) in changed.items():
        setattr(row, field, value)
    if changed:
        row.save(update_fields=list(changed))
    return changed
