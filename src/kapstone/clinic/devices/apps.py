"""Devices as a Django app; the clinic's devices have a place in the navigation."""

from django.apps import AppConfig


class DevicesConfig(AppConfig):
    name = "kapstone.clinic.devices"
    label = "devices"
    verbose_name = "Devices"

    def ready(self) -> None:
        from kapstone.clinic.access.capabilities import Can
        from kapstone.clinic.web import navigation

        navigation.add(
            navigation.Place(label="Devices", url_name="devices:list", can=Can.MANAGE_CONFIGURATION, key="v", order=95)
        )
