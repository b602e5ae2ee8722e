"""What each clinic sets for itself, strictly typed: a misspelt or impossible setting is refused."""

from typing import Annotated, Any

import msgspec

from kapstone.chain import GENESIS, link

__all__ = ["CRISIS", "ClinicSettings", "crisis_digest", "is_crisis_confirmed", "read", "settings_digest", "write"]

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
    monitoring_hours: Annotated[str, msgspec.Meta(max_length=200)] = ""
    """When somebody reads what patients send, in words for them."""
    touch_policy: Words = (
        "Nobody touches you without asking. Before each session you say whether a hand on the shoulder or holding your hand is "
        "welcome, and you can take it back at any moment, also without words."
    )
    crisis_confirmed: Annotated[str, msgspec.Meta(max_length=64)] = ""
    """The digest of the crisis settings as the director last confirmed them; after any change they wait to be confirmed again."""


CRISIS = ("crisis_phone", "crisis_text", "crisis_name", "emergency_phone", "not_watched_sentence")
"""What a person in danger reads. Until a director has confirmed it, no patient should be asked to answer a questionnaire."""


def crisis_digest(settings: ClinicSettings) -> str:
    """The digest over what a person in danger reads."""
    return link(GENESIS, {name: getattr(settings, name) for name in CRISIS})


def is_crisis_confirmed(settings: ClinicSettings) -> bool:
    """Whether a director has confirmed the crisis settings as they are now."""
    return settings.crisis_confirmed == crisis_digest(settings)


def settings_digest(settings: ClinicSettings) -> str:
    """The digest over all settings: a form carries it, so that nobody overwrites what somebody else just set."""
    return link(GENESIS, write(settings))


def read(stored: dict[str, Any]) -> ClinicSettings:  # Any: JSON values
    """The settings as stored; raises msgspec.ValidationError naming the field."""
    return msgspec.convert(stored, ClinicSettings)


def write(settings: ClinicSettings) -> dict[str, Any]:  # Any: JSON values
    """The settings as JSON values."""
    body = msgspec.to_builtins(settings)
    assert isinstance(body, dict)
    return body
