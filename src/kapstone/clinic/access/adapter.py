"""What allauth may do here: sign people in whom the clinic has entered, and make nobody."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

__all__ = ["ClosedSignup"]


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Accounts are made by the clinic, for staff and patients it knows; nobody makes their own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
