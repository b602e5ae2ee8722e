"""How a change to people is told: one line in the chain of the organisation."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.journal.actions import Author, Line, Via, append
from kapstone.clinic.web.errors import Refusal

__all__ = ["tell", "unique"]


def tell(
    organisation: UUID,
    kind: str,
    body: Mapping[str, Any],  # Any: whatever msgspec can turn into JSON
    *,
    by: Actor | Author,
    at: datetime,
    via: str = Via.SCREEN,
    key: UUID | None = None,
) -> None:
    """Append what happened to the organisation's own stream, in the caller's transaction."""
    author = by.author if isinstance(by, Actor) else by
    if author.id is None:
        via = Via.SYSTEM
    line = Line(kind=kind, body=msgspec.to_builtins(dict(body)))
    append(organisation=organisation, stream=organisation, lines=[line], by=author, at=at, via=via, key=key)


@contextmanager
def unique(otherwise: Refusal) -> Iterator[None]:
    """Turn the database's word that something is taken into a refusal that a person can read."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "unique" not in str(error):
            raise
        raise otherwise from None
