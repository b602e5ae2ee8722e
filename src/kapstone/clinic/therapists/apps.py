"""Therapists as a Django app; it has a place in the top bar."""

from django.apps import AppConfig


class TherapistsConfig(AppConfig):
    name = "kapstone.clinic.therapists"
    label = "therapists"
    verbose_name = "Therapists"

    def ready(self) -> None:
        from kapstone.clinic.access.capabilities import Can
        from kapstone.clinic.web import navigation

        navigation.add(navigation.Place(label="Therapists", url_name="therapists:list", can=Can.SEE_STAFF, key="h", order=70))
