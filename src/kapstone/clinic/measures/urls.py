"""Where measures are."""

from django.urls import path

from kapstone.clinic.measures import views

app_name = "measures"

urlpatterns = [
    path("episodes/<uuid:episode>/measures/", views.overview, name="list"),
    path("episodes/<uuid:episode>/measures/answers/<uuid:record>/", views.result, name="result"),
    path("episodes/<uuid:episode>/measures/answers/<uuid:record>/review/", views.review, name="review"),
    path("episodes/<uuid:episode>/measures/answers/<uuid:record>/correct/", views.correct, name="correct"),
    path("episodes/<uuid:episode>/measures/<slug:slug>/", views.enter, name="enter"),
]
