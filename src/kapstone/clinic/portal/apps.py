"""The portal as a Django app; it has no tables of its own."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "kapstone.clinic.portal"
    label = "portal"
