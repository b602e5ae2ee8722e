"""Measures as a Django app; it tells other rooms in which words a measure was asked."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "kapstone.clinic.measures"
    label = "measures"

    def ready(self) -> None:
        # Inside, because models must be loaded first.
        from kapstone.clinic.episodes import wording
        from kapstone.clinic.measures import queries

        wording.worded_by(queries.as_asked)
