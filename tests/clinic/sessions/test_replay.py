"""A session played again shows, at each moment, exactly what its screens showed then."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cast import Clinic, a_clinic, browser_of
from clinic.sessions.lives import MINUTE, Life, a_life
from kapstone.clinic.episodes.queries import patient_page
from kapstone.clinic.journal import clock
from kapstone.clinic.sessions import actions
from kapstone.clinic.sessions.replay import as_it_stood, moments
from kapstone.clinic.sessions.room import VisitPage
from kapstone.facts import SessionEvent, StateObserved, VitalsTaken
from kapstone.findings import Level
from kapstone.pathway import Phase, alarm_timeline

pytestmark = pytest.mark.django_db

Shown = tuple[list[tuple[str, Level, str, str]], list[tuple[str, str, str]], str]


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


def shown_by(here: VisitPage) -> Shown:
    """What a screen says: alarms with who answered them, the numbers with their level, what is due."""
    alarms = [(one.finding.rule, one.finding.level, one.finding.because, one.answered_by) for one in here.alarms]
    return alarms, [(number.label, number.value, number.level) for number in here.numbers], here.due_words


def a_stormy_session(clinic: Clinic) -> tuple[Life, list[tuple[int, Shown]]]:
    """Pressure that rises and falls, a saturation that drops, an artefact, an answered alarm; with what was shown after each step."""
    life = a_life(clinic, phase=Phase.DOSED)
    episode, session, mira = life.episode, life.session, clinic.mira
    seen: list[tuple[int, Shown]] = []
    now = life.now

    def step(do: Callable[[], object], minutes: float) -> None:
        nonlocal now
        now += timedelta(minutes=minutes)
        with clock.stopped_at(now):
            do()
            here = VisitPage.of(patient_page(episode, now), session)
            assert here is not None
            seen.append((here.page.seen, shown_by(here)))

    def vitals(**values: float) -> Callable[[], object]:
        said = VitalsTaken(session=session, **values)
        return lambda: actions.take_vitals(episode=episode, vitals=said, state=None, by=mira, at=now)

    step(vitals(systolic_mmhg=138, diastolic_mmhg=86, heart_rate_per_min=84, spo2_percent=97, respiratory_rate_per_min=14), 5)
    step(vitals(systolic_mmhg=171, diastolic_mmhg=104, heart_rate_per_min=96, spo2_percent=97, respiratory_rate_per_min=14), 7)
    step(lambda: actions.acknowledge(episode=episode, session=session, alarm="MON-A1", by=mira, at=now), 1)
    step(vitals(systolic_mmhg=184, diastolic_mmhg=112), 5)
    step(vitals(systolic_mmhg=182, diastolic_mmhg=111), 3)
    step(vitals(spo2_percent=72), 1)
    wrong = patient_page(episode, now).facts.latest(VitalsTaken)
    assert wrong is not None
    step(lambda: actions.mark_artefact(episode=episode, reading=wrong.id, by=mira, at=now), 1)
    step(vitals(spo2_percent=91), 2)
    step(lambda: actions.note(episode=episode, fact=SessionEvent(session=session, event="nausea"), by=mira, at=now), 2)
    watching = StateObserved(session=session, moaas=4, distress_0_10=8)
    step(lambda: actions.note(episode=episode, fact=watching, by=mira, at=now), 2)
    step(vitals(systolic_mmhg=139, diastolic_mmhg=85, heart_rate_per_min=80, spo2_percent=97, respiratory_rate_per_min=15), 5)
    return life, seen


def test_every_moment_shows_what_its_screens_showed(clinic: Clinic) -> None:
    life, seen = a_stormy_session(clinic)
    later = patient_page(life.episode, life.now + 60 * MINUTE)

    by_sequence = {}
    for moment in moments(later.facts, life.session):
        here = as_it_stood(later, life.session, moment.at)
        assert here is not None
        by_sequence[here.page.seen] = shown_by(here)

    assert [(sequence, by_sequence[sequence]) for sequence, _ in seen] == seen
    assert {alarm[0] for _, shown in seen for alarm in shown[0]} >= {"MON-A3", "MON-A6", "MON-A9"}


def test_the_timeline_of_alarms_is_that_of_the_screens(clinic: Clinic) -> None:
    life, _ = a_stormy_session(clinic)
    page = patient_page(life.episode, life.now + 60 * MINUTE)

    timeline = alarm_timeline(page.protocol, page.facts, life.session, page.now)

    for rung in timeline:
        here = as_it_stood(page, life.session, rung.at)
        assert here is not None
        shown = {(one.key, one.level) for alarm in here.alarms for one in (alarm.finding, *alarm.also)}
        assert shown == rung.alarms
    assert any(level is Level.STOP for rung in timeline for _, level in rung.alarms)
    assert timeline == alarm_timeline(page.protocol, page.facts, life.session, page.now)


def test_the_page_shows_one_moment_and_nothing_to_press(clinic: Clinic) -> None:
    life, seen = a_stormy_session(clinic)
    at = f"/episodes/{life.episode.id}/sessions/{life.session}/replay/"
    page = patient_page(life.episode, life.now + 60 * MINUTE)
    number = next(m.number for m in moments(page.facts, life.session) if "182/111" in " ".join(m.words))

    with clock.stopped_at(page.now):
        html = browser_of(clinic.noor).get(at, {"step": number}).content.decode()
        last = browser_of(clinic.noor).get(at, {"step": "999"}).content.decode()

    assert "182/111" in html
    assert "139/85" not in html.partition('id="step-moments"')[0]
    assert "139/85" in last
    assert 'method="post"' not in html.partition("<main")[2]
    assert "hx-get" not in html
    assert seen


def test_a_session_that_does_not_exist_cannot_be_played(clinic: Clinic) -> None:
    life = a_life(clinic, phase=Phase.DOSED)

    response = browser_of(clinic.noor).get(f"/episodes/{life.episode.id}/sessions/{life.episode.id}/replay/")

    assert response.status_code == 404
