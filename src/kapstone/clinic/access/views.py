"""One-click sign-in for the demonstration, and the page that says accounts are made by the clinic."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme

from kapstone.clinic.access.actor import DIRECTORY
from kapstone.clinic.access.declare import public
from kapstone.clinic.access.models import User

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public("The demonstration clinic has no real people in it; everywhere else this page does not exist.")
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Choose whom to be in the demonstration clinic."""
    if not settings.KAPSTONE_DEMO:
        raise Http404
    if request.method == "POST":
        chosen = {str(person.user_id): person for person in DIRECTORY.demo_people()}.get(request.POST.get("person", ""))
        if chosen is None:
            return render(request, "access/demo.html", status=422)
        user = get_object_or_404(User, id=chosen.user_id, is_active=True)
        login(request, user, backend=_BACKEND)
        return HttpResponseRedirect(_back(request) or settings.LOGIN_REDIRECT_URL)
    return render(request, "access/demo.html")


@public("It only says that the clinic makes the accounts.")
def no_signup(request: HttpRequest) -> HttpResponse:
    """Accounts are made by the clinic."""
    return render(request, "access/no_signup.html")


def _back(request: HttpRequest) -> str:
    """Where the form wants to go afterwards, if that is on this site."""
    where = request.POST.get("next", "")
    return where if url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure()) else ""
