"""Where therapists are."""

from django.urls import path

from kapstone.clinic.therapists import profiles, views

app_name = "therapists"

_MATCH = "episodes/<uuid:episode>/therapist/"

urlpatterns = [
    path("therapists/", profiles.listing, name="list"),
    path("therapists/<uuid:staff>/", profiles.profile, name="profile"),
    path(_MATCH, views.match, name="match"),
    path(f"{_MATCH}prefer/", views.prefer, name="prefer"),
    path(f"{_MATCH}<uuid:therapist>/offer/", views.offer, name="offer"),
    path(f"{_MATCH}<uuid:therapist>/accept/", views.accept, name="accept"),
    path(f"{_MATCH}<uuid:therapist>/decline/", views.decline, name="decline"),
]
