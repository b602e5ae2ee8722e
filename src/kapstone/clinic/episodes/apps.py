"""The spine as a Django app; it teaches the door how to load an episode."""

from django.apps import AppConfig


class EpisodesConfig(AppConfig):
    name = "kapstone.clinic.episodes"
    label = "episodes"

    def ready(self) -> None:
        from kapstone.clinic.access.capabilities import Can
        from kapstone.clinic.access.declare import LOADERS
        from kapstone.clinic.episodes.queries import episode_for, pinned_texts
        from kapstone.clinic.people.queries import PINNED
        from kapstone.clinic.web import navigation

        LOADERS["episode"] = episode_for
        PINNED.texts_of = pinned_texts
        navigation.add(
            navigation.Place(label="Worklist", url_name="episodes:worklist", can=Can.SEE_WORKLIST, key="w", order=10)
        )
        navigation.add(navigation.Place(label="Patients", url_name="episodes:caseload", can=Can.SEE_EPISODE, key="p", order=20))
        navigation.search_at("episodes:caseload")
