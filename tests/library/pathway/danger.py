"""Stories at the moment a dose may be given or was given, and short ways to bend them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from kapstone import facts as f
from kapstone.facts import Fact, Facts, Record
from kapstone.findings import Finding
from kapstone.pathway import Assessment, Gate, GateId, Phase, Stage, assess
from kapstone.protocols import Protocol, all_protocols
from kapstone.synthetic import ALMA, Story, course_until

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
IV, IM = all_protocols()["iv-trd-induction"], all_protocols()["im-kap-course"]
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def ready(protocol: Protocol = IV, *, doses: int = 1, start: datetime = MONDAY) -> Story:
    """A story in which the dose may be given now."""
    return course_until(Stage.DOSING, protocol=protocol, start=start, rng=Random(11), phase=Phase.ORDERED, doses=doses)


def in_session(protocol: Protocol = IM) -> Story:
    return course_until(Stage.DOSING, protocol=protocol, start=MONDAY, rng=Random(11), phase=Phase.DOSED)


def seen(story: Story) -> Assessment:
    return assess(story.protocol, Facts(story.records), story.now)


def dose_gate(story: Story) -> Gate:
    return seen(story).gate(GateId.ADMINISTER, story.sessions[-1])


def closed_by(gate: Gate) -> set[str]:
    return {finding.rule for finding in gate.closed_by}


def found(story: Story, rule: str) -> list[Finding]:
    return [finding for finding in seen(story).findings if finding.rule == rule]


def of(story: Story, kind: type[Fact]) -> list[Record[Fact]]:
    return [record for record in story.records if isinstance(record.fact, kind)]


def correct(story: Story, record: Record[Fact], fact: Fact) -> None:
    """A later fact that names the one it replaces."""
    story.now += MINUTE
    story.records.append(
        replace(
            record, id=story.new_id(), fact=fact, recorded_at=story.now, corrects=record.id, sequence=len(story.records) + 1
        )
    )


def moved(story: Story, kind: type[Fact], to: datetime) -> None:
    """The last fact of that kind was true at another time."""
    last = of(story, kind)[-1]
    story.records = [replace(record, at=to) if record is last else record for record in story.records]


def high(story: Story, by: object = ALMA) -> UUID:
    answers: dict[str, int | None] = {"cssrs_1": 1, "cssrs_2": 1, "cssrs_3": 1, "cssrs_4": 1, "cssrs_5": 0, "cssrs_6": 0}
    return story.tell(
        f.MeasureAnswered(instrument="cssrs_since_last_contact", instrument_version="1", answers=answers), ALMA, after=MINUTE
    )


def resolve(concern: UUID, *, safe: bool = True) -> f.ConcernResolved:
    return f.ConcernResolved(concern=concern, found="Spoke at length.", plan="Sister stays.", safe_to_continue=safe)
