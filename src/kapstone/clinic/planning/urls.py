"""Where the dose planner is: at the course, and at one visit with its order filled in."""

from django.urls import path

from kapstone.clinic.planning import views

app_name = "planning"

urlpatterns = [
    path("episodes/<uuid:episode>/planner/", views.plan, name="planner"),
    path("episodes/<uuid:episode>/planner/keep/", views.keep, name="keep"),
    path("episodes/<uuid:episode>/planner/kept/<uuid:plan>/", views.kept, name="kept"),
    path("episodes/<uuid:episode>/sessions/<uuid:session>/planner/", views.plan, name="planner"),
]
