"""What is sealed opens only for its author, in its place, with its key."""

import os
from pathlib import Path
from uuid import uuid4

import pytest

import cast
from kapstone.clinic.access.models import AuthorKey
from kapstone.clinic.access.sealing import SealBroken, forget_author, seal, unseal

pytestmark = pytest.mark.django_db
TEXT = "What was said stays between us. Łódź, naïve, 心"


@pytest.fixture
def clinic() -> cast.Clinic:
    return cast.a_clinic()


def test_the_author_reads_what_they_wrote(clinic: cast.Clinic) -> None:
    row = uuid4()

    sealed = seal(TEXT, author=clinic.sol.user_id, table="notes_note", row=row)

    assert TEXT.encode() not in sealed
    assert unseal(sealed, author=clinic.sol.user_id, table="notes_note", row=row) == TEXT
    assert unseal(memoryview(sealed), author=clinic.sol.user_id, table="notes_note", row=row) == TEXT
    assert seal(TEXT, author=clinic.sol.user_id, table="notes_note", row=row) != sealed


def test_moved_changed_or_given_to_another_it_does_not_open(clinic: cast.Clinic) -> None:
    row, sol, noor = uuid4(), clinic.sol.user_id, clinic.noor.user_id
    seal("mine", author=noor, table="notes_note", row=uuid4())
    sealed = seal(TEXT, author=sol, table="notes_note", row=row)
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])

    for what, author, table, place in (
        (sealed, sol, "notes_note", uuid4()),
        (sealed, sol, "other_table", row),
        (sealed, noor, "notes_note", row),
        (changed, sol, "notes_note", row),
        (b"\x02" + sealed[1:], sol, "notes_note", row),
        (b"", sol, "notes_note", row),
    ):
        with pytest.raises(SealBroken):
            unseal(what, author=author, table=table, row=place)


def test_destroying_the_key_erases_what_it_sealed(clinic: cast.Clinic) -> None:
    row, sol = uuid4(), clinic.sol.user_id
    sealed = seal(TEXT, author=sol, table="notes_note", row=row)

    forget_author(sol)

    with pytest.raises(SealBroken, match="no longer there"):
        unseal(sealed, author=sol, table="notes_note", row=row)


def test_the_master_key_is_a_file_only_its_owner_reads(clinic: cast.Clinic, settings: object, tmp_path: Path) -> None:
    settings.KAPSTONE_KEYS = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    row, sol = uuid4(), clinic.sol.user_id
    sealed = seal(TEXT, author=sol, table="notes_note", row=row)
    kept = tmp_path / "master.key"

    assert kept.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["master.key"]
    assert bytes.fromhex(kept.read_text().strip()) not in bytes(AuthorKey.objects.get(user_id=sol).wrapped)
    kept.write_text(os.urandom(32).hex())
    with pytest.raises(SealBroken, match="master key"):
        unseal(sealed, author=sol, table="notes_note", row=row)
