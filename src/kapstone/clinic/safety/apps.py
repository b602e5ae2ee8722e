"""Safety as a Django app; it has no tables of its own."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "kapstone.clinic.safety"
    label = "safety"
