"""Measures as a Django app."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "kapstone.clinic.measures"
    label = "measures"
