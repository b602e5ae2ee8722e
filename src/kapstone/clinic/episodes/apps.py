"""The spine as a Django app; it teaches the door how to load an episode."""

from django.apps import AppConfig


class EpisodesConfig(AppConfig):
    name = "kapstone.clinic.episodes"
    label = "episodes"

    def ready(self) -> None:
        from kapstone.clinic.access.declare import LOADERS  # noqa: PLC0415 - apps are loaded first
        from kapstone.clinic.episodes.queries import episode_for  # noqa: PLC0415

        LOADERS["episode"] = episode_for
