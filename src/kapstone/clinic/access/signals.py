"""Signing in, failing to, and signing out are visits too."""

from typing import Any

from allauth.mfa.signals import authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from kapstone.clinic.access import log
from kapstone.clinic.access.actor import DIRECTORY
from kapstone.clinic.access.middleware import SECOND_FACTOR_SEEN
from kapstone.clinic.access.models import Outcome, User
from kapstone.clinic.live import actions as live


def connect() -> None:
    """Listen to Django's and allauth's own announcements."""
    user_logged_in.connect(_signed_in, dispatch_uid="access.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="access.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="access.sign_in_failed")
    authenticator_removed.connect(_second_factor_removed, dispatch_uid="access.second_factor_removed")


def _signed_in(user: User, **_: Any) -> None:  # Any: whatever else the signal carries
    _write(user, "sign in", Outcome.SIGNED_IN)


def _signed_out(user: User | None, **_: Any) -> None:  # Any: whatever else the signal carries
    if user is not None:
        _write(user, "sign out", Outcome.SIGNED_OUT)
        live.shut_for(user.id)


def _failed(credentials: dict[str, Any], **_: Any) -> None:  # Any: whatever else the signal carries
    """An unknown address is not written down: people mistype their passwords into that field."""
    email = credentials.get("email") or credentials.get("username") or ""
    _write(User.objects.filter(email__iexact=email).first(), "sign in", Outcome.SIGN_IN_FAILED, status=400)


def _second_factor_removed(request: HttpRequest, **_: Any) -> None:  # Any: whatever else the signal carries
    request.session.pop(SECOND_FACTOR_SEEN, None)


def _write(user: User | None, what: str, outcome: Outcome, status: int = 200) -> None:
    log.write(
        actor=DIRECTORY.actor_of(user.id) if user else None,
        view="access.sign_in",
        what=what,
        method="POST",
        outcome=outcome,
        status=status,
        user_id=user.id if user else None,
        user_name=user.name if user else "",
    )
