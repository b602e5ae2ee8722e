"""Registers the room of the look."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kapstone.clinic.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
