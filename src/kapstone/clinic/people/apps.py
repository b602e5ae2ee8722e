"""People as a Django app: it tells access who somebody is, and how a patient's record is found."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kapstone.clinic.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from kapstone.clinic.access.actor import DIRECTORY  # models must be loaded first
        from kapstone.clinic.access.declare import LOADERS
        from kapstone.clinic.people import queries

        DIRECTORY.actor_of = queries.actor_of
        DIRECTORY.demo_people = queries.demo_people
        LOADERS["patient"] = queries.patient_for
        LOADERS["staff"] = queries.staff_for
