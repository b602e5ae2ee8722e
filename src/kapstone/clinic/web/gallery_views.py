"""The gallery of everything that can be shown."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kapstone.clinic.access.declare import public
from kapstone.clinic.web import gallery


@public("Shows invented sample data only, and only in a demonstration or while developing.")
def show_gallery(request: HttpRequest, face: str = "desk") -> HttpResponse:
    if not (settings.DEBUG or getattr(settings, "KAPSTONE_DEMO", False)) or face not in gallery.FACES:
        raise Http404
    return render(request, f"web/gallery/{face}.html", gallery.sample(face))
