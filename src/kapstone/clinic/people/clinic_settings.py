"""What each clinic sets for itself, strictly typed: a misspelt or impossible setting is refused."""

from typing import Annotated, Any

import msgspec

__all__ = ["ClinicSettings", "read", "write"]

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=600)]
Short = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class ClinicSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The settings of one clinic; each default is what holds until the clinic changes it."""

    crisis_phone: Short = "988"
    crisis_text: Short = "988"
    crisis_name: Short = "988 Suicide & Crisis Lifeline"
    emergency_phone: Short = "911"
    clinic_phone: Annotated[str, msgspec.Meta(max_length=40)] = ""
    not_watched_sentence: Words = "Nobody at the clinic watches this page around the clock."
    crisis_contact_within_hours: Annotated[int, msgspec.Meta(ge=1, le=72)] = 24
    """How soon a clinician is to reach a patient after a positive suicide item."""


def read(stored: dict[str, Any]) -> ClinicSettings:  # Any: JSON values
    """The settings as stored; raises msgspec.ValidationError naming the field."""
    return msgspec.convert(stored, ClinicSettings)


def write(settings: ClinicSettings) -> dict[str, Any]:  # Any: JSON values
    """The settings as JSON values."""
    body = msgspec.to_builtins(settings)
    assert isinstance(body, dict)
    return body
