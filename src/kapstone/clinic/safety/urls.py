"""Where safety is."""

from django.urls import path

from kapstone.clinic.safety import views

app_name = "safety"

urlpatterns = [
    path("episodes/<uuid:episode>/safety/", views.overview, name="list"),
    path("episodes/<uuid:episode>/safety/concerns/<uuid:concern>/", views.concern, name="concern"),
    path("episodes/<uuid:episode>/safety/events/new/", views.event, name="event"),
    path("episodes/<uuid:episode>/safety/events/<uuid:event>/review/", views.review, name="review"),
    path("episodes/<uuid:episode>/safety/events/<uuid:event>/report/", views.report, name="report"),
]
