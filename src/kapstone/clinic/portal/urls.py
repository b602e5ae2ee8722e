"""Where the portal is. No address says more about the patient than that they have one."""

from django.urls import path

from kapstone.clinic.portal import (
    consent_views,
    goal_views,
    history_views,
    home_views,
    measure_views,
    reading_views,
    therapist_views,
)

app_name = "portal"

urlpatterns = [
    path("me/", home_views.home, name="home"),
    path("me/help/", home_views.help_now, name="help"),
    path("me/plan/", home_views.plan, name="plan"),
    path("me/prepare/", home_views.prepare, name="prepare"),
    path("me/read/", reading_views.shelf, name="reading"),
    path("me/read/<slug:name>/", reading_views.text, name="read"),
    path("me/looked/", home_views.looked, name="looked"),
    path("me/answers/<uuid:record>/", measure_views.answers, name="answers"),
    path("me/questions/<slug:slug>/", measure_views.start, name="measure"),
    path("me/questions/<slug:slug>/save/", measure_views.save, name="save"),
    path("me/questions/<slug:slug>/pause/", measure_views.pause, name="pause"),
    path("me/questions/<slug:slug>/check/", measure_views.check, name="check"),
    path("me/questions/<slug:slug>/<slug:item>/", measure_views.question, name="question"),
    path("me/health/", history_views.start, name="history"),
    path("me/health/check/", history_views.check, name="history_check"),
    path("me/health/<slug:item>/", history_views.question, name="history_question"),
    path("me/therapist/", therapist_views.therapist, name="therapist"),
    path("me/therapist/answer/", therapist_views.answer, name="therapist_answer"),
    path("me/goals/", goal_views.goals, name="goals"),
    path("me/goals/new/", goal_views.new, name="goal_new"),
    path("me/goals/rate/", goal_views.rate, name="goals_rate"),
    path("me/documents/", consent_views.documents, name="documents"),
    path("me/documents/<uuid:consent>/copy/", consent_views.copy, name="copy"),
    path("me/documents/<uuid:consent>/withdraw/", consent_views.withdraw, name="withdraw"),
    path("me/consent/", consent_views.start, name="consent"),
    path("me/consent/<slug:kind>/<slug:part>/", consent_views.step, name="consent_step"),
]
