"""A dose at home in the same room: the place confirmed, where help is sent, how the clinic looks in, and the gates of home."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.sessions.models import HomePlace
from kapstone.clinic.sessions.room import VisitPage
from kapstone.clinic.web.factforms import fact_form
from kapstone.clinic.web.forms import KapForm
from kapstone.facts import HomeSettingChecked, Record
from kapstone.findings import Finding
from kapstone.pathway import Episode as Course
from kapstone.protocols import Setting

__all__ = [
    "HomeForm",
    "PlaceForm",
    "checked",
    "gates_of_home",
    "is_at_home",
    "keep_place",
    "place_of_session",
    "place_planned",
]

HomeForm = fact_form(
    HomeSettingChecked, fields=("monitor_present", "monitor_name", "readings_transmitted", "location_confirmed", "children_alone", "firearms_unsecured", "fall_or_water_hazard"),
    labels={
        "monitor_present": "The adult is there now and stays through recovery", "monitor_name": "Name of that adult",
        "readings_transmitted": "Their cuff and oximeter have sent a reading today", "location_confirmed": "They said where they are, and it is the address below",
        "children_alone": "Children would be alone in the patient's care", "firearms_unsecured": "Firearms are not locked away",
        "fall_or_water_hazard": "A pool, a balcony or stairs are within reach",
    },
    fixed={"session": UUID(int=0)},
)  # fmt: skip


class PlaceForm(KapForm):
    """Read out to the emergency service, so it is asked each time and never taken over silently."""

    address = forms.CharField(
        label="Address the emergency service is sent to", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter street, house, flat, town and state."},
    )  # fmt: skip
    phone = forms.CharField(
        label="Phone of the adult who stays", max_length=40, error_messages={"required": "Enter the phone."}
    )
    video_url = forms.URLField(label="Link of the video visit", required=False, max_length=500, assume_scheme="https")


def place_planned(course: Course, session: UUID | None) -> Setting:
    """Where the programme gives the dose of this planned session, or of the one that would be planned next."""
    visit = course.visits.get(session) if session else None
    following = max(map(course.number, course.visits.values()), default=0) + 1
    return course.protocol.place_of(course.number(visit) if visit else following)


def is_at_home(here: VisitPage) -> bool:
    """Whether this dose of the programme is given at home; the first ones may be given in the clinic."""
    return here.page.protocol.place_of(here.view.number) is Setting.HOME


def checked(here: VisitPage) -> Record[HomeSettingChecked] | None:
    """The home as it was found for this very session."""
    return here.page.facts.latest(HomeSettingChecked, lambda fact: fact.session == here.id)


def gates_of_home(here: VisitPage) -> list[Finding]:
    """What the rules of home say about this visit, worst first."""
    found = [
        finding
        for finding in here.page.assessment.findings
        if finding.rule.startswith("HM-") and finding.subject.startswith(str(here.id))
    ]
    return sorted(found, key=lambda finding: -finding.level)


def place_of_session(episode: Episode, session: UUID) -> HomePlace | None:
    return HomePlace.objects.filter(episode=episode, session=session).first()


@transaction.atomic
def keep_place(
    *, episode: Episode, session: UUID, address: str, phone: str, video_url: str, by: Actor, at: datetime
) -> HomePlace:
    """Write down where help is sent; the last word counts."""
    said = {"address": address, "phone": phone, "video_url": video_url, "changed_at": at, "changed_by_id": by.user_id}
    made, _ = HomePlace.objects.update_or_create(session=session, defaults=said, create_defaults={**said, "episode": episode})
    return made
