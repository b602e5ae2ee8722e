"""Seals a text to its author: AES-256-GCM under the author's own key, bound to the row it belongs to."""

import hmac
import os
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction

from kapstone.clinic.access.models import AuthorKey

__all__ = ["SealBroken", "derived_key", "forget_author", "seal", "unseal"]

_VERSION = b"\x01"
_NONCE_BYTES = 12


class SealBroken(Exception):
    """The text cannot be opened: its key is gone, or it is not the text that was sealed in this place."""


def seal(text: str, *, author: UUID, table: str, row: UUID) -> bytes:
    """Seal `text` to `author` for one row; moved to another row or table it will not open."""
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(_key_of(author)).encrypt(nonce, text.encode(), _bound(table, row, author))


def unseal(sealed: bytes, *, author: UUID, table: str, row: UUID) -> str:
    """Open what `seal` closed for the same author, table and row; anything else raises SealBroken."""
    sealed = bytes(sealed)
    if sealed[:1] != _VERSION:
        raise SealBroken("this was sealed in a way this version does not know")
    nonce, closed = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    own = AuthorKey.objects.filter(user_id=author).first()
    if own is None:
        raise SealBroken("the key of this author is no longer there")
    try:
        return AESGCM(_unwrapped(own)).decrypt(nonce, closed, _bound(table, row, author)).decode()
    except InvalidTag:
        raise SealBroken("this is not what was sealed in this place") from None


def forget_author(author: UUID) -> None:
    """Destroy the author's key: everything sealed to them is unreadable from now on, also in copies of the database's rows."""
    AuthorKey.objects.filter(user_id=author).delete()


def derived_key(purpose: str, *of: UUID) -> bytes:
    """32 bytes for one purpose and these records, always the same, worked out from the master key: nothing is stored anywhere."""
    return hmac.digest(_master(), ":".join(("kapstone", purpose, *map(str, of))).encode(), "sha256")


@transaction.atomic
def _key_of(author: UUID) -> bytes:
    own = AuthorKey.objects.filter(user_id=author).first()
    if own is None:
        nonce = os.urandom(_NONCE_BYTES)
        wrapped = nonce + AESGCM(_master()).encrypt(nonce, AESGCM.generate_key(256), _bound("access_authorkey", author, author))
        own, _ = AuthorKey.objects.get_or_create(user_id=author, defaults={"wrapped": wrapped})
    return _unwrapped(own)


def _unwrapped(own: AuthorKey) -> bytes:
    wrapped = bytes(own.wrapped)
    try:
        return AESGCM(_master()).decrypt(
            wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], _bound("access_authorkey", own.user_id, own.user_id)
        )
    except InvalidTag:
        raise SealBroken("the master key is not the one this author's key was wrapped with") from None


def _bound(table: str, row: UUID, author: UUID) -> bytes:
    return f"kapstone:{table}:{row}:{author}".encode()


def _master() -> bytes:
    """The installation's master key, drawn on first use into a file only its owner can read; backed up with the data folder."""
    place = Path(settings.KAPSTONE_KEYS) / "master.key"
    try:
        return bytes.fromhex(place.read_text().strip())
    except FileNotFoundError:
        pass
    draft = place.with_name(f".master.{os.getpid()}.{os.urandom(4).hex()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(AESGCM.generate_key(256).hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, place)  # the first to arrive wins; the others read what it wrote
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return bytes.fromhex(place.read_text().strip())
