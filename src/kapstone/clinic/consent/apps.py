"""Consent as a Django app."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "kapstone.clinic.consent"
    label = "consent"
    verbose_name = "Consent"
