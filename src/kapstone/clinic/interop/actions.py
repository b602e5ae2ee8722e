"""Importing a file: all of it or nothing, and the second time nothing new."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from kapstone import fhir
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import episodes_of_patient
from kapstone.clinic.interop.errors import BrokenFile, TooLarge, WhoIsThis
from kapstone.clinic.interop.models import ImportedResource
from kapstone.clinic.people import actions as people
from kapstone.clinic.people import queries
from kapstone.clinic.people.errors import ProbablyTheSame
from kapstone.clinic.people.models import Patient
from kapstone.facts import EnquiryReceived, Fact
from kapstone.pathway import Stage
from kapstone.protocols import Protocol

__all__ = ["LIMIT_MB", "Imported", "Outcome", "import_file"]

LIMIT_MB = 50
_NAMES = UUID("0f1e6b8e-6b5c-5d5c-9a5e-3b1c6f0a7d10")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one resource: `taken`, `changed`, `known` or `left`, and the reason or what it became."""

    place: str
    resource: str
    what: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did: the episodes it wrote into, and one outcome for each resource."""

    episodes: tuple[Episode, ...]
    outcomes: tuple[Outcome, ...]

    def count(self, what: str) -> int:
        return sum(outcome.what == what for outcome in self.outcomes)


@transaction.atomic
def import_file(*, text: str, protocol: Protocol, by: Actor, at: datetime, is_confirmed_new: bool = False) -> Imported:
    """Read a FHIR Bundle or NDJSON and record what it says. Raises BrokenFile, and writes nothing, when any of it is wrong."""
    if len(text) > LIMIT_MB * 1_000_000:
        raise TooLarge(LIMIT_MB)
    try:
        reading = fhir.read(text, today=at.date())
    except fhir.Broken as broken:
        raise BrokenFile(broken) from broken
    opened: list[Episode] = []
    outcomes: list[Outcome] = []
    for person in reading.people:
        episode = _episode(person, protocol, by, at, is_confirmed_new=is_confirmed_new)
        opened.append(episode)
        outcomes += _record(episode, person.lines, by, at)
    outcomes += [_left(line) for line in reading.left]
    return Imported(episodes=tuple(opened), outcomes=tuple(outcomes))


def _episode(person: fhir.Person, protocol: Protocol, by: Actor, at: datetime, *, is_confirmed_new: bool) -> Episode:
    """The episode this person's facts go into: their open one, or a new one."""
    patient = _patient(person, by, at, is_confirmed_new=is_confirmed_new)
    standing = episodes_of_patient(patient.id).exclude(stage=Stage.CLOSED.value).first()
    if standing is not None:
        return standing
    facts = (EnquiryReceived(source="imported record"),)
    return episodes.open_episode(patient=patient, protocol=protocol, facts=facts, by=by, at=at, via="import")


def _patient(person: fhir.Person, by: Actor, at: datetime, *, is_confirmed_new: bool) -> Patient:
    who = person.identity
    number = next((value for kind, value in who.identifiers if kind == "MR"), "") or next((v for _, v in who.identifiers), "")
    mine = queries.patients_of(by.organisation_id)
    known = mine.filter(identifier=number[:40]).first() if number else None
    if known is not None and known.birth_date == who.birth_date:
        return known
    if known is not None:
        raise WhoIsThis(who.name, number, f"{known.name}, who has that record number and another birthday")
    try:
        return people.register_patient(
            organisation=queries.organisation_of(by.organisation_id),
            name=who.name,
            birth_date=who.birth_date,
            sex_at_birth=who.sex.value if who.sex.value in {"female", "male"} else "unknown",
            email=who.email,
            phone=who.phone[:30],
            state=who.state,
            address=who.address,
            identifier=number[:40],
            is_confirmed_new=is_confirmed_new,
            via="import",
            by=by,
            at=at,
            key=uuid5(_NAMES, f"{by.organisation_id} {number or person.reference} {who.birth_date}"),
        )
    except ProbablyTheSame as doubt:
        first = doubt.candidates[0]
        raise WhoIsThis(who.name, number, f"{first.name}, record {first.identifier}") from doubt


def _record(episode: Episode, lines: tuple[fhir.Line, ...], by: Actor, at: datetime) -> list[Outcome]:
    """Write what is new in one go, correct what changed, and say what became of each line."""
    current = {row.resource: row for row in ImportedResource.objects.filter(episode=episode, is_current=True)}
    seen = set(ImportedResource.objects.filter(episode=episode).values_list("resource", "digest"))
    new = [line for line in lines if line.taken and line.resource not in current]
    changed = [line for line in lines if line.taken and line.resource in current and (line.resource, line.digest) not in seen]
    if new:
        recorded = episodes.record(
            episode=episode, facts=[_said(d) for line in new for d in line.taken], by=by, at=at, via="import"
        )
        entries = iter(record.id for record in recorded.records)
        for line in new:
            _remember(episode, line, [next(entries) for _ in line.taken], at)
    for line in changed:
        row = current[line.resource]
        row.is_current = False
        row.save(update_fields=["is_current"])
        replaced = [
            episodes.record(episode=episode, facts=(_said(dated),), by=by, at=at, via="import", corrects=old).first.id
            for dated, old in zip(line.taken, row.entries, strict=True)
        ]
        _remember(episode, line, replaced, at)
    became = {id(line): "taken" for line in new} | {id(line): "changed" for line in changed}
    return [_outcome(line, became.get(id(line), "known")) if line.taken else _left(line) for line in lines]


def _said(dated: fhir.Dated) -> Fact | episodes.Dated:
    return dated.fact if dated.at is None else episodes.Dated(dated.fact, dated.at)


def _remember(episode: Episode, line: fhir.Line, entries: list[UUID], at: datetime) -> None:
    ImportedResource.objects.create(
        episode=episode, resource=line.resource, digest=line.digest, entries=entries, imported_at=at
    )


def _outcome(line: fhir.Line, what: str) -> Outcome:
    kinds = ", ".join(dict.fromkeys(dated.fact.kind for dated in line.taken))
    return Outcome(place=line.place, resource=line.resource, what=what, says=kinds)


def _left(line: fhir.Line) -> Outcome:
    return Outcome(place=line.place, resource=line.resource, what="left", says=line.left)
