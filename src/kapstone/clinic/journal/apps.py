"""The journal as a Django app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "kapstone.clinic.journal"
    label = "journal"
    verbose_name = "Journal"
