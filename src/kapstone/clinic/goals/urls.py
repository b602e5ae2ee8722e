"""Where goals are."""

from django.urls import path

from kapstone.clinic.goals import views

app_name = "goals"

urlpatterns = [
    path("episodes/<uuid:episode>/goals/", views.overview, name="list"),
    path("episodes/<uuid:episode>/goals/new/", views.new, name="new"),
    path("episodes/<uuid:episode>/goals/rate/", views.rate, name="rate"),
    path("episodes/<uuid:episode>/goals/<uuid:goal>/set-aside/", views.retire, name="retire"),
]
