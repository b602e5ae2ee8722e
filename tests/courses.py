"""A whole told course in the clinic's journal: each fact of the synthetic story, recorded by the person whose it was, at its time."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from cast import NOW, Clinic
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.journal import clock
from kapstone.facts import Fact, PersonDescribed, ProgrammeChosen, Record
from kapstone.pathway import Phase, Stage
from kapstone.protocols import all_protocols
from kapstone.synthetic import Story, course_until
from kapstone.synthetic import people as told

__all__ = ["a_course"]


def a_course(
    clinic: Clinic, stage: Stage, *, phase: Phase = Phase.RECOVERING, protocol: str = "iv-trd-induction", start: datetime = NOW
) -> tuple[Episode, datetime]:
    """Alma's episode after she has come to `stage`, and the moment at which the story ends."""
    story = course_until(stage, protocol=all_protocols()[protocol], start=start, rng=Random(7), phase=phase)
    people = {
        told.ALMA.id: clinic.alma_herself,
        told.CATO.id: clinic.cato,
        told.MIRA.id: clinic.mira,
        told.NOOR.id: clinic.noor,
        told.SOL.id: clinic.sol,
    }
    ids: dict[UUID, UUID] = {person: actor.user_id for person, actor in people.items()}
    with clock.stopped_at(start):
        episode = actions.open_episode(patient=clinic.alma, protocol=story.protocol, facts=(), by=clinic.cato, at=start)
    for records in _together(story):
        _record(episode, records, people, ids, clinic)
    return episode, story.now


def _together(story: Story) -> Iterator[list[Record[Fact]]]:
    """Records that may be written in one request: of one person, within an hour, none naming another of them."""
    batch: list[Record[Fact]] = []
    for record in story.records:
        if isinstance(record.fact, ProgrammeChosen):
            continue  # opening the episode said so
        new = {each.id for each in batch} & set(_uuids(record.fact))
        if batch and (record.by != batch[0].by or record.at - batch[0].at > timedelta(hours=1) or new):
            yield batch
            batch = []
        batch.append(record)
    yield batch


def _record(
    episode: Episode, records: list[Record[Fact]], people: Mapping[UUID, Actor], ids: dict[UUID, UUID], clinic: Clinic
) -> None:
    at = records[-1].at
    facts = [actions.Dated(_in_this_clinic(each.fact, ids, clinic), each.at) for each in records]
    assert records[0].by is not None
    with clock.stopped_at(at):
        done = actions.record(episode=episode, facts=facts, by=people[records[0].by], at=at)
    ids |= {old.id: new.id for old, new in zip(records, done.records, strict=True)}


def _in_this_clinic(fact: Fact, ids: Mapping[UUID, UUID], clinic: Clinic) -> Fact:
    if isinstance(fact, PersonDescribed):
        return replace(fact, birth_date=clinic.alma.birth_date, residence_state=clinic.alma.state)
    changed: dict[str, Any] = {}  # Any: the fields of any fact
    for each in fields(fact):
        value = getattr(fact, each.name)
        if isinstance(value, UUID) and value in ids:
            changed[each.name] = ids[value]
    return replace(fact, **changed)


def _uuids(fact: Fact) -> Iterator[UUID]:
    for each in fields(fact):
        value = getattr(fact, each.name)
        if isinstance(value, UUID):
            yield value
