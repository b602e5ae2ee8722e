"""Goals on the desk: set in her words, rated over time, at most five, set aside with a reason; the T-score never without words."""

from uuid import UUID, uuid4

import pytest

from cast import NOW, Clinic, a_clinic, an_episode, another_clinic, browser_of
from kapstone.clinic.episodes import queries
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.goals import actions
from kapstone.clinic.goals import queries as goals
from kapstone.clinic.goals.errors import GoalIsSetAside, TooManyGoals
from kapstone.clinic.journal import clock
from kapstone.facts import GoalRated, GoalRetired, GoalSet

pytestmark = pytest.mark.django_db

LEVELS = {"-2": "Never", "-1": "Once a month", "0": "Once a week", "+1": "Twice a week", "+2": "I stay over"}
FORM = {
    "title": "I see my sister once a week", "why": "I miss her", "expected": "Once a week", "more": "Twice a week",
    "much_more": "I stay over", "less": "Once a month", "much_less": "Never", "importance": "3", "difficulty": "2",
    "baseline": "-1",
}  # fmt: skip


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return an_episode(clinic)


def a_goal(clinic: Clinic, episode: Episode, title: str = "I see my sister once a week") -> UUID:
    recorded = actions.set_goal(episode=episode, title=title, levels=LEVELS, by=clinic.sol, at=clock.now(), key=uuid4())
    fact = recorded.first.fact
    assert isinstance(fact, GoalSet)
    return fact.goal


def test_a_goal_is_set_with_its_five_levels(clinic: Clinic, episode: Episode) -> None:
    form = {**FORM, "key": str(uuid4())}

    for _ in range(2):
        browser_of(clinic.sol).post(f"/episodes/{episode.id}/goals/new/", form)

    (record,) = queries.facts_of(episode).of(GoalSet)
    assert record.fact.levels == LEVELS
    assert record.fact.baseline == -1
    html = browser_of(clinic.noor).get(f"/episodes/{episode.id}/goals/").content.decode()
    assert "I see my sister once a week" in html
    assert "1 goal set, 0 rated so far" in html


def test_a_level_left_out_is_asked_for_and_the_rest_is_kept(clinic: Clinic, episode: Episode) -> None:
    response = browser_of(clinic.sol).post(f"/episodes/{episode.id}/goals/new/", {**FORM, "more": ""})

    assert response.status_code == 422
    assert "I stay over" in response.content.decode()
    assert queries.facts_of(episode).of(GoalSet) == ()


def test_a_sixth_goal_is_refused_until_one_is_set_aside(clinic: Clinic, episode: Episode) -> None:
    first, *_ = [a_goal(clinic, episode, f"Goal {number}") for number in range(1, 6)]
    with pytest.raises(TooManyGoals):
        a_goal(clinic, episode, "Goal 6")

    actions.set_aside(episode=episode, goal=first, reason="Reached long ago", by=clinic.sol, at=clock.now())

    a_goal(clinic, episode, "Goal 6")
    assert len(goals.goals_of(queries.facts_of(episode))) == 5
    (retired,) = queries.facts_of(episode).of(GoalRetired)
    assert retired.fact.reason == "Reached long ago"


def test_ratings_add_up_over_time_and_the_score_comes_with_words(clinic: Clinic, episode: Episode) -> None:
    goal = a_goal(clinic, episode)
    for level in ("-1", "0"):
        browser_of(clinic.sol).post(
            f"/episodes/{episode.id}/goals/rate/", {f"goal-{goal}": level, f"remarks-{goal}": "", "key": str(uuid4())}
        )

    assert [record.fact.attainment for record in queries.facts_of(episode).of(GoalRated)] == [-1, 0]
    assert goals.sentence_of(queries.facts_of(episode)) == (
        "Taken together the goals are reached as expected: T-score 50, up 10 from 40. 50 is what was expected."
    )


def test_rating_nothing_says_so(clinic: Clinic, episode: Episode) -> None:
    a_goal(clinic, episode)

    response = browser_of(clinic.sol).post(f"/episodes/{episode.id}/goals/rate/", {"key": str(uuid4())})

    assert response.status_code == 422
    assert "at least one goal" in response.content.decode()


def test_a_goal_set_aside_is_not_rated(clinic: Clinic, episode: Episode) -> None:
    goal = a_goal(clinic, episode)
    browser_of(clinic.sol).post(
        f"/episodes/{episode.id}/goals/{goal}/set-aside/", {"reason": "It was about someone else", "key": str(uuid4())}
    )

    with pytest.raises(GoalIsSetAside):
        actions.rate(episode=episode, ratings={goal: 0}, by=clinic.sol, at=clock.now())
    assert "It was about someone else" in browser_of(clinic.sol).get(f"/episodes/{episode.id}/goals/").content.decode()


def test_another_clinics_goals_do_not_exist(clinic: Clinic, episode: Episode) -> None:
    goal = a_goal(clinic, episode)
    elsewhere = another_clinic()
    other = an_episode(elsewhere, at=NOW)

    assert browser_of(elsewhere.sol).get(f"/episodes/{episode.id}/goals/").status_code == 404
    assert browser_of(elsewhere.sol).get(f"/episodes/{other.id}/goals/{goal}/set-aside/").status_code == 404
