"""People as a Django app: it tells access who somebody is, and how a patient's record is found."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kapstone.clinic.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        # Inside, because models must be loaded first.
        from kapstone.clinic.access.actor import DIRECTORY
        from kapstone.clinic.access.capabilities import Can
        from kapstone.clinic.access.declare import LOADERS
        from kapstone.clinic.people import queries
        from kapstone.clinic.web import navigation

        DIRECTORY.actor_of = queries.actor_of
        DIRECTORY.demo_people = queries.demo_people
        LOADERS["patient"] = queries.patient_for
        LOADERS["site"] = queries.site_for
        LOADERS["staff"] = queries.staff_for
        navigation.add(navigation.Place(label="Staff", url_name="people:staff", can=Can.SEE_STAFF, key="t", order=80))
        navigation.add(
            navigation.Place(label="Protocols", url_name="people:protocols", can=Can.SEE_PROTOCOLS, key="o", order=70)
        )
        navigation.add(
            navigation.Place(label="Settings", url_name="people:settings", can=Can.MANAGE_CONFIGURATION, key="x", order=85)
        )
        navigation.add(navigation.Place(label="Audit", url_name="people:audit", can=Can.SEE_AUDIT, key="a", order=90))
