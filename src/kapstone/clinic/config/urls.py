"""Every address of the clinic: each room writes its full paths in its own `urls.py`."""

from django.urls import URLPattern, URLResolver, include, path

from kapstone.clinic.config import rooms

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"kapstone.clinic.{room}.urls")) for room in rooms.present() if rooms.module_in(room, "urls")
]

if rooms.module_in("web", "errors"):
    handler400 = "kapstone.clinic.web.errors.bad_request"
    handler403 = "kapstone.clinic.web.errors.forbidden"
    handler404 = "kapstone.clinic.web.errors.not_found"
    handler500 = "kapstone.clinic.web.errors.broken"
