"""Devices on the patient: which are paired, when each spoke last, and that one which falls silent is a finding."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kapstone.facts import DevicePaired, DeviceUnpaired, Record, VitalsTaken
from kapstone.findings import Finding, Level
from kapstone.pathway._episode import Episode, Visit
from kapstone.pathway._says import say

__all__ = ["Paired", "paired", "silent"]


@dataclass(frozen=True, slots=True)
class Paired:
    """One device that is on the patient, with the last reading it gave."""

    pairing: Record[DevicePaired]
    last: Record[VitalsTaken] | None

    @property
    def heard_at(self) -> datetime:
        """When it was last heard; before it spoke, when it was put on."""
        return self.last.at if self.last is not None and self.last.at > self.pairing.at else self.pairing.at

    @property
    def silent_from(self) -> datetime:
        """From then on its silence is a finding. Two readings may go missing: a cuff is taken off to be put right."""
        return self.heard_at + 2 * timedelta(minutes=self.pairing.fact.speaks_every_min)


def paired(visit: Visit) -> tuple[Paired, ...]:
    """The devices on the patient now, in the order in which they were put on."""
    latest = {record.fact.device: record for record in visit.of(DevicePaired)}
    taken_off = {record.fact.device: record for record in visit.of(DeviceUnpaired)}
    standing = [record for device, record in latest.items() if device not in taken_off or taken_off[device].at < record.at]
    last = {record.fact.device: record for record in visit.of(VitalsTaken)}
    return tuple(Paired(record, last.get(record.fact.device)) for record in standing)


def silent(episode: Episode, visit: Visit) -> Iterator[Finding]:
    """UNKNOWN for each paired device that has not spoken for too long; until then, when that would be. Silence is never clear."""
    for each in paired(visit):
        since = each.silent_from
        if episode.now < since:
            yield say(
                episode.protocol, "PW-DEVICE-SILENT", Level.CLEAR, f"{each.pairing.fact.label} speaks.", subject=f"{visit.id}:{each.pairing.fact.device}",
                facts=(each.pairing.id,), changes_at=since,
            )  # fmt: skip
        else:
            yield say(
                episode.protocol, "PW-DEVICE-SILENT", Level.UNKNOWN,
                f"{each.pairing.fact.label} has said nothing since {each.heard_at:%H:%M}.",
                act="Look at the patient and the device, and take vitals by hand; take the device off here when it is not used any more.",
                subject=f"{visit.id}:{each.pairing.fact.device}", waits_for=("device reading",), facts=(each.pairing.id,),
            )  # fmt: skip
