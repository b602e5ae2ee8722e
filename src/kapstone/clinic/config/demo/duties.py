"""What a programme asks for beside the doses: enrolment and forms of a risk programme; doses, the home and where help is sent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from kapstone.clinic.config.demo.life import Life
from kapstone.clinic.journal import clock
from kapstone.clinic.sessions import actions as sessions
from kapstone.clinic.sessions import duties
from kapstone.clinic.sessions.home import keep_place
from kapstone.facts import DosesDispensed
from kapstone.protocols import Setting
from kapstone.synthetic import SAFE_HOME

__all__ = ["enrol", "is_next_at_home", "make_ready_at_home", "send_form"]

_STREETS = ("12 Harbour Street", "4 Alder Lane", "88 Mill Road")


def enrol(life: Life) -> Iterator[datetime]:
    """The risk programme confirms the patient, where the drug has one."""
    if life.protocol.rems is not None:
        yield life.after(60)
        duties.enrol(episode=life.episode, reference=f"ENR-{life.rng.randint(1000, 9999)}", by=life.prescriber, at=clock.now())


def send_form(life: Life, dose_at: datetime) -> Iterator[datetime]:
    """The form of the last session goes to the risk programme."""
    if life.protocol.rems is not None:
        yield dose_at + timedelta(hours=26)
        duties.form_sent(
            episode=life.episode, session=life.sessions[-1], reference=f"PMF-{life.rng.randint(1000, 9999)}", by=life.monitor, at=clock.now()
        )  # fmt: skip


def is_next_at_home(life: Life) -> bool:
    """Whether the programme gives the next dose at home."""
    return life.protocol.place_of(len(life.sessions) + 1) is Setting.HOME


def make_ready_at_home(life: Life, session: UUID) -> None:
    """One dose is in the house, help knows the way, and the home was looked at on video."""
    dispensed = DosesDispensed(doses=1, dose_mg=life.protocol.dose.start)
    duties.dispense(episode=life.episode, fact=dispensed, by=life.prescriber, at=clock.now())
    keep_place(
        episode=life.episode, session=session, address=f"{life.rng.choice(_STREETS)}, {life.person.state}", phone=life.person.escort_phone,
        video_url="https://video.example/kapstone", by=life.monitor, at=clock.now(),
    )  # fmt: skip
    found = replace(SAFE_HOME, session=session, monitor_name=life.person.escort)
    sessions.note(episode=life.episode, fact=found, by=life.monitor, at=clock.now())
