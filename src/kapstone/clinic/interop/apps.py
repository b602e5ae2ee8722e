"""Interoperability as a Django app."""

from django.apps import AppConfig


class InteropConfig(AppConfig):
    name = "kapstone.clinic.interop"
    label = "interop"

    def ready(self) -> None:
        from kapstone.clinic.access.capabilities import Can
        from kapstone.clinic.web import navigation

        navigation.add(navigation.Place(label="Import", url_name="interop:import", can=Can.IMPORT_RECORDS, key="i", order=70))
