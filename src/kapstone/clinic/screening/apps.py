"""Screening as a Django app. It keeps no tables: everything it learns is in the journal."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "kapstone.clinic.screening"
    label = "screening"
    verbose_name = "Screening"
