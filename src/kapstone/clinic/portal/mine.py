"""One patient's own course at one moment: the episode, its facts and assessment, and what their clinic has set."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.declare import ClinicRequest
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import PatientPage
from kapstone.clinic.journal import clock
from kapstone.clinic.measures.queries import Wordings, wordings_of
from kapstone.clinic.people.queries import ClinicSettings, settings_of
from kapstone.clinic.portal.errors import NoCourseYet
from kapstone.facts import Facts
from kapstone.pathway import Assessment

__all__ = ["Mine", "episode_of", "mine"]


@dataclass(frozen=True, kw_only=True)
class Mine:
    """Everything a page of the portal is drawn from."""

    actor: Actor
    page: PatientPage
    settings: ClinicSettings

    @property
    def episode(self) -> Episode:
        return self.page.episode

    @property
    def facts(self) -> Facts:
        return self.page.facts

    @property
    def assessment(self) -> Assessment:
        return self.page.assessment

    @cached_property
    def wordings(self) -> Wordings:
        """The words in which this clinic asks. One query, when it is first wanted."""
        return wordings_of(self.episode.organisation_id)

    @property
    def now(self) -> datetime:
        return self.page.now


def episode_of(request: ClinicRequest) -> Episode:
    """The signed-in patient's own episode; nothing else can be named in an address of the portal."""
    found = episodes.patient_episode(request.actor)
    if found is None:
        raise NoCourseYet
    return found


def mine(request: ClinicRequest) -> Mine:
    """The signed-in patient's course, now. Three queries, and one more where the words of measures are wanted."""
    page = episodes.patient_page(episode_of(request), clock.now())
    return Mine(actor=request.actor, page=page, settings=settings_of(request.actor.organisation_id))
