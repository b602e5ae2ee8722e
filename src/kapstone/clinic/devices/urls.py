"""Addresses of devices: the clinic's list, what is on one patient, and where a cuff sends its readings."""

from django.urls import path

from kapstone.clinic.devices import home, phone, views

app_name = "devices"
_SESSION = "episodes/<uuid:episode>/sessions/<uuid:session>/devices/"
urlpatterns = [
    path("devices/", views.devices, name="list"),
    path("devices/<uuid:device>/retire/", views.retire, name="retire"),
    path("devices/readings/", home.readings, name="readings"),
    path("at-home/<str:token>/", phone.phone, name="phone"),
    path(f"{_SESSION}phone/", views.phone_link, name="phone_link"),
    path(_SESSION, views.session_devices, name="session"),
    path(f"{_SESSION}pair/", views.pair, name="pair"),
    path(f"{_SESSION}<uuid:device>/off/", views.unpair, name="unpair"),
    path(f"{_SESSION}settle/", views.settle, name="settle"),
]
