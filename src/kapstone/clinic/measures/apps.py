"""Measures as a Django app; it has no tables of its own."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "kapstone.clinic.measures"
    label = "measures"
