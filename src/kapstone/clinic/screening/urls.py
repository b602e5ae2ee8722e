"""Addresses of screening, all below the episode."""

from django.urls import path

from kapstone.clinic.screening import report_views, views

app_name = "screening"
_AT = "episodes/<uuid:episode>/screening/"
urlpatterns = [
    path(_AT, views.hub, name="hub"),
    path(f"{_AT}history/", views.history, name="history"),
    path(f"{_AT}enter/<slug:slug>/", views.enter, name="enter"),
    path(f"{_AT}programme/", views.programme, name="programme"),
    path(f"{_AT}report/", report_views.report, name="report"),
    path(f"{_AT}report/answer/<slug:item>/", report_views.answer, name="answer"),
    path(f"{_AT}report/set-aside/", report_views.set_aside, name="set_aside"),
    path(f"{_AT}decide/", report_views.decide, name="decide"),
    path(f"{_AT}decisions/<uuid:decision>/", report_views.decision_letter, name="letter"),
]
