"""The demonstration clinic: everyone in it came to where they are by possible steps, and stands where their story says."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.config import demo
from kapstone.clinic.config.demo.house import open_house
from kapstone.clinic.config.demo.life import lives_of
from kapstone.clinic.episodes.models import Episode, WorkItem
from kapstone.clinic.episodes.queries import assessment_of
from kapstone.clinic.journal import clock
from kapstone.clinic.journal.queries import verify
from kapstone.clinic.people.models import Patient
from kapstone.clinic.people.queries import demo_people, staff_of
from kapstone.findings import Level
from kapstone.pathway import Stage
from kapstone.synthetic.lives import LIVES, Twist

pytestmark = pytest.mark.django_db(transaction=False)


def test_the_demonstration_is_a_whole_clinic() -> None:
    assert demo.build()
    assert not demo.build()  # a second start keeps what is there

    _everyone_stands_where_the_story_says()
    _the_journal_is_whole_and_in_order()
    _the_worklist_holds_what_must_be_seen_to()
    _a_visitor_can_be_anyone()


@pytest.mark.parametrize("days", range(14))
def test_on_no_day_do_more_visits_fall_together_than_there_are_rooms(days: int) -> None:
    now = datetime(2026, 11, 23, 20, 10, tzinfo=UTC) + timedelta(days=days, hours=days)
    house = open_house(now)

    lives = lives_of(LIVES, house=house, now=now, rng=Random(demo.SEED))

    doses = [dose for life in lives for dose in life.dose_times]
    together = [sum(abs(other - dose) < timedelta(hours=3) for other in doses) for dose in doses]
    assert len(doses) == sum(plan.doses for plan in LIVES)
    assert max(together) <= len(house.rooms)


def _everyone_stands_where_the_story_says() -> None:
    wanted = {f"patient{number}@example.org": plan for number, plan in enumerate(LIVES, start=1)}
    episodes = list(Episode.objects.select_related("patient"))
    wrong = [
        f"{plan.target.value}: stands at {episode.stage}; {sorted(plan.twists)}"
        for episode in episodes
        if (plan := wanted.get(episode.patient.email)) is not None and plan.target.value != episode.stage
    ]
    assert not wrong, "\n".join(wrong)
    assert len(episodes) == len(LIVES) >= 40
    assert {episode.stage for episode in episodes} == {stage.value for stage in Stage}


def _the_journal_is_whole_and_in_order() -> None:
    assert verify().is_whole
    births = [patient.created_at for patient in Patient.objects.order_by("identifier")]
    assert births == sorted(births)


def _the_worklist_holds_what_must_be_seen_to() -> None:
    urgent = WorkItem.objects.filter(resolved_at=None, level=Level.URGENT.value).values_list(
        "episode__patient__email", flat=True
    )
    expected = {f"patient{number}@example.org" for number, plan in enumerate(LIVES, start=1) if plan.has(Twist.SELF_HARM)}
    assert expected <= set(urgent)
    running = [
        episode
        for episode in Episode.objects.filter(stage=Stage.DOSING.value)
        if any(s.is_running for s in assessment_of(episode, clock.now()).sessions)
    ]
    assert len(running) == sum(plan.has(Twist.RUNNING) for plan in LIVES)


def _a_visitor_can_be_anyone() -> None:
    people = {person.role: person for person in demo_people()}
    assert set(people) == set(Role)
    shown = Patient.objects.get(user_id=people[Role.PATIENT].user_id)
    assert shown.email == "patient1@example.org"
    assert staff_of(shown.organisation_id).count() >= 8
