"""The demonstration clinic: synthetic patients who came to where they are through the same actions as real ones."""

from datetime import datetime
from random import Random

from django.db import transaction

from kapstone.clinic.config.demo.conducting import conduct
from kapstone.clinic.config.demo.endings import look_again
from kapstone.clinic.config.demo.house import open_house
from kapstone.clinic.config.demo.life import lives_of
from kapstone.clinic.config.demo.passers_by import passers_by
from kapstone.clinic.config.demo.whole import live
from kapstone.clinic.journal import clock
from kapstone.clinic.people.queries import organisations
from kapstone.synthetic.lives import LIVES, Plan

__all__ = ["build"]

SEED = 20_260_302


@transaction.atomic
def build(*, now: datetime | None = None, plans: tuple[Plan, ...] = LIVES) -> bool:
    """Build the clinic as it would stand at `now`, unless there is one already; all of it or nothing. Says whether it did."""
    if organisations().exists():
        return False
    moment = (now or clock.now()).replace(second=0, microsecond=0)
    rng = Random(SEED)  # noqa: S311 - lives, not secrets
    house = open_house(moment)
    lives = lives_of(plans, house=house, now=moment, rng=rng)
    conduct([*(live(each) for each in lives), *passers_by(house, moment)], until=moment)
    look_again(lives, moment)
    return True
