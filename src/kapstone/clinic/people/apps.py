"""People as a Django app: it tells access who somebody is, and how a patient's record is found."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kapstone.clinic.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from kapstone.clinic.access.actor import DIRECTORY  # noqa: PLC0415  # models must be loaded first
        from kapstone.clinic.access.declare import LOADERS  # noqa: PLC0415
        from kapstone.clinic.people import queries  # noqa: PLC0415

        DIRECTORY.actor_of = queries.actor_of
        DIRECTORY.demo_people = queries.demo_people
        LOADERS["patient"] = queries.patient_for
        LOADERS["staff"] = queries.staff_for
