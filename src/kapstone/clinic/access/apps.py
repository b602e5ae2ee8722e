"""Access as a Django app; signing in and out is written to the access log."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "kapstone.clinic.access"
    label = "access"
    verbose_name = "Access"

    def ready(self) -> None:
        from kapstone.clinic.access import signals  # models must be loaded first

        signals.connect()
