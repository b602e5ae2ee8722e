"""The days of the demonstration clinic. Who stands where in it is looked at where it is served, in the journeys."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from kapstone.clinic.config import demo
from kapstone.clinic.config.demo.house import open_house
from kapstone.clinic.config.demo.life import lives_of
from kapstone.synthetic.lives import LIVES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", range(14))
def test_on_no_day_do_more_visits_fall_together_than_there_are_rooms(days: int) -> None:
    now = datetime(2026, 11, 23, 20, 10, tzinfo=UTC) + timedelta(days=days, hours=days)
    house = open_house(now)

    lives = lives_of(LIVES, house=house, now=now, rng=Random(demo.SEED))

    doses = [dose for life in lives for dose in life.dose_times]
    together = [sum(abs(other - dose) < timedelta(hours=3) for other in doses) for dose in doses]
    assert len(doses) == sum(plan.doses for plan in LIVES)
    assert max(together) <= len(house.rooms)
