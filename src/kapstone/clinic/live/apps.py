"""Live updates as a Django app."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "kapstone.clinic.live"
    label = "live"
    verbose_name = "Live"
