"""Where notes are."""

from django.urls import path

from kapstone.clinic.notes import views

app_name = "notes"

_NOTES = "episodes/<uuid:episode>/notes/"

urlpatterns = [
    path(_NOTES, views.listing, name="list"),
    path(f"{_NOTES}new/", views.new, name="new"),
    path(f"{_NOTES}new/sealed/", views.new_sealed, name="new_sealed"),
    path(f"{_NOTES}new/sealed/draft/", views.draft, name="draft"),
    path(f"{_NOTES}<uuid:note>/", views.read, name="read"),
]
