"""Run inside the house of a demonstration clinic: everyone in it came to where they are by possible steps, and stands where their story says."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kapstone.clinic.config.settings")
django.setup()

from kapstone.clinic.access.capabilities import Role  # noqa: E402 - models need Django
from kapstone.clinic.config import boot  # noqa: E402
from kapstone.clinic.episodes.models import Episode, WorkItem  # noqa: E402
from kapstone.clinic.episodes.queries import assessment_of  # noqa: E402
from kapstone.clinic.journal import clock  # noqa: E402
from kapstone.clinic.journal.queries import verify  # noqa: E402
from kapstone.clinic.people.models import Patient  # noqa: E402
from kapstone.clinic.people.queries import demo_people, staff_of  # noqa: E402
from kapstone.findings import Level  # noqa: E402
from kapstone.pathway import Stage  # noqa: E402
from kapstone.synthetic.lives import LIVES, Twist  # noqa: E402


def main() -> None:
    with boot.clinic():
        everyone_stands_where_the_story_says()
        the_journal_is_whole_and_in_order()
        the_worklist_holds_what_must_be_seen_to()
        a_visitor_can_be_anyone()


def everyone_stands_where_the_story_says() -> None:
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


def the_journal_is_whole_and_in_order() -> None:
    assert verify().is_whole
    births = [patient.created_at for patient in Patient.objects.order_by("identifier")]
    assert births == sorted(births)


def the_worklist_holds_what_must_be_seen_to() -> None:
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


def a_visitor_can_be_anyone() -> None:
    people = {person.role: person for person in demo_people()}
    assert set(people) == set(Role)
    shown = Patient.objects.get(user_id=people[Role.PATIENT].user_id)
    assert shown.email == "patient1@example.org"
    assert staff_of(shown.organisation_id).count() >= 8


if __name__ == "__main__":
    main()
