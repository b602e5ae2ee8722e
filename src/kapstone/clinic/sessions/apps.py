"""Sessions as a Django app; `visits` is its label, because Django's own browser sessions have the other name."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "kapstone.clinic.sessions"
    label = "visits"
    verbose_name = "Sessions"

    def ready(self) -> None:
        from kapstone.clinic.access.capabilities import Can
        from kapstone.clinic.web import navigation

        navigation.add(navigation.Place(label="Today", url_name="sessions:today", can=Can.SEE_EPISODE, key="t", order=15))
