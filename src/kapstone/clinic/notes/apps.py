"""Notes as a Django app."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "kapstone.clinic.notes"
    label = "notes"
    verbose_name = "Notes"
