"""The sign-in pages that come from django-allauth: each is listed with why it may be open, anything else of theirs is refused."""

__all__ = ["THIRD_PARTY"]

THIRD_PARTY: dict[str, str] = {
    "account_login": "the door itself",
    "account_logout": "everyone may leave",
    "account_inactive": "tells a person whose account was closed that it was closed",
    "account_signup": "only a name that the sign-in page looks up; the closed adapter refuses to make accounts",
    "account_reauthenticate": "asks a signed-in person for their password again; allauth requires the sign-in",
    "account_change_password": "a signed-in person's own password; allauth requires the sign-in",
    "account_set_password": "a signed-in person's first password; allauth requires the sign-in",
    "account_reset_password": "a person who forgot their password is not signed in",
    "account_reset_password_done": "says that a message was sent, and nothing about whom it reached",
    "account_reset_password_from_key": "opened from the link in the message",
    "account_reset_password_from_key_done": "says that the password was changed",
    "mfa_authenticate": "the second step of signing in",
    "mfa_reauthenticate": "asks a signed-in person for a code again; allauth requires the sign-in",
    "mfa_index": "a signed-in person's own second factors; allauth requires the sign-in",
    "mfa_activate_totp": "a signed-in person sets up their own codes; allauth requires the sign-in",
    "mfa_deactivate_totp": "a signed-in person removes their own codes; allauth requires the sign-in",
    "mfa_view_recovery_codes": "a signed-in person's own recovery codes; allauth requires the sign-in",
    "mfa_generate_recovery_codes": "a signed-in person's own recovery codes; allauth requires the sign-in",
    "mfa_download_recovery_codes": "a signed-in person's own recovery codes; allauth requires the sign-in",
}
"""By the name of the route."""
