"""A clinic supplies the licensed wording of an instrument, and withdraws it when the licence ends."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.journal import actions as journal
from kapstone.clinic.journal.ids import new_id
from kapstone.clinic.measures.errors import (
    AlreadySent,
    NotSupplied,
    ReasonMissing,
    WordingNotText,
    WordingRefused,
    WordingTooLarge,
)
from kapstone.clinic.measures.models import SuppliedText
from kapstone.clinic.measures.wordings import Wordings
from kapstone.clinic.people.models import Organisation
from kapstone.instruments import Instrument, all_instruments
from kapstone.instruments.text import LicensedText, TextRefused, parse_text, with_text

__all__ = ["MOST_BYTES", "read_source", "read_text", "supply_text", "withdraw_text"]

MOST_BYTES = 100_000
"""Thirty questions of a few lines each are a fifth of it."""


def read_source(raw: bytes) -> str:
    """The file as text, with the line ends of TOML. Raises WordingTooLarge and WordingNotText."""
    if len(raw) > MOST_BYTES:
        raise WordingTooLarge(MOST_BYTES)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise WordingNotText(error.start) from None


def read_text(source: str, instrument: Instrument) -> tuple[LicensedText, Instrument]:
    """The wording in `source`, and the instrument in these words. Raises WordingRefused, which names every mistake."""
    try:
        text = parse_text(source, all_instruments(), instrument.id)
        return text, with_text(instrument, text)
    except TextRefused as refused:
        raise WordingRefused(instrument, refused.mistakes) from None


@transaction.atomic
def supply_text(
    *, organisation: Organisation, instrument: Instrument, source: str, by: Actor, at: datetime, key: UUID | None = None
) -> SuppliedText:
    """From now on the clinic asks `instrument` in the words of `source`. The same `key` supplies once, and so do the same words.

    `instrument` is the one that ships. Raises WordingTooLarge and WordingRefused.
    """
    source = read_source(source.encode())
    text, _ = read_text(source, instrument)
    digest = hashlib.sha256(source.encode()).hexdigest()
    wordings = _locked(organisation, instrument)
    if (earlier := _sent(key, organisation, instrument, by, digest)) is not None:
        return earlier
    standing = wordings.standing(instrument)
    if standing is not None and standing.digest == digest:
        return standing
    row = SuppliedText.objects.create(
        id=key or new_id(), organisation=organisation, instrument=instrument.id, version=instrument.version, number=_next(wordings),
        source=source, digest=digest, supplied_at=at, supplied_by_id=by.user_id, supplied_by_name=by.name,
    )  # fmt: skip
    licence = {name: getattr(text.licence, name) for name in ("holder", "granted_by", "reference")}
    _tell("TextSupplied", row, instrument, by, {"digest": digest, "licence": licence})
    return row


@transaction.atomic
def withdraw_text(
    *, organisation: Organisation, instrument: Instrument, reason: str, by: Actor, at: datetime, key: UUID | None = None
) -> SuppliedText:
    """The wording may no longer be used: from now on `instrument` is not asked. What was answered stays, in its words."""
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise ReasonMissing
    wordings = _locked(organisation, instrument)
    if (earlier := _sent(key, organisation, instrument, by, "")) is not None:
        return earlier
    newest = next(iter(wordings.of(instrument)), None)
    if newest is None or newest.withdrawn:
        raise NotSupplied(instrument)
    row = SuppliedText.objects.create(
        id=key or new_id(), organisation=organisation, instrument=instrument.id, version=instrument.version, number=_next(wordings),
        withdrawn=True, reason=reason, supplied_at=at, supplied_by_id=by.user_id, supplied_by_name=by.name,
    )  # fmt: skip
    _tell("TextWithdrawn", row, instrument, by, {"digest": newest.digest, "reason": reason})
    return row


def _locked(organisation: Organisation, instrument: Instrument) -> Wordings:
    """All rows of this instrument, of every version. Of two who write at once, one comes second."""
    Organisation.objects.select_for_update().get(id=organisation.id)
    return Wordings(tuple(SuppliedText.objects.filter(organisation=organisation, instrument=instrument.id)))


def _sent(key: UUID | None, organisation: Organisation, instrument: Instrument, by: Actor, digest: str) -> SuppliedText | None:
    """What the same form wrote when it came before. Raises AlreadySent where it said something else then."""
    row = SuppliedText.objects.filter(id=key).first() if key is not None else None
    if row is None:
        return None
    if (row.organisation_id, row.instrument, row.supplied_by_id, row.digest) != (
        organisation.id,
        instrument.id,
        by.user_id,
        digest,
    ):
        raise AlreadySent
    return row


def _next(wordings: Wordings) -> int:
    return 1 + max((row.number for row in wordings.rows), default=0)


def _tell(kind: str, row: SuppliedText, instrument: Instrument, by: Actor, more: dict[str, object]) -> None:
    """One line in the chain of the organisation, for the audit."""
    body = {"instrument": row.instrument, "name": instrument.short, "version": row.version, **more}
    line = journal.Line(kind=kind, body=body)
    journal.append(organisation=row.organisation_id, stream=row.organisation_id, lines=[line], by=by.author, at=row.supplied_at)
