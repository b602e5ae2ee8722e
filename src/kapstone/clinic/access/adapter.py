"""What allauth may do here: sign people in whom the clinic has entered, and make nobody."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

__all__ = ["ClosedSignup"]

_JUST_NOW_S = 300


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Accounts are made by the clinic, for staff and patients it knows; nobody makes their own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # Any: allauth's own signature
        """Who signed in within five minutes is not asked again: new staff add their second step right after their password."""
        records = get_authentication_records(self.request, self.request.user)
        if any(time.time() - record["at"] < _JUST_NOW_S for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))
