"""Tells every process of the clinic that something has changed. PostgreSQL delivers it when the transaction commits, and only then."""

from uuid import UUID

from django.db import connection

from kapstone.clinic.live.news import CHANNEL, News, Shut

__all__ = ["changed", "shut_for"]


def changed(*, organisation: UUID, episode: UUID, sequence: int, by_clock: bool = False) -> None:
    """The episode has moved on. Called inside the transaction of the write: what is rolled back is never told, what is committed always."""
    _notify(News(organisation=organisation, episode=episode, sequence=sequence, by_clock=by_clock))


def shut_for(reader: UUID) -> None:
    """End the open streams of this person: they signed out, or what they may see has changed."""
    _notify(Shut(reader))


def _notify(said: News | Shut) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", [CHANNEL, said.payload])
