"""A clinic in which doses are running now, each with a monitor on the patient: `python -m journeys.rooms_in_use COUNT` prints where and who."""

import json
import sys
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from journeys.serving import environment_of

__all__ = ["InUse", "rooms_in_use"]

_TESTS = Path(__file__).parents[1]


@dataclass(frozen=True)
class InUse:
    """The addresses of the running visits, and the cookies of the people by their first names."""

    episodes: list[str]
    sessions: list[str]
    cookies: dict[str, str]
    monitors: list[str]
    """The name each session's monitor sends."""

    def visit(self, number: int = 0) -> str:
        return f"/episodes/{self.episodes[number]}/sessions/{self.sessions[number]}/"


def rooms_in_use(home: Path, count: int = 1) -> InUse:
    """Build it, with the tables, in that folder."""
    import os
    import subprocess

    environment = environment_of(home) | {"PYTHONPATH": os.pathsep.join([str(_TESTS), os.environ.get("PYTHONPATH", "")])}
    for words in (["-m", "kapstone", "migrate"], ["-m", "journeys.rooms_in_use", str(count)]):
        done = subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    return InUse(**json.loads(done.stdout.splitlines()[-1]))


def _build(count: int) -> dict[str, Any]:  # Any: JSON values
    from django.conf import settings
    from django.db import transaction

    from cast import a_clinic, another_clinic, browser_of, ines, who
    from clinic.sessions.lives import MINUTE, a_life_until
    from kapstone.clinic.devices import actions as devices
    from kapstone.clinic.devices.models import Kind
    from kapstone.clinic.journal import clock
    from kapstone.clinic.people import actions
    from kapstone.pathway import Phase

    now = clock.now().replace(second=0, microsecond=0)
    with transaction.atomic():
        clinic = a_clinic()
        lives = []
        for number in range(count):
            alma = actions.register_patient(
                organisation=clinic.organisation, name=f"Alma Number{chr(97 + number // 26)}{chr(97 + number % 26)}",
                birth_date=date(1984, 11, 24) + timedelta(days=37 * number), sex_at_birth="female", pronouns="she/her", state="NY", phone="212 555 0134",
                email=f"alma{number}@harbour.example", by=clinic.cato, at=now,
            )  # fmt: skip
            herself = who(actions.give_portal(patient=alma, by=clinic.cato, at=now))
            alma.refresh_from_db()
            another = replace(clinic, alma=alma, alma_herself=herself, made={})
            lives.append(a_life_until(another, now - 2 * MINUTE, phase=Phase.DOSED))
        people = {
            "mira": clinic.mira,
            "noor": clinic.noor,
            "sol": clinic.sol,
            "cato": clinic.cato,
            "dara": clinic.dara,
            "alma": clinic.alma_herself,
        }
        people["ines"] = ines(another_clinic())
        for number, life in enumerate(lives):
            device, _ = devices.add_device(
                label=f"Monitor {number}", kind=Kind.MONITOR, sender=f"BESIDE_{number}", zone="UTC", speaks_every_min=60, by=clinic.dara, at=now
            )  # fmt: skip
            devices.pair(
                episode=life.episode,
                session=life.session,
                device=device.id,
                accepts_by_itself=True,
                by=clinic.mira,
                at=now - MINUTE,
            )
    return {
        "episodes": [str(life.episode.id) for life in lives],
        "sessions": [str(life.session) for life in lives],
        "monitors": [f"BESIDE_{number}" for number in range(count)],
        "cookies": {name: browser_of(actor).cookies[settings.SESSION_COOKIE_NAME].value for name, actor in people.items()},
    }


if __name__ == "__main__":
    from kapstone.clinic.config import boot

    with boot.clinic():
        print(json.dumps(_build(int(sys.argv[1]))))
