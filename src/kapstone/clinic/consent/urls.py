"""Where consent is."""

from django.urls import path

from kapstone.clinic.consent import tablet, views

app_name = "consent"

_CONSENT = "episodes/<uuid:episode>/consent/"

urlpatterns = [
    path(_CONSENT, views.status, name="status"),
    path(f"{_CONSENT}sign/", tablet.sign, name="sign"),
    path(f"{_CONSENT}<uuid:consent>/", views.read, name="read"),
    path(f"{_CONSENT}<uuid:consent>/signed/", tablet.signed, name="signed"),
    path(f"{_CONSENT}<uuid:consent>/copy/", views.copy, name="copy"),
    path(f"{_CONSENT}<uuid:consent>/countersign/", views.countersign, name="countersign"),
    path(f"{_CONSENT}<uuid:consent>/withdraw/", views.withdraw, name="withdraw"),
]
