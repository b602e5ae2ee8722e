"""What holds for every page: it is not stored by caches, asks for no device, and ends when left alone."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

__all__ = ["PageHeaders", "SignOutWhenIdle"]

type_of_answer = Callable[[HttpRequest], HttpResponse]
_NO_DEVICE = ", ".join(
    f"{device}=()" for device in ("camera", "microphone", "geolocation", "payment", "usb", "accelerometer", "gyroscope")
)


class PageHeaders:
    """Records must not lie in a cache on a shared computer; static files never come this far."""

    def __init__(self, get_response: type_of_answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", _NO_DEVICE)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class SignOutWhenIdle:
    """Sign out after half an hour without a request (45 CFR 164.312(a)(2)(iii)); drafts are kept by autosave."""

    MARK = "seen_at"
    GRAIN_S = 60  # the mark is written once a minute at most, so that reading pages stays a read

    def __init__(self, get_response: type_of_answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            seen = request.session.get(self.MARK, now)
            if now - seen > settings.KAPSTONE_IDLE_MINUTES * 60:
                logout(request)
            elif now - seen >= self.GRAIN_S or self.MARK not in request.session:
                request.session[self.MARK] = now
        return self.get_response(request)
