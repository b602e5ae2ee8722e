"""Addresses of sessions: the board of today, and everything else below the episode."""

from django.urls import path

from kapstone.clinic.sessions import outbox_views, record_views, replay, views, visit_views

app_name = "sessions"
_AT = "episodes/<uuid:episode>/sessions/"
_VISIT = f"{_AT}<uuid:session>/"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("today/stream/", views.today_stream, name="today_stream"),
    path("tablet/", outbox_views.shell, name="shell"),
    path("tablet-worker.js", outbox_views.worker, name="worker"),
    path(_AT, views.course, name="list"),
    path(f"{_AT}plan/", views.plan, name="plan"),
    path(f"{_AT}prepare/", views.prepare, name="prepare"),
    path(f"{_AT}next-day/", views.next_day, name="next_day"),
    path(f"{_AT}integrate/", views.integrate, name="integrate"),
    path(f"{_AT}review/", views.review, name="review"),
    path(_VISIT, visit_views.visit, name="visit"),
    path(f"{_VISIT}plan/", views.plan, name="plan"),
    path(f"{_VISIT}cancel-plan/", views.cancel_plan, name="cancel_plan"),
    path(f"{_VISIT}next-day/", views.next_day, name="next_day"),
    path(f"{_VISIT}integrate/", views.integrate, name="integrate"),
    path(f"{_VISIT}live/", visit_views.live_parts, name="live"),
    path(f"{_VISIT}stream/", visit_views.stream, name="stream"),
    path(f"{_VISIT}check-in/", visit_views.check_in, name="check_in"),
    path(f"{_VISIT}setting/", visit_views.setting, name="setting"),
    path(f"{_VISIT}weight/", visit_views.weight, name="weight"),
    path(f"{_VISIT}vitals/", visit_views.vitals, name="vitals"),
    path(f"{_VISIT}vitals/<uuid:reading>/artefact/", visit_views.artefact, name="artefact"),
    path(f"{_VISIT}event/", visit_views.event, name="event"),
    path(f"{_VISIT}order/", visit_views.order, name="order"),
    path(f"{_VISIT}order/withdraw/", visit_views.withdraw, name="withdraw"),
    path(f"{_VISIT}check/", visit_views.check, name="check"),
    path(f"{_VISIT}give/", visit_views.give, name="give"),
    path(f"{_VISIT}booster/", visit_views.booster, name="booster"),
    path(f"{_VISIT}stop/", visit_views.stop, name="stop"),
    path(f"{_VISIT}adverse/", visit_views.adverse, name="adverse"),
    path(f"{_VISIT}note/", visit_views.note, name="note"),
    path(f"{_VISIT}tablet/", outbox_views.terms, name="tablet"),
    path(f"{_VISIT}settle/", outbox_views.settle, name="settle"),
    path(f"{_VISIT}scale/<slug:instrument>/", visit_views.scale, name="scale"),
    path(f"{_VISIT}recovery/", visit_views.recovery, name="recovery"),
    path(f"{_VISIT}escort/", visit_views.escort, name="escort"),
    path(f"{_VISIT}instructions/", visit_views.instructions, name="instructions"),
    path(f"{_VISIT}discharge/", visit_views.discharge, name="discharge"),
    path(f"{_VISIT}early/", visit_views.early, name="early"),
    path(f"{_VISIT}book/<slug:kind>/", visit_views.book, name="book"),
    path(f"{_VISIT}cancel/", visit_views.cancel, name="cancel"),
    path(f"{_VISIT}set-aside/", visit_views.set_aside, name="set_aside"),
    path(f"{_VISIT}replay/", replay.replay, name="replay"),
    path(f"{_VISIT}record/", record_views.record, name="record"),
    path(f"{_VISIT}handout/", record_views.handout, name="handout"),
]
