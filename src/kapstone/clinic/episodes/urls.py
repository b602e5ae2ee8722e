"""Where the worklist, the caseload and the patient page are."""

from django.urls import path

from kapstone.clinic.episodes import views

app_name = "episodes"

urlpatterns = [
    path("", views.home, name="home"),
    path("worklist/", views.worklist, name="worklist"),
    path("worklist/<uuid:item>/assign/", views.assign, name="assign"),
    path("patients/", views.caseload, name="caseload"),
    path("episodes/<uuid:episode>/", views.patient, name="patient"),
    path("episodes/<uuid:episode>/timeline/", views.timeline, name="timeline"),
    path("episodes/<uuid:episode>/facts/<uuid:fact>/", views.fact, name="fact"),
    path("episodes/<uuid:episode>/facts/<uuid:fact>/correct/", views.correct, name="correct"),
    path("episodes/<uuid:episode>/course/", views.course, name="course"),
]
