"""Alma at a chosen point of her course: the told story, recorded through the real actions by the people of the clinic."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from unittest.mock import patch
from uuid import UUID

from cast import Clinic
from kapstone import synthetic as told
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions
from kapstone.clinic.episodes.actions import Dated
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.facts import EnquiryReceived, Fact, ProgrammeChosen, VisitPlanned
from kapstone.pathway import Phase, Stage
from kapstone.protocols import all_protocols

START = datetime(2026, 1, 5, 14, 0, tzinfo=UTC)


@contextmanager
def unjudged() -> Iterator[None]:
    """Write without concluding anything: nobody looks before the story stops, and what is written last judges all of it."""
    with patch.object(actions, "_bring_up_to_date"):
        yield


class Life:
    """An episode whose facts came from a story, and the moment at which the story stops."""

    def __init__(self, clinic: Clinic, story: told.Story) -> None:
        self.clinic, self.story = clinic, story
        self.ids: dict[UUID, UUID] = {}
        people = {
            told.ALMA: clinic.alma_herself,
            told.CATO: clinic.cato,
            told.NOOR: clinic.noor,
            told.SOL: clinic.sol,
            told.MIRA: clinic.mira,
        }
        self.people = {person.id: actor for person, actor in people.items()}
        protocol = story.protocol
        with clock.stopped_at(story.records[0].at):
            self.episode: Episode = actions.open_episode(
                patient=clinic.alma,
                protocol=protocol,
                facts=(EnquiryReceived(source="self"),),
                by=clinic.cato,
                at=story.records[0].at,
            )
        self._record()

    @property
    def now(self) -> datetime:
        return self.story.now

    @property
    def session(self) -> UUID:
        """The last session that was planned."""
        return facts_of(self.episode).of(VisitPlanned)[-1].fact.session

    def tell_on(self) -> None:
        """Record what the story has told since."""
        self._record()

    def _record(self) -> None:
        waiting: list[tuple[Any, Fact]] = []
        for record in self.story.records[len(self.ids) :]:
            if isinstance(record.fact, EnquiryReceived | ProgrammeChosen):
                self.ids[record.id] = record.id
                continue
            mine = {old.id for old, _ in waiting}
            named = {value for field in fields(record.fact) if isinstance(value := getattr(record.fact, field.name), UUID)}
            if waiting and (record.by != waiting[0][0].by or named & mine or getattr(record.fact, "session", None)):
                with unjudged():
                    self._flush(waiting)
                waiting = []
            waiting.append((record, record.fact))
        if waiting:
            self._flush(waiting)

    def _flush(self, waiting: list[tuple[Any, Fact]]) -> None:
        by: Actor = self.people[waiting[0][0].by]
        last = waiting[-1][0].at
        with clock.stopped_at(last):
            stored = actions.record(
                episode=self.episode,
                facts=[Dated(self._with_real_ids(fact), record.at) for record, fact in waiting],
                by=by,
                at=last,
            ).records
        for (record, _), real in zip(waiting, stored, strict=True):
            self.ids[record.id] = real.id

    def _with_real_ids(self, fact: Fact) -> Fact:
        changed = {
            field.name: self.ids[value]
            for field in fields(fact)
            if isinstance(value := getattr(fact, field.name), UUID) and value in self.ids
        }
        if "therapist" in {field.name for field in fields(fact)}:
            changed["therapist"] = self.clinic.sol.user_id
        return replace(fact, **changed)


def a_life(
    clinic: Clinic,
    stage: Stage = Stage.DOSING,
    *,
    phase: Phase = Phase.PLANNED,
    doses: int = 1,
    protocol: str = "iv-trd-induction",
    start: datetime = START,
) -> Life:
    """Alma at this stage; for DOSING at this phase of that dose."""
    story = told.course_until(stage, protocol=all_protocols()[protocol], start=start, rng=Random(7), phase=phase, doses=doses)
    story.now = story.now.replace(second=0, microsecond=0)
    return Life(clinic, story)


def a_life_until(
    clinic: Clinic, now: datetime, stage: Stage = Stage.DOSING, *, phase: Phase = Phase.PLANNED, doses: int = 1
) -> Life:
    """The same, told so that it stands at this point now: for browsers, whose server reads the real clock."""
    protocol = all_protocols()["iv-trd-induction"]
    end = told.course_until(stage, protocol=protocol, start=START, rng=Random(7), phase=phase, doses=doses).now
    return a_life(clinic, stage, phase=phase, doses=doses, start=START + (now - end))


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
