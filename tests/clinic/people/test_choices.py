"""The director sees where sources differ, which one the protocol follows and why, and confirms the choice by name."""

from importlib import resources
from typing import Any

import pytest
from django.urls import reverse

import cast
from cast import NOW, browser_of
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.journal import clock
from kapstone.clinic.people import protocol_views
from kapstone.facts import Answer
from kapstone.protocols import parse

pytestmark = pytest.mark.django_db

CHOICE = """
[choices.psychosis_history]
is  = "past_excludes"
why = "We are a small clinic without a ward nearby."
by  = "Dr Mara Lind"
on  = 2026-11-02
"""
SHIPPED = (resources.files("kapstone.protocols") / "iv-trd-induction.toml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _without_the_second_step(settings: Any) -> None:  # Any: pytest-django's settings
    settings.KAPSTONE_REQUIRE_TOTP = False


@pytest.fixture
def clinic() -> cast.Clinic:
    return cast.a_clinic()


def test_the_page_shows_every_source_and_what_is_shipped(clinic: cast.Clinic) -> None:
    page = browser_of(clinic.dara).get(reverse("people:protocol", args=["iv-trd-induction"])).content.decode()

    assert "Where sources differ" in page
    assert "Two failures over the lifetime." in page
    assert "not chosen; as shipped" in page


def test_a_choice_stands_there_with_who_when_and_why_and_is_confirmed(
    clinic: cast.Clinic, monkeypatch: Any
) -> None:  # Any: pytest's
    protocol = parse(SHIPPED + CHOICE)
    monkeypatch.setattr(protocol_views, "all_protocols", lambda: {protocol.id: protocol})
    browser, address = browser_of(clinic.dara), reverse("people:protocol", args=[protocol.id])

    before = browser.get(address).content.decode()
    browser.post(address, {"digest": protocol.digest, "paths": ["choices.psychosis_history"]})
    after = browser.get(address).content.decode()

    assert "We are a small clinic without a ward nearby." in before
    assert "Dr Mara Lind, 2 Nov 2026" in before
    assert 'value="choices.psychosis_history"' in before
    assert 'value="choices.psychosis_history"' not in after


def test_a_choice_changes_the_report_of_an_episode_that_is_pinned_to_it(clinic: cast.Clinic) -> None:
    from clinic.screening import well
    from kapstone.clinic.screening.queries import report_for

    episode = cast.an_episode(clinic)
    well.screen(clinic, episode, at=NOW, but={"past_psychosis": Answer.YES})
    with clock.stopped_at(NOW):
        shipped = report_for(episode, NOW)
    Episode.objects.filter(id=episode.id).update(protocol_text=SHIPPED + CHOICE)
    episode.refresh_from_db()
    with clock.stopped_at(NOW):
        chosen = report_for(episode, NOW)

    def level(report: Any) -> str:  # Any: the room's report
        return next(line.finding.level.name for group in report.groups for line in group.lines if line.finding.rule == "PS-02")

    assert level(shipped) == "REVIEW"
    assert level(chosen) == "STOP"
    page = browser_of(clinic.noor).get(reverse("screening:report", args=[episode.id])).content.decode()
    assert "Sources differ: Psychosis in the past" in page
    assert "Chosen by Dr Mara Lind on 2 Nov 2026: We are a small clinic without a ward nearby." in page
