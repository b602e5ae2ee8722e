"""Goals as a Django app; it has no tables of its own."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "kapstone.clinic.goals"
    label = "goals"
