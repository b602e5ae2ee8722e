"""Says a line of the organisation's chain in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kapstone.clinic.journal.actions import Entry

__all__ = ["Told", "told"]

_SENTENCES = {
    "OrganisationOpened": "Opened the clinic {name}",
    "OrganisationChanged": "Changed the clinic's name or time zone",
    "SettingsChanged": "Changed the clinic's settings",
    "CrisisTextConfirmed": "Confirmed the crisis text and numbers",
    "ProtocolConfirmed": "Confirmed settings of the protocol {protocol} {version}",
    "SiteAdded": "Added the site {name} ({state})",
    "SiteChanged": "Changed the site {name}",
    "RoomAdded": "Added the room {name}",
    "RoomChanged": "Changed the room {name}",
    "StaffAdded": "Added {name} to the staff",
    "RolesChanged": "Changed the roles of {name}",
    "StaffRetired": "Ended the work of {name} here",
    "LicenceAdded": "Recorded a licence: {kind} {state}, valid until {expires_on}",
    "TherapistProfileChanged": "Changed the profile of {name}",
    "LicenceRenewed": "Renewed a licence: {kind} {state}, valid until {expires_on}",
    "PatientRegistered": "Registered the patient with record number {identifier}",
    "PatientCorrected": "Corrected the details of a patient",
    "PortalGiven": "Let a patient sign in",
    "ContactAdded": "Added a contact of a patient",
    "ContactRemoved": "Removed a contact of a patient",
    "TextSupplied": "Supplied the licensed wording of the {name}, version {version}",
    "TextWithdrawn": "Withdrew the licensed wording of the {name}, version {version}",
}

_NAMED = ("name", "state", "kind", "expires_on", "identifier", "protocol", "version")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line, ready to be read."""

    sequence: int
    at: datetime
    by: str
    role: str
    sentence: str
    details: tuple[str, ...]
    hash: str


def told(entry: Entry) -> Told:
    """`entry` in words. A kind this version does not know is shown by its name."""
    body: dict[str, Any] = entry.body  # Any: JSON values
    known = {name: body.get(name, "") for name in _NAMED}
    sentence = _SENTENCES.get(entry.kind, entry.kind).format_map(known)
    return Told(
        sequence=entry.sequence,
        at=entry.at,
        by=entry.by_name,
        role=entry.by_role,
        sentence=sentence,
        details=tuple(_details(entry.kind, body)),
        hash=entry.hash,
    )


def _details(kind: str, body: dict[str, Any]) -> list[str]:  # Any: JSON values
    """What changed, before and after; of a patient only which details, since this page is not their record."""
    if kind == "RolesChanged":
        return [f"from {', '.join(body['before'])} to {', '.join(body['after'])}"]
    if kind == "StaffAdded":
        return [", ".join(body["roles"])]
    if kind == "ProtocolConfirmed":
        return [f"{len(body['paths'])} settings: {', '.join(body['paths'])}", f"digest {body['digest']}"]
    if kind == "CrisisTextConfirmed":
        return [*(str(value) for value in body["text"].values()), f"digest {body['digest']}"]
    if kind == "TextSupplied":
        licence = body["licence"]
        return [f"licence {licence['reference']} of {licence['granted_by']} to {licence['holder']}", f"digest {body['digest']}"]
    if kind == "TextWithdrawn":
        return [body["reason"], f"digest {body['digest']}"]
    changed: dict[str, Any] = body.get("changed", {})  # Any: JSON values
    if kind == "PatientCorrected":
        return [field.replace("_", " ") for field in changed]
    return [
        f"{field.replace('_', ' ')}: from {before or 'nothing'} to {after or 'nothing'}"
        for field, (before, after) in changed.items()
    ]
