"""Planning as a Django app; it tells the rooms below where a session's expected curve can be had."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "kapstone.clinic.planning"
    label = "planning"
    verbose_name = "Planning"

    def ready(self) -> None:
        from kapstone.clinic.episodes import expectations
        from kapstone.clinic.planning import queries

        expectations.curve_from(queries.predicted_for)
