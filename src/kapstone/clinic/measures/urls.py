"""Where measures are."""

from django.urls import path

from kapstone.clinic.measures import text_views, views

app_name = "measures"

urlpatterns = [
    path("settings/wordings/", text_views.wordings, name="wordings"),
    path("settings/wordings/<slug:slug>/", text_views.wording, name="wording"),
    path("settings/wordings/<slug:slug>/template/", text_views.template, name="wording_template"),
    path("settings/wordings/<slug:slug>/withdraw/", text_views.withdraw, name="withdraw_wording"),
    path("episodes/<uuid:episode>/measures/", views.overview, name="list"),
    path("episodes/<uuid:episode>/measures/answers/<uuid:record>/", views.result, name="result"),
    path("episodes/<uuid:episode>/measures/answers/<uuid:record>/review/", views.review, name="review"),
    path("episodes/<uuid:episode>/measures/answers/<uuid:record>/correct/", views.correct, name="correct"),
    path("episodes/<uuid:episode>/measures/<slug:slug>/", views.enter, name="enter"),
]
