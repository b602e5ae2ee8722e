"""The journal grows only at its ends, says each thing once, and can prove that nothing was changed."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kapstone.chain import GENESIS
from kapstone.clinic.journal.actions import INSTALLATION, Author, Line, append, checkpoint, new_id
from kapstone.clinic.journal.errors import KeyReused
from kapstone.clinic.journal.models import Entry
from kapstone.clinic.journal.queries import keyed, last, last_sequence, lines, verify

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
CLINIC = UUID(int=1)
NOOR = Author(id=UUID(int=7), name="Noor Haddad", role="prescriber")


def say(stream: UUID, *words: str, key: UUID | None = None, by: Author = NOOR, at: datetime = NOW) -> list[Entry]:
    said = [Line(kind="Said", body={"words": each}) for each in words]
    with transaction.atomic():
        return append(organisation=CLINIC, stream=stream, lines=said, by=by, at=at, key=key)


def tamper(sql: str, *values: object) -> None:
    """What somebody with all rights over the database could do."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("set local session_replication_role = origin")


@pytest.mark.django_db
class TestAppend:
    def test_lines_follow_each_other_and_name_the_hash_before(self) -> None:
        stream = uuid4()

        first, second = say(stream, "one", "two")
        (third,) = say(stream, "three")

        assert [first.sequence, second.sequence, third.sequence] == [1, 2, 3]
        assert [first.previous_hash, second.previous_hash, third.previous_hash] == [GENESIS, first.hash, second.hash]
        assert [line.body["words"] for line in lines(stream)] == ["one", "two", "three"]
        assert last(stream) == third
        assert last_sequence(stream) == 3

    def test_a_stream_without_lines_has_no_last(self) -> None:
        assert last(uuid4()) is None
        assert last_sequence(uuid4()) == 0

    def test_the_same_request_again_gives_what_was_stored(self) -> None:
        stream, key = uuid4(), uuid4()

        first = say(stream, "one", "two", key=key)
        again = say(stream, "one", "two", key=key, at=NOW + timedelta(minutes=5))

        assert again == first
        assert last_sequence(stream) == 2
        assert keyed(stream, key) == first[0]
        assert keyed(stream, uuid4()) is None

    @pytest.mark.parametrize("words", [["one", "other"], ["one"], ["one", "two", "three"]])
    def test_the_same_key_for_something_else_is_refused(self, words: list[str]) -> None:
        stream, key = uuid4(), uuid4()
        say(stream, "one", "two", key=key)

        with pytest.raises(KeyReused, match="already sent"):
            say(stream, *words, key=key)

        assert last_sequence(stream) == 2

    def test_the_same_key_by_somebody_else_is_refused(self) -> None:
        stream, key = uuid4(), uuid4()
        say(stream, "one", key=key)

        with pytest.raises(KeyReused):
            say(stream, "one", key=key, by=Author(id=UUID(int=8), name="Sol"))

    def test_ids_sort_by_time(self) -> None:
        ids = [new_id() for _ in range(50)]

        assert all(each.version == 7 and each.variant == "specified in RFC 4122" for each in ids)
        assert [each.int >> 80 for each in ids] == sorted(each.int >> 80 for each in ids)


@pytest.mark.django_db
class TestTheDatabaseItself:
    """The triggers refuse what the application would never do."""

    @pytest.mark.parametrize(
        "wrong",
        [{"sequence": 3}, {"sequence": 1}, {"previous_hash": "f" * 64}, {"hash": "short"}, {"previous_hash": GENESIS}],
    )
    def test_a_line_that_does_not_follow_is_refused(self, wrong: dict[str, Any]) -> None:
        stream = uuid4()
        (first,) = say(stream, "one")
        forged = Entry(
            organisation=CLINIC, stream=stream, sequence=2, kind="Said", body={}, at=NOW, recorded_at=NOW,
            previous_hash=first.hash, hash="a" * 64,
        )  # fmt: skip
        for name, value in wrong.items():
            setattr(forged, name, value)

        with pytest.raises(DatabaseError), transaction.atomic():
            forged.save(force_insert=True)


@pytest.mark.django_db
class TestVerify:
    def test_an_untouched_journal_is_whole(self) -> None:
        one, other = uuid4(), uuid4()
        say(one, "a", "b")
        say(other, "c")
        checkpoint(NOW)

        report = verify()

        assert report.is_whole
        assert (report.lines, report.streams, report.checkpoints) == (4, 3, 1)
        assert verify(one).lines == 2

    @pytest.mark.parametrize(
        "change, because",
        [
            ('update journal_entry set body = \'{"words": "B"}\' where stream = %s and sequence = 2', "not what was written"),
            ("update journal_entry set by_name = 'Ines' where stream = %s and sequence = 2", "not what was written"),
            ("update journal_entry set at = at + interval '1 second' where stream = %s and sequence = 2", "not what was"),
            ("delete from journal_entry where stream = %s and sequence = 2", "line 2 is missing"),
            ("update journal_entry set previous_hash = repeat('a', 64) where stream = %s and sequence = 2", "does not follow"),
        ],
    )
    def test_the_first_broken_link_is_named(self, change: str, because: str) -> None:
        stream = uuid4()
        say(stream, "a", "b", "c", "d")
        tamper(change, stream)

        broken = verify().broken

        assert broken is not None
        assert broken.stream == stream
        assert broken.sequence in {2, 3}
        assert because in broken.because

    def test_a_cut_tail_is_found_by_the_checkpoint(self) -> None:
        stream = uuid4()
        say(stream, "a", "b", "c")
        checkpoint(NOW)
        tamper("delete from journal_entry where stream = %s and sequence > 1", stream)

        broken = verify().broken

        assert broken is not None
        assert (broken.stream, broken.sequence) == (stream, 3)
        assert "checkpoint" in broken.because
        assert verify(stream).broken == broken

    def test_a_rewritten_tail_is_found_by_the_checkpoint(self) -> None:
        stream = uuid4()
        say(stream, "a", "b")
        checkpoint(NOW)
        tamper("delete from journal_entry where stream = %s and sequence = 2", stream)
        say(stream, "forged")

        broken = verify().broken

        assert broken is not None
        assert broken.because == "it is not the line that a checkpoint named"

    def test_a_checkpoint_is_made_once_a_day_over_what_grew(self) -> None:
        one, other = uuid4(), uuid4()
        say(one, "a")
        say(other, "b")

        first = checkpoint(NOW)
        say(one, "c")
        again = checkpoint(NOW + timedelta(hours=3))
        next_day = checkpoint(NOW + timedelta(days=1))

        assert again == first
        assert {head[0] for head in first.body["heads"]} == {str(one), str(other)}
        assert first.body["heads"] == sorted(first.body["heads"])
        assert [head[:2] for head in next_day.body["heads"]] == [[str(one), 2]]
        assert last_sequence(INSTALLATION) == 2
        assert verify().is_whole


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40)
    | st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "ø", "size_mg"]), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


class TestRoundTrip(TestCase):  # type: ignore[misc]  # hypothesis carries no types for it
    @given(body=st.dictionaries(st.sampled_from(["value", "unit", "é"]), JSON))
    def test_whatever_is_stored_still_verifies(self, body: dict[str, Any]) -> None:
        stream = uuid4()
        with transaction.atomic():
            append(organisation=CLINIC, stream=stream, lines=[Line(kind="Said", body=body)], by=NOOR, at=NOW)

        assert verify(stream).is_whole


@pytest.mark.django_db(transaction=True)
def test_a_line_needs_a_transaction_around_it() -> None:
    with pytest.raises(AssertionError, match="transaction"):
        append(organisation=CLINIC, stream=uuid4(), lines=[Line(kind="Said", body={})], by=NOOR, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_writers_of_one_stream_wait_for_each_other_and_the_chain_holds() -> None:
    stream = uuid4()

    def write(name: str) -> None:
        for number in range(10):
            say(stream, f"{name} {number}")
        connection.close()

    writers = [threading.Thread(target=write, args=(name,)) for name in ("Noor", "Sol", "Mira")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert last_sequence(stream) == 30
    assert verify(stream).is_whole


@pytest.mark.django_db(transaction=True)
def test_the_same_request_at_the_same_moment_is_stored_once() -> None:
    stream, key = uuid4(), uuid4()
    seen: list[UUID] = []

    def press() -> None:
        seen.append(say(stream, "one", key=key)[0].id)
        connection.close()

    presses = [threading.Thread(target=press) for _ in range(4)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()

    assert len(seen) == 4
    assert len(set(seen)) == 1
    assert last_sequence(stream) == 1
