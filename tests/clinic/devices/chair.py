"""Alma in a running session with a monitor of the clinic beside her, and ways to let it speak."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cast import Clinic, a_clinic
from clinic.devices.saying import MONITOR, oru
from clinic.sessions.lives import MINUTE, Life, a_life
from kapstone.clinic.devices import actions, hl7
from kapstone.clinic.devices.models import Device, Kind
from kapstone.clinic.episodes.queries import assessment_of, facts_of, patient_page
from kapstone.clinic.journal import clock
from kapstone.clinic.sessions.room import VisitPage
from kapstone.facts import VitalsTaken
from kapstone.findings import Level
from kapstone.pathway import Phase

__all__ = ["Chair"]


class Chair:
    """Alma in a running session with a monitor of the clinic beside her."""

    def __init__(self) -> None:
        self.clinic: Clinic = a_clinic()
        self.life: Life = a_life(self.clinic, phase=Phase.DOSED)
        self.now: datetime = self.life.now + MINUTE
        self.monitor, _ = actions.add_device(
            label="Monitor 3", kind=Kind.MONITOR, sender=MONITOR, zone="UTC", by=self.clinic.dara, at=self.life.now
        )
        self.count = 0

    def pair(self, device: Device | None = None, *, by_itself: bool = False, key: UUID | None = None) -> None:
        with clock.stopped_at(self.now):
            actions.pair(
                episode=self.life.episode, session=self.life.session, device=(device or self.monitor).id, accepts_by_itself=by_itself,
                by=self.clinic.mira, at=self.now, key=key,
            )  # fmt: skip

    def says(self, *, after: timedelta = timedelta(seconds=1), **message: object) -> Any:  # Any: Taken
        self.now += after
        self.count += 1
        text = oru(at=self.now, **({"control": str(self.count)} | message))  # type: ignore[arg-type]  # the fields of a message
        return self.hears(text)

    def hears(self, text: str) -> Any:  # Any: Taken
        with clock.stopped_at(self.now):
            return actions.take(hl7.parse(text.encode()), text.encode(), now=self.now)

    @property
    def vitals(self) -> list[VitalsTaken]:
        return [record.fact for record in facts_of(self.life.episode).of(VitalsTaken) if record.fact.device is not None]

    def level(self, rule: str) -> Level:
        found = assessment_of(self.life.episode, self.now).findings
        return max(
            finding.level for finding in found if finding.rule == rule and finding.subject.startswith(str(self.life.session))
        )

    def rings(self) -> set[str]:
        here = VisitPage.of(patient_page(self.life.episode, self.now), self.life.session)
        assert here is not None
        return {alarm.finding.rule for alarm in here.alarms}
